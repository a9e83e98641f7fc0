"""Parentheses and brackets close up to what they hold; intervals keep their outer spaces.

``( mot )`` → ``(mot)``; ``dans ] 0 ; 1 [, puis`` → ``dans ]0 ; 1[, puis``: in French an open
interval turns its bracket outward, and only its partner tells which way a bracket looks. A bracket
without a partner in its block is left as it stands.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from publish.typography.engine.flat_text import Edit, FlatText
from publish.typography.engine.signs import ENDS, SPACE, WIDE, matches, starting

_OPENS = starting("([", rf"(?={WIDE}[^{SPACE})\]])")
_CLOSES = starting(")]", rf"(?<=[^{SPACE}{ENDS}(\[]{WIDE}.)")
_BOUND: Final = (
    r"[+\u2212-]?(?:[0-9]{1,12}(?:[.,/][0-9]{1,12})?|\u221e|infini"
    r"|[0-9]{0,3}[a-zA-Z\u03b1-\u03c9](?:[0-9]|/[0-9]{1,3})?)"
)
_INTERVAL = re.compile(
    rf"[\[\]](?P<before>{WIDE}?){_BOUND}{WIDE}?[;,]{WIDE}?{_BOUND}(?P<after>{WIDE}?)[\[\]]"
)
_BRACKETS = re.compile(rf"[\[\]{ENDS}]")


def brackets(run: FlatText) -> None:
    """Take away the spaces within brackets."""
    text = run.text
    edits: dict[int, Edit] = {}
    outward: set[int] = set()
    if "[" in text or "]" in text:
        for first, last, inner in _outward(text):
            outward |= {first, last}
            edits |= {start: Edit(start, end, "") for start, end in inner if start < end}
    for match in matches(_OPENS, text):
        if match.start() not in outward:
            edits[match.end()] = Edit(match.end(), match.end() + 1, "")
    for match in matches(_CLOSES, text):
        if match.start() not in outward:
            edits[match.start() - 1] = Edit(match.start() - 1, match.start(), "")
    run.edit([edits[at] for at in sorted(edits)])


def _outward(text: str) -> Iterator[tuple[int, int, tuple[tuple[int, int], ...]]]:
    """Yield both brackets of each interval, with the spaces within; twice one without partner."""
    opened: list[int] = []
    done = 0
    for mark in _BRACKETS.finditer(text):
        at = mark.start()
        if at < done:
            continue
        if mark[0] not in "[]":
            yield from ((lone, lone, ()) for lone in opened)
            opened = []
        elif (mark[0] == "[" or not opened) and (interval := _INTERVAL.match(text, at)):
            done = interval.end()
            yield at, done - 1, (interval.span("before"), interval.span("after"))
        elif mark[0] == "[":
            opened.append(at)
        elif opened:
            opened.pop()
        else:
            yield at, at, ()
    yield from ((lone, lone, ()) for lone in opened)
