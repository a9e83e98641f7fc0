"""What the words around say of a misreading: which of its readings goes with them, and where.

A string that is no word has one reading, the same wherever it stands. A word that is one (*fous*
for *sous*) is a misreading at some places only: each is judged by its neighbours.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from publish.cleaning.misreadings.odds import Verdict
from publish.cleaning.misreadings.printed_reading import PrintedReading
from publish.cleaning.misreadings.units import Unit
from publish.cleaning.misreadings.word_neighbours import WordNeighbours

_ASKED: Final = 0.2
"""Chance of being misread from which a word that is none is asked."""
_ASKED_WORD: Final = 0.5
"""The same of a word that is one, at a place."""
_STRICT: Final = 0.98
"""The same of both, where little of a text is in a dictionary."""
_NOTHING: Final = -0.7
"""What neighbours usually say of a word that nobody knows."""
_WEIGHT: Final = 0.7
"""What the two neighbours say counts less than twice: they know of one another."""
_HEARD: Final = 1.5
"""The most that they say for or against a misreading of such a word."""
_SHOWN: Final = 4
"""How many readings a question shows."""
_STOP: Final = re.compile(r"[.;:!?…«»—()]|\\n[ \\t]*\\r?\\n")


@dataclass(frozen=True, slots=True)
class Judge:
    """Hears the neighbours of words."""

    text: str
    units: Sequence[Unit]
    neighbours: WordNeighbours
    strict: bool = False
    """Whether to ask only what is nearly sure: in a text that hardly any dictionary knows."""

    def decide(
        self, verdict: Verdict, places: Sequence[int], known: bool
    ) -> Iterator[tuple[int, list[PrintedReading]]]:
        """Yield the places (indexes of units) to ask about, with the readings, likeliest first.

        ``known`` tells that the word is one.
        """
        return self._each(verdict, places) if known else self._all(verdict, places)

    def _all(
        self, verdict: Verdict, places: Sequence[int]
    ) -> Iterator[tuple[int, list[PrintedReading]]]:
        weights: dict[PrintedReading, float] = defaultdict(float)
        for at in places:
            around = self._around(at)
            for reading, share in verdict.readings:
                weights[reading] += share * 10 ** self._gain(around, reading.text)
        ranked = sorted(weights, key=lambda r: (-weights[r], r.text))
        if not ranked:
            return
        support = weights[ranked[0]] / len(places) / 10**_NOTHING
        support = min(max(support, 10**-_HEARD), 10**_HEARD)
        odds = verdict.misread / max(1 - verdict.misread, 1e-9) * support
        asked = _STRICT if self.strict else _ASKED
        if odds >= asked / (1 - asked):
            least = weights[ranked[0]] / 100
            shown = [reading for reading in ranked if weights[reading] > least][:_SHOWN]
            yield from ((at, shown) for at in places)

    def _each(
        self, verdict: Verdict, places: Sequence[int]
    ) -> Iterator[tuple[int, list[PrintedReading]]]:
        for at in places:
            around = self._around(at)
            own = self._gain(around, verdict.word)
            weighed = [
                (verdict.each * share * 10 ** (self._gain(around, reading.text) - own), reading)
                for reading, share in verdict.readings
            ]
            weighed.sort(key=lambda pair: (-pair[0], pair[1].text))
            asked = _STRICT if self.strict else _ASKED_WORD
            if weighed and weighed[0][0] >= asked / (1 - asked):
                least = weighed[0][0] / 10
                yield at, [reading for odds, reading in weighed if odds > least][:_SHOWN]

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
