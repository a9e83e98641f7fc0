"""Numbers of a table's column under one another: units under units, decimals under decimals.

In a column of numbers that stands at the right or has no side, ``7``, ``12,5`` → figures as wide as
those that lack behind them, in spaces. Fonts give the figures of tables one width (print.css).
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from publish.book import Element, text_of
from publish.book.vocabulary import classes
from publish.characters import FIGURE_SPACE, PUNCTUATION_SPACE

_NUMBER = re.compile(r"[+\-−]?\d[\d\s.]*(?:,(\d+)|(?<!\d)\.(\d+))?(\s*%)?")
_SIDES = frozenset({"left", "center"})


def align_decimals(table: Element) -> None:
    """Set the numbers of each such column under one another, in place."""
    rows = [row for body in table.iterchildren("tbody", "tfoot") for row in body.iterchildren("tr")]
    if len(rows) < 2 or any(len(row) != len(rows[0]) for row in rows):
        return
    for column in zip(*rows, strict=True):
        found = list(_numbers(column))
        if len(found) < 2 or len(found) < sum(bool(text_of(cell).strip()) for cell in column):
            continue
        most = max(decimals for _, decimals in found)
        for cell, decimals in found:
            cell.set("class", " ".join([*(c for c in classes(cell) if c != "right"), "right"]))
            if decimals < most:
                lacking = FIGURE_SPACE * (most - max(0, decimals))
                _append(cell, lacking if decimals else PUNCTUATION_SPACE + lacking)


def _numbers(column: tuple[Element, ...]) -> Iterator[tuple[Element, int]]:
    """Yield the cells of a column that hold a plain number, with how many decimals it has."""
    for cell in column:
        match = _NUMBER.fullmatch(text_of(cell).strip())
        if match and not match[3] and not _SIDES.intersection(classes(cell)) and not len(cell):
            yield cell, len(match[1] or match[2] or "")


def _append(cell: Element, text: str) -> None:
    cell.text = (cell.text or "").rstrip() + text
