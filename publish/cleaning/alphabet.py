"""Letters and their accents, taken apart and put together.

``plain("éclaté")`` → ``"eclate"``; ``accented("E", GRAVE)`` → ``"È"``
"""

from __future__ import annotations

import unicodedata
from typing import Final

ACUTE: Final = "\u0301"
GRAVE: Final = "\u0300"
CIRCUMFLEX: Final = "\u0302"
DIAERESIS: Final = "\u0308"
CEDILLA: Final = "\u0327"
TILDE: Final = "\u0303"

_FRENCH: Final = {
    "a": GRAVE + CIRCUMFLEX + DIAERESIS,
    "c": CEDILLA,
    "e": ACUTE + GRAVE + CIRCUMFLEX + DIAERESIS,
    "i": CIRCUMFLEX + DIAERESIS,
    "n": TILDE,
    "o": CIRCUMFLEX + DIAERESIS,
    "u": GRAVE + CIRCUMFLEX + DIAERESIS,
    "y": DIAERESIS,
}
"""The accents that French, with its naturalised foreign words, puts on each letter."""

SUPERIORS: Final = "⁰¹²³⁴⁵⁶⁷⁸⁹"
NOTE_SIGNS: Final = "*†‡§¶‖"
"""Signs that number notes, in their order."""
CALL_SIGNS: Final = "0123456789*†‡"
"""Signs that may call a note at the end of a word."""


def _compose(base: str, accent: str) -> str:
    return unicodedata.normalize("NFC", base + accent)


_ACCENTS: Final = {
    base: accents
    for lower, accents in _FRENCH.items()
    for base, accents in ((lower, accents), (lower.upper(), accents))
} | {"ï": CIRCUMFLEX + DIAERESIS, "ı": CIRCUMFLEX + DIAERESIS}
_BASE: Final = {"ï": "i", "ı": "i"}

BASES: Final = "".join(_ACCENTS)
"""Letters that may carry an accent; ï and ı stand for an i whose dot was printed apart."""

LOWER: Final = "a-zß-öø-ÿœıāăąćčęěğłńőřśšşťůűźžż"
UPPER: Final = "A-ZÀ-ÖØ-ÞŒŸŁŚŠŽŻČ"
LETTER: Final = LOWER + UPPER
"""Ranges for a character class of a regular expression."""

_PLAIN: Final = {
    ord(letter): base
    for letter in map(chr, range(0xC0, 0x180))
    if (base := unicodedata.normalize("NFD", letter)[0]) != letter
} | {ord("ı"): "i"}


def plain(word: str) -> str:
    """Return ``word`` without accents; œ, æ and case stay."""
    return word.translate(_PLAIN)


def accented(base: str, accent: str) -> str:
    """Return the letter that an accent makes of a base, case kept."""
    return _compose(_BASE.get(base, base), accent)


def accents_on(base: str) -> str:
    """Return the accents French knows on a base letter; none on most."""
    return _ACCENTS.get(base, "")


def accent_of(letter: str) -> str:
    """Return the accent that a letter carries, or nothing."""
    return unicodedata.normalize("NFD", letter)[1:2]
