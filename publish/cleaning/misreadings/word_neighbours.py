"""Which words stand side by side in French: does a reading go with its neighbours?

``gain("caché", "sous", "la")`` → 1.9: so much likelier, in powers of ten, than by its frequency

The counts come with the package, made by tools/build_neighbours.py of novels of the public domain.
"""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from math import log10
from typing import Final
from zlib import crc32

from publish.cleaning.alphabet import LETTER, plain
from publish.cleaning.letters.lexicon import Lexicon, french

PLACES: Final = 1 << 21
STEP: Final = 12
"""How many steps of a stored count make a doubling."""
_STOP: Final = "."
_WORD: Final = re.compile(rf"([{LETTER}]+)|(\d+)|[.;:!?…«»—()]|\n[ \t]*\n|,")
_UNMET: Final = 0.1
"""Share of a word's neighbours that are met there for the first time."""
_FEW: Final = 5.0
_MOST: Final = 2.0
"""The most that one neighbour tells: chance brings rare words together too."""
_RAREST: Final = 1e-8
"""Frequency of a word that the lexicon does not know."""


def read_words(text: str) -> Iterator[tuple[str, int, int]]:
    """Yield the words of a text in small letters with their places; stops as ``.``, figures 0."""
    for match in _WORD.finditer(text):
        word, figures = match[1], match[2]
        name = word.lower() if word else "0" if figures else "," if match[0] == "," else _STOP
        yield name, match.start(), match.end()


def addresses(one: str, two: str) -> tuple[int, int]:
    """Return the two places that hold the count of two neighbours; the lower one is right."""
    pair = f"{one} {two}".encode()
    return crc32(pair) % PLACES, crc32(pair, 1) % PLACES


@dataclass(frozen=True, slots=True)
class WordNeighbours:
    """The counts, and what the lexicon says of each word by itself."""

    counts: bytes
    total: int
    lexicon: Lexicon
    _shares: dict[str, float] = field(default_factory=dict)

    def gain(self, left: str, reading: str, right: str) -> float:
        """Return how much likelier a reading (of one word or several) is between two words."""
        words = [left, *(name for name, _, _ in read_words(reading)), right]
        if len(words) == 2:
            return 0.0
        first, last = self._with(left, words[1]), self._with(words[-2], right)
        return first + last

    def _with(self, one: str, two: str) -> float:
        """Return how much likelier two words are side by side than apart: a power of ten."""
        steps = min(self.counts[at] for at in addresses(one, two))
        met = 2 ** (steps / STEP) if steps else 0.0
        before = self._share(one) * self.total
        gain = log10((met / self._share(two) + _UNMET * before + _FEW) / (before + _FEW))
        return min(gain, _MOST)

    def _share(self, word: str) -> float:
        found = self._shares.get(word)
        if found is None:
            found = self._shares[word] = _SIGNS.get(word) or self._of_lexicon(word)
        return found

    def _of_lexicon(self, word: str) -> float:
        forms = self.lexicon.lookup(plain(word))
        zipf = next((form.zipf for form in forms if form.text == word), 0)
        return 10 ** (zipf / 10 - 9) if zipf else _RAREST


_SIGNS: Final[Mapping[str, float]] = {_STOP: 0.09, ",": 0.06, "0": 0.01}
"""Share of stops, commas and figures among words and signs."""


@cache
def french_neighbours() -> WordNeighbours:
    """Load the counts that come with the package."""
    with (
        (files("publish.cleaning.misreadings") / "neighbours.zip").open("rb") as stream,
        zipfile.ZipFile(stream) as archive,
    ):
        return WordNeighbours(archive.read("counts.bin"), int(archive.read("total.txt")), french())
