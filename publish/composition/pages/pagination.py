"""Galleys → pages: where each page ends, with its notes at its foot.

All ways to end the pages are weighed together: a widow or an orphan, a page that ends above its
neighbour, a divided word at a turn, a note that goes on overleaf have their price
(docs/rules-of-the-page.md, The page). A note begins on the page of its call. Where no way is good,
paragraphs may be set a line longer or shorter; each such remedy is told.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from heapq import nsmallest
from itertools import count
from math import floor
from typing import NamedTuple

from publish.composition.pages.foot import Foot
from publish.composition.pages.galley import Row
from publish.composition.pages.page import (
    CLOSE,
    Area,
    Frame,
    Page,
    below,
    is_on_grid,
    placed,
)

NOTE_GAP = 12.0
"""Least distance between text and notes, rule included, in points."""

_NEVER = 1e7
_SPLIT_BLOCK = 1e5  # a widow, an orphan, a title at the foot
_NO_TEXT = 20000.0
_UNLEVEL = 20000.0
_SHORT_PAGE = 1000.0
_FEW_AT_END = 4000.0
_DIVIDED_AT_TURN = 1500.0
_AT_FOOT = 0.15  # share of these that a verso pays: the eye has not far to go
_NOTE_OVERLEAF = 900.0
_WHITE_ABOVE_NOTES = 25.0
_REMEDY = 250.0
_LINES_AT_END = 4
_NOTE_ROWS = 2  # of a note that goes on overleaf, on either page
_REACH = 3  # lines: pages shorter than that, or than the fullest, are not considered
_MOST_REMEDIES = 2  # on one page
_WAYS = 40  # the cheapest beginnings of each page that are followed further


class Remedy(NamedTuple):
    """A paragraph, named by its first row, set with more lines (or fewer)."""

    row: int
    lines: int


class _Start(NamedTuple):
    """Where a page begins: at a row of text, and a row of the notes; how short its verso was."""

    row: int
    note_row: int
    verso_short: int = 0


class _End(NamedTuple):
    """One way to end a page."""

    row: int
    note_row: int
    cost: float
    short: int = 0
    white: float = 0.0
    """Lines left empty, above the notes if there are any."""
    remedies: tuple[Remedy, ...] = ()


class _Step(NamedTuple):
    """The best way found to a page's end."""

    cost: float
    before: _Step | None
    start: _Start
    end: _End


def paginate(rows: Sequence[Row], foot: Foot, frame: Frame) -> list[Page]:
    """Return the pages of one section, which opens on a recto; ``foot`` holds its notes."""
    if not rows:
        return []
    paginator = _Paginator(rows, foot, frame)
    best = paginator.search(remedies=False)
    if best.cost >= _SHORT_PAGE:
        best = min(best, paginator.search(remedies=True), key=lambda step: step.cost)
    return list(paginator.pages(best))


