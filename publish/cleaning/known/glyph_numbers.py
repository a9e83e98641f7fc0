"""Glyphs that a program could not name when it took the text out of a PDF: ``(cid:12)``.

``of(cid:12)ce`` → ``oﬃce`` by TeX's table, ``d(cid:233)j(cid:224)`` → ``déjà`` by Windows'

Where no table makes words, each number becomes a private character: what a font uses in its own
way is learnt from the text as any code is.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Mapping
from typing import Final

from publish.characters import REPLACEMENT
from publish.cleaning.alphabet import LETTER
from publish.cleaning.known.glyph_tables import TABLES, standard
from publish.cleaning.known.specimen import Specimen
from publish.cleaning.ledger.ledger import Cause, Change, Reason
from publish.cleaning.letters.lexicon import Lexicon
from publish.messages import N_

GLYPH_NUMBER: Final = Cause(Reason("glyph-number", N_("number of a glyph that had no name")))

_NUMBER: Final = re.compile(r"\(cid:(\d{1,5})\)")
_WORD: Final = re.compile(rf"[{LETTER}]*(?:\(cid:\d{{1,5}}\)[{LETTER}]*)+")
_PRIVATE, _MOST_PRIVATE = 0xE000, 0xF8FF - 0xE000
_DETACHED: Final = {"`": "\u0300", "\u00b4": "\u0301", "\u02c6": "\u0302", "\u00a8": "\u0308"}
_ACCENTED: Final = re.compile(rf"([{''.join(_DETACHED)}])([^\W\d_])")


def find_glyph_numbers(specimen: Specimen) -> list[Change]:
    """Return the changes that read the numbers of glyphs by one table, or make codes of them."""
    if "(cid:" not in specimen.text:
        return []
    words = Counter(_WORD.findall(specimen.text))
    scores = {table: _known(words, table, specimen.lexicon) for table in (*TABLES, standard)}
    best = max(scores, key=lambda table: scores[table])
    read = best if scores[best] > 0 else _private
    return [
        Change(match.start(), match.end(), _said(read, int(match[1])), GLYPH_NUMBER)
        for match in _NUMBER.finditer(specimen.text)
    ]


def _known(words: Mapping[str, int], table: Callable[[int], str], lexicon: Lexicon) -> int:
    """Return how many more words a table makes that are known than such that are not."""
    score = 0
    for word in words:
        made = _NUMBER.sub(lambda m: table(int(m[1])), word)
        made = unicodedata.normalize("NFKC", _ACCENTED.sub(_composed, made)).lower()
        if len(made) > 1 and (made.isalpha() or REPLACEMENT in made):
            score += 1 if lexicon.knows(made) else -1
    return score


def _composed(match: re.Match[str]) -> str:
    letter = "i" if match[2] == "\u0131" else match[2]
    return unicodedata.normalize("NFC", letter + _DETACHED[match[1]])


def _private(number: int) -> str:
    return chr(_PRIVATE + number) if number <= _MOST_PRIVATE else REPLACEMENT


def _said(table: Callable[[int], str], number: int) -> str:
    """Return what a number means; a private character where its table has nothing for it."""
    char = table(number)
    return _private(number) if char == REPLACEMENT else char
