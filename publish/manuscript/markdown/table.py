"""A table as values, whatever it was written with.

``|--:|`` → a column whose side is "right"
"""

from __future__ import annotations

from dataclasses import dataclass

LEFT, RIGHT, CENTER = "left", "right", "center"


@dataclass(frozen=True, slots=True)
class TableCell:
    """The lines of a cell, the first of them on ``line``; of how many columns and rows it is."""

    lines: tuple[str, ...]
    line: int
    columns: int = 1
    rows: int = 1

    @property
    def text(self) -> str:
        return "\n".join(self.lines)


Row = tuple[TableCell, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """``sides``: of each column, "" where none is given; ``blocks``: its cells hold blocks."""

    sides: tuple[str, ...]
    head: tuple[Row, ...]
    body: tuple[Row, ...]
    blocks: bool = False


def side_of(mark: str) -> str:
    """Return the side that a row of delimiters gives a column: ``:-:`` → center."""
    mark = mark.strip()
    left, right = mark.startswith(":"), mark.endswith(":")
    return CENTER if left and right else LEFT if left else RIGHT if right else ""
