"""Galleys in columns: filled one after the other, balanced where the section ends.

Used for the index: no letter stands alone at a column's foot, and no line of a longer entry
(docs/rules-of-the-page.md, The index).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from publish.book import Element
from publish.book.vocabulary import CONTINUED, has_class
from publish.composition.pages.galley import Row
from publish.composition.pages.page import Area, Frame, Page, Placed

_CLOSE = 0.01


def paginate_columns(
    heading: Sequence[Row],
    below: float,
    rows: Sequence[Row],
    frame: Frame,
    places: Sequence[float],
) -> list[Page]:
    """Return the pages of a section set in columns.

    ``heading`` stands over the columns of the first page, ``below`` points above them; ``places``
    are where the columns begin, from the left of the text area.
    """
    head, _ = _column(heading, 0, frame.depth, opening=True)
    top = head[-1].y + head[-1].row.height + below if head else 0.0
    opening = (Area(tuple(head)),) if head else ()
    pages: list[Page] = []
    at = 0
    while at < len(rows):
        columns, end = _fill(rows, at, frame.depth - top, len(places))
        if end == len(rows):
            columns = _balanced(rows, at, frame.depth - top, len(places))
        areas = (
            Area(tuple(Placed(one.row, one.y + top) for one in column), x)
            for column, x in zip(columns, places, strict=False)
        )
        pages.append(Page((*opening, *areas)))
        at, top, opening = end, 0.0, ()
    return pages


def _fill(rows: Sequence[Row], at: int, depth: float, count: int) -> tuple[list[list[Placed]], int]:
    """Fill up to ``count`` columns; return them and the first row left over."""
    columns: list[list[Placed]] = []
    for number in range(count):
        if at < len(rows) and (number == 0 or rows[at].opens in ("", "column")):
            column, at = _column(rows, at, depth)
            columns.append(column)
    return columns, at


def _balanced(rows: Sequence[Row], at: int, depth: float, count: int) -> list[list[Placed]]:
    """Return the last page's columns at the least depth that holds them all."""
    total = sum(row.above + row.height for row in rows[at:])
    least = total / count
    while least < depth:
        columns, end = _fill(rows, at, least, count)
        if end == len(rows):
            return columns
        least += min(row.height for row in rows[at:]) / 4
    return _fill(rows, at, depth, count)[0]


def _column(
    rows: Sequence[Row], at: int, depth: float, *, opening: bool = False
) -> tuple[list[Placed], int]:
    """Set one column; return it and the first row left over, one row at least being taken."""
    placed: list[Placed] = []
    resumed: list[Placed] = []
    bottom = 0.0
    for row in rows[at].resumes if at < len(rows) else ():
        resumed.append(Placed(row, bottom))
        bottom += row.height
    end = at
    for n in range(at, len(rows)):
        row = rows[n]
        if n > at and row.opens:
            end = n
            break
        y = bottom + (row.above if n > at or opening else 0.0)
        bottom = y + row.height
        if bottom > depth + _CLOSE:
            break
        placed.append(Placed(row, y))
        if not _bound(rows, n):
            end = n + 1
    end = max(end, at + 1) if at < len(rows) else at
    return [*resumed, *placed[: end - at]], end


def with_heads_again(rows: Sequence[Row]) -> list[Row]:
    """Take the heads that entries have for where they go on out of their places, and give them to
    the rows that they are for."""
    heads: dict[Element, tuple[Row, ...]] = {}
    found: list[Row] = []
    for row in rows:
        around = next((one for one in row.block.iterancestors("li") if one in heads), None)
        if has_class(row.block, CONTINUED):
            item = next(row.block.iterancestors("li"))
            heads[item] = (*heads.get(item, ()), row)
        else:
            found.append(replace(row, resumes=heads[around]) if around is not None else row)
    return found


def _bound(rows: Sequence[Row], n: int) -> bool:
    """Whether a row may not be the last of its column."""
    row = rows[n]
    parted = not row.last and (row.at == 0 or row.at == row.of - 2)
    return n < len(rows) - 1 and (row.keep or parted)
