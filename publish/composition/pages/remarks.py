"""Composed pages → what a typographer would ring on the proof: loose lines, divisions, notes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum

from publish.book.vocabulary import is_number
from publish.composition.lines.paragraph import Line, Span
from publish.composition.pages.composer import ComposedSection, imposition
from publish.composition.pages.page import Page, Placed
from publish.composition.style.cascade import PageBox

LOOSE, TIGHT = 0.15, -0.07
"""Ems added to a word space (a quarter of an em in a text face) from which a line is remarked."""


class RemarkKind(StrEnum):
    """What is remarked."""

    LOOSE = "loose"
    TIGHT = "tight"
    DIVIDED = "divided"
    CALL = "call"
    NOTE = "note"
    CONTINUED = "continued"
    SHORT = "short"
    REMEDY = "remedy"


@dataclass(frozen=True, slots=True)
class Remark:
    """Something at a place of a page: points from its upper left corner; ``value`` says how much:
    ems added to the word space, or lines."""

    page: int
    kind: RemarkKind
    x: float
    y: float
    width: float
    height: float
    value: float = 0.0


def remarks(
    book: Iterable[ComposedSection], sheet: PageBox, *, mirrored: bool = False
) -> Iterator[Remark]:
    """Yield what is to be remarked on each page, the first being page 1.

    ``mirrored``: the margins of ``sheet`` are a right-hand page's, a left one has them reversed.
    """
    top, outer, _, inner = sheet.margin
    for composed, first in imposition(book):
        for number, page in enumerate(composed.pages, first):
            last = page is composed.pages[-1]
            left = outer if mirrored and number % 2 == 0 else inner
            for one in _on(page, number, sheet.measure, last=last):
                yield Remark(
                    one.page, one.kind, one.x + left, one.y + top, one.width, one.height, one.value
                )


def _on(page: Page, number: int, measure: float, *, last: bool) -> Iterator[Remark]:
    for area in page.areas:
        for placed in area.rows:
            yield from _of_line(placed, area.x, number)
    for placed in page.notes:
        yield from _of_line(placed, 0.0, number)
    if page.notes:
        first, end = page.notes[0], page.notes[-1]
        kind = RemarkKind.NOTE if first.row.first and _opens(first) else RemarkKind.CONTINUED
        depth = end.y + end.row.height - first.y
        yield Remark(number, kind, 0.0, first.y, measure, depth)
    if page.short and not last:
        bottom = max((p.y + p.row.height for a in page.areas for p in a.rows), default=0.0)
        yield Remark(number, RemarkKind.SHORT, 0.0, bottom, measure, 2.0, page.short)
    if page.remedy:
        yield Remark(number, RemarkKind.REMEDY, 0.0, 0.0, measure, 2.0, page.remedy)


def _opens(placed: Placed) -> bool:
    """Whether a note's row is the first of its note, not what is left from the page before."""
    return any(span.path and is_number(span.path[-1]) for span in _parts(placed))


def _parts(placed: Placed) -> tuple[Span, ...]:
    return placed.row.line.spans if placed.row.line else ()


def _of_line(placed: Placed, x: float, number: int) -> Iterator[Remark]:
    row = placed.row
    line: Line | None = row.line
    if line is None:
        return
    x += row.x + line.x
    size, width = row.style.size, line.fit.width
    added = line.fit.stretch / size
    if added >= LOOSE or added <= TIGHT:
        kind = RemarkKind.LOOSE if added > 0 else RemarkKind.TIGHT
        yield Remark(number, kind, x, placed.y, width, row.height, round(added, 3))
    if line.divided:
        yield Remark(number, RemarkKind.DIVIDED, x + width - size, placed.y, size, row.height)
    if row.notes:
        yield Remark(number, RemarkKind.CALL, x, placed.y, width, row.height, len(row.notes))