class _Paginator:
    """Tries the ways to end the pages of one section."""

    def __init__(self, rows: Sequence[Row], foot: Foot, frame: Frame) -> None:
        self._rows, self._foot, self._frame = rows, foot, frame
        self._partings = [self._cost_of_parting(n) for n in range(len(rows))]
        self._remedies = False

    def pages(self, best: _Step) -> Iterator[Page]:
        """Yield the pages of a way found, from the first."""
        steps = []
        step: _Step | None = best
        while step is not None:
            steps.append(step)
            step = step.before
        for step in reversed(steps):
            yield self._made(step.start, step.end)

    def search(self, *, remedies: bool) -> _Step:
        """Try every way to end each page, page after page, keeping the best to each beginning."""
        self._remedies = remedies
        frontier: dict[_Start, _Step | None] = {_Start(0, 0): None}
        done: list[_Step] = []
        for page in count(1):
            recto = page % 2 == 1
            ahead: dict[_Start, _Step] = {}
            for start, before in frontier.items():
                paid = before.cost if before else 0.0
                for end in self._ends(start, recto=recto):
                    cost = paid + end.cost
                    then = _Start(end.row, end.note_row, 0 if recto else end.short)
                    known = ahead.get(then)
                    if known is None or cost < known.cost:
                        ahead[then] = _Step(cost, before, start, end)
            done += [step for start, step in ahead.items() if self._is_end(start)]
            going = [start for start in ahead if not self._is_end(start)]
            best = nsmallest(_WAYS, going, key=lambda start: ahead[start].cost)
            frontier = {start: ahead[start] for start in best}
            if not frontier:
                return min(done, key=lambda step: step.cost)
        raise AssertionError("pages end somewhere")

    def _opens(self, n: int) -> str:
        """Return "page", "left" or "right" for a row that begins a page by its style."""
        opens = self._rows[n].opens if n < len(self._rows) else ""
        return opens if opens != "column" else ""

    def _is_opening(self, start: _Start) -> bool:
        """Whether the white above a page's first row counts: where no page ended by itself."""
        return start.row == 0 or bool(self._opens(start.row))

    def _is_end(self, start: _Start) -> bool:
        return start.row == len(self._rows) and start.note_row == len(self._foot.rows)

    def _ends(self, start: _Start, *, recto: bool) -> list[_End]:
        """Return the ways to end a page that are worth going on from."""
        if self._opens(start.row) == ("left" if recto else "right"):
            return [_End(start.row, start.note_row, 0.0)]  # a blank page: the next one is its own
        for lenient in (False, True):
            if found := list(self._all_ends(start, recto=recto, lenient=lenient)):
                return found
        return [_End(start.row + 1, self._foot.called[start.row + 1], 10 * _NEVER)]

    def _all_ends(self, start: _Start, *, recto: bool, lenient: bool) -> Iterator[_End]:
        """Yield the ways to end a page, from the fullest back until it is :data:`_REACH` short."""
        if start.note_row < self._foot.called[start.row]:
            yield self._notes_only(start)
        bottoms, remedies = self._fill(start)
        found = False
        for n in range(start.row + len(bottoms) - 1, start.row - 1, -1):
            parting = self._partings[n] * (1 if recto else _AT_FOOT)
            if parting >= _SPLIT_BLOCK * _AT_FOOT and not lenient:
                continue
            for lines, chosen in self._choices(remedies, n + 1):
                bottom = bottoms[n - start.row] + lines * self._frame.grid
                end = self._end(start, n + 1, bottom, recto=recto, lenient=lenient)
                if end is None:
                    continue
                if found and end.white > _REACH:
                    return
                found = True
                cost = end.cost + parting + _REMEDY * lines**2
                yield end._replace(cost=cost, remedies=chosen)
                if self._opens(n + 1):
                    return  # no page ends sooner than it is asked to

    def _fill(self, start: _Start) -> tuple[list[float], list[Remedy]]:
        """Return the bottom of each row that a page could hold, and the remedies at hand."""
        bottoms: list[float] = []
        remedies: list[Remedy] = []
        bottom, spare = 0.0, 0.0
        for n in range(start.row, len(self._rows)):
            if n > start.row and self._opens(n):
                break
            above = n > start.row or self._is_opening(start)
            bottom = below(self._rows[n], bottom, self._frame, above=above)
            if self._remedies:
                remedies += self._remedies_of(start, n)
                fewer = sum(one.lines < 0 for one in remedies)
                spare = min(fewer, _MOST_REMEDIES) * self._frame.grid
            if bottom - spare > self._frame.depth + CLOSE:
                break
            bottoms.append(bottom)
        return bottoms, remedies

    def _remedies_of(self, start: _Start, n: int) -> list[Remedy]:
        """Return how the paragraph that ends with row ``n``, and began on this page, can vary."""
        row = self._rows[n]
        first = n - row.at
        if not row.last or first < start.row or not is_on_grid(row, self._frame):
            return []
        return [Remedy(first, lines) for lines in (-1, 1) if self._rows[first].varied(lines)]

    def _choices(
        self, remedies: Sequence[Remedy], end: int
    ) -> Iterator[tuple[int, tuple[Remedy, ...]]]:
        """Yield the lines that a page ending before row ``end`` can gain or lose, and by what."""
        yield 0, ()
        for lines in (-1, 1):
            able = [
                one
                for one in remedies
                if one.lines == lines and one.row + self._rows[one.row].of <= end
            ]
            for several in range(1, min(len(able), _MOST_REMEDIES) + 1):
                yield lines * several, tuple(able[:several])

    def _end(
        self, start: _Start, row: int, bottom: float, *, recto: bool, lenient: bool
    ) -> _End | None:
        """Return the page that ends before ``row`` with its text's bottom there, if it can be."""
        if bottom > self._frame.depth + CLOSE:
            return None
        note_row = self._fitting_notes(start.note_row, row, bottom, lenient=lenient)
        if note_row is None:
            return None
        white, noted = self._white(start, note_row, bottom)
        short = 0 if noted else floor(white + CLOSE)
        cost = _NOTE_OVERLEAF * (note_row < self._foot.called[row])
        if row < len(self._rows) and self._opens(row):
            short = 0  # it ends there by its style
        elif row < len(self._rows):
            cost += _WHITE_ABOVE_NOTES * white**2 if noted else _SHORT_PAGE * short**2
            cost += _UNLEVEL * abs(short - start.verso_short) if recto else 0.0
        elif start.row > 0:
            cost += _FEW_AT_END * max(0, _LINES_AT_END - (row - start.row))
        return _End(row, note_row, cost, short, white)

    def _notes_only(self, start: _Start) -> _End:
        """A page filled by what is left of a note, where no line of text finds room above it."""
        end = self._foot.fitting(start.note_row, self._foot.called[start.row], self._frame.depth)
        after_text = start.row == len(self._rows)
        return _End(start.row, max(end, start.note_row + 1), 0.0 if after_text else _NO_TEXT)

    def _fitting_notes(self, first: int, row: int, bottom: float, *, lenient: bool) -> int | None:
        """Return how far the notes called before ``row`` can be set, None if they cannot begin.

        ``lenient``: some may begin overleaf, where one line calls more than a page can hold.
        """
        called = self._foot.called[row]
        if first == called:
            return called
        end = self._foot.fitting(first, called, self._frame.depth - bottom - NOTE_GAP)
        if end == called:
            return called
        opening = self._foot.opening[called - 1]
        end = min(end, max(called - _NOTE_ROWS, opening))
        least = first + 1 if lenient else max(min(opening + _NOTE_ROWS, called), first + 1)
        return end if end >= least else None

    def _cost_of_parting(self, n: int) -> float:
        """Return what it costs to end a recto after row ``n``."""
        row = self._rows[n]
        if n == len(self._rows) - 1 or self._opens(n + 1):
            return 0.0
        parted = not row.last and (
            row.at + 1 < row.style.orphans or row.of - 1 - row.at < row.style.widows
        )
        return _SPLIT_BLOCK * (parted or row.keep) + _DIVIDED_AT_TURN * row.divided

    def _white(self, start: _Start, note_row: int, bottom: float) -> tuple[float, bool]:
        """Return the lines left empty on a page, and whether it has notes."""
        noted = note_row > start.note_row
        left = self._frame.depth - bottom
        if noted:
            left -= NOTE_GAP + self._foot.height(start.note_row, note_row)
        return max(0.0, left / self._frame.grid), noted

    def _made(self, start: _Start, end: _End) -> Page:
        """Place the rows of a page."""
        rows = list(self._rows[start.row : end.row])
        for remedy in sorted(end.remedies, reverse=True):
            at = remedy.row - start.row
            rows[at : at + rows[at].of] = rows[at].varied(remedy.lines)
        text = Area(placed(rows, self._frame, opening=self._is_opening(start)))
        notes = self._foot.placed(start.note_row, end.note_row, self._frame)
        lines = sum(remedy.lines for remedy in end.remedies)
        return Page((text,), notes, end.short, lines)
