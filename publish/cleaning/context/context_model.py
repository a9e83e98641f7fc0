"""Which of several words stands here, by what stands around: a log-linear model.

``weigh(["il", "a"], ["donne", "donné"], ["sa", "parole"])`` → ``[-2.6, -0.0]``

Every reading begins with its frequency; every feature of the place adds a weight to the word, and
one to the kind of word it is. The weights were learnt by tools/build_context.py; the numbers of
feature and reading, multiplied, tell where a weight lies, so that no names are kept.
"""

from __future__ import annotations

import zipfile
from array import array
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from math import exp, log
from struct import Struct
from typing import Final, NamedTuple

from publish.cleaning.context.features import (
    Lookup,
    features,
    governors,
    is_verb,
    kind_id,
    kind_of,
    nearest,
    read_clause,
    reading_ids,
    word_id,
)
from publish.cleaning.context.tokens import EDGE, REACH, key_of

BITS: Final = 22
"""The table of weights has two to this power places."""
SHIFT: Final = 22
"""Bits of a product that are left out below."""
SCALE: Final = 20
"""How many steps of a stored weight make one of its natural logarithm."""
TENTH: Final = log(10) / 10
"""What a tenth of the Zipf scale weighs."""

_MASK: Final = (1 << BITS) - 1
_NOTHING: Final = 0x80
"""What a feature gives that says nothing of a reading."""


class NumberRow:
    """So many numbers of 32 bits side by side in one, 64 bits each: multiplied in one go."""

    def __init__(self, size: int) -> None:
        self._struct = Struct(f"<{size}Q")
        self._mask = self.of([_MASK] * size)

    def of(self, numbers: Sequence[int]) -> int:
        """Return the numbers in one."""
        return int.from_bytes(self._struct.pack(*numbers), "little")

    def places(self, numbers: int, reading: int) -> tuple[int, ...]:
        """Return where the weights of numbers and a reading lie: no product is over 64 bits."""
        products = numbers * reading >> SHIFT & self._mask
        return self._struct.unpack(products.to_bytes(self._struct.size, "little"))


_WORDS: Final = NumberRow(19)
"""The features that count for a word…"""
_KINDS: Final = NumberRow(24)
"""… and for a kind."""


class ContextReading(NamedTuple):
    """A word that may stand at a place: what it weighs by itself, and its numbers."""

    text: str
    weight: float
    word: int
    kind: int


class Places(NamedTuple):
    """The keys of a text, the numbers of the words and kinds they are, and which are verbs."""

    keys: Sequence[str]
    words: array[int]
    kinds: array[int]
    verbs: bytearray


@dataclass(frozen=True, slots=True)
class Context:
    """Weighs words by what stands around them; ``lookup`` gives the lexicon's forms of a key."""

    weights: bytes
    """One byte a weight: its steps above −128."""
    lookup: Lookup
    _known: dict[str, tuple[int, int, bool]] = field(default_factory=dict)

    def weigh(
        self, left: Sequence[str], readings: Sequence[str], right: Sequence[str]
    ) -> list[float]:
        """Return log10 of how likely each reading is here, if it is one of them.

        ``left`` and ``right`` are the words and signs before and after in their order, accents
        and capitals of no account; an elided word keeps its apostrophe (``l’``); none at all is
        the edge of a paragraph. Three on either side are read, and what governs the clause in
        six more to the left. What ``10**weight`` gives sums to one.
        """
        keys = [EDGE] * REACH + [key_of(word).replace("’", "'") for word in left]
        keys += ["", *(key_of(word).replace("’", "'") for word in right), *[EDGE] * REACH]
        known = [self.reading(text) for text in readings]
        scores = self.scores(self.places(keys), REACH + len(left), known)
        most = max(scores)
        total = most + log(sum(exp(score - most) for score in scores))
        return [(score - total) / log(10) for score in scores]

    def reading(self, text: str) -> ContextReading:
        """Return a word as a reading; one that the lexicon lacks weighs nothing by itself."""
        entry = next((e for e in self.lookup(key_of(text)) if e.text == text), None)
        return reading_of(text, entry.zipf, entry.classes) if entry else reading_of(text, 0, "?")

    def places(self, keys: Sequence[str]) -> Places:
        """Return keys as places to be scored; they begin and end with edges."""
        known = self._known
        for key in set(keys).difference(known):
            kind = kind_of(key, self.lookup)
            known[key] = word_id(key), kind_id(kind), is_verb(key, self.lookup)
        words, kinds, verbs = array("Q"), array("Q"), bytearray()
        for key in keys:
            number, kind_number, verb = known[key]
            words.append(number)
            kinds.append(kind_number)
            verbs.append(verb)
        return Places(keys, words, kinds, verbs)

    def scores(self, places: Places, at: int, readings: Sequence[ContextReading]) -> list[float]:
        """Return what each reading weighs at a place, as a natural logarithm."""
        keys, words, kinds, verbs = places
        low, high = at - REACH, at + REACH + 1
        governed = governors(read_clause(keys, verbs, at), at, words, kinds)
        both, by_word, by_kind = features(words[low:high], kinds[low:high], governed)
        by_word, by_kind = both + by_word, both + by_kind
        nothing = _NOTHING * (len(by_word) + len(by_kind))
        of_word, of_kind = _WORDS.of(by_word), _KINDS.of(by_kind)
        return [
            weight
            + (self._steps(_WORDS, of_word, word) + self._steps(_KINDS, of_kind, kind) - nothing)
            / SCALE
            for _, weight, word, kind in readings
        ]

    def _steps(self, row: NumberRow, numbers: int, reading: int) -> int:
        """Return what a row of features and the number of a reading add up to."""
        return sum(map(self.weights.__getitem__, row.places(numbers, reading)))

    def nearby(self, places: Places, at: int, readings: Sequence[ContextReading]) -> list[float]:
        """Return what the words on either side alone make each reading weigh: quick, and rough."""
        seen = nearest(places.words[at - 1], places.words[at + 1])
        table = self.weights
        return [
            weight + (sum([table[n * word >> SHIFT & _MASK] for n in seen]) - 4 * _NOTHING) / SCALE
            for _, weight, word, _ in readings
        ]


def reading_of(text: str, zipf: int, classes: str) -> ContextReading:
    """Return a reading as the lexicon's figures make it."""
    return ContextReading(text, zipf * TENTH, *reading_ids(text, classes))


def load(lookup: Lookup) -> Context:
    """Return the model that comes with the package."""
    return Context(_weights(), lookup)


@cache
def _weights() -> bytes:
    """Read the weights (a twentieth of a second, once)."""
    with (
        (files("publish.cleaning.context") / "french.zip").open("rb") as stream,
        zipfile.ZipFile(stream) as archive,
    ):
        return archive.read("weights.bin")
