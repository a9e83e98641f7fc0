"""Initials stay with the name they begin.

``V. I. Lénine`` → V._I._Lénine, ``J.-J. Rousseau`` → J.-J._Rousseau, ``Ch. Baudelaire``;
``le point B. Ensuite`` stays (Imprimerie nationale, « Prénoms »).
"""

from __future__ import annotations

import re

from publish.typography.engine.flat_text import Edit, FlatText
from publish.typography.engine.signs import UPPER, WIDE
from publish.typography.french.profile import Profile

_INITIAL = re.compile(rf"[{UPPER}]\.")
_WORD_BEFORE = re.compile(
    rf"(?<![^\W\d_])(?P<word>[^\W\d_{UPPER}]{{2,}}){WIDE}(?:[{UPPER}]\.-?{WIDE}?)*[{UPPER}]\.$"
)
_SECOND = re.compile(rf"{WIDE}(?P<name>[{UPPER}][^\W\d_]+)")
_ARTICLES = frozenset({"Le", "La", "Les", "Du", "Des", "De", "L’", "L'"})
"""Articles with which a name may begin: J. Le Goff, L. La Bruyère, R. Du Bos."""
_WORD = re.compile(r"[^\W\d_]+['’]?")
_NO_INITIAL = re.compile(
    rf"J\.-C\.$|(?:[{UPPER}]\.){{3}}$|(?P<name>[{UPPER}][^\W\d_]+){WIDE}(?:(?P<one>I)|[VX])\.$"
)
"""Jesus Christ, an acronym (U.R.S.S.), a sovereign (Louis X.)."""


def initials(run: FlatText, profile: Profile) -> None:
    """Bind each initial to the initial, particle or name after it."""
    text = run.text
    edits = []
    for match in profile.words.initials.finditer(text):
        point = match.start() + 1
        other = _NO_INITIAL.search(text, max(0, point - 30), point)
        if other and other["name"] not in profile.words.superiors and not _first(other, profile):
            continue
        before = _WORD_BEFORE.search(text, max(0, point - 30), point)
        if _name_follows(text, match.end(), profile, after_noun=_noun(before, profile)):
            edits.append(Edit(match.start("space"), match.end(), profile.bond))
    run.edit(edits)


def _first(other: re.Match[str], profile: Profile) -> bool:
    """Whether I. is an initial after all, for a first sovereign is « Ier »: ``Marie I. Dupont``."""
    name = other["name"]
    return (
        name is not None
        and other["one"] is not None
        and name.lower() not in profile.words.divisions
    )


def _noun(before: re.Match[str] | None, profile: Profile) -> bool:
    """Whether a word stands before the initial that may have a letter for its name."""
    return before is not None and before["word"] not in profile.words.openers


def _name_follows(text: str, at: int, profile: Profile, *, after_noun: bool) -> bool:
    if _INITIAL.match(text, at):
        return True
    name = profile.words.name.match(text, at)
    if name is None:
        return False
    word = _WORD.match(text, name.end())
    if word is None or len(word[0]) < 2:
        return False
    if name["particle"] is not None or not _opens(word[0], profile):
        return True
    second = _SECOND.match(text, word.end())
    return (
        second is not None
        and not after_noun
        and word[0] in _ARTICLES
        and not _opens(second["name"], profile)
    )


def _opens(word: str, profile: Profile) -> bool:
    return word.lower().replace("'", "’") in profile.words.openers
