"""Epigraphs: as wide as their longest line, at the right edge of the measure
(docs/rules-of-the-page.md, Verse and epigraphs).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import groupby

from publish.book import Element
from publish.book.vocabulary import EPIGRAPH, has_class
from publish.composition.pages.galley import Row

_FROM_THE_RIGHT = frozenset({"right", "end", "center"})


def to_the_right(rows: Sequence[Row], measure: float) -> list[Row]:
    """Return rows with each epigraph among them moved to the right edge of a measure, in points."""
    found: list[Row] = []
    for epigraph, group in groupby(rows, lambda row: _epigraph(row.block)):
        block = list(group)
        found += block if epigraph is None else _moved(block, measure)
    return found


def _epigraph(block: Element) -> Element | None:
    around = (block, *block.iterancestors())
    return next((element for element in around if has_class(element, EPIGRAPH)), None)


def _moved(rows: Sequence[Row], measure: float) -> list[Row]:
    """Return the rows of one epigraph; what is set from the right stands there already."""
    ends = [row.x + row.line.x + row.line.fit.width for row in rows if row.line and _moves(row)]
    if not ends or any(row.line is None for row in rows):
        return list(rows)
    free = max(0.0, measure - max(ends))
    return [replace(row, x=row.x + free) if _moves(row) else row for row in rows]


def _moves(row: Row) -> bool:
    return row.style.align not in _FROM_THE_RIGHT
