"""Note calls that stand after the punctuation go before it, for a book that asks for it.

``mot.<call/>`` → ``mot<call/>.``, ``mot_»<call/>`` → ``mot<call/>_»``
(French use: Imprimerie nationale, « Appels de note »; English use sets them after.)
"""

from __future__ import annotations

import re

from publish.book import Element
from publish.book.vocabulary import is_call
from publish.typography.engine.signs import SPACE

_PUNCTUATION = re.compile(rf"[{SPACE}]?(?:[.,;:!?…»”][{SPACE}]?)+$")
_REACH = 40


def move_calls(tree: Element) -> None:
    """Move, in place, each call over the punctuation that it follows in the same element."""
    for call in filter(is_call, tree.iter("a")):
        _move(call)


def _move(call: Element) -> None:
    previous, parent = call.getprevious(), call.getparent()
    if parent is None:
        return
    before = (parent.text if previous is None else previous.tail) or ""
    match = _PUNCTUATION.search(before, max(0, len(before) - _REACH))
    if match is None or (match.start() == 0 and previous is None):
        return
    moved = match[0].rstrip(SPACE) if match[0].strip(SPACE) else ""
    rest = before[: match.start()]
    if previous is None:
        parent.text = rest
    else:
        previous.tail = rest
    call.tail = moved + (call.tail or "")
