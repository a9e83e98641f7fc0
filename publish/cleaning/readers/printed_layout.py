"""What the layout of printed pages says: margins, block quotations, tables, headings.

A quotation stands further in than the text on both sides, or smaller, and its lines run on; a
table is lines of cells that stand one below the other; a heading is larger or bolder than the
text. What is not plain is left as lines of text.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise
from statistics import median
from typing import Final

from publish.cleaning.readers.printed import PrintedPage, PrintedRow, PrintedWord

INDENT: Final = 0.9
"""Indent, in ems, that opens a paragraph, or a block of its own."""
_ALIGNED: Final = 0.3
"""How far apart, in ems, the edges of lines of one block may be."""
_COLUMN: Final = 10.0
"""How far to the right, in ems, a second column begins."""
_FEWEST: Final = 6
"""Lines that make a column."""
_JUSTIFIED: Final = 0.3
"""Share of lines that end at one place where they are justified."""
_FULL: Final = 1.6
"""How far from the right edge of its block, in ems, a line may end that runs on."""
_PARTED: Final = 1.4
"""Times its leading that the gap is which ends a block."""
_SAME_SIZE: Final = 0.3
_SMALLER: Final = 0.97
_CELL: Final = 0.95
"""Gap, in ems, that divides the cells of a table."""
_WIDER: Final = 2.5
"""Times the usual gap of its line that such a gap is."""
_EDGE: Final = 0.6
"""How far apart, in ems, the edges of the cells of a column may be."""
LARGE: Final = 1.12
_LONGEST_HEADING: Final = 120
_BOLD_SHARE: Final = 0.15
"""Share of bold lines from which bold is no sign of a heading."""
_DEEPEST_LEVEL: Final = 4


@dataclass(frozen=True, slots=True)
class PrintedMargins:
    """The edges of a column, in points."""

    left: float
    right: float


@dataclass(frozen=True, slots=True)
class PrintedLayout:
    """What a page's rows are, by their number on it.

    ``cells`` are the words that open a further cell in each row of a table; ``units`` the number
    of the paragraph of a quotation, or of the table, that a row belongs to.
    """

    margins: tuple[PrintedMargins, ...]
    quoted: frozenset[int]
    cells: dict[int, frozenset[int]]
    units: dict[int, int]


def layout_of(
    page: PrintedPage, body: float, usual: PrintedMargins, first_unit: int
) -> PrintedLayout:
    """Return the layout of a page; ``body`` is the size of the text, ``usual`` its margins."""
    rows = page.rows
    margins = _margins(rows, body, usual)
    units: dict[int, int] = {}
    cells: dict[int, frozenset[int]] = {}
    quoted: set[int] = set()
    unit = first_unit
    for table in _tables(rows):
        unit += 1
        units |= dict.fromkeys(table, unit)
        cells |= table
    for run in _indented_runs(rows, margins, cells):
        if not _is_quotation(rows, run, margins, body):
            continue
        left = min(rows[at].left for at in run)
        for at in run:
            opens = rows[at].left - left > INDENT * rows[at].size
            unit += opens or (at == run[0] and not rows[at].words[0].text[0].islower())
            units[at] = unit
        quoted |= set(run)
    return PrintedLayout(margins, frozenset(quoted), cells, units)


def usual_margins(pages: Sequence[PrintedPage], body: float) -> PrintedMargins:
    """Return the margins of most lines of a document."""
    rows = [row for page in pages for row in page.rows if row.size == body]
    if not rows:
        return PrintedMargins(0.0, 0.0)
    left = Counter(round(row.left) for row in rows).most_common(1)[0][0]
    right = Counter(round(row.right) for row in rows).most_common(1)[0][0]
    return PrintedMargins(left, right)


def _margins(
    rows: Sequence[PrintedRow], body: float, usual: PrintedMargins
) -> tuple[PrintedMargins, ...]:
    """Return the margins at each row: those of its column."""
    own = [row for row in rows if row.size == body]
    if len(own) < _FEWEST:
        return (usual,) * len(rows)
    lefts = Counter(round(row.left) for row in own)
    often = [left for left, count in lefts.items() if count * 8 > len(own)]
    first = min(often, default=lefts.most_common(1)[0][0])
    columns = [first]
    for left in sorted(often):
        if left - columns[-1] > _COLUMN * body:
            columns.append(left)
    found: list[PrintedMargins] = []
    for row in rows:
        at = max((n for n, left in enumerate(columns) if left <= row.left + body), default=0)
        found.append(PrintedMargins(columns[at], 0.0))
    rights = {
        left: _edge([row.right for row in own if left - body <= row.left < left + _COLUMN * body])
        for left in columns
    }
    return tuple(PrintedMargins(one.left, rights[round(one.left)]) for one in found)


def _edge(rights: Sequence[float]) -> float:
    """Return where lines end: most of them, or, where they are ragged, the longest but few."""
    if not rights:
        return 0.0
    edge, count = Counter(round(right) for right in rights).most_common(1)[0]
    longest = sorted(rights)[int(len(rights) * 0.95)]
    return float(edge) if count > _JUSTIFIED * len(rights) else longest


def _indented_runs(
    rows: Sequence[PrintedRow], margins: Sequence[PrintedMargins], cells: dict[int, frozenset[int]]
) -> Iterator[list[int]]:
    """Yield the rows one below the other that all stand further in than the text."""
    run: list[int] = []
    for at, row in enumerate(rows):
        deep = (row.left - margins[at].left) / max(row.size, 1.0)
        inside = deep >= INDENT and at not in cells
        if run and not (inside and margins[at] == margins[at - 1] and _below(rows, run, at)):
            yield run
            run = []
        if inside:
            run.append(at)
    if run:
        yield run


def _below(rows: Sequence[PrintedRow], run: Sequence[int], at: int) -> bool:
    """Whether a row stands directly below a run, in its size."""
    one, two = rows[run[-1]], rows[at]
    gap = two.bottom - one.bottom
    before = one.bottom - rows[run[-2]].bottom if len(run) > 1 else gap
    return 0 < gap < before * _PARTED and abs(one.size - two.size) < _SAME_SIZE


def _is_quotation(
    rows: Sequence[PrintedRow], run: Sequence[int], margins: Sequence[PrintedMargins], body: float
) -> bool:
    """Whether indented rows run on, from one to the next, within margins of their own."""
    if len(run) < 2:
        return False
    right = max(rows[at].right for at in run)
    narrower = margins[run[0]].right - right > INDENT * body * 0.5
    smaller = rows[run[0]].size < body * _SMALLER
    if not (narrower or smaller):
        return False
    left = min(rows[at].left for at in run)
    full = [
        one
        for one, two in pairwise(run)
        if right - rows[one].right < _FULL * rows[one].size
        and abs(rows[two].left - left) < _ALIGNED * rows[two].size
        and _runs_on(rows[one], rows[two])
    ]
    return bool(full) and 2 * len(full) >= len(run) - 1


def _runs_on(one: PrintedRow, two: PrintedRow) -> bool:
    """Whether a line may go on with the sentence of the line before."""
    first = two.words[0].text
    return first[0].islower() or (one.words[-1].text[-1] not in ".!?…»" and first[0] not in "—–-")


def _tables(rows: Sequence[PrintedRow]) -> Iterator[dict[int, frozenset[int]]]:
    """Yield the tables: for each of their rows, the words that open a further cell."""
    run: list[tuple[int, list[list[PrintedWord]]]] = []
    for at, row in enumerate([*rows, None]):
        cells = _cells(row) if row else []
        goes_on = bool(run) and len(cells) > 1 and _aligned(run[-1][1], cells)
        if run and not goes_on:
            if len(run) > 1 and len(run) * len(run[0][1]) > 5:
                yield {n: _openings(own) for n, own in run}
            run = []
        if len(cells) > 1:
            run.append((at, cells))


def _cells(row: PrintedRow) -> list[list[PrintedWord]]:
    gaps = [two.left - one.right for one, two in pairwise(row.words)]
    usual = median(gap for gap in gaps if gap > 0) if any(gap > 0 for gap in gaps) else 0.0
    least = max(_CELL * row.size, _WIDER * usual)
    if len(gaps) < 4:
        least = _CELL * row.size
    cells = [[row.words[0]]]
    for gap, word in zip(gaps, row.words[1:], strict=True):
        if gap > least:
            cells.append([word])
        else:
            cells[-1].append(word)
    return cells


def _aligned(one: Sequence[Sequence[PrintedWord]], two: Sequence[Sequence[PrintedWord]]) -> bool:
    """Whether the cells of two rows stand one below the other, by an edge or by their middle."""
    if len(one) != len(two):
        return False
    return all(_edges_meet(above, below) for above, below in zip(one, two, strict=True))


def _edges_meet(one: Sequence[PrintedWord], two: Sequence[PrintedWord]) -> bool:
    reach = _EDGE * one[0].size
    left, right = one[0].left - two[0].left, one[-1].right - two[-1].right
    return min(abs(left), abs(right), abs(left + right) / 2) < reach


def _openings(cells: Sequence[Sequence[PrintedWord]]) -> frozenset[int]:
    """Return the number, in its row, of the first word of each cell but the first."""
    return frozenset([*accumulate(len(cell) for cell in cells)][:-1])


def heading_levels(pages: Sequence[PrintedPage], body: float) -> dict[tuple[float, bool], int]:
    """Return the level of each size and weight in which headings are set, from 2 downwards."""
    rows = [row for page in pages for row in page.rows]
    bold = sum(row.bold for row in rows) < _BOLD_SHARE * len(rows)
    seen = Counter(
        (row.size, row.bold) for row in rows if _stands_out(row, body, bold) and _short(row)
    )
    title = next(((r.size, r.bold) for r in rows if (r.size, r.bold) in seen), None)
    styles = sorted(seen, reverse=True)
    if title and title == styles[0] and seen[title] <= 3 and len(styles) > 1:
        styles = styles[1:]
    levels = {style: min(2 + rank, _DEEPEST_LEVEL) for rank, style in enumerate(styles)}
    return {**levels, **({title: 2} if title and title not in levels else {})}


def _stands_out(row: PrintedRow, body: float, bold: bool) -> bool:
    return row.size > body * LARGE or (bold and row.bold and row.size > body * _SMALLER)


def _short(row: PrintedRow) -> bool:
    return sum(len(word.text) + 1 for word in row.words) < _LONGEST_HEADING
