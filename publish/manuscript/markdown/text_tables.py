"""Tables: pipe, simple, multiline and grid, as pandoc's manual describes them.

``| a | b |⏎|---|--:|⏎| 1 | 2 |`` → one head, one row, the second column to the right
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from publish.manuscript.markdown import grids
from publish.manuscript.markdown.table import CENTER, LEFT, RIGHT, Row, Table, TableCell, side_of

CAPTION = re.compile(r"(?:[Tt]able(?:au)?)?:[ \t]+")
GRID = re.compile(r"\+(?:[-:]+\+)+$")
_GROUPS = re.compile(r" *-{2,}(?: +-{2,})+ *$")
_SOLID = re.compile(r" *-{3,} *$")
_GROUP = re.compile(r"-+")
_DELIMITERS = re.compile(r"\|?[ \t]*:?-+:?[ \t]*(?:[|+][ \t]*:?-+:?[ \t]*)*\|?[ \t]*$")
_LONGEST = 400  # lines among which the end of a table is sought


def ahead(first: str, peek: Callable[[int], str | None]) -> tuple[str, int]:
    """Return the kind of the table that begins with a line, and of how many lines it is.

    ``peek(n)``: the n-th line after it, None behind the last.
    """
    after = peek(1)
    if _GROUPS.match(first):
        return _headless(first, peek)
    if _SOLID.match(first):
        return _multiline(peek)
    if first.strip() and after is not None and _GROUPS.match(after):
        end = _simple_end(peek, 2)
        return ("simple", end) if end > 2 else ("", 0)
    return "", 0


def _simple_end(peek: Callable[[int], str | None], at: int) -> int:
    """Return how many lines a simple table is of, whose rows begin at a line."""
    while (line := peek(at)) is not None and line.strip() and at < _LONGEST:
        at += 1
        if _GROUPS.match(line) or _SOLID.match(line):
            break
    return at


def _headless(first: str, peek: Callable[[int], str | None]) -> tuple[str, int]:
    """A table without a head ends with the line of dashes that it begins with."""
    end = _closing(peek, 1)
    if end <= 1 or (peek(end) or "").split() != first.split():
        return "", 0
    parted = any(not (peek(n) or "").strip() for n in range(1, end))
    return ("multiline" if parted else "simple"), end + 1


def _multiline(peek: Callable[[int], str | None]) -> tuple[str, int]:
    at = 1
    while (line := peek(at)) is not None and line.strip() and not _GROUPS.match(line):
        at += 1
    if at == 1 or line is None or not _GROUPS.match(line):
        return "", 0
    end = _closing(peek, at + 1)
    return ("multiline", end + 1) if end else ("", 0)


def _closing(peek: Callable[[int], str | None], at: int) -> int:
    """Return which line of dashes, with nothing behind it, closes a table; 0 for none."""
    blank = 0
    while (line := peek(at)) is not None and at < _LONGEST:
        blank = 0 if line.strip() else blank + 1
        if blank > 1:
            return 0
        if _GROUPS.match(line) or _SOLID.match(line):
            after = peek(at + 1)
            return at if after is None or not after.strip() else 0
        at += 1
    return 0


def read(kind: str, lines: Sequence[str], line: int) -> Table | None:
    """Return the table that some lines are; None where they are not as its kind wants."""
    return grids.read(lines, line) if kind == "grid" else _read_columns(kind, lines, line)


# Pipe tables


def pipe_delimiters(lines: Sequence[str]) -> int | None:
    """Return which line is the row of delimiters of a pipe table; the one before is its head."""
    for n, text in enumerate(lines):
        if "-" in text and "|" in text + (lines[n - 1] if n else "") and is_delimiters(text):
            if n == 0:
                return 0 if "|" in text and len(lines) > 1 else None
            if "|" in text or "|" in lines[n - 1]:
                return n
    return None


def is_delimiters(text: str) -> bool:
    return bool(_DELIMITERS.match(text.strip()))


def pipe_end(lines: Sequence[str], at: int) -> int:
    """Return behind which line the rows end that begin at a line."""
    while at < len(lines) and "|" in lines[at] and not CAPTION.match(lines[at]):
        at += 1
    return at


def read_pipes(lines: Sequence[str], line: int) -> Table:
    """Return a pipe table; the second line holds the delimiters, or the first where no head is."""
    at = 0 if is_delimiters(lines[0]) else 1
    sides = tuple(side_of(mark) for mark in re.split(r"[|+]", lines[at].strip().strip("|")))
    head = [_cells(text, line + n) for n, text in enumerate(lines[:at])]
    body = [_cells(text, line + at + 1 + n) for n, text in enumerate(lines[at + 1 :])]
    kept = tuple(row for row in head if any(cell.text for cell in row))
    return Table(sides, kept, tuple(body))


def _cells(text: str, line: int) -> Row:
    text = text.strip()
    text = text[1:] if text.startswith("|") else text
    cells, cell, at, code = [], "", 0, ""
    while at < len(text):
        sign = text[at]
        if sign == "\\" and at + 1 < len(text):
            cell += text[at + 1] if text[at + 1] == "|" else text[at : at + 2]
            at += 2
            continue
        if sign == "`":
            run = re.match("`+", text[at:])
            assert run is not None
            if not code and text.find(run[0], at + len(run[0])) > 0:
                code = run[0]
            elif code == run[0]:
                code = ""
            cell += run[0]
            at += len(run[0])
            continue
        if sign == "|" and not code:
            cells.append(cell)
            cell = ""
        else:
            cell += sign
        at += 1
    if cell.strip():
        cells.append(cell)
    return tuple(TableCell((cell.strip(),), line) for cell in cells)


# Tables whose columns stand under one another


def _read_columns(kind: str, lines: Sequence[str], line: int) -> Table | None:
    marks = next(n for n, text in enumerate(lines) if _GROUPS.match(text))
    starts = [(m.start(), m.end()) for m in _GROUP.finditer(lines[marks])]
    if any(_cuts_word(text, start) for text in lines for start, _ in starts[1:]):
        return None
    before = [n for n in range(marks) if not _SOLID.match(lines[n])]
    after = list(range(marks + 1, len(lines)))
    if after and (_GROUPS.match(lines[after[-1]]) or _SOLID.match(lines[after[-1]])):
        after.pop()
    head = _row([lines[n] for n in before], starts, line + (before[0] if before else 0))
    groups = [[n] for n in after] if kind == "simple" else _parted(after, lines)
    body = [_row([lines[n] for n in some], starts, line + some[0]) for some in groups if some]
    shown = lines[before[-1]] if before else lines[after[0]] if after else ""
    sides = tuple(_flush(shown, start, end, starts) for start, end in starts)
    return Table(sides, (head,) if before else (), tuple(body))


def _cuts_word(text: str, at: int) -> bool:
    """Whether the edge of a column goes through a word."""
    return text[at - 1 : at].isalnum() and text[at : at + 1].isalnum()


def _parted(numbers: Sequence[int], lines: Sequence[str]) -> list[list[int]]:
    groups: list[list[int]] = [[]]
    for n in numbers:
        if lines[n].strip():
            groups[-1].append(n)
        elif groups[-1]:
            groups.append([])
    return groups


def _row(lines: Sequence[str], starts: Sequence[tuple[int, int]], line: int) -> Row:
    ends = [*(start for start, _ in starts[1:]), None]
    firsts = [0, *(start for start, _ in starts[1:])]
    return tuple(
        TableCell(tuple(text[first:end].strip() for text in lines if text[first:end].strip()), line)
        for first, end in zip(firsts, ends, strict=True)
    )


def _flush(text: str, start: int, end: int, starts: Sequence[tuple[int, int]]) -> str:
    """Return to which side of its dashes a text stands."""
    before = max((e for _, e in starts if e <= start), default=0)
    after = min((s for s, _ in starts if s >= end), default=len(text))
    inner = text[before:after]
    if not inner.strip():
        return ""
    first = before + len(inner) - len(inner.lstrip())
    last = before + len(inner.rstrip())
    left, right = first <= start, last >= end
    if left == right:
        return "" if left else CENTER
    return LEFT if left else RIGHT
