"""Gives back the accents of a text that has lost them, wholly or in part.

``Il etait alle a Paris, ou il a donne sa parole.`` → ``était allé à … où … donné``

Each word's readings are weighed by frequency and context, and by how much of its accents the text
has lost around it: what stands bare where half of them are lost is less likely meant so than where
a tenth are. A word that is none as it stands takes its best reading; one that could be what its
author wrote only a reading that is :data:`LIKELY`.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from math import exp, log
from operator import add
from typing import Final, NamedTuple

from publish.cleaning.alphabet import plain
from publish.cleaning.context.context_model import (
    TENTH,
    Context,
    ContextReading,
    Places,
    reading_of,
)
from publish.cleaning.context.rivals import rivals_among
from publish.cleaning.context.tokens import EDGE, Tokens
from publish.cleaning.ledger.ledger import Confidence
from publish.cleaning.letters.lexicon import PROPER, UNLISTED, Form
from publish.cleaning.letters.loss import Lookup, Loss, forms_of
from publish.cleaning.letters.own_spelling import OwnSpelling, own_spelling, unknown_names

LIKELY, PARTLY = 0.8, 0.72
"""How likely a reading must be to be set where the printed word may stand as it is: in a text that
lost all its accents, and in one that has some. So read from the table of tools/build_context.py
that one word in 2,000 is harmed: where fewer were lost, fewer are set."""
ASKED: Final = 0.5
"""How likely it must be to be asked about."""
SURE: Final = 0.9995
"""How likely a reading must be not to be asked about: one error in 2,000."""
_LEAST, _MOST = 0.002, 0.999
_OFTEN, _SELDOM = 35 * TENTH, 25 * TENTH
"""Weight of a word that is common enough to have a capital within a sentence: where it may be
another word as it stands, and where not."""
_PLAIN: Final = 3.5
"""By how much, as a natural logarithm, a printed word may outweigh what else it may be by its
nearest neighbours alone, for the rest not to be asked. On novels not learnt from this decides half
of the words, and one in 1,000 otherwise than all that is around would."""
_OLD: Final = ("ége", "éges")
"""How *siége*, *collége* were spelled until 1878."""
_TITLED: Final = 0.97
"""How likely a common noun must be that has a capital within a sentence: it may be a name."""
_ALL: Final = 0.9
"""Share lost from which a text has lost all: what it prints tells nothing any more."""

_OPENERS: Final = frozenset(".!?…:«»—(-" + EDGE)
_CLEARER: Final = 5
"""How much more frequent, in tenths of the Zipf scale, the accented spelling of a name must be."""


class Restored(NamedTuple):
    """A word that should read ``after``; ``applied`` where that is to be set, not only asked."""

    start: int
    end: int
    before: str
    after: str
    confidence: Confidence
    applied: bool
    others: tuple[str, ...] = ()

    @property
    def sole(self) -> bool:
        """Whether nothing else can be meant."""
        return not self.others and self.confidence is Confidence.CERTAIN


class Told(NamedTuple):
    """What is told of a word: the same for all that are printed and read alike."""

    after: str
    confidence: Confidence
    applied: bool
    others: tuple[str, ...]


class Choice(NamedTuple):
    """The readings of a printed word: how many accents each has lost, of how many it kept."""

    readings: tuple[ContextReading, ...]
    lost: tuple[int, ...]
    kept: int
    stands: int
    """Which reading is the word as printed; −1 where that is none."""
    names: tuple[int, ...]
    """Which readings are proper names."""
    known: bool
    """Whether the dictionary has the word."""


class AccentDecision(NamedTuple):
    """A reading, how sure it is, and whether it is to be set."""

    reading: int
    confidence: Confidence
    applied: bool


@dataclass(frozen=True, slots=True)
class Restoring:
    """Restores the words of one text."""

    tokens: Tokens
    printed: Sequence[str]
    """The words of the tokens as they are printed; empty for signs."""
    lookup: Lookup
    context: Context
    loss: Loss
    own: OwnSpelling
    _tellings: dict[tuple[str, AccentDecision], Told] = field(default_factory=dict)

    def words(self) -> Iterator[Restored]:
        """Yield the words that lost an accent, and those that may have."""
        places = self.context.places(self.tokens.keys)
        starts, ends = self.tokens.starts, self.tokens.ends
        choices = {word: self._read(word) for word in set(self.printed)}
        for at, printed in enumerate(self.printed):
            choice = choices[printed]
            if choice is not None and self._damaged_french(at):
                decision = self._decide(places, at, printed, choice)
                if decision is not None:
                    told = self._told(printed, choice, decision)
                    yield Restored(starts[at], ends[at], printed, *told)

    def _told(self, printed: str, choice: Choice, decision: AccentDecision) -> Told:
        key = printed, decision
        told = self._tellings.get(key)
        if told is None:
            reading, confidence, applied = decision
            texts = [_as_printed(r.text, printed) for r in choice.readings]
            others = tuple(t for n, t in enumerate(texts) if n not in (reading, choice.stands))
            told = self._tellings[key] = Told(texts[reading], confidence, applied, others)
        return told

    def _damaged_french(self, at: int) -> bool:
        return self.loss.around.french_at(at) and not self.loss.spared(at)

    def _read(self, printed: str) -> Choice | None:
        """Return the readings of a printed word, None where there is nothing to choose."""
        lower = printed.lower()
        if not printed or (printed.isupper() and len(printed) > 1) or lower.endswith(_OLD):
            return None
        key = plain(lower)
        forms = forms_of(key, self.lookup)
        listed = rivals_among(forms)
        readings = listed or self._unlisted(key, forms)
        fitting = [r for r in readings if _fits(lower, r.text)]
        if self.own.accents_capitals is False and printed[0].isupper():
            fitting = [r for r in fitting if r.text[0] == lower[0]]
        if all(r.text == lower for r in fitting):
            return None
        kept = _marks(lower)
        texts = [r.text for r in fitting]
        proper = {form.text for form in forms if PROPER in form.classes}
        return Choice(
            tuple(fitting),
            tuple(_marks(text) - kept for text in texts),
            kept,
            texts.index(lower) if lower in texts else -1,
            tuple(n for n, text in enumerate(texts) if text in proper),
            bool(listed),
        )

    def _unlisted(self, key: str, forms: Sequence[Form]) -> tuple[ContextReading, ...]:
        """Return the spellings of a word that no dictionary has: the text's own, or others."""
        own = self.own.of(key)
        if key in self.own.accented:
            return (reading_of(own, 0, UNLISTED),) if own else ()
        bare = next((form.zipf for form in forms if form.text == key), 0)
        if not forms or forms[0].text == key or forms[0].zipf < bare + _CLEARER:
            return ()
        return tuple(reading_of(*form) for form in forms[:3])

    def _decide(
        self, places: Places, at: int, printed: str, choice: Choice
    ) -> AccentDecision | None:
        """Return what becomes of a word; None where it stays and nothing is asked."""
        high = printed[0].isupper()
        opens = self.tokens.keys[at - 1] in _OPENERS
        if high and choice.stands >= 0 and (not opens or choice.stands in choice.names):
            return self._named(places, at, choice)
        chances = self._chances(places, at, choice)
        best = max(range(len(chances)), key=chances.__getitem__)
        if best == choice.stands or chances[best] < ASKED:
            return None
        if not choice.known:
            told = self.loss.whole > _ALL or bool(self.own.of(plain(printed.lower())))
            return AccentDecision(best, Confidence.DOUBTFUL, not high or told)
        least = LIKELY if self.loss.whole > _ALL else PARTLY
        likely, stands = chances[best] >= least, choice.stands >= 0
        confidence = Confidence.PROBABLE if likely else Confidence.DOUBTFUL
        if high and len(printed) == 1:
            given = self.own.accents_capitals
            untold = given is None and self.loss.whole > _ALL
            return AccentDecision(best, confidence, likely and (given or untold))
        if high and not opens and best not in choice.names:
            return AccentDecision(best, confidence, choice.readings[best].weight >= _SELDOM)
        first = choice.readings[best].text[0].isascii()
        if chances[best] >= SURE and (not high or (first and opens)):
            confidence = Confidence.CERTAIN
        return AccentDecision(best, confidence, likely or not stands)

    def _named(self, places: Places, at: int, choice: Choice) -> AccentDecision | None:
        """Return what becomes of a word with a capital in mid-sentence that may be right."""
        if choice.stands in choice.names:
            return None
        if choice.names:
            return AccentDecision(choice.names[0], Confidence.PROBABLE, True)
        chances = self._chances(places, at, choice)
        best = max(range(len(chances)), key=chances.__getitem__)
        common = choice.readings[best].weight >= _OFTEN
        if best == choice.stands or not common or chances[best] < _TITLED:
            return None
        return AccentDecision(best, Confidence.PROBABLE, True)

    def _chances(self, places: Places, at: int, choice: Choice) -> list[float]:
        """Return how likely each reading is: by the context, and by what was lost around."""
        if len(choice.readings) == 1:
            return [1.0]
        share = min(max(self.loss.at(at), _LEAST), _MOST)
        lost, kept = log(share), log(1 - share) * choice.kept
        losses = [lost * n + kept for n in choice.lost]
        if choice.stands >= 0:
            near = list(map(add, self.context.nearby(places, at, choice.readings), losses))
            stands = near[choice.stands]
            if sum(stands - score >= _PLAIN for score in near) == len(near) - 1:
                return _shares(near)
        return _shares(list(map(add, self.context.scores(places, at, choice.readings), losses)))


