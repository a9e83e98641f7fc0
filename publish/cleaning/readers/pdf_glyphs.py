"""A page of a PDF → its glyphs: letter, place, size and style, as pdfium gives them.

A glyph is placed by its origin and its advance, not by its ink: the tail of a ``j`` reaches under
the letter before it, the head of an ``f`` over the one that follows, and neither ends a word.
"""

from __future__ import annotations

import ctypes
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any, Final, NamedTuple

import pypdfium2.raw as pdfium

from publish.characters import REPLACEMENT

_SLANTED: Final = re.compile(r"italic|oblique|slanted|kursiv|-it\b|,it|cmti|cmsl|ecti|sfti", re.I)
_BOLD: Final = re.compile(r"bold|black|heavy|-bd\b|-medi(?!um)|cmbx|ecbx|sfbx|lmbx", re.I)
_SIGNS: Final = re.compile(r"cmsy|msam|msbm|symbol", re.I)
"""Fonts of signs, which are said to be slanted and are no italics."""
_HYPHENS: Final = (0x02, 0xAD, 0x2010, 0xFFFE)
_HAIR: Final = 0.01
_LEAST_ADVANCE: Final = 0.5
"""Share of its ink's reach that a letter advances at least."""
_TALLER: Final = 3.0
"""Times its size that no glyph is tall: then the size is only part of a scale."""


@dataclass(frozen=True, slots=True)
class PrintedGlyph:
    """A printed character; places are in points, from the top left corner of its page.

    ``left`` is its origin, ``right`` where the next one would stand, ``top`` and ``foot`` the ends
    of its ink. ``mapped`` tells that the file says which letter it is: otherwise ``char`` is but
    its number in the font.
    """

    char: str
    left: float
    right: float
    base: float
    size: float
    top: float
    foot: float
    font: str = ""
    italic: bool = False
    bold: bool = False
    mapped: bool = True
    hidden: bool = False
    """Whether it is not drawn: text that a recogniser laid under the picture of a page."""

    @property
    def blank(self) -> bool:
        """Whether it prints nothing."""
        return self.mapped and not self.char.strip()


class _Style(NamedTuple):
    """What all glyphs of a text object have in common."""

    font: str
    italic: bool
    bold: bool
    hidden: bool
    handle: Any
    points: float
    """Its size before it is scaled."""
    high: float
    wide: float


def glyphs_of(page: Any) -> Iterator[PrintedGlyph]:
    """Yield the glyphs of a page of pypdfium2, in the order of its text."""
    height = page.get_height()
    text = page.get_textpage()
    styles: dict[int, _Style] = {}
    advances: dict[tuple[str, int], float] = {}
    loose, places = pdfium.FS_RECTF(), [ctypes.c_double() for _ in range(6)]
    waiting: tuple[PrintedGlyph, float] | None = None
    for at in range(text.count_chars()):
        code = pdfium.FPDFText_GetUnicode(text, at)
        if pdfium.FPDFText_IsGenerated(text, at) == 1 or code in (10, 13):
            continue
        style = _style(text, at, styles)
        glyph, reach = _glyph(text, at, code, height, style, advances, loose, places)
        if waiting and _one_drawing(waiting[0], glyph):
            waiting, glyph = (_reaching(*waiting), waiting[1]), _reaching(glyph, reach)
        if waiting:
            yield waiting[0]
        waiting = glyph, reach
    if waiting:
        yield waiting[0]


def _one_drawing(one: PrintedGlyph, two: PrintedGlyph) -> bool:
    """Whether two letters are of one ligature: each has the place of the whole."""
    return (one.left, one.base, one.foot, one.top) == (two.left, two.base, two.foot, two.top)


def _reaching(glyph: PrintedGlyph, reach: float) -> PrintedGlyph:
    return replace(glyph, right=reach)


def _style(text: Any, at: int, known: dict[int, _Style]) -> _Style:
    thing = pdfium.FPDFText_GetTextObject(text, at)
    key = ctypes.cast(thing, ctypes.c_void_p).value or 0
    if key not in known:
        name = ctypes.create_string_buffer(256)
        flags = ctypes.c_int()
        pdfium.FPDFText_GetFontInfo(text, at, name, 256, flags)
        font = name.value.decode("latin-1")
        handle = pdfium.FPDFTextObj_GetFont(thing) if key else None
        own = ctypes.cast(handle, ctypes.c_void_p).value if handle else 0
        slanted = bool(flags.value & 64) or bool(_SLANTED.search(font))
        italic = slanted and not _SIGNS.search(font)
        mode = pdfium.FPDFTextObj_GetTextRenderMode(thing) if key else 0
        hidden = mode == pdfium.FPDF_TEXTRENDERMODE_INVISIBLE
        name_and_face = f"{font}@{own:x}", italic, bool(_BOLD.search(font)), hidden, handle
        known[key] = _Style(*name_and_face, *_scale(text, at))
    return known[key]


def _scale(text: Any, at: int) -> tuple[float, float, float]:
    """Return the size of a text object, and by how much it is scaled, upwards and across."""
    points = pdfium.FPDFText_GetFontSize(text, at)
    matrix = pdfium.FS_MATRIX()
    if not pdfium.FPDFText_GetMatrix(text, at, matrix):
        return points, 1.0, 1.0
    high = (matrix.c**2 + matrix.d**2) ** 0.5 or 1.0
    return points, high, (matrix.a**2 + matrix.b**2) ** 0.5 or 1.0


def _glyph(
    text: Any,
    at: int,
    code: int,
    height: float,
    style: _Style,
    advances: dict[tuple[str, int], float],
    loose: Any,
    places: Sequence[Any],
) -> tuple[PrintedGlyph, float]:
    """Return a glyph, and how far its box reaches: the advance, or the ink where that is wider.

    ``loose`` and ``places`` are room for what pdfium tells.
    """
    x, y, left, right, bottom, top = places
    pdfium.FPDFText_GetLooseCharBox(text, at, loose)
    pdfium.FPDFText_GetCharBox(text, at, left, right, bottom, top)
    pdfium.FPDFText_GetCharOrigin(text, at, x, y)
    size = style.points * style.high
    mapped = pdfium.FPDFText_HasUnicodeMapError(text, at) != 1
    reach = advance = loose.right - x.value
    if mapped and right.value > loose.right - _HAIR:  # ink beyond the advance: the font tells it
        told = _advance(style, code, advances) * style.points * style.wide
        advance = told if _LEAST_ADVANCE * reach < told < reach else reach
    if loose.top - loose.bottom > size * _TALLER:
        size = loose.top - loose.bottom
    char = chr(code) if code < 0xD800 or 0xE000 <= code <= 0x10FFFF else REPLACEMENT
    if mapped and code in _HYPHENS:
        char = "-"
    glyph = PrintedGlyph(
        char if code else REPLACEMENT,
        x.value,
        x.value + advance,
        height - y.value,
        round(size, 2),
        height - top.value,
        height - bottom.value,
        style.font,
        style.italic,
        style.bold,
        mapped and code != 0,
        style.hidden,
    )
    return glyph, loose.right


def _advance(style: _Style, code: int, known: dict[tuple[str, int], float]) -> float:
    """Return how far a letter of a font advances, in ems; 0 where the font does not tell."""
    key = style.font, code
    if key not in known:
        width = ctypes.c_float()
        told = style.handle and pdfium.FPDFFont_GetGlyphWidth(style.handle, code, 1000.0, width)
        known[key] = width.value / 1000.0 if told else 0.0
    return known[key]
