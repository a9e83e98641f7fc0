"""Calls that OCR read as other signs: ``cette famille !, composée`` → the call of note 1.

A small raised figure is seldom read as one. Where the foot of a page holds notes that nothing
calls, and its text just as many signs that no sentence has, these are their calls, in order.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import groupby
from typing import Final

from publish.characters import FINE_SPACE, NO_BREAK_SPACE
from publish.cleaning.alphabet import LETTER, SUPERIORS
from publish.cleaning.structure.page_turns import PageTurns
from publish.cleaning.structure.raw_calls import DOUBTED, Call
from publish.cleaning.structure.raw_lines import RawLine
from publish.cleaning.structure.raw_notes import RawNote

_SPACE: Final = f"[ {NO_BREAK_SPACE}{FINE_SPACE}]"
_STRANGE: Final = re.compile(
    rf"(?<=[{LETTER}»])(?:"
    rf"{_SPACE}?[!?](?={_SPACE}?[,;]|\.(?!\.))"
    rf"|{_SPACE}?[+*°®™”“\"^~§£$%&#<>=|\\¢¥@©ŸÿÏ†‡{SUPERIORS}]{{1,2}}(?={_SPACE}?[,.;:)»]|\s|$)"
    rf"|{_SPACE}?[‘'’](?=[,.;])"
    r"|\d{1,2}(?=[,.;])"
    ")"
)
"""A sign, after a word and before a stop, that no sentence has there."""
_SUPPOSED: Final = DOUBTED - 0.1
"""The score of such a call: it is always asked about."""


def with_calls(
    text: str,
    lines: Sequence[RawLine],
    pages: PageTurns,
    notes: Iterable[RawNote],
    called: Iterable[RawNote] = (),
) -> Iterator[RawNote]:
    """Yield notes without a call, each with the sign that is its call, where the page tells; no
    sign that calls another note."""
    starts = sorted(pages.starts)
    taken = {place for one in called if one.call for place in range(one.call.start, one.call.end)}

    def page_of(note: RawNote) -> int:
        return max((start for start in starts if start <= note.lines[0]), default=0)

    for page, found in groupby(notes, page_of):
        own = list(found)
        end = own[0].lines[0]
        body = [at for at in range(page, end) if at not in pages.aside]
        signs = [
            match
            for at in body
            for match in _STRANGE.finditer(text, lines[at].start, lines[at].end)
            if taken.isdisjoint(range(*match.span()))
        ]
        if len(signs) != len(own):
            yield from own
            continue
        for note, sign in zip(own, signs, strict=True):
            taken.update(range(*sign.span()))
            call = Call(sign.start(), sign.end(), note.number, _SUPPOSED, "misread")
            yield replace(note, call=call)
