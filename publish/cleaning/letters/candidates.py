"""Letters and marks → the words they may be, best first.

``pre■s`` → ``près`` (−3.6), ``prés`` (−5.1); scores are decimal logarithms of probabilities.

A *mark* is a character that stands for an accent over the letter before it; in the texts handed
to this module each mark is one of the signs of ``codes.MARKS``.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from enum import IntEnum
from itertools import product
from typing import Final, NamedTuple

from publish.cleaning.alphabet import accents_on, plain
from publish.cleaning.letters.channel import Channel
from publish.cleaning.letters.guessing import guesses
from publish.cleaning.letters.lexicon import Form, Lexicon


class Grade(IntEnum):
    """How well a word is known."""

    GUESSED = 0
    DERIVED = 1
    """A known word under an ending or a prefix."""
    SEEN = 2
    """Met in running text elsewhere; in no dictionary."""
    LISTED = 3
    """In the dictionary."""


class Candidate(NamedTuple):
    """A word that letters and marks may be; ``letters`` are the accented letters, mark by mark.

    A mark read as itself, not as an accent, has an empty string there.
    """

    word: str
    score: float
    grade: Grade
    letters: tuple[str, ...]
    piece: str


class Parse(NamedTuple):
    """One way to take a piece apart: its letters, and which of them a mark follows."""

    letters: str
    marked: tuple[int, ...]
    """For each mark, the index of its letter; -1 where the mark is read as itself."""
    cost: float


Fit = tuple[str, float, Grade, tuple[str, ...]]

_UNSEEN: Final = -8.3
_OWN_ONLY: Final = -7.5
_UNLISTED: Final = -1.0
_DERIVED: Final = -2.0
_OWN: Final = 1.0
_STRAY: Final = -4.0
_MOST_FREE: Final = 4
_CALL_COST: Final = -3.0
"""A mark that may be itself at less cost than this may call a note."""

_PREFIXES: Final = tuple(
    "anti auto co contre de entre ex extra hyper inter mal micro mini multi neo non outre para per "
    "photo poly post pre pseudo re semi sous super sur tele trans ultra uni vice".split()
)
_ENDINGS: Final = ("s", "x", "e", "es")


@dataclass(slots=True)
class Speller:
    """Reads pieces of letters and marks; remembers what it has read."""

    lexicon: Lexicon
    marks: str
    literals: Mapping[str, tuple[str, float, float]]
    """Marks that may also be themselves: their character, the cost within a word, at its end."""
    own: Mapping[str, Mapping[str, int]]
    """Words that stand undamaged in the document, by their spelling without accents."""
    channel: Channel = field(default_factory=Channel)
    recurring: Mapping[str, float] = field(default_factory=dict)
    """How likely, by its own frequency, a piece is that comes back between clear bounds."""
    thorough: bool = False
    """Whether every way to take a piece apart is tried, or only those worth it."""
    _found: dict[str, list[Fit]] = field(default_factory=dict)
    _read: dict[str, tuple[Candidate, ...]] = field(default_factory=dict)

    def learn(self, channel: Channel) -> None:
        """Take a new channel; what was read under the old one is forgotten."""
        self.channel = channel
        self._read.clear()

    def notice(self, recurring: Mapping[str, float]) -> None:
        """Take note of the pieces that come back; what was read before is forgotten."""
        self.recurring = recurring
        for piece in recurring:
            self._found.pop(piece, None)
        self._read.clear()

    def vouches(self, piece: str) -> bool:
        """Whether a piece stands for a word: a known one, or one met again and again."""
        return self.readings(piece)[0].grade >= Grade.SEEN or piece in self.recurring

    def readings(self, piece: str) -> tuple[Candidate, ...]:
        """Return what a piece may be, best first; never empty."""
        known = self._read.get(piece)
        if known is None:
            known = self._read[piece] = tuple(self._readings(piece))
        return known

    def others(self, reading: Candidate) -> tuple[Candidate, ...]:
        """Return what else the piece of a reading may be, best first."""
        return tuple(r for r in self.readings(reading.piece) if r is not reading)

    def _readings(self, piece: str) -> list[Candidate]:
        found = self._found.get(piece)
        if found is None:
            found = self._found[piece] = self._candidates(piece)
        marks = self.marks
        signs = [char for char in piece if char in marks]
        if len(found) == 1:
            word, score, grade, letters = found[0]
            return [Candidate(word, self._total(score, letters, signs), grade, letters, piece)]
        best: dict[tuple[str, tuple[str, ...]], Candidate] = {}
        for word, score, grade, letters in found:
            total = self._total(score, letters, signs)
            old = best.get((word, letters))
            if old is None or old.score < total:
                best[word, letters] = Candidate(word, total, grade, letters, piece)
        return sorted(best.values(), key=lambda r: (-r.score, r.word))

    def _total(self, score: float, letters: tuple[str, ...], signs: list[str]) -> float:
        channel = self.channel
        for letter, sign in zip(letters, signs, strict=True):
            if letter:
                score += channel.score(letter, sign)
        return score

    def _candidates(self, piece: str) -> list[Fit]:
        """Return the words a piece may be, before marks are weighed.

        Where a dictionary word fits with every mark an accent, only a figure at the end is still
        tried as itself.
        """
        free = [at for at, char in enumerate(piece) if char in self.literals]
        found = self._of_parse(piece, self._parse(piece, ()))
        if not free:
            return found
        choices: Iterable[tuple[int, ...]]
        if not self.thorough and found[0][2] is Grade.LISTED:
            last = len(piece) - 1
            calls = free[-1] == last and self.literals[piece[last]][2] > _CALL_COST
            choices = [(last,)] if calls else []
        elif len(free) > _MOST_FREE:
            choices = [tuple(free)]
        else:
            choices = [
                tuple(at for at, taken in zip(free, choice, strict=True) if taken)
                for choice in product((False, True), repeat=len(free))
                if any(choice)
            ]
        for choice in choices:
            found += self._of_parse(piece, self._parse(piece, choice))
        return found

    def _of_parse(self, piece: str, parse: Parse) -> list[Fit]:
        found = [
            (word, score + parse.cost, grade, _letters(word, parse.marked))
            for word, score, grade in self._known_words(parse)
        ]
        if not any(grade >= Grade.SEEN for _, _, grade, _ in found):
            gain = parse.cost or self.recurring.get(piece, 0.0)
            marked = [at for at in parse.marked if at >= 0]
            found += [
                (word, score + gain, Grade.GUESSED, _letters(word, parse.marked))
                for word, score in guesses(self.lexicon, parse.letters, marked)
            ]
        return found

    def _parse(self, piece: str, literal: tuple[int, ...]) -> Parse:
        """Take a piece apart; the marks at the places ``literal`` are the characters they are."""
        letters = ""
        marked: list[int] = []
        cost = 0.0
        for at, char in enumerate(piece):
            if char not in self.marks:
                letters += char
            elif at in literal:
                text, inside, last = self.literals[char]
                letters += text if text.isalpha() else ""
                cost += last if at == len(piece) - 1 else inside
                marked.append(-1)
            elif not letters or len(letters) - 1 in marked or not accents_on(letters[-1]):
                cost += _STRAY
                marked.append(-1)
            else:
                marked.append(len(letters) - 1)
        return Parse(letters, tuple(marked), cost)

    def _known_words(self, parse: Parse) -> Iterator[tuple[str, float, Grade]]:
        shape = _Shape.of(parse)
        own = self.own.get(shape.key, {})
        fitting = [form for form in self.lexicon.lookup(shape.key) if shape.fits(form.text)]
        for form in fitting:
            score = prior(form) + (weight(own[form.text]) if form.text in own else 0.0)
            grade = Grade.LISTED if form.listed else Grade.SEEN
            yield _cased(form.text, parse.letters), score, grade
        known = {form.text for form in fitting}
        more = [word for word in own if word not in known and shape.fits(word)]
        for word in more:
            yield _cased(word, parse.letters), _OWN_ONLY + weight(own[word]), Grade.SEEN
        if not fitting and not more:
            yield from self._derived(parse, shape)

    def _derived(self, parse: Parse, shape: _Shape) -> Iterator[tuple[str, float, Grade]]:
        """Yield known words under an ending or a prefix that the lexicon does not have."""
        for ending in _ENDINGS:
            cut = len(shape.key) - len(ending)
            if cut > 3 and shape.key.endswith(ending) and not any(m >= cut for m in shape.marked):
                stem = _Shape(shape.key[:cut], shape.bare[:cut], shape.marked)
                for form in self.lexicon.lookup(stem.key):
                    if form.listed and stem.fits(form.text):
                        word = _cased(form.text + shape.bare[cut:], parse.letters)
                        yield word, prior(form) + _DERIVED, Grade.DERIVED
        if not shape.key.startswith(_PREFIXES):
            return
        for prefix in _PREFIXES:
            cut = len(prefix)
            if shape.key.startswith(prefix) and len(shape.key) > cut + 4:
                marked = tuple(at - cut for at in shape.marked if at >= cut)
                inner = _Shape(shape.key[cut:], shape.bare[cut:], marked)
                head = "".join(
                    "é" if at in shape.marked and char == "e" else char
                    for at, char in enumerate(shape.bare[:cut])
                )
                for form in self.lexicon.lookup(inner.key):
                    if form.listed and inner.fits(form.text):
                        word = _cased(head + form.text, parse.letters)
                        yield word, prior(form) + _DERIVED * 1.5, Grade.DERIVED


class _Shape(NamedTuple):
    """What a word must look like: its letters, and where it must have accents.

    ``key`` has no accents at all; ``bare`` has those that are printed, and none under a mark.
    """

    key: str
    bare: str
    marked: tuple[int, ...]

    @classmethod
    def of(cls, parse: Parse) -> _Shape:
        lower = parse.letters.lower()
        key = plain(lower)
        marked = tuple(at for at in parse.marked if at >= 0)
        for at in marked:
            lower = f"{lower[:at]}{key[at]}{lower[at + 1 :]}"
        return cls(key, lower, marked)

    def fits(self, word: str) -> bool:
        """Whether a word has accents where marks are, and elsewhere the letters that are there."""
        key = self.key
        if len(word) != len(key):
            return False
        for at in self.marked:
            if word[at] == key[at]:
                return False
            word = f"{word[:at]}{key[at]}{word[at + 1 :]}"
        return word == self.bare


def _letters(word: str, marked: tuple[int, ...]) -> tuple[str, ...]:
    return tuple(word[at] if at >= 0 else "" for at in marked)


def prior(form: Form) -> float:
    """Return the decimal logarithm of how frequent a form is."""
    score = form.zipf / 10 - 9 if form.zipf else _UNSEEN
    return score if form.listed else score + _UNLISTED


def weight(count: int) -> float:
    """Return what it weighs that a form stands elsewhere in the document."""
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
        if word.isascii():
            continue
        lower = word.lower()
        key = plain(lower)
        if key != lower:
            found[key][lower] = found[key].get(lower, 0) + count
    return found
