"""A font → the part of it that a book needs, with the forms a style sheet may ask for.

Libertinus Serif Regular, 298 KB → 60 KB: small capitals, figures of both kinds and superiors stay.
The bytes depend on the font and the characters alone.
"""

from __future__ import annotations

from functools import lru_cache
from io import BytesIO

import uharfbuzz

from publish import characters
from publish.composition import unpacked
from publish.diagnostics import BookError
from publish.editions import faults

FEATURES = (
    "calt case ccmp c2sc frac kern liga lnum locl mark mkmk onum pnum smcp subs sups tnum".split()
)
"""OpenType features kept: what epub.css uses and what a reader's settings may ask for."""

LATIN = frozenset(map(chr, (*range(0x20, 0x7F), *range(0xA0, 0x180)))) | frozenset(
    characters.NO_BREAK_SPACE
    + characters.FINE_SPACE
    + characters.HYPHEN
    + characters.APOSTROPHE
    + characters.LEFT_SINGLE_QUOTE
    + characters.LEFT_DOUBLE_QUOTE
    + characters.RIGHT_DOUBLE_QUOTE
    + characters.EN_DASH
    + characters.EM_DASH
    + characters.ELLIPSIS
)
"""Signs kept in any case: an e-reader writes words of its own with the book's font."""

_PACKED = {b"wOFF": "woff", b"wOF2": "woff2"}

_LICENCE_NAMES = (0, 1, 2, 3, 4, 5, 6, 13, 14, 16, 17)


def subset_font(font: bytes, wanted: frozenset[str], path: str = "") -> bytes:
    """Return an OpenType font reduced to some characters; BookError if it is none.

    Its names keep the copyright and the licence, which the SIL Open Font License asks for.
    """
    return _subset(font, wanted | LATIN, path)


@lru_cache(maxsize=32)
def _subset(font: bytes, wanted: frozenset[str], path: str) -> bytes:
    try:
        face = uharfbuzz.Face(unpacked(font))
        if not face.glyph_count:
            raise RuntimeError("it has no glyphs")
        reduced = bytes(uharfbuzz.subset(face, _selection(wanted)).blob.data)
        return _packed(reduced, _PACKED[font[:4]]) if font[:4] in _PACKED else reduced
    except (RuntimeError, ValueError) as error:
        raise BookError(faults.BROKEN_FONT.at(path=path, reason=str(error))) from None


def _selection(wanted: frozenset[str]) -> uharfbuzz.SubsetInput:
    selection = uharfbuzz.SubsetInput()
    selection.unicode_set.set(map(ord, wanted))
    selection.layout_feature_tag_set.set(int.from_bytes(tag.encode(), "big") for tag in FEATURES)
    selection.name_id_set.set(_LICENCE_NAMES)
    selection.flags = uharfbuzz.SubsetFlags.NO_HINTING | uharfbuzz.SubsetFlags.NOTDEF_OUTLINE
    return selection


def _packed(font: bytes, flavour: str) -> bytes:
    from fontTools.ttLib import TTFont

    with TTFont(BytesIO(font), lazy=True, recalcTimestamp=False) as face:
        face.flavor = flavour
        written = BytesIO()
        face.save(written)
    return written.getvalue()


def covers(font: bytes, wanted: frozenset[str]) -> bool:
    """Whether a font has all of some characters."""
    return wanted <= frozenset(map(chr, uharfbuzz.Face(unpacked(font)).unicodes))
