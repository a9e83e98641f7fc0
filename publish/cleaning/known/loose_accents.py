"""Accents that stand beside their letter, before it or after it.

``d´ej`a`` (what TeX's PDFs give) and ``de´ja` `` and, from a typewriter, ``de'ja` `` → ``déjà``

The sign says which accent it is; the words of the text say on which side its letter stands.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping
from itertools import islice
from typing import Final

from publish.cleaning.alphabet import LETTER
from publish.cleaning.known.specimen import Specimen, gain
from publish.cleaning.ledger.ledger import Cause, Change, Reason
from publish.cleaning.letters.gaps import ELISIONS
from publish.cleaning.letters.lexicon import Lexicon
from publish.messages import N_

LOOSE: Final = Cause(Reason("loose-accent", N_("accent put on the letter beside it")))

_SIGNS: Final[Mapping[str, str]] = {
    "´": "\u0301", "\u02ca": "\u0301", "`": "\u0300", "\u02cb": "\u0300", "ˆ": "\u0302",
    "^": "\u0302", "¨": "\u0308", "¸": "\u0327", "˜": "\u0303", "\u02c7": "\u030c",
    "\u02da": "\u030a", "\u02d8": "\u0306", "\u02dd": "\u030b", "\u02db": "\u0328",
}  # fmt: skip
_UNAMBIGUOUS: Final = frozenset(_SIGNS) - set("`^")
_SIGN: Final = f"[{re.escape(''.join(_SIGNS))}]"
_BASE: Final = "[A-Za-zı]"
_BEFORE: Final = re.compile(
    rf"(?<![`^])(?!(?<=[0-9IVXLCDM])\^)({_SIGN})(?!{_SIGN}) ?({_BASE})(?!\^)"
)
_AFTER: Final = re.compile(rf"({_BASE})({_SIGN})(?!{_SIGN})")
_LEAST: Final = 2
_SHARE: Final = 0.6
"""Share of the words made that must be known."""


def find_loose_accents(specimen: Specimen) -> list[Change]:
    """Return the changes that put the accents on the letters of the side that makes words."""
    if specimen.signs.isdisjoint(_SIGNS):
        return []
    if specimen.signs.isdisjoint(_UNAMBIGUOUS) and specimen.condition.accents_whole:
        return []
    best: list[Change] = []
    most = 0
    for pattern, base, sign in ((_BEFORE, 2, 1), (_AFTER, 1, 2)):
        changes = list(_put(pattern, base, sign, specimen.text))
        known, unknown = gain(specimen, changes)
        if known >= _LEAST and known > _SHARE * (known + unknown) and known > most:
            best, most = changes, known
    return best


def _put(pattern: re.Pattern[str], base: int, sign: int, text: str) -> Iterator[Change]:
    for match in pattern.finditer(text):
        letter = _composed(match[base], _SIGNS[match[sign]])
        if letter:
            yield Change(match.start(), match.end(), letter, LOOSE)


def _composed(base: str, accent: str) -> str:
    letter = unicodedata.normalize("NFC", base.replace("ı", "i") + accent)
    return letter if len(letter) == 1 else ""


_TYPED: Final[Mapping[str, Mapping[str, str]]] = {
    "'": dict.fromkeys("eE", "\u0301"),
    "`": dict.fromkeys("aeuAEU", "\u0300"),
    "^": dict.fromkeys("aeiouAEIOU", "\u0302"),
    '"': dict.fromkeys("eiuoEIUO", "\u0308"),
    ",": dict.fromkeys("cC", "\u0327"),
}
"""What a typewriter strikes after a letter, and the letters that French puts that accent on."""
_PIECE: Final = re.compile(rf"[{LETTER}]+(?:(?:['`^]|[\",](?=[{LETTER}]))[{LETTER}]*)*")
_STRUCK: Final = re.compile(
    "|".join(
        f"{re.escape(sign)}(?<=[{''.join(letters)}].)" + (f"(?=[{LETTER}])" if sign in '",' else "")
        for sign, letters in _TYPED.items()
    )
)
"""A sign that a letter before it may bear, as it stands in a piece."""
_ENGLISH: Final = re.compile(r"'(?:ve|re|ll|s|d|m|t)$", re.I)
_LEAST_TYPED: Final = 3
_CLEAR: Final = 0.8
"""Share of the types that must be known; unknown ones are read so as well."""


def find_typed_accents(specimen: Specimen) -> list[Change]:
    """Return the changes of accents struck after their letter, in a text that has no others."""
    if specimen.signs.isdisjoint(_TYPED) or specimen.condition.accents_whole:
        return []
    if len([*islice(_STRUCK.finditer(specimen.text), _LEAST_TYPED)]) < _LEAST_TYPED:
        return []
    types: dict[str, tuple[str, bool]] = {}
    places = []
    for match in _PIECE.finditer(specimen.text):
        piece = match[0]
        if piece not in types:
            read = _typed(piece)
            types[piece] = read, read != piece and _known(read, specimen.lexicon)
        if types[piece][0] != piece:
            places.append((match.start(), piece))
    known = sum(sure for _, sure in types.values())
    unknown = sum(read != piece and not sure for piece, (read, sure) in types.items())
    if known < _LEAST_TYPED or known < _CLEAR * (known + unknown):
        return []
    return [
        change
        for start, piece in places
        if types[piece][1] or not ("," in piece or _ENGLISH.search(piece))
        for change in _edits(start, piece)
    ]


def _edits(start: int, piece: str) -> Iterator[Change]:
    for at in range(1, len(piece)):
        accent = _TYPED.get(piece[at], {}).get(piece[at - 1])
        if accent:
            yield Change(start + at - 1, start + at + 1, _composed(piece[at - 1], accent), LOOSE)


def _typed(piece: str) -> str:
    out = ""
    for char in piece:
        accent = _TYPED.get(char, {}).get(out[-1:])
        out = out[:-1] + _composed(out[-1], accent) if accent else out + char
    return out


def _known(read: str, lexicon: Lexicon) -> bool:
    """Whether the words of a piece are known; elided ones are."""
    parts = [part for part in re.split("['’]", read) if part]
    return all(part.lower() in ELISIONS or lexicon.knows(part) for part in parts)
