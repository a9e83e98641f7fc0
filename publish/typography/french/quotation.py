"""Quotation marks take their shape; the spaces within are set later (``spacing``).

``Il a dit "oui".`` → ``Il a dit «oui».``; « on each paragraph of a long quotation; one » for two
levels that end together (Brossard 761).
"""

from __future__ import annotations

import re

from publish.characters import LEFT_GUILLEMET, RIGHT_GUILLEMET
from publish.typography.engine.flat_text import Edit, FlatText
from publish.typography.engine.quotes import pair
from publish.typography.engine.signs import ENDS, SPACE, THINGS, WIDE, spaced
from publish.typography.engine.straight import STRAIGHT
from publish.typography.french.profile import Profile

_TYPED = re.compile(rf"<<(?P<inner>[^<>{ENDS}]{{1,2000}})>>(?!\w)")
_LINE_BEGINNING = re.compile(rf"{WIDE}*(?=[^{SPACE}{ENDS}{THINGS}])")
_LETTER = re.compile(r"[^\W\d_]")


def typed_guillemets(run: FlatText, _: Profile) -> None:
    """Set « » where they were typed << >>, around words."""
    if "<<" not in run.text:
        return
    edits = []
    for match in _TYPED.finditer(run.text):
        if _LETTER.search(match["inner"]) and not run.text[match.start() - 1].isalnum():
            edits.append(Edit(match.start(), match.start() + 2, LEFT_GUILLEMET))
            edits.append(Edit(match.end() - 2, match.end(), RIGHT_GUILLEMET))
    run.edit(edits)


def quotation_marks(run: FlatText, profile: Profile) -> None:
    """Give straight marks their shape, reopen long quotations, merge double closings."""
    text = run.text
    if STRAIGHT not in text and RIGHT_GUILLEMET not in text:
        return
    found = pair(text, profile.quotes, run.tag_at)
    new = {at: (at + 1, shape) for at, shape in found.shapes.items()}
    if profile.reopen:
        for at in found.reopened:
            if line := _LINE_BEGINNING.match(text, at):
                first = line.end()
                sign = found.shapes.get(first, text[first])
                new[first] = (first + 1, LEFT_GUILLEMET + sign)
    for at in found.doubled:
        new |= {at - 1: (at + 1, "")} if spaced(text, at - 1) else {at: (at + 1, "")}
    run.edit([Edit(at, end, shape) for at, (end, shape) in sorted(new.items())])
