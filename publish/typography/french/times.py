"""Hours, minutes and seconds, and what stands to their amounts as minutes do to hours.

``12h30`` → 12_h_30, ``2h15min42s`` → 2_h_15_min_42_s, ``0 h 5`` → 0_h_5, ``9€50`` → 9_€_50;
``à 8 h 12 hommes`` stays open (Imprimerie nationale, « Heures », « Unités »).
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from publish.characters import APOSTROPHE
from publish.typography.engine.signs import WIDE
from publish.typography.french.profile import Profile

_ORDER = {"h": 1, "min": 2, "mn": 2, "s": 3}
_UNIT = re.compile(rf"(?P<space>{WIDE}?)(?P<unit>h|min|mn|s)(?![^\W\d]|['{APOSTROPHE}])")
_PART = re.compile(rf"(?P<space>{WIDE}?)(?P<figures>[0-5]?[0-9])(?![0-9]|[,.][0-9])")
_NOUN = re.compile(rf"{WIDE}(?P<word>[^\W\d_]{{3,}}[sx])(?!\w)")
_NO_NOUNS = frozenset({"précises", "passées", "minutes", "sonnantes", "tapantes", "temps"})

Span = tuple[int, int]


def time(text: str, at: int, profile: Profile) -> tuple[list[Span], int]:
    """Return the spaces within the time whose first number ends at ``at``, and where it ends.

    A number that a unit of time does not follow ends where it stands, without spaces.
    """
    spans: list[Span] = []
    last = 0
    while (unit := _UNIT.match(text, at)) and _ORDER[unit["unit"]] > last:
        if not last and unit["unit"] != "h" and not _goes_on(text, unit):
            break
        spans.append(unit.span("space"))
        last, at = _ORDER[unit["unit"]], unit.end()
        part = _PART.match(text, at)
        if part is None or not (_closes(text, part, last) or fraction(text, part, profile)):
            break
        if last > 1 and not _closes(text, part, last) and part["space"]:
            break
        spans.append(part.span("space"))
        at = part.end()
    return spans, at


def _goes_on(text: str, unit: re.Match[str]) -> bool:
    """Whether a smaller unit follows minutes: alone they are a unit like others."""
    part = _PART.match(text, unit.end())
    return part is not None and _closes(text, part, _ORDER[unit["unit"]])


def _closes(text: str, part: re.Match[str], last: int) -> bool:
    """Whether a smaller unit follows a part."""
    unit = _UNIT.match(text, part.end())
    return unit is not None and _ORDER[unit["unit"]] > last


def fraction(text: str, part: re.Match[str], profile: Profile) -> bool:
    """Whether a number is a part of what it follows, for no plural noun takes it for its own."""
    noun = _NOUN.match(text, part.end())
    if noun is None:
        return True
    word = noun["word"].lower()
    return word in _NO_NOUNS or word in profile.words.openers


def cents(text: str, at: int, profile: Profile) -> Iterator[Span]:
    """Yield the space before the cents of a price whose sign ends at ``at``: ``9 € 50``."""
    part = _CENTS.match(text, at)
    if part and fraction(text, part, profile):
        yield part.span("space")


_CENTS = re.compile(rf"(?P<space>{WIDE}?)[0-9]{{2}}(?![0-9]|[,.][0-9]|{WIDE}?[%/€$h])")
