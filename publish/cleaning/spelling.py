"""Letters and marks → the words they may be, best first.

``pre■s`` → ``près`` (−3.6), ``prés`` (−5.1); scores are decimal logarithms of probabilities.

A *mark* is a character that stands for an accent over the letter before it; in the texts handed
to this module each mark is one of the signs of ``codes.MARKS``.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from enum import IntEnum
from itertools import product
from math import log10
from typing import Final, NamedTuple

from publish.cleaning.letters import accent_of, accented, accents_on, plain
from publish.cleaning.lexicon import Form, Lexicon

_OPEN: Final = re.compile(r"(?:[bcdfghjklmnpqrstvwxz]|[bcdfgptv][lr]|[cpt]h|gn|qu|gu)?e?s?$")
"""What may follow è at the end of a name: a mute syllable, or s."""


class Grade(IntEnum):
    """How well a word is known."""

    GUESSED = 0
    DERIVED = 1
    """A known word under an ending or a prefix."""
    SEEN = 2
    """Met in running text elsewhere; in no dictionary."""
    LISTED = 3
    """In the dictionary."""


class Reading(NamedTuple):
    """A word that letters and marks may be; ``letters`` are the accented letters, mark by mark.

    A mark read as itself, not as an accent, has an empty string there.
    """

    word: str
    score: float
    grade: Grade
    letters: tuple[str, ...]
    piece: str


_UNKNOWN: Final = -10.5
_UNSEEN: Final = -8.3
_UNLISTED: Final = -1.0
_DERIVED: Final = -2.0
_OWN: Final = 1.0
_MOST_PARSES: Final = 4

_PREFIXES: Final = (
    "anti auto co contre de entre ex extra hyper inter mal micro mini multi neo non outre para per "
    "photo poly post pre pseudo re semi sous super sur tele trans ultra uni vice"
).split()
_ENDINGS: Final = ("s", "x", "e", "es")


class Channel:
    """How likely each mark is for each accented letter, learnt from the words that are sure.

    Codes are blind to words: the same glyph always gives the same mark. A letter that was never
    met takes what is known of its accent, then of marks in general.
    """

    def __init__(self, counts: Mapping[tuple[str, str], float] | None = None, marks: int = 1):
        self._pairs: dict[tuple[str, str], float] = dict(counts or {})
        self._letters: Counter[str] = Counter()
        self._kinds: Counter[tuple[str, bool]] = Counter()
        self._kind_pairs: Counter[tuple[str, bool, str]] = Counter()
        self._even = 1 / max(marks, 1)
        self._known: dict[tuple[str, str], float] = {}
        for (letter, mark), n in self._pairs.items():
            kind = accent_of(letter), letter.isupper()
            self._letters[letter] += n  # type: ignore[assignment]
            self._kinds[kind] += n  # type: ignore[assignment]
            self._kind_pairs[*kind, mark] += n  # type: ignore[assignment]

    def score(self, letter: str, mark: str) -> float:
        """Return log10 P(mark | letter)."""
        pair = letter, mark
        if (known := self._known.get(pair)) is None:
            kind = accent_of(letter), letter.isupper()
            general = (self._kind_pairs[*kind, mark] + 0.5 * self._even) / (self._kinds[kind] + 0.5)
            value = (self._pairs.get(pair, 0) + 0.5 * general) / (self._letters[letter] + 0.5)
            known = self._known[pair] = log10(value)
        return known


class Parse(NamedTuple):
    """One way to take a piece apart: its letters, and which of them a mark follows."""

    letters: str
    marked: tuple[int, ...]
    """For each mark, the index of its letter; -1 where the mark is read as itself."""
    cost: float


@dataclass(slots=True)
class Speller:
    """Reads pieces of letters and marks; remembers what it has read."""

    lexicon: Lexicon
    marks: str
    literals: Mapping[str, tuple[str, float, float]]
    """Marks that may also be themselves: their character, the cost within a word, at its end."""
    own: Mapping[str, Mapping[str, int]]
    """Words that stand undamaged in the document, by their spelling without accents."""
    recurring: Mapping[str, float] = field(default_factory=dict)
    """How likely, by its own frequency, a piece is that comes back between clear bounds."""
    channel: Channel = field(default_factory=Channel)
    _found: dict[str, list[tuple[str, float, Grade, Parse]]] = field(default_factory=dict)
    _read: dict[str, tuple[Reading, ...]] = field(default_factory=dict)

    def learn(self, channel: Channel) -> None:
        """Take a new channel; what was read under the old one is forgotten."""
        self.channel = channel
        self._read.clear()

    def readings(self, piece: str) -> tuple[Reading, ...]:
        """Return what a piece may be, best first; never empty."""
        if (known := self._read.get(piece)) is None:
            known = self._read[piece] = tuple(self._readings(piece))
        return known

    def forget(self) -> None:
        """Forget what was read, so that new knowledge tells."""
        self._found.clear()
        self._read.clear()

    def others(self, reading: Reading) -> tuple[Reading, ...]:
        """Return what else the piece of a reading may be, best first."""
        return tuple(r for r in self.readings(reading.piece) if r is not reading)

    def _readings(self, piece: str) -> list[Reading]:
        signs = [char for char in piece if char in self.marks]
        found = self._found.get(piece)
        if found is None:
            found = self._found[piece] = list(self._candidates(piece))
        readings: dict[tuple[str, tuple[str, ...]], Reading] = {}
        for word, score, grade, parse in found:
            letters = tuple(word[at] if at >= 0 else "" for at in parse.marked)
            total = score + sum(
                self.channel.score(letter, mark)
                for letter, mark in zip(letters, signs, strict=True)
                if letter
            )
            reading = Reading(word, total, grade, letters, piece)
            old = readings.get((word, letters))
            if old is None or old.score < total:
                readings[word, letters] = reading
        return sorted(readings.values(), key=lambda r: (-r.score, r.word))

    def _candidates(self, piece: str) -> Iterator[tuple[str, float, Grade, Parse]]:
        for parse in self._parses(piece):
            listed = False
            for word, score, grade in self._known_words(parse):
                listed = listed or grade >= Grade.SEEN
                yield word, score + parse.cost, grade, parse
            if not listed:
                bonus = self.recurring.get(piece, 0.0)
                for word, score in self._guesses(parse):
                    yield word, score + parse.cost + bonus, Grade.GUESSED, parse

    def _parses(self, piece: str) -> Iterator[Parse]:
        """Yield the ways to take a piece apart: marks as accents, or as the characters they are."""
        free = [at for at, char in enumerate(piece) if char in self.literals]
        if len(free) > _MOST_PARSES:
            choices: Iterable[tuple[bool, ...]] = [(False,) * len(free), (True,) * len(free)]
        else:
            choices = product((False, True), repeat=len(free))
        for choice in choices:
            literal = {at for at, taken in zip(free, choice, strict=True) if taken}
            letters: list[str] = []
            marked: list[int] = []
            cost = 0.0
            for at, char in enumerate(piece):
                if at in literal:
                    text, inside, last = self.literals[char]
                    if text.isalpha():
                        letters.append(text)
                    cost += last if at == len(piece) - 1 else inside
                    marked.append(-1)
                elif char in self.marks:
                    stray = not letters or len(letters) - 1 in marked
                    if stray or not accents_on(letters[-1]):
                        cost -= 4.0
                        marked.append(-1)
                    else:
                        marked.append(len(letters) - 1)
                else:
                    letters.append(char)
            yield Parse("".join(letters), tuple(marked), cost)

    def _known_words(self, parse: Parse) -> Iterator[tuple[str, float, Grade]]:
        lower = parse.letters.lower()
        marked = {at for at in parse.marked if at >= 0}
        key = plain(lower)
        own = self.own.get(key, {})
        seen: set[str] = set()
        for form in self.lexicon.lookup(key):
            if _fits(form.text, lower, key, marked):
                seen.add(form.text)
                score = _prior(form) + (_own_weight(own[form.text]) if form.text in own else 0.0)
                grade = Grade.LISTED if form.listed else Grade.SEEN
                yield _cased(form.text, parse.letters), score, grade
        for word in own:
            if word not in seen and _fits(word, lower, key, marked):
                seen.add(word)
                yield _cased(word, parse.letters), -7.5 + _own_weight(own[word]), Grade.SEEN
        if not seen:
            yield from self._derived(parse, lower, key, marked)

    def _derived(
        self, parse: Parse, lower: str, key: str, marked: set[int]
    ) -> Iterator[tuple[str, float, Grade]]:
        """Yield known words under an ending or a prefix that the lexicon does not have."""
        for ending in _ENDINGS:
            stem = key.removesuffix(ending)
            if len(stem) > 3 and stem != key and not marked & set(range(len(stem), len(key))):
                for form in self.lexicon.lookup(stem):
                    if form.listed and _fits(form.text, lower[: len(stem)], stem, marked):
                        word = _cased(form.text + lower[len(stem) :], parse.letters)
                        yield word, _prior(form) + _DERIVED, Grade.DERIVED
        for prefix in _PREFIXES:
            if key.startswith(prefix) and len(key) > len(prefix) + 4:
                cut = len(prefix)
                inner = {at - cut for at in marked if at >= cut}
                head = "".join(
                    "é" if at in marked and char == "e" else char
                    for at, char in enumerate(lower[:cut])
                )
                for form in self.lexicon.lookup(key[cut:]):
                    if form.listed and _fits(form.text, lower[cut:], key[cut:], inner):
                        word = _cased(head + form.text, parse.letters)
                        yield word, _prior(form) + _DERIVED * 1.5, Grade.DERIVED

    def _guesses(self, parse: Parse) -> Iterator[tuple[str, float]]:
        """Yield spellings of an unknown word, as its neighbours suggest."""
        marked = [at for at in parse.marked if at >= 0]
        key = plain(parse.letters.lower())
        score = _UNKNOWN + (0.5 if parse.letters[:1].isupper() else 0.0)
        if len(parse.letters) > 1 and parse.letters[1:].lower() != parse.letters[1:]:
            score -= 0.0 if parse.letters.isupper() else 3.0
        options: list[list[tuple[str, float]]] = []
        for at in marked[:6]:
            counts = Counter(self.lexicon.accents_between(key, at))
            if key[at] == "e" and parse.letters[:1].isupper():
                if key[at + 1 :] == "s":
                    counts = Counter("è")
                elif not _OPEN.match(key, at + 1):
                    counts["è"] = 0
                    counts["é"] += 1
            total = counts.total()
            letters = [accented(parse.letters[at], a) for a in accents_on(parse.letters[at])]
            scored = [
                (letter, log10((counts[letter.lower()] + 0.1) / (total + 0.1 * len(letters))))
                for letter in letters
            ]
            best = sorted(scored, key=lambda pair: -pair[1])
            options.append(best[: 4 if len(marked) < 4 else 2])
        for choice in product(*options):
            word = list(parse.letters)
            for at, (letter, _) in zip(marked, choice, strict=False):
                word[at] = letter
            yield "".join(word), score + sum(own for _, own in choice)


def _fits(word: str, letters: str, key: str, marked: set[int]) -> bool:
    """Whether a word has accents where marks are, and elsewhere the letters that are there."""
    if len(word) != len(letters):
        return False
    return all(
        char != key[at] if at in marked else char == letters[at] for at, char in enumerate(word)
    )


def _prior(form: Form) -> float:
    score = form.zipf / 10 - 9 if form.zipf else _UNSEEN
    return score if form.listed else score + _UNLISTED


def _own_weight(count: int) -> float:
    return _OWN if count < 3 else _OWN * 1.3


def _cased(word: str, letters: str) -> str:
    """Return ``word`` with the capitals of ``letters``."""
    if letters.islower():
        return word
    return "".join(
        char.upper() if letter.isupper() else char
        for char, letter in zip(word, letters, strict=True)
    )


def own_words(words: Mapping[str, int]) -> dict[str, dict[str, int]]:
    """Return the accented words among ``words``, lower case, by their spelling without accents."""
    found: dict[str, dict[str, int]] = defaultdict(dict)
    for word, count in words.items():
        lower = word.lower()
        key = plain(lower)
        if key != lower:
            found[key][lower] = found[key].get(lower, 0) + count
    return found
