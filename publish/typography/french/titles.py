"""Titles before names: superior letters, and a space that does not break.

``Mme de Sévigné`` → M<sup>me</sup>_de Sévigné, ``MM. Durand`` → MM._Durand, ``Mr X`` → M._X;
a title with no name is not bound: ``Mme est sortie`` → M<sup>me</sup> est sortie
(Imprimerie nationale, « Titres et civilités »).
"""

from __future__ import annotations

import re

from publish.typography.engine.flat_text import Edit, FlatText
from publish.typography.engine.signs import UPPER, WIDE, matches, spaced
from publish.typography.engine.slots import Level
from publish.typography.french.profile import Profile

_CLOSE = re.compile(
    rf"M\.(?=[{UPPER}][^\W\d_A-Z]{{2,}}(?![\w.]\w))(?:(?<![\w.-]M\.)|(?<=MM\.)(?<![\w.-]MM\.))"
)
"""« M.Dupont », typed close; « M.Sc. » is a degree."""
_NAME = re.compile(rf"[^\W\d_]{{2}}|[{UPPER}]\.(?:-?[{UPPER}]\.)*{WIDE}?[{UPPER}]")
"""More than one letter, or an initial and its name."""


def titles(run: FlatText, profile: Profile) -> None:
    """Set the titles of the list."""
    run.rewrite(_CLOSE, f"M.{profile.bond}")
    text = run.text
    edits: list[Edit] = []
    for match in matches(profile.words.titles, text):
        if match.start() == 0 or not text[match.start() - 1].isalnum():
            edits += _title(match[0], match.start(), text, profile)
    run.edit(edits)


def _title(title: str, start: int, text: str, profile: Profile) -> list[Edit]:
    words = profile.words
    end = start + len(title)
    point = end if not title.endswith(".") and text[end : end + 1] == "." else None
    after = end if point is None else end + 1
    named = spaced(text, after) and words.name.match(text, after + 1) is not None
    if title in words.titles_before_names and not (named and _NAME.match(text, after + 1)):
        return []
    edits = []
    if title == "Mr":
        edits.append(Edit(start, after, "M."))
    elif title in words.superiors:
        at = start + words.superiors[title]
        edits.append(Edit(at, end, text[at:end], Level.SUPERIOR))
        if point is not None:
            if not named or _opens_sentence(text, after + 1, profile):
                return edits
            edits.append(Edit(point, after, ""))
    if named:
        edits.append(Edit(after, after + 1, profile.bond))
    return edits


def _opens_sentence(text: str, at: int, profile: Profile) -> bool:
    end = at
    while end < len(text) and text[end].isalpha() and end - at < 40:
        end += 1
    return text[at:end].lower() in profile.words.openers
