"""Which quotation marks belong together, over whole texts.

Straight marks take the shape of their level, « » then “ ”. A quotation may run over paragraphs,
which open with « again (or with », the older way); in dialogue the dash of a new speaker stands
there instead, and « opens the further paragraphs of one speech. What does not balance is never
guessed at: it is told and left.

``Il a dit : "Lisez "Candide"."`` → « at 11, “ at 18, ” at 26, » at 28
(Imprimerie nationale, « Guillemets »; babel-french for paragraphs; Brossard 761, 762)
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from types import MappingProxyType
from typing import Final

from publish.characters import (
    BLOCK_MARK,
    LEFT_DOUBLE_QUOTE,
    LEFT_GUILLEMET,
    RIGHT_DOUBLE_QUOTE,
    RIGHT_GUILLEMET,
    TREE_MARK,
)
from publish.typography.engine.signs import DASHES, SPACE, matches, starting
from publish.typography.engine.straight import STRAIGHT, Role, straight_quotes

HEADINGS: Final = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})

_PAIRS = {LEFT_GUILLEMET: RIGHT_GUILLEMET, LEFT_DOUBLE_QUOTE: RIGHT_DOUBLE_QUOTE}
_ROLES = dict.fromkeys(_PAIRS, Role.OPEN) | dict.fromkeys(_PAIRS.values(), Role.CLOSE)
_MARKS = starting("".join(_ROLES) + STRAIGHT, "")
_DASH = re.compile(rf"[{SPACE}]*(?:[{DASHES}]|--?[{SPACE}])")
_BLANK = re.compile(f"[{SPACE}]*")


@dataclass(slots=True)
class Pairing:
    """What was found; offsets are those of the text that was read."""

    shapes: dict[int, str] = field(default_factory=dict)
    """the shape of each straight mark that has a partner"""
    doubled: list[int] = field(default_factory=list)
    """» that close an outer level where » has just closed an inner one"""
    reopened: list[int] = field(default_factory=list)
    """starts of paragraphs within a quotation that do not open with «"""
    unclosed: list[int] = field(default_factory=list)
    unopened: list[int] = field(default_factory=list)
    loose: list[int] = field(default_factory=list)
    """straight marks without a partner, and primes"""


@dataclass(frozen=True, slots=True)
class _Open:
    """A mark that waits for its partner; a ``soft`` one may do so for ever."""

    at: int
    closed_by: str
    """the sign in the text that closes it"""
    closing: str
    """the sign that is set there"""
    soft: bool = False


def pair(text: str, quotes: Sequence[str], tag: Callable[[int], str] = lambda _: "p") -> Pairing:
    """Pair the marks of a run's text.

    ``quotes`` holds both marks of each level; ``tag`` gives the element of the block at an offset.
    """
    reader = _Reader(text, quotes, tag)
    found = reader.read()
    if STRAIGHT in text:
        # Levels count from the quotations that do close, so straight marks come second.
        straights = straight_quotes(text)
        second = _Reader(text, quotes, tag, straights.roles, frozenset(reader.hopeless))
        found.shapes = second.read().shapes
        found.loose = straights.loose
    return found


class _Reader:
    """Reads blocks in order, holding what is still open."""

    def __init__(
        self,
        text: str,
        quotes: Sequence[str],
        tag: Callable[[int], str],
        straights: Mapping[int, Role] = MappingProxyType({}),
        skipped: frozenset[int] = frozenset(),
    ) -> None:
        self.found = Pairing()
        self.hopeless: list[int] = []
        self._text = text
        self._quotes = quotes
        self._tag = tag
        self._straights = straights
        self._skipped = skipped
        self._open: list[_Open] = []
        self._waiting: Counter[str] = Counter()
        self._closed_inner: int | None = None
        self._unmarked: list[int] = []
        self._plain = True
        self._start = 0

    def read(self) -> Pairing:
        """Return what is found: block by block while something is open, else mark by mark."""
        text = self._text
        marks = [match.start() for match in matches(_MARKS, text)]
        start = done = 0
        while done < len(marks) or self._open:
            if not self._open:
                start = text.rfind(BLOCK_MARK, 0, marks[done]) + 1
            end = text.find(BLOCK_MARK, start)
            end = len(text) if end < 0 else end
            first = done
            done = bisect_left(marks, end, first)
            if self._open:
                self._carry(start, end, marks[first:done])
            if done > first:
                self._block(start, marks[first:done])
            start = end + 1
            if start > len(text):
                break
        self._give_up()
        return self.found

    def _carry(self, start: int, end: int, marks: Sequence[int]) -> None:
        """Take what is open into a block, unless a title or the end of the text cuts it off."""
        if start == end:
            return
        tag = self._tag(start)
        cut = tag in HEADINGS or TREE_MARK in self._text[start:end]
        if cut or (self._open[0].soft and not self._goes_on(start, marks)):
            self._give_up()
        elif _DASH.match(self._text, start):
            self._plain = False
        else:
            self._plain = self._plain and tag == "p"
            self._unmarked.append(start)

    def _goes_on(self, start: int, marks: Sequence[int]) -> bool:
        """Whether a block needs, or shows, that a quotation is still open."""
        signs = [self._text[at] for at in marks]
        leads = bool(marks) and _BLANK.fullmatch(self._text, start, marks[0]) is not None
        closings, openings = signs.count(RIGHT_GUILLEMET), signs.count(LEFT_GUILLEMET)
        return closings > openings or (leads and closings != openings) or not (marks or leads)

    def _block(self, start: int, marks: Sequence[int]) -> None:
        self._start = start
        head: int | None = start
        for at in marks:
            leads = head is not None and _BLANK.fullmatch(self._text, head, at) is not None
            head = at + 1 if leads else None
            role = self._role(at, leads=leads)
            if role is Role.OPEN:
                self._opens(at, speech=leads and self._after_speech(start))
            elif role is Role.CLOSE:
                self._closes(at)
            elif role is Role.REOPEN:
                self._reopens(at, start)

    def _after_speech(self, start: int) -> bool:
        """Whether the block before opens with the dash of a speaker."""
        before = self._text.rfind(BLOCK_MARK, 0, max(0, start - 1)) + 1
        return _DASH.match(self._text, before) is not None

    def _role(self, at: int, *, leads: bool) -> Role | None:
        sign = self._text[at]
        if sign == STRAIGHT:
            return self._straights.get(at)
        role = _ROLES[sign]
        if leads and sign == RIGHT_GUILLEMET:
            return Role.REOPEN
        carried = bool(self._open) and self._open[0].at < self._start
        if leads and carried and role is Role.OPEN:
            goes_on = self._open[0].soft or len(self._unmarked) <= 1
            return Role.REOPEN if goes_on else role
        return role

    def _opens(self, at: int, *, speech: bool) -> None:
        if at in self._skipped:
            return
        if not self._open:
            self._unmarked, self._plain = [], self._tag(at) == "p"
        sign = self._text[at]
        if sign == STRAIGHT:
            level = self._quotes[min(len(self._open), len(self._quotes) - 1)]
            self.found.shapes[at] = level[0]
            self._open.append(_Open(at, sign, level[1]))
        else:
            self._open.append(_Open(at, _PAIRS[sign], _PAIRS[sign], soft=speech))
        self._waiting[self._open[-1].closed_by] += 1

    def _closes(self, at: int) -> None:
        sign = self._text[at]
        if not self._waiting[sign]:
            self.found.unopened.append(at)
            return
        if sign == STRAIGHT and self._open[-1].closed_by != STRAIGHT:
            self._crosses()
            return
        while (opened := self._pop()).closed_by != sign:
            self._abandon([opened])
        if sign == STRAIGHT:
            self.found.shapes[at] = opened.closing
        elif sign == RIGHT_GUILLEMET:
            self._closes_guillemets(at, len(self._open))
        if not self._open:
            if self._plain and not opened.soft:
                self.found.reopened += self._unmarked
            self._unmarked = []

    def _crosses(self) -> None:
        """A straight mark would close what a guillemet within still holds open: both stay."""
        at = max(n for n, mark in enumerate(self._open) if mark.closed_by == STRAIGHT)
        crossed = self._open.pop(at)
        self._waiting[STRAIGHT] -= 1
        self.found.shapes.pop(crossed.at, None)

    def _pop(self) -> _Open:
        opened = self._open.pop()
        self._waiting[opened.closed_by] -= 1
        return opened

    def _closes_guillemets(self, at: int, depth: int) -> None:
        """Two levels that end together close with one » (Brossard 761)."""
        inner = self._closed_inner
        if inner is not None and _BLANK.fullmatch(self._text, inner, at):
            self.found.doubled.append(at)
        self._closed_inner = at + 1 if depth else None
        if depth and self._open[-1].closing == RIGHT_GUILLEMET and self._open[-1].at >= self._start:
            self._open[-1] = replace(self._open[-1], soft=True)

    def _reopens(self, at: int, start: int) -> None:
        if self._text[at] == STRAIGHT:
            self.found.shapes[at] = self._quotes[0][0]
        if self._unmarked and self._unmarked[-1] == start:
            self._unmarked.pop()

    def _abandon(self, opened: Sequence[_Open]) -> None:
        self.hopeless += [mark.at for mark in opened]
        for mark in opened:
            self.found.shapes.pop(mark.at, None)
        self.found.unclosed += [mark.at for mark in opened if not mark.soft]

    def _give_up(self) -> None:
        self._abandon(self._open)
        self._open = []
        self._waiting.clear()
        self._unmarked = []
        self._closed_inner = None