def restore_lost(
    text: str, tokens: Tokens, lookup: Lookup, context: Context, loss: Loss
) -> Iterator[Restored]:
    """Yield the words that lost an accent, and those that may have."""
    one: dict[str, str] = {}  # each word once, however often it stands
    printed = [
        one.setdefault(word := text[start:end], word)
        for start, end in zip(tokens.starts, tokens.ends, strict=True)
    ]
    types = Counter(printed)
    own = own_spelling(text, types, loss.whole, lookup)
    yield from Restoring(tokens, printed, lookup, context, loss, own).words()
    if loss.whole > _ALL and (names := unknown_names(types, lookup)):
        for word, start, end in zip(printed, tokens.starts, tokens.ends, strict=True):
            if word in names:
                yield Restored(start, end, word, word, Confidence.DOUBTFUL, applied=False)


def _marks(word: str) -> int:
    """Return how many accents a word has."""
    return sum(letter != base for letter, base in zip(word, plain(word), strict=True))


def _fits(printed: str, reading: str) -> bool:
    """Whether a reading may have become what is printed by losing accents only."""
    return len(printed) == len(reading) and all(
        one == other or one == plain(other) for one, other in zip(printed, reading, strict=True)
    )


def _as_printed(reading: str, printed: str) -> str:
    """Return a reading with the capitals of what is printed."""
    return "".join(
        letter.upper() if case.isupper() else letter
        for letter, case in zip(reading, printed, strict=True)
    )


def _shares(scores: Sequence[float]) -> list[float]:
    top = max(scores)
    odds = [exp(score - top) for score in scores]
    total = sum(odds)
    return [share / total for share in odds]
