"""Is this word a misreading, and of what? All words of a document, weighed together.

A word that is read ``n`` times is a misreading if some word that the document has often enough
would be misread so often, and if it is not likelier a word itself. Which confusions the engine
makes is learnt on the way: where ``ſ`` was read ``f`` a hundred times, once more is no wonder.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import exp, lgamma, log, log10
from typing import Final

from publish.cleaning.misreadings.own_vocabulary import LONGEST, Vocabulary
from publish.cleaning.misreadings.printed_reading import MisreadEdit, PrintedReading
from publish.cleaning.misreadings.readings import Reader

_ROUNDS: Final = 3
_TRUST: Final = 4000.0
"""How many times a letter must be printed for what it became here to outweigh the table."""
_UNSURE: Final = 0.05
"""How much less a word is trusted that the engine was not sure of."""
_USUAL: Final = 0.03
"""Share of words misread in the texts that the table was measured on, as far as it shows."""
_PRIOR: Final = 0.1, 1.0
"""Misreadings that an unknown text is taken to have, and those that OCR would have: mostly none."""
_MISREAD: Final = 0.5
"""Chance from which a word is taken to be misread…"""
_SPURIOUS: Final = 0.01
"""… and what is left then of its number in the document, as of a word that may be printed."""
_REPEATED: Final = 1.6
"""Power of its count by which a word that stands often is rarer among words."""


@dataclass(frozen=True, slots=True)
class Suspect:
    """A word that may be misread, and its readings."""

    word: str
    count: int
    genuine: float
    """How often it would be expected, were it right."""
    readings: tuple[PrintedReading, ...]


@dataclass(frozen=True, slots=True)
class Verdict:
    """How likely a word is misread; ``readings`` are its readings with their shares, best first."""

    word: str
    count: int
    misread: float
    readings: tuple[tuple[PrintedReading, float], ...]
    each: float = 0.0
    """How much likelier one place of it is a misreading than right, were places no witnesses of
    one another: what counts for a word that is one."""


@dataclass(frozen=True, slots=True)
class OcrEngine:
    """How an engine misreads: how much more than usual, and each confusion besides."""

    rate: float = 1.0
    habits: tuple[tuple[MisreadEdit, float], ...] = ()

    def costs(self) -> dict[MisreadEdit, float]:
        return dict(self.habits)


def suspects(
    vocabulary: Vocabulary, reader: Reader, words: Mapping[str, int] | None = None
) -> list[Suspect]:
    """Return those of some words (None: all) that may be misread."""
    found = []
    for word, count in (vocabulary.counts if words is None else words).items():
        readings = _readings(vocabulary, reader, word)
        if readings:
            expected = vocabulary.total * 10 ** vocabulary.genuine(word)
            found.append(Suspect(word, count, expected, tuple(readings[:6])))
    return found


_NUMBER: Final = re.compile(
    r"(?:\d+(?:er|ers|re|res|e|es|è|ème|èmes|me|nd|nde|h|f|fr|c|s|d|l|m|mm|cm|km|g|kg|n|o|°)?|[IVXLCDM]{2,}"
    r"|[IVXLCDM]+(?:e|er|es|ᵉ)|[A-Z]{2,3})$"
)
"""What is no word: figures with their ending or unit, Roman numerals, short strings of capitals."""
_SHORT: Final = 6
"""Letters of the longest word that is doubted although it is one: longer ones have no twins."""
_LETTERS: Final = frozenset("ùâáäêèé")
"""Letters that stand alone where one was misread."""
_COMMON: Final = 56
"""Ten times the Zipf frequency from which a word is never doubted for itself."""


def _readings(vocabulary: Vocabulary, reader: Reader, word: str) -> list[PrintedReading]:
    low = word.lower()
    lone = len(word) == 1 and word not in _LETTERS
    if lone or len(word) > LONGEST or _NUMBER.match(word):
        return []
    form = vocabulary.listed(low)
    if form is None or not form.listed:
        return reader.readings(word)
    if form.zipf >= _COMMON or not 1 < len(word) <= _SHORT:
        return []
    return reader.near(word)


def weigh(
    suspects: Sequence[Suspect],
    engine: OcrEngine,
    unsure: frozenset[str] = frozenset(),
    spurious: Collection[str] = (),
) -> list[Verdict]:
    """Return a verdict on each suspect, as an engine is known to misread.

    ``unsure`` are the words of which the engine said so itself; ``spurious`` those (small letters)
    that stand in the document by being misread: they do not speak for themselves as readings.
    """
    habits = engine.costs()
    verdicts = []
    for suspect in suspects:
        weights = []
        expected = 0.0
        for reading in suspect.readings:
            gain = sum(habits.get(edit, 0.0) for edit in reading.edits)
            seen = _SPURIOUS if reading.text.lower() in spurious else 1.0
            often = seen * reading.expected * engine.rate * 10 ** (gain - reading.cost)
            weights.append(_poisson(suspect.count, often))
            expected += often
        trust = _UNSURE if suspect.word in unsure else 1.0
        own = trust * min(1.0, suspect.genuine) * suspect.count**-_REPEATED
        if suspect.genuine > 1:
            own = max(own, trust * _poisson(suspect.count, suspect.genuine))
        whole = sum(weights)
        misread = whole / (whole + own) if whole else 0.0
        ranked = sorted(
            ((r, w / whole) for r, w in zip(suspect.readings, weights, strict=True) if whole),
            key=lambda pair: -pair[1],
        )
        each = expected / max(suspect.genuine * trust, 1e-9)
        verdicts.append(Verdict(suspect.word, suspect.count, misread, tuple(ranked), each))
    return verdicts


def _poisson(count: int, often: float) -> float:
    """Return the chance that what is expected ``often`` times comes ``count`` times."""
    if often <= 0:
        return 0.0
    return exp(max(-600.0, count * log(often) - often - lgamma(count + 1)))


def learn(
    suspects: Sequence[Suspect],
    vocabulary: Vocabulary,
    unsure: frozenset[str] = frozenset(),
    least: float = 0.0,
) -> tuple[OcrEngine, list[Verdict]]:
    """Return how the engine of this document misreads, and what follows for each suspect.

    ``least`` is what any engine misreads, of what is usual.
    """
    engine = OcrEngine()
    verdicts = weigh(suspects, engine, unsure)
    for _ in range(_ROUNDS):
        hits: dict[MisreadEdit, float] = defaultdict(float)
        misread = 0.0
        for verdict in verdicts:
            misread += verdict.misread * verdict.count
            for reading, share in verdict.readings:
                for edit in reading.edits:
                    hits[edit] += verdict.misread * verdict.count * share
        rate = (misread + _PRIOR[0]) / (vocabulary.total * _USUAL * 0.5 + _PRIOR[1])
        habits = tuple(_habits(hits, vocabulary, rate))
        engine = OcrEngine(max(rate, least), habits)
        spurious = {v.word.lower() for v in verdicts if v.misread > _MISREAD}
        verdicts = weigh(suspects, engine, unsure, spurious)
    return engine, verdicts


def _habits(
    hits: Mapping[MisreadEdit, float], vocabulary: Vocabulary, rate: float
) -> Iterator[tuple[MisreadEdit, float]]:
    """Yield the confusions that this engine makes more often than others, and how much more."""
    for edit, hit in hits.items():
        usual = 10**-edit.cost * rate
        if hit > 1 and edit.printed and edit.read:
            printed = vocabulary.occurrences(edit.printed)
            gain = log10((usual * _TRUST + hit) / ((_TRUST + printed) * usual))
            if gain > 0:
                yield edit, gain
