"""The lines of the repaired text, and the habits of the page: measure, blanks, indents.

Hard-wrapped lines reach a common measure; where they do not, a line is a paragraph.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from publish.cleaning.alphabet import LOWER, UPPER

_END: Final = re.compile("\r\n|[\n\r\v\f\x85\u2028\u2029]")
_WIDEST: Final = 150
"""No printed line has more characters; a longer one is a whole paragraph."""

_LONG: Final = 40
"""Characters from which an unfinished line is taken for a wrapped one."""
_CLOSERS: Final = "»”\"’')] \t*0123456789⁰¹²³⁴⁵⁶⁷⁸⁹"
"""What may follow the stop of a sentence: quotes, brackets, the call of a note."""
_LOWER: Final = re.compile(rf"[(\[«“‘\"’\s]*[{LOWER}]")
_UPPER: Final = re.compile(rf"[(\[«“‘\"’\s—–-]*[{UPPER}0-9]")


@dataclass(frozen=True, slots=True)
class RawLine:
    """A line of the repaired text: ``text[start:end]`` without its outer blanks.

    ``text`` has single spaces only; ``blanks`` counts the blank lines before.
    """

    number: int
    start: int
    end: int
    text: str
    indent: int
    blanks: int
    new_page: bool
    """Whether the file itself begins a page here."""
    opens_low: bool
    """Whether it begins with a small letter."""
    opens_high: bool
    """Whether it begins with a capital or a figure."""
    closes: bool
    """Whether a sentence or a quotation may end with it."""
    ends: bool
    """Whether a paragraph may: as ``closes``, or with a colon or a semicolon."""

    @property
    def length(self) -> int:
        """How many characters it holds, runs of spaces counting for one."""
        return len(self.text)


def _line(number: int, start: int, raw: str, blanks: int, new_page: bool) -> RawLine:
    text = " ".join(raw.split())
    indent = len(raw) - len(raw.lstrip())
    begin = start + indent
    bare = text.rstrip(_CLOSERS)
    tail = text[len(bare) :]
    quoted = "»" in tail or "”" in tail or '"' in tail
    last = bare[-1:]
    closes = quoted or (last != "" and last in ".!?…")
    low = bool(_LOWER.match(text))
    return RawLine(
        number,
        begin,
        begin + len(raw.strip()),
        text,
        indent,
        blanks,
        new_page,
        low,
        not low and bool(_UPPER.match(text)),
        closes,
        closes or (last != "" and last in ":;"),
    )


@dataclass(frozen=True, slots=True)
class PageHabits:
    """Habits of the text: ``measure`` is the length of a full line, 0 where lines are free."""

    measure: int = 0
    spaced: bool = True
    """Whether paragraphs are divided by blank lines."""


def read_lines(text: str, page_starts: Sequence[int] = ()) -> tuple[RawLine, ...]:
    """Return the lines that are not blank; ``page_starts`` are offsets of the text."""
    starts = sorted(page_starts, reverse=True)
    lines: list[RawLine] = []
    place = number = blanks = 0
    new_page = False
    while place <= len(text):
        number += 1
        match = _END.search(text, place)
        end = match.start() if match else len(text)
        after = match.end() if match else len(text) + 1
        while starts and starts[-1] <= place:
            new_page = True
            starts.pop()
        raw = text[place:end]
        bare = not raw.isspace() and raw != ""
        if bare:
            lines.append(_line(number, place, raw, blanks, new_page))
            blanks, new_page = 0, False
        else:
            blanks += 1
        if match and match[0] == "\f":
            new_page = True
            blanks = max(blanks, 1) if not bare else blanks
        place = after
    return tuple(lines)


def measure_page(lines: Sequence[RawLine]) -> PageHabits:
    """Return the habits of lines of running text."""
    lengths = sorted(line.length for line in lines)
    if not lengths:
        return PageHabits(0, True)
    high = lengths[int(len(lengths) * 0.9)] if len(lengths) > 9 else lengths[-1]
    spaced = sum(line.blanks > 0 for line in lines) > len(lines) * 0.04
    if high > _WIDEST or not _wrapped(lines):
        return PageHabits(0, spaced)
    return PageHabits(full_length(lines), spaced)


def _wrapped(lines: Sequence[RawLine]) -> bool:
    """Whether sentences run on from line to line."""
    pairs = [(one, two) for one, two in pairwise(lines) if two.blanks == 0]
    running = sum(not one.ends and (two.opens_low or one.length > _LONG) for one, two in pairs)
    return running > 0.25 * len(pairs) and running * 12 > len(lines)


def full_length(lines: Sequence[RawLine]) -> int:
    """Return the usual length of lines that are followed by the rest of their sentence."""
    running = sorted(
        one.length
        for one, two in pairwise(lines)
        if not one.ends and (two.opens_low or (two.blanks == 0 and one.length > _LONG))
    )
    return running[len(running) // 2] if running else 0
