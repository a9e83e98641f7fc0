"""A change of words, carried over to the Markdown that the author typed.

Sent ``Un *mot*``, come back ``Un *mot* doux``, typed ``Un _mot_{.x}`` → ``Un _mot_{.x} doux``
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from difflib import SequenceMatcher
from typing import Final

_TOKEN: Final = re.compile(r"\n|[^\S\n]+|[^\W_]+|[^\w\s]|_")
_CLOSING: Final = frozenset("])}")


def carried(typed: str, sent: str, back: str) -> str:
    """Return ``typed`` with the changes that lead from ``sent`` to ``back``; both say the same as
    ``typed``, in the press's own notation."""
    a, base, b = (_TOKEN.findall(text) for text in (typed, sent, back))
    places = _places(base, a)
    made: list[str] = []
    at = 0
    for kind, i1, i2, j1, j2 in SequenceMatcher(None, base, b, autojunk=False).get_opcodes():
        if kind == "equal":
            continue
        start, end = _stretch(i1, i2, places, a)
        made += a[at:start] if start > at else ()
        made += b[j1:j2]
        at = max(at, end)
    return "".join((*made, *a[at:]))


def _places(base: Sequence[str], a: Sequence[str]) -> list[int | None]:
    """Return where each token of ``base`` stands in ``a``."""
    places: list[int | None] = [None] * len(base)
    for block in SequenceMatcher(None, base, a, autojunk=False).get_matching_blocks():
        for n in range(block.size):
            places[block.a + n] = block.b + n
    return places


def _stretch(i1: int, i2: int, places: Sequence[int | None], a: Sequence[str]) -> tuple[int, int]:
    """Return the tokens of ``a`` that stand for those from ``i1`` to ``i2`` of the base."""
    if i1 < i2 and places[i1] is not None and places[i2 - 1] is not None:
        return places[i1] or 0, (places[i2 - 1] or 0) + 1
    before = next((p for p in reversed(places[:i1]) if p is not None), None)
    after = next((p for p in places[i2:] if p is not None), None)
    low = 0 if before is None else before + 1
    high = len(a) if after is None else after
    if i1 < i2:
        return low, high
    # words put in where the author typed signs that nobody sent: behind those that close, before
    # those that open
    if before is None or (low < high and a[low] in _CLOSING):
        return high, high
    return low, low
