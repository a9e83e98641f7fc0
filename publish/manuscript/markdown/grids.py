"""Grid tables: cells drawn with ``+``, ``-`` and ``|``, that may go over columns and rows.

``+--+--+⏎|a |b |⏎+==+==+⏎|1 |2 |⏎+--+--+`` → one head, one row
"""

from __future__ import annotations

import unicodedata
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from publish.manuscript.markdown.table import Table, TableCell, side_of

_Drawing = list[list[str]]
"""The signs of each line, one a column: a wide sign stands before an empty column, an accent or a
sign without width beside the one it belongs to."""


class _Frame(NamedTuple):
    """The corners of a cell: lines and columns of the drawing."""

    top: int
    left: int
    bottom: int
    right: int


def read(lines: Sequence[str], line: int) -> Table | None:
    """Return the table that is drawn; None where the drawing does not close."""
    width = max(len(_columns(text.strip())) for text in lines)
    drawing = [_padded(_columns(text.strip()), width) for text in lines]
    frames = sorted(_frames(drawing))
    area = sum((f.bottom - f.top) * (f.right - f.left) for f in frames)
    if area != (len(drawing) - 1) * (width - 1):
        return None
    tops = sorted({f.top for f in frames} | {f.bottom for f in frames})
    lefts = sorted({f.left for f in frames} | {f.right for f in frames})
    splits = [n for n in tops if "=" in drawing[n]]
    head_end = splits[0] if splits and splits[0] not in (0, len(drawing) - 1) else 0
    marks = drawing[splits[0]] if splits else drawing[0]
    sides = tuple(side_of("".join(marks[left + 1 : right])) for left, right in pairwise(lefts))
    rows: dict[int, list[TableCell]] = {top: [] for top in tops[:-1]}
    for frame in frames:
        rows[frame.top].append(
            TableCell(
                tuple(_inner(drawing, frame)),
                line + frame.top + 1,
                bisect_left(lefts, frame.right) - bisect_left(lefts, frame.left),
                bisect_left(tops, frame.bottom) - bisect_left(tops, frame.top),
            )
        )
    head = tuple(tuple(rows[top]) for top in rows if top < head_end)
    body = tuple(tuple(rows[top]) for top in rows if top >= head_end)
    return Table(sides, head, body, blocks=True)


def _columns(text: str) -> list[str]:
    found: list[str] = []
    for sign in text:
        if found and (unicodedata.combining(sign) or unicodedata.category(sign) in ("Cf", "Mn")):
            found[-1] += sign
        else:
            found += [sign, ""] if unicodedata.east_asian_width(sign) in "WF" else [sign]
    return found


def _padded(signs: list[str], width: int) -> list[str]:
    return signs + [" "] * (width - len(signs))


def _frames(drawing: _Drawing) -> Iterator[_Frame]:
    """Yield the smallest closed frame that each corner opens."""
    for top, signs in enumerate(drawing[:-1]):
        for left, sign in enumerate(signs[:-1]):
            if sign == "+" and (frame := _frame(drawing, top, left)):
                yield frame


def _frame(drawing: _Drawing, top: int, left: int) -> _Frame | None:
    for right in _corners(drawing[top], left, "-=:+"):
        edge = [signs[right] for signs in drawing]
        side = [signs[left] for signs in drawing]
        downs = set(_corners(side, top, "|+"))
        for bottom in _corners(edge, top, "|+"):
            if bottom in downs and right in _corners(drawing[bottom], left, "-=:+"):
                return _Frame(top, left, bottom, right)
    return None


def _corners(signs: Sequence[str], at: int, edge: str) -> Iterator[int]:
    """Yield the places of corners on an unbroken edge behind one."""
    for place in range(at + 1, len(signs)):
        if signs[place] not in edge or not signs[place]:
            return
        if signs[place] == "+":
            yield place


def _inner(drawing: _Drawing, frame: _Frame) -> list[str]:
    rows = range(frame.top + 1, frame.bottom)
    texts = ["".join(drawing[n][frame.left + 1 : frame.right]).rstrip() for n in rows]
    margin = min((len(t) - len(t.lstrip()) for t in texts if t), default=0)
    return [text[margin:] for text in texts]
