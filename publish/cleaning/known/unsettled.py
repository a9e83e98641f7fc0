"""Signs that are not letters of their own: ligatures, detached accents, invisible characters.

``ﬁn`` → ``fin``; ``e`` + U+0301 → ``é``; ``ſi`` → ``si``; a byte order mark is set aside

These changes are certain and need no knowledge of words; they come before everything else.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
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
from publish.cleaning.known.specimen import Specimen
from publish.cleaning.ledger.ledger import Cause, Change, Reason
from publish.messages import N_

LIGATURE: Final = Cause(Reason("ligature", N_("ligature written out")))
COMPOSED: Final = Cause(Reason("composed", N_("letter and its combining accent made one")))
LONG_S: Final = Cause(Reason("long-s", N_("long s made an ordinary one")))
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
_COMBINING: Final = frozenset(map(chr, range(0x300, 0x370)))
_ORDINARY: Final = frozenset(
    (*map(chr, [*range(0xAD), *range(0xAE, 0x17F), *range(0x2010, 0x2027)]), REPLACEMENT)
)
"""Characters that need no settling."""


def find_combined(specimen: Specimen) -> list[Change]:
    """Return the changes that make one of a letter and its combining accents."""
    if specimen.signs.isdisjoint(_COMBINING):
        return []
    return [
        Change(match.start(), match.end(), composed, COMPOSED)
        for match in _COMBINED.finditer(specimen.text)
        if len(composed := unicodedata.normalize("NFC", match[0])) == 1
    ]


def settle_signs(specimen: Specimen) -> list[Change]:
    """Return the changes, in order and apart from one another."""
    text = specimen.text
    if specimen.signs <= _ORDINARY:
        return []
    changes = [
        Change(match.start(), match.end(), _LIGATURES[match[0]], LIGATURE)
        for match in re.finditer("[\ufb00-\ufb06]", text)
    ]
    changes += [Change(m.start(), m.end(), "s", LONG_S) for m in re.finditer("ſ", text)]
    changes += [Change(m.start(), m.end(), "", INVISIBLE) for m in _INVISIBLE.finditer(text)]
    changes += [Change(m.start(), m.end(), REPLACEMENT, BROKEN) for m in _BROKEN.finditer(text)]
    return _apart(sorted(changes))


def _apart(changes: list[Change]) -> list[Change]:
    """Leave out a change that begins within another."""
    kept: list[Change] = []
    for change in changes:
        if not kept or change.start >= kept[-1].end:
            kept.append(change)
    return kept
