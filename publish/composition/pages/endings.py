"""Where a page may end, what that costs, and for what: the values that pagination weighs."""

from __future__ import annotations

from enum import StrEnum
from typing import NamedTuple


class Price(StrEnum):
    """What a page's end may cost something for."""

    PARTED = "parted"
    DIVIDED = "divided"
    UNLEVEL = "unlevel"
    SHORT = "short"
    FEW = "few"
    OVERLEAF = "overleaf"
    WHITE = "white"
    NO_TEXT = "no-text"
    REMEDY = "remedy"
    DEFERRED = "deferred"
    CROWDED = "crowded"
    FORCED = "forced"


class EndRefusal(StrEnum):
    """Why a page cannot end somewhere."""

    PARTED = "parted"
    TOO_DEEP = "too-deep"
    NOTES = "notes"


Prices = tuple[tuple[Price, float], ...]


class Remedy(NamedTuple):
    """A paragraph, named by its first row, set with more lines (or fewer)."""

    row: int
    lines: int


class Start(NamedTuple):
    """Where a page begins: at a row of text, of the notes, of what floats; how short its verso
    was."""

    row: int
    note_row: int
    verso_short: int = 0
    afloat: int = 0


class End(NamedTuple):
    """One way to end a page."""

    row: int
    note_row: int
    cost: float = 0.0
    prices: Prices = ()
    """What makes up the cost."""
    short: int = 0
    white: float = 0.0
    """Lines left empty, above the notes if there are any."""
    remedies: tuple[Remedy, ...] = ()
    afloat: int = 0
    """The first row of what floats that it leaves to the next page."""


class Refused(NamedTuple):
    """A way that a page cannot end."""

    row: int
    reason: EndRefusal
    lines: int = 0
    """Lines that remedies would have given or taken."""


def priced(end: End, *prices: tuple[Price, float], remedies: tuple[Remedy, ...] = ()) -> End:
    """Return a way to end a page that costs more, and for what."""
    cost = sum(one for _, one in prices)
    return end._replace(cost=end.cost + cost, prices=(*end.prices, *prices), remedies=remedies)
