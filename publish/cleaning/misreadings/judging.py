"""What the words around say of a misreading: which of its readings goes with them, and where.

A string that is no word has one reading, the same wherever it stands. A word that is one (*fous*
for *sous*) is a misreading at some places only: each is judged by its neighbours.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final, NamedTuple

from publish.cleaning.letters.lexicon import PROPER
from publish.cleaning.misreadings.odds import Verdict
from publish.cleaning.misreadings.own_vocabulary import Vocabulary
from publish.cleaning.misreadings.printed_reading import PrintedReading
from publish.cleaning.misreadings.units import Unit
from publish.cleaning.misreadings.word_neighbours import WordNeighbours

_ASKED, _ASKED_NAME, _ASKED_CAPITALS = 0.2, 0.95, 0.99
"""Chance of being misread from which a word that is none is asked: in small letters, with a
capital, in capitals. Of those below, two in five were misread, and one in eight in capitals."""
_ASKED_WORD, _ASKED_LONG = 0.5, 0.9
"""The same of a word that is one, at a place; of more than three letters."""
_SHORT: Final = 3
_STRICT: Final = 0.98
"""The same of all, where little of a text is in a dictionary."""
_PROPOSED: Final = 0.8
"""Chance from which the likeliest reading is proposed; below, it was right in one of five."""
_NOTHING: Final = -0.7
"""What neighbours usually say of a word that nobody knows."""
_WEIGHT: Final = 0.7
"""What the two neighbours say counts less than twice: they know of one another."""
_HEARD: Final = 1.5
"""The most that they say for or against a misreading of such a word."""
_SHOWN: Final = 4
"""How many readings a question shows."""
_STOP: Final = re.compile(r"[.;:!?…«»—()]|\\n[ \\t]*\\r?\\n")


class JudgedPlace(NamedTuple):
    """A place (index of a unit) to ask about; its readings, and whether the first is proposed."""

    at: int
    readings: tuple[PrintedReading, ...]
    proposed: bool


@dataclass(frozen=True, slots=True)
class Judge:
    """Hears the neighbours of words."""

    text: str
    units: Sequence[Unit]
    neighbours: WordNeighbours
    vocabulary: Vocabulary

    @property
    def strict(self) -> bool:
        """Whether to ask only what is nearly sure: in a text that hardly any dictionary knows."""
        return self.vocabulary.is_old

    def decide(self, verdict: Verdict, places: Sequence[int], known: bool) -> Iterator[JudgedPlace]:
        """Yield the places (indexes of units) to ask about, with the readings, likeliest first.

        ``known`` tells that the word is one.
        """
        return self._each(verdict, places) if known else self._all(verdict, places)

    def _all(self, verdict: Verdict, places: Sequence[int]) -> Iterator[JudgedPlace]:
        weights: dict[PrintedReading, float] = defaultdict(float)
        for at in places:
            around = self._around(at)
            for reading, share in verdict.readings:
                weights[reading] += share * 10 ** self._gain(around, reading.text)
        if not weights:
            return
        best = max(weights.values())
        support = best / len(places) / 10**_NOTHING
        support = min(max(support, 10**-_HEARD), 10**_HEARD)
        chance = _chance(verdict.misread / max(1 - verdict.misread, 1e-9) * support)
        shown = _shown(weights, best / 100)
        if chance >= self._least(verdict.word) and not self._names(verdict.word, shown[0]):
            proposed = chance * best / sum(weights.values()) >= _PROPOSED
            yield from (JudgedPlace(at, shown, proposed) for at in places)

    def _each(self, verdict: Verdict, places: Sequence[int]) -> Iterator[JudgedPlace]:
        for at in places:
            around = self._around(at)
            own = self._gain(around, verdict.word)
            weights = {
                reading: verdict.each * share * 10 ** (self._gain(around, reading.text) - own)
                for reading, share in verdict.readings
            }
            best = max(weights.values(), default=0.0)
            chance = _chance(best)
            least = _ASKED_WORD if len(verdict.word) <= _SHORT else _ASKED_LONG
            if chance >= (_STRICT if self.strict else least):
                proposed = chance * best / sum(weights.values()) >= _PROPOSED
                yield JudgedPlace(at, _shown(weights, best / 10), proposed)

    def _names(self, word: str, reading: PrintedReading) -> bool:
        """Whether a word and its reading are rather two names than one misread."""
        if word[0].islower() or not reading.text.isalpha():
            return False
        form = self.vocabulary.listed(reading.text.lower())
        if form is None or not form.listed:
            return True
        return PROPER in form.classes and len(reading.text) != len(word)

    def _least(self, word: str) -> float:
        """Return from what chance a word that is none is asked about."""
        least = _ASKED
        if word[0].isupper() and len(word) > _SHORT:
            least = _ASKED_CAPITALS if word.isupper() else _ASKED_NAME
        return max(least, _STRICT) if self.strict else least

    def _gain(self, around: tuple[str, str], reading: str) -> float:
        return _WEIGHT * self.neighbours.gain(around[0], reading, around[1])

    def _around(self, at: int) -> tuple[str, str]:
        """Return the words on both sides of a unit; a stop or a comma, where one stands between."""
        return self._between(at - 1, at, 0), self._between(at, at + 1, 1)

    def _between(self, one: int, two: int, side: int) -> str:
        if one < 0 or two >= len(self.units):
            return "."
        gap = self.text[self.units[one].end : self.units[two].start]
        if _STOP.search(gap):
            return "."
        if "," in gap:
            return ","
        return self.units[two if side else one].word.lower()


def _chance(odds: float) -> float:
    return odds / (1 + odds)


def _shown(weights: Mapping[PrintedReading, float], least: float) -> tuple[PrintedReading, ...]:
    """Return the readings that a question shows, likeliest first."""
    ranked = sorted(weights, key=lambda reading: (-weights[reading], reading.text))
    return tuple(reading for reading in ranked if weights[reading] > least)[:_SHOWN]
