"""One encoding of a byte a character that was read as another.

``dÈj‡`` (Windows read as Mac Roman) and ``d‚j…`` (DOS read as Windows) → ``déjà``

Each hypothesis, which encoding was written and which was read, is tried on the accented words of
the whole text: the one that makes French of them is the true one. It is applied paragraph by
paragraph, for files are put together of parts.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Final

from publish.cleaning.alphabet import LOWER
from publish.cleaning.known.specimen import Specimen, accented_words, known_words
from publish.cleaning.ledger.ledger import Cause, Change, Reason
from publish.cleaning.letters.lexicon import Lexicon
from publish.messages import N_

MISREAD: Final = Cause(Reason("misread", N_("text that was read in another encoding")))

_WRITTEN: Final = ("cp1252", "mac_roman", "cp850", "cp437")
_READ: Final = (
    "cp1252",
    "mac_roman",
    "cp850",
    "cp437",
    "cp1250",
    "cp1251",
    "cp1253",
    "iso8859-2",
    "koi8-r",
    "cp866",
)
_PARAGRAPH: Final = re.compile(r"[^\n]*[^\n\x00-\x7f][^\n]*")
_STRANGE: Final = re.compile(rf"[{LOWER}][^\x00-\x7f\s{LOWER}’—–…«»·°\u00ad\ufffd][{LOWER}]")
_FEW: Final = 3
"""How often a strange sign must stand within words to make a text suspect."""
_LEAST: Final = 4
"""How many known words a table must make, and more than it breaks."""
_MOST_UNKNOWN: Final = 0.12
"""Share of accented words that no dictionary has, above which a text is suspect.

Measured: 1 to 5 % in novels, 9 % in a catalogue of names of the eighteenth century.
"""
_FEW_KNOWN: Final = 20
"""Words made known for each known before, from which the whole text was misread."""
_SHARE: Final = 0.75
"""Share of its accented words that a true table makes known."""


@dataclass(frozen=True, slots=True)
class ByteTable:
    """What each character stands for, written in one encoding and read in another."""

    written: str
    read: str
    letters: dict[int, str]


@cache
def _tables() -> tuple[ByteTable, ...]:
    return tuple(
        ByteTable(written, read, letters)
        for written in _WRITTEN
        for read in _READ
        if written != read and (letters := _letters(written, read))
    )


def _letters(written: str, read: str) -> dict[int, str]:
    found: dict[int, str] = {}
    for byte in range(0x80, 0x100):
        true = bytes([byte]).decode(written, "ignore")
        seen = bytes([byte]).decode(read, "ignore")
        for char in {seen or chr(byte), chr(byte) if byte < 0xA0 else ""} - {true, ""}:
            if true:
                found[ord(char)] = true
    return found


def find_misread_bytes(specimen: Specimen) -> list[Change]:
    """Return the changes that the true table makes, if there is one."""
    if not _suspect(specimen):
        return []
    known, unknown = specimen.known
    best, most = None, known - unknown
    for table in _tables():
        if specimen.signs.isdisjoint(map(chr, table.letters)):
            continue
        right, wrong = _known(specimen.tokens, table, specimen.lexicon)
        enough = right >= known + _LEAST and right > _SHARE * (right + wrong)
        if enough and right - wrong > most:
            best, most = table, right - wrong
    return sorted(_applied(specimen, best)) if best else []


def _known(tokens: Mapping[str, int], table: ByteTable, lexicon: Lexicon) -> tuple[int, int]:
    """Return how many accented words the table makes are known, and how many are not."""
    made: Counter[str] = Counter()
    for token, count in tokens.items():
        if not token.isascii():
            made[token.translate(table.letters)] += count
    return known_words(accented_words(made), lexicon)


def _suspect(specimen: Specimen) -> bool:
    """Whether the words beyond ASCII look as if they had been read wrongly."""
    if specimen.text.isascii():
        return False
    known, unknown = specimen.known
    if unknown > _MOST_UNKNOWN * (known + unknown) or not specimen.condition.accents_whole:
        return True
    return len(_STRANGE.findall(specimen.text)) >= _FEW


def _applied(specimen: Specimen, table: ByteTable) -> Iterator[Change]:
    """Yield the changes of the paragraphs that the table mends, or does not break."""
    signs = re.compile(f"[{re.escape(''.join(map(chr, table.letters)))}]")
    paragraphs = list(_PARAGRAPH.finditer(specimen.text))
    verdicts: list[bool | None] = [True] * len(paragraphs)
    if specimen.known[0] * _FEW_KNOWN > _known(specimen.tokens, table, specimen.lexicon)[0]:
        verdicts = [_mends(specimen, match[0], table) for match in paragraphs]
    usual = verdicts.count(True) > verdicts.count(False)
    for paragraph, verdict in zip(paragraphs, verdicts, strict=True):
        if verdict or (verdict is None and usual):
            for match in signs.finditer(specimen.text, paragraph.start(), paragraph.end()):
                letter = table.letters[ord(match[0])]
                yield Change(match.start(), match.end(), letter, MISREAD)


def _mends(specimen: Specimen, paragraph: str, table: ByteTable) -> bool | None:
    """Whether a paragraph becomes more French; None where it tells nothing."""
    tokens = Counter(paragraph.split())
    before = known_words(accented_words(tokens), specimen.lexicon)
    after = _known(tokens, table, specimen.lexicon)
    if not before[0] and not after[0]:
        return None  # names only
    gain = (after[0] - after[1]) - (before[0] - before[1])
    return None if gain == 0 else gain > 0
