"""The words of a document: how often each stands there, and how likely it is to be one.

A word is weighed by the lexicon, by the document's own use, by the old spellings; a string that
nobody knows, by its letters: *Hunaudières* may be a name, *rlwcuiï* is none.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from itertools import islice
from math import log10
from typing import Final

from publish.cleaning.alphabet import plain
from publish.cleaning.letters.lexicon import PROPER, Form, Lexicon
from publish.cleaning.letters.old_spelling import modern

_COMMONEST: Final = (
    "le la les l de des du d un une et à au aux en dans par pour sur sous avec sans que qui ne pas "
    "plus il elle on ils elles je tu nous vous se ce cette ces cet son sa ses leur leurs mon ma "
    "mes votre vos notre nos lui y est sont était étaient fut être été a ont avait avoir eut fait "
    "dit tout tous toute toutes si mais ou où comme bien même deux dont quand très sans puis encore"
).split()
"""Words that every French text has."""
LONGEST: Final = 30
"""Letters of the longest string that may be a word."""
_UNSEEN: Final = -8.6
"""Frequency of a form of the dictionary that the lexicon never saw, in powers of ten."""
_STRAY: Final = -0.7
"""What a form that no dictionary has loses: half of them are slips and other languages."""
_NEW: Final = -2.7
"""How many words in a thousand (power of ten) are in no lexicon, small letters."""
_OLDER: Final = 1.0
"""How many times more (a power of ten) make a text old."""
_MISREAD: Final = 0.05
"""The most unknown words that can be spoken, of all small ones, where they are misread."""
SHORTEST: Final = 4
"""Letters of the shortest word that counts as unknown."""
_SPOKEN: Final = -1.35
"""Powers of ten for each letter above which letters can be spoken."""
_NAME: Final = -1.5
"""The same of words with a capital: names."""
FLAT: Final = 1.25
"""What a letter of a name costs whose letters follow no French habit, in powers of ten."""
_OLD_ACCENT: Final = -1.5
_LOST_ACCENT: Final = -1.0
"""The same of a word whose accents are all lost: damage of another class."""
OLD_ACCENTS: Final = frozenset(
    (one, two)
    for one, others in {
        "é": "eè", "è": "eé", "ê": "eèé", "ë": "eé", "e": "ë", "u": "ûü", "û": "u", "ï": "iy",
        "î": "i", "i": "î", "o": "ô", "ô": "o", "â": "a", "a": "â", "œ": "e", "à": "a", "ü": "u",
        "ù": "u",
    }.items()
    for two in others
)  # fmt: skip
"""Accents that today's spelling (first) has and an older one had not, or otherwise."""
CAPITAL, _PROPER = 0.03, 0.5
"""Share of a word's places, and of a name's, where it has a capital."""
_OLD: Final = (-1.3, -2.6)
"""What a word loses that one rule, or two, of old spelling explain."""


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The words of a text, by how they are read."""

    lexicon: Lexicon
    counts: Mapping[str, int]
    total: int
    small: Mapping[str, int]
    """The same, in small letters."""
    own: Mapping[str, tuple[str, ...]]
    """The words that stand twice at least, small, by their letters without accents."""
    letters: str
    """All the words without accents, one after the other."""
    _forms: dict[str, tuple[tuple[str, float], ...]] = field(default_factory=dict)
    _old: dict[str, float] = field(default_factory=dict)
    _listed: dict[str, Form | None] = field(default_factory=dict)
    _shares: dict[str, float] = field(default_factory=dict)

    @classmethod
    def of(cls, words: Iterable[str], lexicon: Lexicon) -> Vocabulary:
        """Count the words of a text."""
        counts = Counter(words)
        small: Counter[str] = Counter()
        for word, count in counts.items():
            small[word.lower()] += count
        own: dict[str, list[str]] = defaultdict(list)
        often = (word for word, count in small.items() if count > 1)
        for word in dict.fromkeys((*_COMMONEST, *often)):
            own[plain(word)].append(word)
        return cls(
            lexicon,
            counts,
            max(1, counts.total()),
            small,
            {key: tuple(words) for key, words in own.items()},
            plain(" ".join(word for word, count in small.items() for _ in range(count))),
        )

    def common(self, key: str) -> Iterator[tuple[str, float]]:
        """Yield the document's known words with these letters, and how often they stand there."""
        for word in self.own.get(key, ()):
            form = self.listed(word)
            if form is not None and form.listed:
                yield word, max(float(self.small[word]), self.total * 10 ** frequency(form))

    def forms(self, key: str) -> tuple[tuple[str, float], ...]:
        """Return the words with these letters, and how often they may be expected."""
        found = self._forms.get(key)
        if found is None:
            forms = {
                form.text: self.total * 10 ** frequency(form)
                for form in self.lexicon.lookup(key)
                if form.listed
            }
            for word in self.own.get(key, ()):
                forms[word] = max(forms.get(word, 0.0), float(self.small[word]))
            found = self._forms[key] = tuple(forms.items())
        return found

    def listed(self, word: str) -> Form | None:
        """Return the form of the lexicon that a word (small letters) is."""
        if word not in self._listed:
            forms = self.lexicon.lookup(plain(word))
            self._listed[word] = next((form for form in forms if form.text == word), None)
        return self._listed[word]

    def occurrences(self, part: str) -> int:
        """Return how often some letters, without accents, stand in the document's words."""
        return self.letters.count(part)

    def genuine(self, word: str) -> float:
        """Return how often a word would be expected if it is right: in powers of ten, of all."""
        low = word.lower()
        form = self.listed(low)
        if form is not None and form.listed:
            high = word != low and not self.small[low] > self.counts[word]
            return frequency(form) + (log10(capital_share(form)) if high else 0.0)
        if form is not None:
            return max(frequency(form), self.old(low))
        loss = self._new() if word == low else _NAME
        if not low.isalpha():
            return loss - 1.5 + letters(low)
        flat = -FLAT * len(low) if word != low else -20.0
        return max(loss + letters(low), loss + flat, self.old(low))

    def is_word(self, word: str) -> bool:
        """Whether a dictionary has a word (small letters)."""
        form = self.listed(word)
        return form is not None and form.listed

    @property
    def is_old(self) -> bool:
        """Whether the spelling of the text is so old that dictionaries lack many of its words."""
        return self._new() > _NEW + _OLDER

    def _new(self) -> float:
        """Return how many small words are in no dictionary, and may be right: a power of ten.

        In a text of the 15th century every sixth is; what an engine misread is seldom so many.
        """
        if "new" in self._shares:
            return self._shares["new"]
        small = {word: count for word, count in self.counts.items() if word.islower()}
        unknown = sum(count for word, count in small.items() if self.spoken(word))
        share = unknown / max(1, sum(small.values())) - _MISREAD
        self._shares["new"] = log10(max(share, 10**_NEW))
        return self._shares["new"]

    def spoken(self, word: str) -> bool:
        """Whether a word (small letters) is in no dictionary, and yet can be spoken."""
        if len(word) < SHORTEST or not word.isalpha() or self.is_word(word):
            return False
        return letters(word) > _SPOKEN * (len(word) + 1)

    def old(self, low: str) -> float:
        """Return how often a word may be expected as an older spelling: a power of ten."""
        if len(low) > LONGEST:
            return -20.0
        if low not in self._old:
            accents = self._old_accents(low)
            self._old[low] = max([accents, *self._old_readings(plain(low))])
        return self._old[low]

    def _old_accents(self, low: str) -> float:
        """Return how often a word is expected that differs by old or lost accents only."""
        found = -20.0
        for form in self.lexicon.lookup(plain(low)):
            if form.listed and len(form.text) == len(low):
                pairs = [pair for pair in zip(form.text, low, strict=True) if pair[0] != pair[1]]
                if all(plain(one) == two for one, two in pairs):
                    found = max(found, frequency(form) + _LOST_ACCENT)
                elif all(pair in OLD_ACCENTS for pair in pairs):
                    found = max(found, frequency(form) + _OLD_ACCENT * len(pairs))
        return found

    def _old_readings(self, key: str) -> Iterator[float]:
        once = list(modern(key, 1))
        for loss, keys in zip(_OLD, (once, modern(key, 2)), strict=True):
            for other in keys:
                for form in self.lexicon.lookup(other):
                    if form.listed and form.zipf > 10:
                        yield frequency(form) + loss


