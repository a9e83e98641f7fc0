"""Galleys → pages: where each page ends, with its notes at its foot.

Lines of body text stand on one grid, so that they meet those of the facing page and of the leaf's
other side. All ways to end the pages are weighed together: a widow or an orphan, a page that ends
above its neighbour, a divided word at a turn, a note that goes on overleaf have their price
(RULES.md 11). A note begins on the page of its call.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import count
from math import ceil, floor
from typing import NamedTuple

from publish.composition.galley import Row

NOTE_GAP = 12.0
"""Least distance between text and notes, rule included, in points."""

_NEVER = 1e7
_SPLIT_BLOCK = 1e5  # a widow, an orphan, a title at the foot
_DIVIDED_AT_TURN = 1500.0
_DIVIDED_AT_FOOT = 200.0
_NOTE_OVERLEAF = 900.0
_NO_TEXT = 20000.0
_SHORT_PAGE = 1000.0
_UNLEVEL = 20000.0
_WHITE_ABOVE_NOTES = 25.0
_FEW_AT_END = 4000.0
_LINES_AT_END = 4
_NOTE_ROWS = 2  # of a note that goes on overleaf, on either page
_REACH = 5  # lines: pages shorter than the fullest by more are not considered
_CLOSE = 0.01  # points


@dataclass(frozen=True, slots=True)
class Frame:
    """The text area: its depth, and the leading of its grid, in points."""

    depth: float
    grid: float


@dataclass(frozen=True, slots=True)
class Placed:
    """A row, and how far below the top of the text area it begins, in points."""

    row: Row
    y: float


@dataclass(frozen=True, slots=True)
class Area:
    """Rows one below the other; ``x``: where their column begins, in points."""

    rows: tuple[Placed, ...]
    x: float = 0.0


@dataclass(frozen=True, slots=True)
class Page:
    """A page of a section: its text, one area a column, and its notes.

    ``short``: lines that it ends above the foot.
    """

    areas: tuple[Area, ...]
    notes: tuple[Placed, ...] = ()
    short: int = 0

    @property
    def rows(self) -> tuple[Row, ...]:
        """Every row on the page, text first."""
        placed = (*(one for area in self.areas for one in area.rows), *self.notes)
        return tuple(one.row for one in placed)


class _Start(NamedTuple):
    """Where a page begins: at a row of text, and a row of the notes; how short its verso was."""

    row: int
    note_row: int
    verso_short: int = 0


class _Step(NamedTuple):
    """The best way found to a page's end."""

    cost: float
    before: _Step | None
    start: _Start
    end: _Start
    short: int


class _End(NamedTuple):
    """One way to end a page."""

    row: int
    note_row: int
    cost: float
    short: int = 0
    white: float = 0.0
    """Lines left empty, above the notes if there are any."""


def paginate(rows: Sequence[Row], notes: Mapping[str, Sequence[Row]], frame: Frame) -> list[Page]:
    """Return the pages of one section, which opens on a recto.

    ``notes`` holds the rows of each note by its identifier.
    """
    return list(_Paginator(rows, notes, frame).pages()) if rows else []


