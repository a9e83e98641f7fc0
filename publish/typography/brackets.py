"""Parentheses and brackets close up to what they hold; intervals keep their outer spaces.

``( mot )`` → ``(mot)``; ``dans ] 0 ; 1 [, puis`` → ``dans ]0 ; 1[, puis``: in French an open
interval turns its bracket outward, and only its partner tells which way a bracket looks.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from publish.typography.run import Edit, Run
from publish.typography.signs import ENDS, SPACE, WIDE, matches, starting

_OPENS = starting("([", rf"(?={WIDE}[^{SPACE})\]])")
_CLOSES = starting(")]", rf"(?<=[^{SPACE}{ENDS}(\[]{WIDE}.)")
_BOUND: Final = (
    r"[+\u2212-]?(?:[0-9]{1,12}(?:[.,/][0-9]{1,12})?|\u221e|infini"
    r"|[0-9]{0,3}[a-zA-Z\u03b1-\u03c9](?:[0-9]|/[0-9]{1,3})?)"
)
_INTERVAL = tuple(
    re.compile(
        rf"{opening}(?P<before>{WIDE}?){_BOUND}{WIDE}?[;,]{WIDE}?{_BOUND}(?P<after>{WIDE}?)[\[\]]"
    )
    for opening in (r"\[", r"\]")
)


def brackets(run: Run) -> None:
    """Take away the spaces within brackets."""
    text = run.text
    outward: set[int] = set()
    edits: dict[int, Edit] = {}
    if "]" in text:
        for match in _intervals(text):
            outward |= {match.start(), match.end() - 1}
            for start, end in (match.span("before"), match.span("after")):
                if start < end:
                    edits[start] = Edit(start, end, "")
    for match in matches(_OPENS, text):
        if match.start() not in outward:
            edits[match.end()] = Edit(match.end(), match.end() + 1, "")
    for match in matches(_CLOSES, text):
        if match.start() not in outward:
            edits[match.start() - 1] = Edit(match.start() - 1, match.start(), "")
    run.edit([edits[at] for at in sorted(edits)])


def _intervals(text: str) -> Iterator[re.Match[str]]:
    """Yield each interval; a ``]`` that closes a bracket before it opens none."""
    done = 0
    for match in matches(_INTERVAL, text):
        if match.start() < done:
            continue
        if text[match.start()] == "]":
            before = max(done, match.start() - _REACH)
            if text.rfind("[", before, match.start()) > text.rfind("]", before, match.start()):
                continue
        done = match.end()
        yield match


_REACH: Final = 300
"""How far back a bracket is looked for: farther than that, none closes."""
