"""A page: rows in their places, text from the top, notes from the foot.

Lines of body text stand on one grid, so that they meet those of the facing page and of the leaf's
other side; what stands off it (quotations, titles) has the white around it shared evenly.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil

from publish.composition.pages.galley import Row

CLOSE = 0.01
"""Points by which places may differ and count as one."""


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

    def __repr__(self) -> str:
        return f"y {self.y:.2f} {self.row!r}"


@dataclass(frozen=True, slots=True)
class Area:
    """Rows one below the other; ``x``: where their column begins, in points."""

    rows: tuple[Placed, ...]
    x: float = 0.0


@dataclass(frozen=True, slots=True)
class Page:
    """A page of a section: its text, one area a column, and its notes.

    ``short``: lines that it ends above the foot; ``remedy``: lines that a paragraph of it was set
    longer (or shorter) to fill it.
    """

    areas: tuple[Area, ...]
    notes: tuple[Placed, ...] = ()
    short: int = 0
    remedy: int = 0

    def __repr__(self) -> str:
        rows = sum(len(area.rows) for area in self.areas)
        short, remedy = f" short {self.short}" * bool(self.short), f" remedy {self.remedy:+}"
        remedied = remedy * bool(self.remedy)
        return f"{rows} rows, {len(self.notes)} of notes{short}{remedied}"

    @property
    def rows(self) -> tuple[Row, ...]:
        """Every row on the page, text first."""
        placed = (*(one for area in self.areas for one in area.rows), *self.notes)
        return tuple(one.row for one in placed)


def is_on_grid(row: Row, frame: Frame) -> bool:
    """Whether a row is a line of body text."""
    return abs(row.height - frame.grid) < CLOSE


def below(row: Row, bottom: float, frame: Frame, *, above: bool) -> float:
    """Return the bottom of a row set below ``bottom``; ``above``: with the white it asks for, else
    it opens a page."""
    y = bottom + (row.above if above else row.head)
    if is_on_grid(row, frame):
        y = ceil(y / frame.grid - CLOSE) * frame.grid
    return y + row.height


def placed(rows: Sequence[Row], frame: Frame, *, opening: bool) -> tuple[Placed, ...]:
    """Place rows from the top of a page; on an ``opening`` the white above the first counts."""
    found: list[Placed] = []
    bottom = 0.0
    for n, row in enumerate(rows):
        bottom = below(row, bottom, frame, above=n > 0 or opening)
        found.append(Placed(row, bottom - row.height))
    return tuple(_centred(found, frame))


def _centred(rows: list[Placed], frame: Frame) -> list[Placed]:
    """Share the white around what stands off the grid evenly above and below it."""
    done: list[Placed] = []
    island: list[Placed] = []
    for one in rows:
        if not is_on_grid(one.row, frame):
            island.append(one)
            continue
        if island and done:
            free = one.y - one.row.above - (island[-1].y + island[-1].row.height)
            island = [Placed(each.row, each.y + max(0.0, free) / 2) for each in island]
        done += [*island, one]
        island = []
    return done + island
