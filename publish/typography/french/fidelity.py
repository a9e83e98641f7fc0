"""Proof, on every block of every book, that the author's letters and figures came through.

``Il a 12 oeufs !`` and ``Il a 12 œufs~!`` both read ``Ila12oeufs!``: all but the spaces and the
few signs that typography sets is compared, up to the declared substitutions below.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import zip_longest
from typing import Final

from publish.characters import BLOCK_MARK, ELLIPSIS, MULTIPLICATION
from publish.typography.french.ordinals import ENDINGS, short_ending

_FREE: Final = b" \n\t\r'\"`.-<>"
_FREE_BEYOND_ASCII: Final = (
    re.compile(b"\xc2[\xa0\xab\xb0\xb4\xba\xbb]"),  # U+00A0 « ° ´ º »
    # Spaces, – — ‘ ’ “ ” … ‹ ›, then two spaces more.
    re.compile(b"\xe2\x80[\x80-\x8a\x93\x94\x98-\x9d\xa6\xaf\xb9\xba]"),
    re.compile(b"\xe2\x81\x9f"),
    re.compile(b"\xe3\x80\x80"),
)
"""Spaces and signs that typography may add, take away or exchange, in UTF-8."""

_SIGN = re.compile(r"[nNfFrRvV](?<![^\W\d_][nNfFrRvV])[°º]")
_AFTER_FIGURE = re.compile("(?<=[0-9])[°º]")
"""« 1° » for primo, « in-8° »; the sign of an angle, which stays, reads so too."""
_ORDINAL = re.compile(rf"[0-9CDILMVX]({ENDINGS})(?!\w)")
_MISTER = re.compile(r"Mr(?!\w)")
_TIMES = re.compile(
    rf"{MULTIPLICATION}(?=[0-9]|{ELLIPSIS}|\.\.\.)|(?<=[.{ELLIPSIS}]){MULTIPLICATION}(?=\w)"
)
_CAPITALS = str.maketrans("ÀÂÄÇÉÈÊËÎÏÔÖÙÛÜ", "AAACEEEEIIOOUUU")


def unfaithful(before: str, after: str) -> Iterator[tuple[int, str, str]]:
    """Yield number, text before and text after of each block whose letters have changed."""
    mark = BLOCK_MARK.encode()
    old, new = _read(before).split(mark), _read(after).split(mark)
    changed = [n for n, (was, now) in enumerate(zip_longest(old, new)) if was != now]
    if changed:
        blocks = list(zip_longest(before.split(BLOCK_MARK), after.split(BLOCK_MARK), fillvalue=""))
        for number in changed:
            was, now = blocks[number]
            if _read(_declared(was)) != _read(_declared(now)):
                yield number, was, now


def unstable(once: str, twice: str) -> Iterator[tuple[int, str, str]]:
    """Yield number, text and text set again of each block that a second pass changes."""
    if once != twice:
        pairs = zip_longest(once.split(BLOCK_MARK), twice.split(BLOCK_MARK), fillvalue="")
        for number, (old, new) in enumerate(pairs):
            if old != new:
                yield number, old, new


def _read(text: str) -> bytes:
    """Return what a text says, without spaces and free signs."""
    said = text.encode().translate(None, _FREE)
    for free in _FREE_BEYOND_ASCII:
        said = free.sub(b"", said)
    return said


def _declared(text: str) -> str:
    """Undo the substitutions that change letters on purpose."""
    text = _MISTER.sub("M", text)
    text = _SIGN.sub(lambda m: m[0][0] + "o", text)
    text = _ORDINAL.sub(lambda m: m[0][0] + short_ending(m[1]), text)
    text = text.replace("œ", "oe").replace("æ", "ae").replace("Œ", "Oe").replace("Æ", "Ae")
    text = text.replace("OE", "Oe").replace("AE", "Ae").translate(_CAPITALS)
    return _AFTER_FIGURE.sub("o", _TIMES.sub("x", "".join(text.split())))
