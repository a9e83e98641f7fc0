"""The size of type on a scan, from the boxes that an engine draws around its words.

A box is as high as its letters: ``nous`` half as high as ``Après``. The height of a word, by what
letters it has, gives the size of its type; the words of a line together give that of the line.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace
from statistics import median
from typing import Final

from publish.cleaning.alphabet import plain
from publish.cleaning.readers.printed import PrintedPage, PrintedRow, PrintedWord

_TALL: Final = frozenset("bdfhiklt0123456789!?()[]")
_LOW: Final = frozenset("gjpqyçQ(),;[]")
_SMALL, _ASCENDER, _DESCENDER = 0.45, 0.25, 0.2
"""Heights in ems: of letters like x, of what stands above them, and below."""
_ALIKE: Final = 0.13
"""Share by which sizes differ that are one."""
_FEW: Final = 2
"""Words that tell the size of their line badly."""
_POINTS: Final = 10.0
"""Size that the text is taken to have."""


def size_of(words: Sequence[tuple[str, float]], height: float) -> float:
    """Return the size of a line's type from its words and their heights, in units of the page."""
    sizes = [own / _height(text) for text, own in words if own and sum(map(str.isalpha, text)) > 1]
    return median(sizes) if sizes else height * 0.7


def _height(text: str) -> float:
    """Return how high a word is, in ems."""
    tall = any(char in _TALL or char.isupper() or plain(char) != char for char in text)
    return _SMALL + _ASCENDER * tall + _DESCENDER * any(char in _LOW for char in text)


def in_points(pages: Iterable[PrintedPage]) -> list[PrintedPage]:
    """Return pages whose text is of one size, :data:`_POINTS`, and whose places fit it."""
    whole = list(pages)
    sizes: Counter[float] = Counter()
    for page in whole:
        for row in page.rows:
            sizes[round(row.size)] += sum(len(word.text) for word in row.words)
    near = {
        size: sum(n for other, n in sizes.items() if abs(other - size) <= _ALIKE * size / 2)
        for size in sizes
    }
    body = max(near, key=lambda size: (near[size], size), default=_POINTS) or _POINTS
    return [PrintedPage(tuple(_scaled(row, _POINTS / body) for row in page.rows)) for page in whole]


def _scaled(row: PrintedRow, factor: float) -> PrintedRow:
    size = row.size * factor
    reach = _ALIKE if len(row.words) > _FEW else 2 * _ALIKE
    size = _POINTS if abs(size - _POINTS) <= reach * _POINTS else round(size)
    return PrintedRow(tuple(_placed(word, size, factor) for word in row.words))


def _placed(word: PrintedWord, size: float, factor: float) -> PrintedWord:
    return replace(
        word,
        left=word.left * factor,
        right=word.right * factor,
        bottom=word.bottom * factor,
        size=size,
    )
