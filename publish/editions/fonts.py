"""A font → the part of it that a book needs, with the forms a style sheet may ask for.

Libertinus Serif Regular, 298 KB → 60 KB: small capitals, figures of both kinds and superiors stay.
The bytes depend on the font and the characters alone.
"""

from __future__ import annotations

from functools import lru_cache
from io import BytesIO

from fontTools import subset
from fontTools.ttLib import TTFont, TTLibError

from publish import characters
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

_LICENCE_NAMES = (0, 1, 2, 3, 4, 5, 6, 13, 14, 16, 17)


def subset_font(font: bytes, wanted: frozenset[str], path: str = "") -> bytes:
    """Return an OpenType font reduced to some characters; BookError if it is none.

    Its names keep the copyright and the licence, which the SIL Open Font License asks for.
    """
    return _subset(font, wanted | LATIN, path)


@lru_cache(maxsize=32)
def _subset(font: bytes, wanted: frozenset[str], path: str) -> bytes:
    options = subset.Options()
    options.layout_features = FEATURES
    options.name_IDs = list(_LICENCE_NAMES)
    options.hinting = False
    options.notdef_outline = True
    options.recalc_timestamp = False
    try:
        face = TTFont(BytesIO(font), recalcTimestamp=False)
        options.flavor = face.flavor
        subsetter = subset.Subsetter(options)
        subsetter.populate(unicodes=map(ord, wanted))
        subsetter.subset(face)
        reduced = BytesIO()
        subset.save_font(face, reduced, options)
    except (TTLibError, subset.Subsetter.SubsettingError, AssertionError, KeyError) as error:
        raise BookError(faults.BROKEN_FONT.at(path=path, reason=str(error))) from None
    return reduced.getvalue()


def covers(font: bytes, wanted: frozenset[str]) -> bool:
    """Whether a font has all of some characters."""
    with TTFont(BytesIO(font), lazy=True) as face:
        return wanted <= frozenset(map(chr, face.getBestCmap()))
