"""The misreadings of a text: is it OCR at all? → words → readings → odds → what is asked.

A text is told to be OCR by what it holds: if no engine's habits explain its unknown words better
than that they are names, nothing is asked.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from publish.cleaning.ledger.ledger import Cause, Confidence, Reason
from publish.cleaning.letters.lexicon import Lexicon
from publish.cleaning.letters.old_spelling import LITTLE, is_old
from publish.cleaning.misreadings.confusions import confusions
from publish.cleaning.misreadings.divided import lone_capitals, torn
from publish.cleaning.misreadings.evidence import recognised
from publish.cleaning.misreadings.foreign import foreign
from publish.cleaning.misreadings.garbled import garbled
from publish.cleaning.misreadings.judging import Judge, JudgedPlace
from publish.cleaning.misreadings.odds import Verdict, learn, suspects
from publish.cleaning.misreadings.own_vocabulary import Vocabulary
from publish.cleaning.misreadings.plain_signs import ELISION, plain_signs
from publish.cleaning.misreadings.readings import Reader
from publish.cleaning.misreadings.units import COMPOUNDING, PART, Unit, UnitDivider
from publish.cleaning.misreadings.word_neighbours import french_neighbours
from publish.messages import N_

MISREADING: Final = Reason("misreading", N_("misread by the engine that recognised the text"))
MISREAD_WORD: Final = Reason("misread-word", N_("word that was likely misread for another"))
TORN: Final = Reason("torn-word", N_("word torn in two"))

_CONFUSED: Final = N_("“{read}” is no word; “{printed}” is, and engines confuse {letters}")
_RARE: Final = N_("“{read}” is rare; “{printed}” is likelier here, and engines confuse {letters}")
_GLUED: Final = N_("“{read}” is no word: a space or an apostrophe was not read")
_UNTOLD: Final = N_("“{read}” seems misread; nothing tells which word is printed")
_GARBLED: Final = N_("“{read}” is no word, and none is like it")
_TORN: Final = N_("“{word}” is a word, its pieces are none")
_PIECES: Final = N_("“{word}” is a word, one of its pieces is none")
_DIVIDED: Final = N_("“{word}” is a word, as are its pieces")
_SIGN: Final = N_("“{read}” holds a sign that stands in no word; “{printed}” is one")
_ELIDED: Final = N_("before an apostrophe, “{read}” is the article")

_LEAST_RATE: Final = 0.05
"""How much an engine must misread, of what is usual, for a text to be OCR."""
_MANY_DIVIDED: Final = 3
"""Fewest different words that a hyphen divides where lines were joined without care."""
_COMMON: Final = 45
"""Ten times the Zipf frequency of a word that compounds are made of."""
_WITNESSED: Final = 0.002
"""Chance of being misread from which the neighbours of a word are heard."""


@dataclass(frozen=True, slots=True)
class Misreading:
    """A stretch that should read ``after``; only CERTAIN ones are changed."""

    start: int
    end: int
    after: str
    cause: Cause


def misreadings(
    text: str, lexicon: Lexicon, told: bool = False, unsure: Sequence[tuple[int, int]] = ()
) -> list[Misreading]:
    """Return the misreadings of a text, in its order, none touching another.

    ``told`` says that the file is OCR by its own word; ``unsure`` are the stretches, in order, that
    its engine was not sure of.
    """
    if not told and not recognised(text, lexicon):
        return []
    units = list(UnitDivider.of(text, lexicon).units(text))
    vocabulary = Vocabulary.of((unit.word for unit in units if not unit.elided), lexicon)
    reader = Reader(vocabulary, confusions(), lexicon.keys())
    doubted = _doubted(units, unsure)
    least = _LEAST_RATE if told else 0.0
    engine, verdicts = learn(suspects(vocabulary, reader), vocabulary, doubted, least)
    if engine.rate < _LEAST_RATE:
        return []
    elsewhere = foreign(units, vocabulary)
    old = is_old(vocabulary.small, lexicon.lookup)  # “I’ay” is “j’ay” there
    ours = [unit for at, unit in enumerate(units) if at not in elsewhere]
    found = [
        *(() if old else _elisions(text)),
        *_signs(units, vocabulary),
        *_torn(text, ours, vocabulary),
        *_joined(text, ours, vocabulary, old),
        *_misread(text, units, verdicts, vocabulary, elsewhere),
    ]
    return _apart(found)


def _doubted(units: Sequence[Unit], unsure: Sequence[tuple[int, int]]) -> frozenset[str]:
    """Return the words that an engine was not sure of, wherever they stand."""
    ends = [end for _, end in unsure]
    return frozenset(
        unit.word
        for unit in units
        if (at := bisect_right(ends, unit.start)) < len(unsure) and unsure[at][0] < unit.end
    )


def _apart(found: Sequence[Misreading]) -> list[Misreading]:
    """Return what was found without what overlaps something found before."""
    kept: list[Misreading] = []
    taken: set[int] = set()
    for one in found:
        span = range(one.start, one.end)
        if taken.isdisjoint(span):
            taken.update(span)
            kept.append(one)
    return sorted(kept, key=lambda one: one.start)


def _elisions(text: str) -> Iterator[Misreading]:
    for match in ELISION.finditer(text):
        cause = Cause(
            MISREADING,
            Confidence.CERTAIN,
            _ELIDED,
            (("read", match[0]),),
            before=match[0],
            after="l",
        )
        yield Misreading(match.start(), match.end(), "l", cause)


def _signs(units: Sequence[Unit], vocabulary: Vocabulary) -> Iterator[Misreading]:
    for unit, word in plain_signs(units, vocabulary):
        values = (("read", unit.word), ("printed", word))
        cause = Cause(MISREADING, Confidence.CERTAIN, _SIGN, values, before=unit.word, after=word)
        yield Misreading(unit.start, unit.end, word, cause)


def _torn(text: str, units: Sequence[Unit], vocabulary: Vocabulary) -> Iterator[Misreading]:
    pieces = [*torn(text, units, vocabulary), *lone_capitals(text, vocabulary.lexicon)]
    for piece in pieces:
        confidence = Confidence.CERTAIN if piece.sure else Confidence.PROBABLE
        evidence = _TORN if piece.sure else _PIECES
        yield _rejoined(text, piece.start, piece.end, piece.word, confidence, evidence)


def _rejoined(
    text: str, start: int, end: int, word: str, confidence: Confidence, evidence: str
) -> Misreading:
    cause = Cause(TORN, confidence, evidence, (("word", word),), before=text[start:end], after=word)
    return Misreading(start, end, word, cause)


def _joined(
    text: str, units: Sequence[Unit], vocabulary: Vocabulary, old: bool
) -> Iterator[Misreading]:
    """Yield the words that a hyphen within a line divides, as at the end of a printed line.

    Where few are, the author may have divided them; in old texts, where both pieces are common
    words (*par-tout*).
    """
    whole = Counter(unit.word.lower() for unit in units if not unit.joined)
    divided: list[tuple[Unit, bool]] = []
    for unit in units:
        if unit.joined and "\n" not in text[unit.start : unit.end]:
            low = unit.word.lower()
            pieces = [piece.lower() for piece in PART.findall(text[unit.start : unit.end])]
            words = all(_is_common(piece, vocabulary) for piece in pieces)
            if (vocabulary.is_word(low) or whole[low] > 1) and not (words and old):
                divided.append((unit, not words))
    many = len({unit.word for unit, torn_apart in divided if torn_apart}) >= _MANY_DIVIDED
    for unit, torn_apart in divided:
        first = PART.findall(text[unit.start : unit.end])[0].lower()
        may = torn_apart or (many and first not in COMPOUNDING)
        sure = may and not old and (many or _is_common(unit.word.lower(), vocabulary))
        confidence = Confidence.CERTAIN if sure else Confidence.PROBABLE
        evidence = _TORN if torn_apart else _DIVIDED
        yield _rejoined(text, unit.start, unit.end, unit.word, confidence, evidence)


def _is_common(piece: str, vocabulary: Vocabulary) -> bool:
    form = vocabulary.listed(piece)
    return form is not None and form.listed and form.zipf >= _COMMON


def _misread(
    text: str,
    units: Sequence[Unit],
    verdicts: Sequence[Verdict],
    vocabulary: Vocabulary,
    elsewhere: Collection[int],
) -> Iterator[Misreading]:
    judge = Judge(text, units, french_neighbours(), vocabulary)
    judged = {
        verdict.word: verdict
        for verdict in verdicts
        if _suspicious(verdict, vocabulary)
        and not (vocabulary.is_old and verdict.word.lower() in LITTLE)
    }
    places: dict[str, list[int]] = defaultdict(list)
    for at, unit in enumerate(units):
        if unit.word in judged and at not in elsewhere and not unit.elided:
            places[unit.word].append(at)
    for word, own in places.items():
        known = vocabulary.is_word(word.lower())
        for place in judge.decide(judged[word], own, known):
            unit = units[place.at]
            cause = _cause(word, place, known, text[unit.start : unit.end])
            yield Misreading(unit.start, unit.end, cause.after, cause)
    if not vocabulary.is_old:
        yield from _garbled(text, units, elsewhere, vocabulary)


def _garbled(
    text: str, units: Sequence[Unit], elsewhere: Collection[int], vocabulary: Vocabulary
) -> Iterator[Misreading]:
    for at, unit in enumerate(units):
        if at not in elsewhere and not unit.elided and garbled(unit.word, vocabulary):
            read = text[unit.start : unit.end]
            values = (("read", read),)
            cause = Cause(MISREADING, Confidence.DOUBTFUL, _GARBLED, values, read, read)
            yield Misreading(unit.start, unit.end, read, cause)


def _suspicious(verdict: Verdict, vocabulary: Vocabulary) -> bool:
    if vocabulary.is_word(verdict.word.lower()):
        return verdict.each > _WITNESSED
    return verdict.misread > _WITNESSED


def _cause(word: str, place: JudgedPlace, known: bool, read: str) -> Cause:
    reason = MISREAD_WORD if known else MISREADING
    texts = tuple(reading.text for reading in place.readings)
    if not place.proposed:
        told = (("read", word),)
        return Cause(reason, Confidence.DOUBTFUL, _UNTOLD, told, read, read, texts)
    best = place.readings[0]
    letters = ", ".join(f"{e.printed or '∅'}/{e.read or '∅'}" for e in best.edits)
    evidence = (_RARE if known else _CONFUSED) if letters else _GLUED
    values = (("read", word), ("printed", best.text), ("letters", letters))
    return Cause(reason, Confidence.PROBABLE, evidence, values, read, best.text, texts[1:])