def capital_share(form: Form) -> float:
    """Return the share of a word's places where it has a capital."""
    return _PROPER if PROPER in form.classes else CAPITAL


def frequency(form: Form) -> float:
    """Return the frequency of a form, in powers of ten."""
    if not form.zipf:
        return _UNSEEN
    return form.zipf / 10 - 9 + (0.0 if form.listed else _STRAY)


@cache
def letters(word: str) -> float:
    """Return how likely a string of letters is among words that no lexicon has: a power of ten."""
    chain = _chain()
    text = f"^{plain(word)}$"
    total = 0.0
    for at in range(1, len(text)):
        pair, single = text[max(0, at - 2) : at], text[at]
        seen = chain.get(pair, Counter[str]())
        share = seen[single] / (seen.total() or 1)
        total += log10(0.75 * share + 0.25 / 40)
    return total


@cache
def _chain() -> Mapping[str, Counter[str]]:
    """Return which letters follow two others, in one word of the lexicon in a hundred."""
    from publish.cleaning.letters.lexicon import french

    chain: dict[str, Counter[str]] = defaultdict(Counter)
    for key in islice(french().sample(), 0, None, 3):
        text = f"^{key}$"
        for at in range(1, len(text)):
            chain[text[max(0, at - 2) : at]][text[at]] += 1
    return chain
