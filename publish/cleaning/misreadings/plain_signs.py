"""Signs that stand in no word and have one reading: ``décIara``, ``que1que``, ``1'air``."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Final

from publish.cleaning.alphabet import LETTER, LOWER
from publish.cleaning.misreadings.own_vocabulary import Vocabulary
from publish.cleaning.misreadings.units import Unit

ELISION: Final = re.compile(rf"(?<![\w’'])[1I!|\]](?=[’'][aàâeéèêiîoôuhy][{LETTER}])")
"""What is read for the article before an apostrophe."""
_INSIDE: Final = re.compile(rf"(?<=[{LOWER}])[I1|!](?=[{LOWER}]|$)|(?<=[{LOWER}])0(?=[{LOWER}])")
_LEAST: Final = 4
_FREQUENT: Final = 25
"""Ten times the Zipf frequency of a word that may be meant."""


def plain_reading(word: str, vocabulary: Vocabulary) -> str:
    """Return the word that a string with a capital or a figure among small letters is; or ''."""
    if len(word) < _LEAST or not _INSIDE.search(word):
        return ""
    read = _INSIDE.sub(lambda match: "o" if match[0] == "0" else "l", word)
    form = vocabulary.listed(read.lower())
    known = form is not None and form.listed and form.zipf >= _FREQUENT
    return read if known and read[1:].islower() else ""


def plain_signs(units: Iterable[Unit], vocabulary: Vocabulary) -> Iterator[tuple[Unit, str]]:
    """Yield the words that have one reading, with it."""
    known: dict[str, str] = {}
    for unit in units:
        if unit.word not in known:
            known[unit.word] = plain_reading(unit.word, vocabulary)
        if known[unit.word] and not unit.joined:
            yield unit, known[unit.word]
