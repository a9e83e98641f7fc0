"""A line of Markdown while its containers are taken off it, with the tabs of its beginning as
spaces: CommonMark counts columns.

``>\\tmot`` at column 0, one sign taken → ``  mot`` wanted, and the column where it stands
"""

from __future__ import annotations

from typing import NamedTuple

_STOP = 4


class LineRest(NamedTuple):
    """What is left of a line, and the column at which it begins."""

    text: str
    column: int = 0

    @property
    def indent(self) -> int:
        """How many spaces it begins with."""
        return len(self.text) - len(self.text.lstrip(" "))

    @property
    def blank(self) -> bool:
        return not self.text.strip(" \t")

    def without(self, count: int) -> LineRest:
        """Return the rest behind some signs."""
        return rest(self.text[count:], self.column + count)


def rest(text: str, column: int = 0) -> LineRest:
    """Return a rest whose leading tabs are spaces."""
    if "\t" not in text[: len(text) - len(text.lstrip(" \t"))]:
        return LineRest(text, column)
    spaces = 0
    at = 0
    while at < len(text) and text[at] in " \t":
        spaces += _STOP - (column + spaces) % _STOP if text[at] == "\t" else 1
        at += 1
    return LineRest(" " * spaces + text[at:], column)
