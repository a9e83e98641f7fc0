"""Telephone numbers of the countries that write French, by their shapes.

``02 345 67 89``, ``0475 12 34 56``, ``+41 31 322 21 11``, ``514 873-6565`` → fine spaces within.
A number at home begins with 0 and has nine or ten figures; abroad, + and eight to fifteen
(Union internationale des télécommunications, E.123; Office québécois for the hyphen).
"""

from __future__ import annotations

import re

from publish.typography.engine.flat_text import Edit, FlatText
from publish.typography.engine.signs import SPACE, WIDE, matches
from publish.typography.french.profile import Profile

_HOME = re.compile(
    rf"0(?<![\w,.+]0)(?:[0-9]{{1,3}}|{WIDE}[0-9]{{3}})(?:{WIDE}[0-9]{{2,3}}){{2,4}}"
    rf"(?!{WIDE}?[0-9]|[,.][0-9])"
)
_ABROAD = re.compile(
    rf"\+[1-9][0-9]{{0,2}}(?:{WIDE}\(0\){WIDE}?|{WIDE})[0-9]{{1,4}}(?:[{SPACE}-][0-9]{{2,4}}){{1,5}}"
    rf"(?![0-9])"
)
_AMERICA = re.compile("-(?=[0-9]{4}(?![\\w-]))(?<=[0-9]{3}-)")
_AREA = re.compile(
    rf"(?<![\w,.+-])(?:1{WIDE})?(?:\([2-9][0-9]{{2}}\)|[2-9][0-9]{{2}}){WIDE}[0-9]{{3}}$"
)
_LONGEST = 16


def telephones(run: FlatText, profile: Profile) -> None:
    """Bind the groups of each telephone number."""
    text = run.text
    edits: dict[int, Edit] = {}
    for match in matches((_HOME, _ABROAD), text):
        figures = sum(sign.isdecimal() for sign in match[0])
        if figures in (9, 10) if match[0][0] == "0" else 8 <= figures <= 15:
            edits |= _bound(match.start(), match[0], profile)
    for hyphen in _AMERICA.finditer(text):
        area = _AREA.search(text, max(0, hyphen.start() - _LONGEST), hyphen.start())
        if area:
            edits |= _bound(area.start(), area[0], profile)
    run.edit([edits[at] for at in sorted(edits)])


def _bound(start: int, number: str, profile: Profile) -> dict[int, Edit]:
    return {
        at: Edit(at, at + 1, profile.thousands)
        for at, sign in enumerate(number, start)
        if sign in SPACE
    }
