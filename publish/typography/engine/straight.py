"""Which straight double quotes open and which close, block by block.

A mark opens after a space or an opening sign, closes before a space or a stop. Where that does not
settle every mark of a block, all of them stay loose: nothing is guessed.

``Il dit "oui".`` → opens at 7, closes at 11; ``Il mesure 5".`` → loose
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import Enum

from publish.characters import BLOCK_MARK, TREE_MARK
from publish.typography.engine.signs import CALLS, DASHES, ENDS, OPENING, SPACE

STRAIGHT = '"'

_BLOCK_ENDS = re.compile(f"[{BLOCK_MARK}{TREE_MARK}]")
_MARKS = re.compile('"+')
_BEFORE_OPENING = frozenset(f"{SPACE}{ENDS}{OPENING}{DASHES}'’-/:")
_AFTER_CLOSING = frozenset(f"{SPACE}{ENDS}.,;:!?…)]}}»”›'’{DASHES}-/{CALLS}")


class Role(Enum):
    """What a mark does."""

    OPEN = 0
    CLOSE = 1
    REOPEN = 2


@dataclass(slots=True)
class Straights:
    """The role of each straight mark that has one, and the marks that have none."""

    roles: dict[int, Role] = field(default_factory=dict)
    loose: list[int] = field(default_factory=list)


@dataclass(slots=True)
class _Block:
    """The roles of a block's marks, and those that found no partner in it."""

    roles: dict[int, Role]
    opened: list[int]
    closed: list[int]
    unsettled: list[int]
    primes: list[int]


def straight_quotes(text: str) -> Straights:
    """Return the roles of the straight marks of a run's text."""
    found = Straights()
    chain: list[_Block] = []
    for start, end in _blocks(text):
        reopening = _reopening(text, start, end) if chain else None
        block = _settle(text, start, end, reopening)
        if chain and (
            reopening is None or block.unsettled or block.opened or len(block.closed) > 1
        ):
            _give_up(chain, found)
            block = _settle(text, start, end, None)
        if chain:
            chain.append(block)
            if block.closed:
                _accept(chain, found)
        elif not (block.opened or block.closed or block.unsettled):
            _accept([block], found)
        elif len(block.opened) == 1 and not (block.closed or block.unsettled):
            chain = [block]
        else:
            _give_up([block], found)
    _give_up(chain, found)
    return found


def _blocks(text: str) -> Iterator[tuple[int, int]]:
    """Yield start and end of each block with text; a new tree comes as an empty block."""
    start = 0
    for mark in _BLOCK_ENDS.finditer(text):
        if mark.start() > start or mark[0] == TREE_MARK:
            yield start, mark.start()
        start = mark.end()
    if start < len(text):
        yield start, len(text)


def _accept(chain: list[_Block], found: Straights) -> None:
    for block in chain:
        found.roles |= block.roles
        found.loose += block.primes
    chain.clear()


def _give_up(chain: list[_Block], found: Straights) -> None:
    for block in chain:
        found.loose += sorted((*block.roles, *block.unsettled, *block.primes))
    chain.clear()


def _reopening(text: str, start: int, end: int) -> int | None:
    """Return where a block opens with a mark, or None."""
    while start < end and text[start] in SPACE:
        start += 1
    return start if start < end and text[start] == STRAIGHT else None


def _settle(text: str, start: int, end: int, reopening: int | None) -> _Block:
    block = _Block({}, [], [], [], [])
    for at, opens, closes in _sides(text, start, end):
        if at == reopening:
            block.roles[at] = Role.REOPEN
        elif opens and not (closes and block.opened):
            block.roles[at] = Role.OPEN
            block.opened.append(at)
        elif closes and block.opened:
            block.roles[at] = Role.CLOSE
            block.opened.pop()
        elif text[at - 1].isdecimal():
            block.primes.append(at)
        elif closes:
            block.roles[at] = Role.CLOSE
            block.closed.append(at)
        else:
            block.unsettled.append(at)
    return block


def _sides(text: str, start: int, end: int) -> Iterator[tuple[int, bool, bool]]:
    """Yield each mark with whether it may open and whether it may close.

    Marks that touch one another have the same neighbours: ``"Il a dit "oui"".``; between two
    spaces they mean nothing.
    """
    for marks in _MARKS.finditer(text, start, end):
        opens = marks.start() == start or text[marks.start() - 1] in _BEFORE_OPENING
        closes = marks.end() == end or text[marks.end()] in _AFTER_CLOSING
        if opens and closes and len(marks[0]) > 1:
            opens = closes = False
        for at in range(*marks.span()):
            yield at, opens, closes
