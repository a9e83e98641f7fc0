"""ISBN → the bars of its EAN-13, drawn at full size.

Measures are those of the GS1 General Specifications: a module of 0.33 mm, 95 modules, 11 modules of
white on the left and 7 on the right, guard bars 5 modules longer than the others.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

from barcode.ean import EAN13

MODULE = 0.33
"""Millimetres."""

_LEFT, _MODULES, _RIGHT = 11, 95, 7
_GUARDS = (*range(3), *range(45, 50), *range(92, 95))


@dataclass(frozen=True, slots=True)
class Bar:
    """A bar, in modules from the left edge of the white."""

    x: int
    width: int
    guard: bool


@dataclass(frozen=True, slots=True)
class Barcode:
    """Bars and the figures under them; everything is counted in modules."""

    bars: tuple[Bar, ...]
    digits: str

    @property
    def width(self) -> int:
        return _LEFT + _MODULES + _RIGHT


def barcode(isbn: str) -> Barcode:
    """Return the barcode of an ISBN-13, with or without hyphens."""
    digits = isbn.replace("-", "")
    return Barcode(tuple(_bars(EAN13(digits).build()[0])), digits)


def _bars(modules: str) -> Iterator[Bar]:
    place = 0
    for black, run in groupby(modules):
        width = len(list(run))
        if black == "1":
            yield Bar(_LEFT + place, width, place in _GUARDS)
        place += width
