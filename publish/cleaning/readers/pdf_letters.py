"""Glyphs → letters: numbers of a font read by a table, accents put on the letter they stand over.

TeX's first fonts print ``é`` as ``´`` and ``e`` in one place; its bitmap fonts only number their
glyphs, by one of TeX's own tables. Which table a font follows, the words tell that it makes.
"""

from __future__ import annotations

import unicodedata
from bisect import bisect_left
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Final

from publish.characters import REPLACEMENT
from publish.cleaning.readers.pdf_glyphs import PrintedGlyph

_DIAERESIS: Final = "\u0308"
_SPACING: Final[Mapping[str, str]] = {
    "`": "\u0300",
    "\u02cb": "\u0300",
    "\u00b4": "\u0301",
    "\u02ca": "\u0301",
    "^": "\u0302",
    "\u02c6": "\u0302",
    "~": "\u0303",
    "\u02dc": "\u0303",
    "\u00af": "\u0304",
    "\u02c9": "\u0304",
    "\u02d8": "\u0306",
    "\u02d9": "\u0307",
    "\u00a8": _DIAERESIS,
    "\u02da": "\u030a",
    "\u02dd": "\u030b",
    "\u02c7": "\u030c",
    "\u00b8": "\u0327",
    "\u02db": "\u0328",
}
"""Accents that fonts have as signs of their own, with the combining accent that each is."""
_GUILLEMETS: Final = {"\u226a": "«", "\u226b": "»"}
"""TeX's first fonts have no guillemets: “much less than” stands for them."""
_DOTLESS: Final = {"\u0131": "i", "\u0237": "j"}
_NEAR: Final = 0.5
"""How far below an accent's own baseline, in ems, the letter's may be: accents on capitals."""
_CLOSE: Final = 0.3
"""How far apart, in ems, the middles of an accent and of its letter may be."""


def lettered(
    glyphs: Iterable[PrintedGlyph], tables: Mapping[str, Callable[[int], str]]
) -> list[PrintedGlyph]:
    """Return the glyphs, those that only have a number read by the table of their font.

    A number that no table reads becomes U+FFFD.
    """
    read = []
    for glyph in glyphs:
        if not glyph.mapped:
            table = tables.get(glyph.font)
            glyph = replace(glyph, char=table(ord(glyph.char)) if table else REPLACEMENT)
        if glyph.char in _GUILLEMETS:
            glyph = replace(glyph, char=_GUILLEMETS[glyph.char])
        read.append(glyph)
    return composed(read)


def composed(glyphs: Sequence[PrintedGlyph]) -> list[PrintedGlyph]:
    """Return the glyphs, each accent that is a glyph of its own put on its letter."""
    gone: set[int] = set()
    letters = dict(enumerate(glyphs))
    order = sorted(
        (at for at, glyph in enumerate(glyphs) if glyph.char.isalpha()),
        key=lambda at: glyphs[at].left,
    )
    lefts = [glyphs[at].left for at in order]
    for at, glyph in enumerate(glyphs):
        accent = _SPACING.get(glyph.char)
        if accent is None:
            continue
        low = bisect_left(lefts, glyph.left - glyph.size)
        high = bisect_left(lefts, glyph.right + glyph.size)
        near = [(there, letters[there]) for there in order[low:high]]
        fitting = [
            (_apart(glyph, letter), there)
            for there, letter in near
            if _bears(glyph, letter, accent)
        ]
        if fitting:
            _, there = min(fitting)
            letter = letters[there]
            letters[there] = replace(letter, char=_with(letter.char, accent))
            gone.add(at)
    return [letters[at] for at in range(len(glyphs)) if at not in gone]


def _with(letter: str, accent: str) -> str:
    return unicodedata.normalize("NFC", _DOTLESS.get(letter, letter) + accent)


def _bears(accent: PrintedGlyph, letter: PrintedGlyph, combining: str) -> bool:
    """Whether a letter bears an accent: it makes one with it, over or under it."""
    size = max(letter.size, accent.size)
    if len(_with(letter.char, combining)) != 1:
        return False
    if not -0.1 * size <= letter.base - accent.base <= _NEAR * size:
        return False
    return _apart(accent, letter) < _CLOSE * size


def _apart(accent: PrintedGlyph, letter: PrintedGlyph) -> float:
    """How far apart, in points, the middles of an accent and of a letter are."""
    return abs(accent.left + accent.right - letter.left - letter.right) / 2
