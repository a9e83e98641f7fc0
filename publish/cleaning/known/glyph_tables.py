"""What the numbers of a font's glyphs mean, where it does not say: the usual tables.

``0xE9`` → ``é`` in Cork's and Windows' tables, ``0x0C`` → ``ﬁ`` in TeX's first one
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from typing import Final

from publish.characters import REPLACEMENT

_CORK_LOW: Final = (
    "`\u00b4\u02c6\u02dc\u00a8\u02dd\u02da\u02c7\u02d8\u00af\u02d9\u00b8\u02db\u201a\u2039\u203a"
    "\u201c\u201d\u201e«»\u2013\u2014\u200b\ufffd\u0131\u0237\ufb00\ufb01\ufb02\ufb03\ufb04"
)
_CORK_HIGH: Final = (
    "ĂĄĆČĎĚĘĞĹĽŁŃŇŊŐŔŘŚŠŞŤŢŰŮŸŹŽŻĲİđ§ăąćčďěęğĺľłńňŋőŕřśšşťţűůÿźžżĳ¡¿£"
    "ÀÁÂÃÄÅÆÇÈÉÊËÌÍÎÏÐÑÒÓÔÕÖŒØÙÚÛÜÝÞẞàáâãäåæçèéêëìíîïðñòóôõöœøùúûüýþß"
)
_OT1_LOW: Final = (
    "ΓΔΘΛΞΠΣΥΦΨΩ\ufb00\ufb01\ufb02\ufb03\ufb04\u0131\u0237"
    "`\u00b4\u02c7\u02d8\u00af\u02da\u00b8ßæœøÆŒØ"
)
_OT1_SIGNS: Final = {
    "'": "’",
    '"': "”",
    "<": "¡",
    ">": "¿",
    "\\": "“",
    "^": "\u02c6",
    "_": "\u02d9",
    "`": "‘",
    "{": "\u2013",
    "|": "\u2014",
    "}": "\u02dd",
    "~": "\u02dc",
    "\x7f": "\u00a8",
}


def _cork(code: int) -> str:
    """The letter of a number in TeX's T1 encoding (Cork, 1990; LaTeX's t1enc.def)."""
    if code < len(_CORK_LOW):
        return _CORK_LOW[code]
    if code >= 0x80:
        return _CORK_HIGH[code - 0x80] if code <= 0xFF else REPLACEMENT
    return {0x27: "’", 0x60: "‘", 0x7F: "-"}.get(code, chr(code))


def _ot1(code: int) -> str:
    """The letter of a number in TeX's first text encoding (Knuth, The TeXbook, appendix F)."""
    if code < len(_OT1_LOW):
        return _OT1_LOW[code]
    return _OT1_SIGNS.get(chr(code), chr(code)) if code <= 0x7F else REPLACEMENT


def _windows(code: int) -> str:
    """The letter of a number in Windows-1252, by which most programs number letters."""
    char = bytes([code]).decode("cp1252", "replace") if code <= 0xFF else REPLACEMENT
    return char if char.isprintable() else REPLACEMENT


def _unicode(code: int) -> str:
    """The letter whose number in Unicode a font uses for its own, as tesseract's does."""
    return chr(code) if chr(code).isprintable() else REPLACEMENT


def companion(code: int) -> str:
    """The sign of a number in a font of few glyphs: TeX's signs (TS1) where Cork has rare letters.

    From 0xA0 to 0xBF, TS1 is nearly Latin-1: ``°``, ``§``, ``ª``.
    """
    return chr(code) if 0xA0 <= code <= 0xBF else _cork(code)


TABLES: Final[tuple[Callable[[int], str], ...]] = (_cork, _ot1, _windows, _unicode)
"""What the numbers of a font without a table of its own may mean; the first wins a tie."""


@cache
def _standard_order() -> tuple[str, ...]:
    from fontTools.agl import toUnicode
    from fontTools.ttLib.standardGlyphOrder import standardGlyphOrder

    return tuple(toUnicode(name) for name in standardGlyphOrder)


def standard(code: int) -> str:
    """The letter of a number in the order that TrueType fonts keep (Apple's “post” table)."""
    order = _standard_order()
    return (order[code] if code < len(order) else "") or REPLACEMENT
