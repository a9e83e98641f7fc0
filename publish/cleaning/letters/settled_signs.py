"""Signs that are not letters of their own: ligatures, detached accents, invisible characters.

``ﬁn`` → ``fin``; ``e`` + U+0301 → ``é``; ``Ã©`` → ``é``; a byte order mark is set aside

These changes are certain and need no knowledge of words; they come before everything else.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping
from typing import Final

from publish.characters import (
    BYTE_ORDER_MARK,
    REPLACEMENT,
    SOFT_HYPHEN,
    WORD_JOINER,
    ZERO_WIDTH_JOINER,
    ZERO_WIDTH_NON_JOINER,
    ZERO_WIDTH_SPACE,
)
from publish.cleaning.ledger.ledger import Cause, Change, Reason
from publish.messages import N_

LIGATURE: Final = Cause(Reason("ligature", N_("ligature written out")))
COMPOSED: Final = Cause(Reason("composed", N_("letter and its combining accent made one")))
MOJIBAKE: Final = Cause(Reason("mojibake", N_("UTF-8 that was read as another encoding")))
BROKEN: Final = Cause(Reason("broken-byte", N_("byte that fits no encoding")))
INVISIBLE: Final = Cause(Reason("invisible", N_("character that cannot be seen")))

_LIGATURES: Final[Mapping[str, str]] = {
    letter: unicodedata.normalize("NFKC", letter) for letter in map(chr, range(0xFB00, 0xFB07))
}
_GONE: Final = (
    BYTE_ORDER_MARK
    + ZERO_WIDTH_SPACE
    + ZERO_WIDTH_JOINER
    + ZERO_WIDTH_NON_JOINER
    + WORD_JOINER
    + "\u200e\u200f\u202a-\u202e"
)
_INVISIBLE: Final = re.compile(
    rf"[{_GONE}]+|{SOFT_HYPHEN}+(?![ \t]*\r?\n)|(?<![^\W\d_]){SOFT_HYPHEN}+"
)
_BROKEN: Final = re.compile("[\ud800-\udfff]")
_COMBINED: Final = re.compile(r"[^\W\d_][\u0300-\u036f]+")
_FRENCH: Final = "àâäçéèêëîïôöùûüÿœæÀÂÄÇÉÈÊËÎÏÔÖÙÛÜŸŒÆ«»’‘“”–—…°€§\u00a0\u202f"
_LEAST: Final = 3
"""How many misread sequences a text must have before any is believed."""


def _misread(char: str) -> Iterator[str]:
    """Yield what the UTF-8 bytes of a character look like in the encodings of old."""
    for encoding in ("cp1252", "latin-1"):
        try:
            yield char.encode("utf-8").decode(encoding)
        except UnicodeDecodeError:
            continue


_MOJIBAKE: Final = {seen: char for char in _FRENCH for seen in _misread(char)} | {"Ã ": "à"}
_SEQUENCE: Final = re.compile("|".join(map(re.escape, sorted(_MOJIBAKE, key=len, reverse=True))))


def settle_signs(text: str) -> list[Change]:
    """Return the changes, in order and apart from one another."""
    changes = [
        Change(match.start(), match.end(), _LIGATURES[match[0]], LIGATURE)
        for match in re.finditer("[\ufb00-\ufb06]", text)
    ]
    changes += [Change(m.start(), m.end(), "", INVISIBLE) for m in _INVISIBLE.finditer(text)]
    changes += [Change(m.start(), m.end(), REPLACEMENT, BROKEN) for m in _BROKEN.finditer(text)]
    for match in _COMBINED.finditer(text):
        composed = unicodedata.normalize("NFC", match[0])
        if len(composed) == 1:
            changes.append(Change(match.start(), match.end(), composed, COMPOSED))
    misread = [m for m in _SEQUENCE.finditer(text) if not text.isascii()]
    if len(misread) >= _LEAST:
        changes += [Change(m.start(), m.end(), _MOJIBAKE[m[0]], MOJIBAKE) for m in misread]
    return _apart(sorted(changes))


def _apart(changes: list[Change]) -> list[Change]:
    """Leave out a change that begins within another."""
    kept: list[Change] = []
    for change in changes:
        if not kept or change.start >= kept[-1].end:
            kept.append(change)
    return kept
