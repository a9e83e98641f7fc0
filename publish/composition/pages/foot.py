"""The notes of a section, one after the other: what stands at the foot of its pages.

Short notes may run on: as many on a line as it holds, an em of white between them.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from publish.composition.pages.galley import Row
from publish.composition.pages.page import CLOSE, Frame, Placed


class Foot:
    """Note rows in the order of their calls.

    ``called[n]`` is how many of them belong to notes called before row ``n`` of the text;
    ``opening[k]`` is the row that opens the note row ``k`` belongs to.
    """

    def __init__(
        self, text: Sequence[Row], notes: Mapping[str, Sequence[Row]], measure: float
    ) -> None:
        """``measure``: the line's length where short notes run on, else 0."""
        self.rows: list[Row] = []
        self.opening: list[int] = []
        self.called = [0]
        self._measure = measure
        for row in text:
            for name in row.notes:
                self.opening += [len(self.rows)] * len(notes[name])
                self.rows += notes[name]
            self.called.append(len(self.rows))

    def height(self, first: int, end: int) -> float:
        """Return the depth that the rows from ``first`` to ``end`` take, in points."""
        return sum(line[0].above + line[0].height for line in self._lines(first, end))

    def fitting(self, first: int, end: int, depth: float) -> int:
        """Return the end of the rows, from ``first`` to ``end`` at the most, that fit a depth."""
        used, at = 0.0, first
        for line in self._lines(first, end):
            used += line[0].above + line[0].height
            if used > depth + CLOSE:
                break
            at += len(line)
        return at

    def placed(self, first: int, end: int, frame: Frame) -> tuple[Placed, ...]:
        """Place rows so that the last ends at the foot of the page."""
        y = frame.depth - self.height(first, end)
        found: list[Placed] = []
        for line in self._lines(first, end):
            y += line[0].above
            x = 0.0
            for row in line:
                found.append(Placed(replace(row, x=row.x + x), y))
                x += _width(row)
            y += line[0].height
        return tuple(found)

    def _lines(self, first: int, end: int) -> Iterator[list[Row]]:
        """Yield the lines: a row each, but for short notes that run on."""
        line: list[Row] = []
        width = 0.0
        for row in self.rows[first:end]:
            if line and row.of == line[0].of == 1 and width + _width(row) <= self._measure:
                line.append(row)
            else:
                if line:
                    yield line
                line, width = [row], 0.0
            width += _width(row)
        if line:
            yield line


def _width(row: Row) -> float:
    """Return what a row takes of a line, the white behind it included; infinite for a piece."""
    if row.line is None:
        return float("inf")
    return row.line.x + row.line.fit.width + row.style.size
