"""UTF-8 that was read in an encoding of one byte a character.

``dÃ©jÃ `` and ``d√©j√†`` and ``d├®j├á`` → ``déjà``

Each table is undone sequence by sequence, so that a text of which only a part is damaged is mended
in that part. A second layer comes to light once the first is gone; C1 controls carry it, so that
nothing may be set aside before.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from publish.cleaning.known.specimen import Specimen
from publish.cleaning.ledger.ledger import Cause, Change, Reason
from publish.messages import N_

MISREAD: Final = Cause(Reason("mojibake", N_("UTF-8 that was read as another encoding")))

_ENCODINGS: Final = (
    ("cp1252", "latin-1"),
    ("mac_roman",),
    ("cp850",),
    ("cp437",),
    ("iso8859-15",),
    ("cp1250",),
    ("cp1251",),
    ("cp1254",),
)
"""Encodings that text is read in by mistake; those of one group mix without conflict."""

_LEAST: Final = 3
"""How many sequences that give French there must be before a table is believed."""
_FRENCH: Final = frozenset(
    "àâäçéèêëîïôöùûüÿœæÀÂÄÇÉÈÊËÎÏÔÖÙÛÜŸŒÆ«»’‘“”–—…°€§·\u00a0\u202f\u0300\u0301\u0302\u0308\u0327"
)
_BLOCKS: Final = (
    (0x80, 0x17F),
    (0x218, 0x21B),
    (0x300, 0x36F),
    (0x370, 0x4FF),
    (0x1E00, 0x1EFF),
    (0x2000, 0x22FF),
    (0x2500, 0x27BF),
    (0xFB00, 0xFB06),
    (0xFEFF, 0xFEFF),
    (0xFFFD, 0xFFFD),
    (0x1F300, 0x1FAFF),
)
"""What a French text may hold beyond ASCII; C1 controls are what a second layer is made of."""


@dataclass(frozen=True, slots=True)
class Utf8Table:
    """One way to misread: what finds its sequences, and the byte that each character stands for."""

    leads: frozenset[str]
    pattern: re.Pattern[str]
    bytes_of: Mapping[str, int]

    @classmethod
    def of(cls, encodings: tuple[str, ...]) -> Utf8Table:
        """Make the table of some encodings; where one has no character, browsers see a control."""
        bytes_of: dict[str, int] = {}
        for encoding in encodings:
            for byte in range(0x80, 0x100):
                char = bytes([byte]).decode(encoding, "ignore") or chr(byte)
                bytes_of.setdefault(char, byte)

        def those(first: int, last: int) -> str:
            found = (re.escape(c) for c, byte in bytes_of.items() if first <= byte <= last)
            return f"[{''.join(found)}]"

        more = those(0x80, 0xBF)
        pattern = "|".join(
            those(first, last) + more * count
            for first, last, count in ((0xC2, 0xDF, 1), (0xE0, 0xEF, 2), (0xF0, 0xF4, 3))
        )
        leads = frozenset(c for c, byte in bytes_of.items() if 0xC2 <= byte <= 0xF4)
        return cls(leads, re.compile(pattern), bytes_of)

    def sequences(self, text: str) -> Iterator[tuple[int, int, str]]:
        """Yield the places that are misread characters, and what they should be."""
        for match in self.pattern.finditer(text):
            try:
                char = bytes(self.bytes_of[c] for c in match[0]).decode()
            except UnicodeDecodeError:
                continue
            if _plausible(char):
                yield match.start(), match.end(), char


def _plausible(char: str) -> bool:
    if not any(first <= ord(char) <= last for first, last in _BLOCKS):
        return False
    return unicodedata.category(char) != "Cn"


_TABLES: Final = tuple(map(Utf8Table.of, _ENCODINGS))
_LAYERED: Final = frozenset("ÃÂâΓГĂ").union(
    c for table in _TABLES for c in table.leads if not c.isalpha()
)
"""What the sequences of one layer begin with, in another."""
_RUN: Final = re.compile(r"[^\x00-\x7f]{2,}")
_TORN: Final = re.compile("Ã (?=[\\s.,;:!?)»…]|$)|Ã(?= )")
"""What is left of à where its space that does not break was made an ordinary one, or lost."""


def find_misread_utf8(specimen: Specimen) -> list[Change]:
    """Return the changes that undo one layer."""
    text, signs = specimen.text, specimen.signs
    best: list[tuple[int, int, str]] = []
    most = 0
    suspect = set(_RUN.findall(text))
    for table in _TABLES:
        if signs.isdisjoint(table.leads) or not any(map(table.pattern.search, suspect)):
            continue
        found = list(table.sequences(text))
        french = sum(_speaks(text, *place) for place in found)
        if french >= _LEAST and len(found) + french > most:
            best, most = found, len(found) + french
    changes = [Change(start, end, char, MISREAD) for start, end, char in best]
    if best and "Ã " in text:
        changes += [Change(m.start(), m.end(), "à", MISREAD) for m in _TORN.finditer(text)]
    return sorted(changes)


def _speaks(text: str, start: int, end: int, char: str) -> bool:
    """Whether a sequence speaks for its table: a letter among letters, a sign, another layer."""
    if char in _FRENCH and not char.isalpha():
        return True
    beside = text[start - 1 : start] + text[end : end + 1]
    if char in _FRENCH:
        return not beside or any(c.isalpha() or c in "’'" for c in beside) or beside.isspace()
    return "\x80" <= char <= "\x9f" or char in _LAYERED