class _Paginator:
    """The notes of a section, one after the other, make one galley of their own.

    ``_called[n]`` is how many of its rows belong to notes called before row ``n`` of the text; a
    note's rows are never parted from one another but by a page's end.
    """

    def __init__(
        self, rows: Sequence[Row], notes: Mapping[str, Sequence[Row]], frame: Frame
    ) -> None:
        self._rows, self._frame = rows, frame
        self._note_rows: list[Row] = []
        self._opens: list[int] = []  # for each note row, the row that opens its note
        self._called = [0]
        for row in rows:
            for name in row.notes:
                self._opens += [len(self._note_rows)] * len(notes[name])
                self._note_rows += notes[name]
            self._called.append(len(self._note_rows))
        self._depth_of_notes = [0.0]
        for row in self._note_rows:
            self._depth_of_notes.append(self._depth_of_notes[-1] + row.above + row.height)

    def pages(self) -> Iterator[Page]:
        """Yield the pages of the cheapest way found."""
        best: _Step | None = self._search()
        steps: list[_Step] = []
        while best is not None:
            steps.append(best)
            best = best.before
        for step in reversed(steps):
            yield self._made(step)

    def _search(self) -> _Step:
        """Try every way to end each page, page after page, keeping the best to each beginning."""
        frontier: dict[_Start, _Step | None] = {_Start(0, 0): None}
        best: _Step | None = None
        for page in count(1):
            recto = page % 2 == 1
            ahead: dict[_Start, _Step | None] = {}
            for start, before in frontier.items():
                paid = before.cost if before else 0.0
                for end in self._ends(start, recto=recto):
                    cost = paid + end.cost
                    then = _Start(end.row, end.note_row, 0 if recto else end.short)
                    known = ahead.get(then)
                    if known is None or cost < known.cost:
                        ahead[then] = _Step(cost, before, start, then, end.short)
            done = [s for t, s in ahead.items() if s and self._is_end(t)]
            best = min((*done, *filter(None, [best])), key=lambda step: step.cost, default=None)
            frontier = {t: s for t, s in ahead.items() if not self._is_end(t)}
            if not frontier:
                break
        if best is None:
            raise AssertionError("a page always ends somewhere")
        return best

    def _is_end(self, start: _Start) -> bool:
        return start.row == len(self._rows) and start.note_row == len(self._note_rows)

    def _ends(self, start: _Start, *, recto: bool) -> list[_End]:
        """Return the ways to end a page, those only that the fullest does not make pointless."""
        for lenient in (False, True):
            found = list(self._all_ends(start, recto=recto, lenient=lenient))
            if found:
                fullest = max(end.row for end in found)
                return [end for end in found if end.row == fullest or end.white <= _REACH]
        return [_End(start.row + 1, self._called[start.row + 1], 10 * _NEVER)]

    def _all_ends(self, start: _Start, *, recto: bool, lenient: bool) -> Iterator[_End]:
        if start.note_row < self._called[start.row]:
            yield from self._notes_only(start)
        bottom = 0.0
        for n in range(start.row, len(self._rows)):
            bottom = self._below(n, bottom, top=n == start.row)
            if bottom > self._frame.depth + _CLOSE:
                return
            note_row = self._fitting_notes(start.note_row, n + 1, bottom, lenient=lenient)
            if note_row is None:
                return
            cost = self._cost_of_parting(n, recto=recto)
            if cost < _SPLIT_BLOCK or lenient:
                white, noted = self._white(start, note_row, bottom)
                short = 0 if noted else floor(white + _CLOSE)
                cost += _NOTE_OVERLEAF * (note_row < self._called[n + 1])
                if n + 1 < len(self._rows):
                    cost += _WHITE_ABOVE_NOTES * white**2 if noted else _SHORT_PAGE * short**2
                cost += self._cost_of_level(start, n + 1, short, recto=recto)
                yield _End(n + 1, note_row, cost, short, white)

    def _notes_only(self, start: _Start) -> Iterator[_End]:
        """A page filled by what is left of a note, where no line of text finds room above it."""
        end = min(self._last_note_row(start.note_row, self._frame.depth), self._called[start.row])
        after_text = start.row == len(self._rows)
        yield _End(start.row, max(end, start.note_row + 1), 0.0 if after_text else _NO_TEXT)

    def _below(self, n: int, bottom: float, *, top: bool) -> float:
        """Return the bottom of row ``n`` set below ``bottom``; white at a page's top is dropped."""
        row = self._rows[n]
        y = bottom + (row.above if not top or n == 0 else 0.0)
        if self._on_grid(row):
            y = ceil(y / self._frame.grid - _CLOSE) * self._frame.grid
        return y + row.height

    def _on_grid(self, row: Row) -> bool:
        return abs(row.height - self._frame.grid) < _CLOSE

    def _fitting_notes(self, first: int, row: int, bottom: float, *, lenient: bool) -> int | None:
        """Return how far the notes called before ``row`` can be set, None if they cannot begin.

        ``lenient``: some may begin overleaf, where one line calls more than a page can hold.
        """
        called = self._called[row]
        if first == called:
            return called
        end = self._last_note_row(first, self._frame.depth - bottom - NOTE_GAP)
        if end >= called:
            return called
        opening = self._opens[called - 1]
        end = min(end, max(called - _NOTE_ROWS, opening))
        least = first + 1 if lenient else max(min(opening + _NOTE_ROWS, called), first + 1)
        return end if end >= least else None

    def _last_note_row(self, first: int, depth: float) -> int:
        """Return the end of the note rows, from ``first`` on, that fit a depth."""
        reach = self._depth_of_notes[first] + depth + _CLOSE
        return bisect_right(self._depth_of_notes, reach) - 1

    def _cost_of_parting(self, n: int, *, recto: bool) -> float:
        """Return what it costs to end a page after row ``n``."""
        row = self._rows[n]
        if n == len(self._rows) - 1:
            return 0.0
        cost = 0.0
        if not row.last and (
            row.at + 1 < row.style.orphans or row.of - 1 - row.at < row.style.widows
        ):
            cost += _SPLIT_BLOCK
        if row.keep:
            cost += _SPLIT_BLOCK
        if row.divided:
            cost += _DIVIDED_AT_TURN if recto else _DIVIDED_AT_FOOT
        return cost

    def _white(self, start: _Start, note_row: int, bottom: float) -> tuple[float, bool]:
        """Return the lines left empty on a page, and whether it has notes."""
        noted = note_row > start.note_row
        left = self._frame.depth - bottom
        if noted:
            notes = self._depth_of_notes[note_row] - self._depth_of_notes[start.note_row]
            left -= NOTE_GAP + notes
        return max(0.0, left / self._frame.grid), noted

    def _cost_of_level(self, start: _Start, row: int, short: int, *, recto: bool) -> float:
        """Facing pages end level; a section's last page holds at least four lines."""
        if row < len(self._rows):
            return _UNLEVEL * abs(short - start.verso_short) if recto else 0.0
        lines = row - start.row
        return _FEW_AT_END * max(0, _LINES_AT_END - lines) if start.row > 0 else 0.0

    def _made(self, step: _Step) -> Page:
        """Place the rows of a page, then its notes from the foot up."""
        placed: list[Placed] = []
        bottom = 0.0
        for n in range(step.start.row, step.end.row):
            bottom = self._below(n, bottom, top=n == step.start.row)
            placed.append(Placed(self._rows[n], bottom - self._rows[n].height))
        depth = self._depth_of_notes
        top = self._frame.depth - (depth[step.end.note_row] - depth[step.start.note_row])
        notes = [
            Placed(row, top + depth[n] - depth[step.start.note_row] + row.above)
            for n in range(step.start.note_row, step.end.note_row)
            for row in (self._note_rows[n],)
        ]
        return Page((Area(tuple(self._centred(placed))),), tuple(notes), step.short)

    def _centred(self, placed: list[Placed]) -> list[Placed]:
        """Share the white around what stands off the grid evenly above and below it."""
        done: list[Placed] = []
        island: list[Placed] = []
        for one in placed:
            if not self._on_grid(one.row):
                island.append(one)
                continue
            if island and done:
                free = one.y - one.row.above - (island[-1].y + island[-1].row.height)
                island = [Placed(each.row, each.y + max(0.0, free) / 2) for each in island]
            done += [*island, one]
            island = []
        return done + island
