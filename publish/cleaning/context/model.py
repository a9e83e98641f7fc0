"""Which of several words stands here, by what stands around: a log-linear model.

``weigh(["il", "a"], ["donne", "donné"], ["sa", "parole"])`` → ``[-2.6, -0.0]``

Every reading begins with its frequency; every feature of the place adds a weight to the word, and
one to the kind of word it is. The weights were learnt by tools/build_context.py; the numbers of
feature and reading, multiplied, tell where a weight lies, so that no names are kept.
"""

from __future__ import annotations

import zipfile
from collections.abc import Sequence
from dataclasses import dataclass, field
from importlib.resources import files
from math import exp, log
from typing import Final

from publish.cleaning.context.features import (
    Entry,
    Lookup,
    features,
    kind_id,
    kind_of,
    read_clause,
    reading_ids,
    word_id,
)
from publish.cleaning.context.tokens import EDGE, REACH, key_of

BITS: Final = 24
"""The table of weights has two to this power places."""
SHIFT: Final = 20
SCALE: Final = 20
"""How many steps of a stored weight make one of its natural logarithm."""
TENTH: Final = log(10) / 10
"""What a tenth of the Zipf scale weighs."""

_MASK: Final = (1 << BITS) - 1
_SIGN: Final = 0x80


@dataclass(frozen=True, slots=True)
class Reading:
    """A word that may stand at a place: what it weighs by itself, and its numbers."""

    text: str
    weight: float
    word: int
    kind: int


@dataclass(frozen=True, slots=True)
class Context:
    """Weighs words by what stands around them; ``lookup`` gives the lexicon's forms of a key."""

    weights: bytes
    """One byte a weight: its steps above −128."""
    lookup: Lookup
    _kinds: dict[str, int] = field(default_factory=dict)
    _readings: dict[str, Reading] = field(default_factory=dict)

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
        at = REACH + len(left)
        known = [self.reading(text) for text in readings]
        return [chance / log(10) for chance in self.chances(keys, at, known)]

    def reading(self, text: str) -> Reading:
        """Return a word as a reading."""
        found = self._readings.get(text)
        if found is None:
            entry = next((e for e in self.lookup(key_of(text)) if e.text == text), None)
            found = self._readings[text] = reading_of(entry, text)
        return found

    def chances(self, keys: Sequence[str], at: int, readings: Sequence[Reading]) -> list[float]:
        """Return the natural logarithm of how likely each reading is at a place of the keys."""
        scores = self.scores(keys, at, readings)
        most = max(scores)
        total = most + log(sum(exp(score - most) for score in scores))
        return [score - total for score in scores]

    def scores(self, keys: Sequence[str], at: int, readings: Sequence[Reading]) -> list[float]:
        """Return what each reading weighs at a place."""
        around = keys[at - REACH : at + REACH + 1]
        kinds = [self._kind(key) for key in around]
        clause = [word_id(keys[place]) if place else 0 for place in read_clause(keys, at)]
        seen = features([word_id(key) for key in around], kinds, clause)
        table = self.weights
        scores = []
        for _, weight, word, kind in ((r.text, r.weight, r.word, r.kind) for r in readings):
            steps = sum([table[seen_ * word >> SHIFT & _MASK] for seen_ in seen])
            steps += sum([table[seen_ * kind >> SHIFT & _MASK] for seen_ in seen])
            scores.append(weight + (steps - 2 * _SIGN * len(seen)) / SCALE)
        return scores

    def _kind(self, key: str) -> int:
        found = self._kinds.get(key)
        if found is None:
            found = self._kinds[key] = kind_id(kind_of(key, self.lookup))
        return found


def reading_of(entry: Entry | None, text: str) -> Reading:
    """Return the reading that a form of the lexicon makes, or a word that it lacks."""
    classes, zipf = (entry.classes, entry.zipf) if entry else ("?", 0)
    return Reading(text, zipf * TENTH, *reading_ids(text, classes))


def load(lookup: Lookup) -> Context:
    """Load the weights that come with the package."""
    with (
        (files("publish.cleaning.context") / "french.zip").open("rb") as stream,
        zipfile.ZipFile(stream) as archive,
    ):
        return Context(archive.read("weights.bin"), lookup)
