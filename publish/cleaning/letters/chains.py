"""How letters, marks and slipped spaces divide into words.

``de■ ja■`` → ``déjà``; ``a■ la`` → ``à la``

A *chain* is what one decision covers: letters and marks, with the single spaces that may have
slipped in after a mark. Chains are decided by type, once for the whole document.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from itertools import product
from math import log10
from typing import Final, NamedTuple

from publish.cleaning.alphabet import LETTER, LOWER
from publish.cleaning.letters.candidates import Candidate, Grade, Speller
from publish.cleaning.letters.channel import Channel

JOINT: Final = "\ufdef"
"""Stands where a word divided at a line's end was put together again."""

ALWAYS: Final = 0.97
"""A space after a mark that divides words this often is a space like any other."""

_MOST_PIECES: Final = 6
_LONGEST: Final = 60
"""Letters and marks from which a chain is no word of any language."""
_MANY: Final = 12
"""Words from which other ways to read a chain are not compared."""
_ROUNDS: Final = 2
_MOST_TYPES: Final = 3000
"""Enough to learn habits from."""
_TORN: Final = -2.5
"""Decimal logarithm of the odds that a space was lost after a mark."""
_COMMON: Final = -6.0
_SURE: Final = 1.5
_RARE: Final = -8.5
_LONG: Final = 5
_SWALLOWED: Final = -2.5
"""What it costs that an unknown word ends with a usual one, or a long one."""


class LetterEdit(NamedTuple):
    """``text[start:end]`` becomes ``after``; offsets within a chain, or within the text."""

    start: int
    end: int
    after: str


class Decision(NamedTuple):
    """What a chain becomes; ``margin`` is log10 of the odds against the next best."""

    edits: tuple[LetterEdit, ...]
    words: tuple[Candidate, ...]
    margin: float
    alternatives: tuple[str, ...]
    kept: tuple[bool, ...] = ()
    told: bool = False
    """Whether its neighbours decided."""

    @property
    def after(self) -> str:
        """The words, as they are to read."""
        return " ".join(word.word for word in self.words)

    @property
    def grade(self) -> Grade:
        """That of the least known word."""
        return min(word.grade for word in self.words)


class Split(NamedTuple):
    """One way to divide a chain into words; ``kept`` tells which of its gaps are word spaces."""

    words: tuple[Candidate, ...]
    kept: tuple[bool, ...]
    score: float


@dataclass(slots=True)
class Chains:
    """Decides chains, given the document's habits."""

    speller: Speller
    spaced: float = 0.3
    """How often a single space after a mark divides words."""
    _decided: dict[str, Decision] = field(default_factory=dict)

    def decide(self, chain: str) -> Decision:
        """Return what a chain becomes."""
        if (known := self._decided.get(chain)) is None:
            known = self._decided[chain] = self._decide(chain)
        return known

    def _decide(self, chain: str) -> Decision:
        splits = self.splits(chain)
        best = splits[0]
        if len(splits) == 1 and best.words[0].grade is Grade.GUESSED and len(chain) < _LONGEST:
            torn = self._torn(chain, best.score)
            if torn is not None:
                return torn
        if len(splits) == 1 and len(self.speller.readings(best.words[0].piece)) == 1:
            return Decision(
                edits_of(chain, best.words, best.kept, self.speller), best.words, 9.0, ()
            )
        texts = {" ".join(w.word for w in best.words): best.score}
        for split in splits if len(best.words) < _MANY else ():
            for text, score in _variants(split, self.speller):
                texts[text] = max(score, texts.get(text, -99.0))
        ranked = sorted(texts, key=lambda text: (-texts[text], text))
        after = " ".join(w.word for w in best.words)
        others = [text for text in ranked if text != after]
        margin = best.score - texts[others[0]] if others else 9.0
        close = tuple(text for text in others if best.score - texts[text] < 3.0)[:4]
        edits = edits_of(chain, best.words, best.kept, self.speller)
        return Decision(edits, best.words, margin, close, best.kept)

    def _torn(self, chain: str, score: float) -> Decision | None:
        """Return two known words that stand without the space between them, if that is likelier."""
        found: Decision | None = None
        for at in range(2, len(chain) - 1):
            if chain[at - 1] not in self.speller.marks or chain[at] in self.speller.marks:
                continue
            one, two = self._best(chain[:at]), self._best(chain[at:])
            known = two.grade is Grade.LISTED and len(two.word) > 1 and two.score > _COMMON
            known = known and bool(one.letters[-1]) and self.speller.vouches(chain[:at])
            if known and one.score + two.score + _TORN > score:
                score = one.score + two.score + _TORN
                left = Split((one,), (), one.score)
                right = Split((two,), (), two.score)
                edits = (
                    *edits_of(chain[:at], left.words, left.kept, self.speller),
                    LetterEdit(at, at, " "),
                    *(
                        LetterEdit(e.start + at, e.end + at, e.after)
                        for e in edits_of(chain[at:], right.words, right.kept, self.speller)
                    ),
                )
                found = Decision(edits, (one, two), 1.0, (self._best(chain).word,), (True,))
        return found

    def tail(self, chain: str, literal: bool) -> Decision | None:
        """Return the chain with its last mark read as the sign it is, or as an accent."""
        decision = self.decide(chain)
        last = decision.words[-1]
        found = next(
            (r for r in self.speller.readings(last.piece) if (not r.letters[-1]) is literal), None
        )
        if found is None or not last.letters:
            return None
        split = Split((*decision.words[:-1], found), decision.kept, 0.0)
        edits = edits_of(chain, split.words, split.kept, self.speller)
        return decision._replace(edits=edits, words=split.words)

    def sole(self, chain: str) -> bool:
        """Whether the last word of a chain has no rival, its last mark being an accent."""
        last = self.decide(chain).words[-1]
        rivals = [r for r in self.speller.readings(last.piece) if r.letters[-1] and r is not last]
        return not rivals or last.score - rivals[0].score > _SURE

    def splits(self, chain: str) -> list[Split]:
        """Return the ways to divide a chain into words, best first."""
        pieces = chain.split(" ")
        if len(pieces) == 1:
            best = self._best(chain)
            return [Split((best,), (), best.score)]
        if len(pieces) > _MOST_PIECES:
            found = [self._by_parts(pieces)]
        else:
            found = [
                self._divide(pieces, kept)
                for kept in product((False, True), repeat=len(pieces) - 1)
            ]
        return sorted(found, key=lambda split: -split.score)

    def _best(self, piece: str) -> Candidate:
        return self.speller.readings(piece.replace(JOINT, ""))[0]

    def _divide(self, pieces: list[str], kept: tuple[bool, ...]) -> Split:
        words = [pieces[0]]
        swallowed: list[str | None] = [None]
        score = 0.0
        for piece, divides in zip(pieces[1:], kept, strict=True):
            if divides:
                words.append(piece)
                swallowed.append(None)
                score += log10(self.spaced)
            else:
                words[-1] += piece
                swallowed[-1] = piece
                score += log10(1 - self.spaced)
        read = tuple(self._best(word) for word in words)
        for word, tail in zip(read, swallowed, strict=True):
            if tail is not None and word.grade is Grade.GUESSED:
                score += self._swallows(word, tail)
        return Split(read, kept, score + sum(reading.score for reading in read))

    def _swallows(self, word: Candidate, tail: str) -> float:
        """Return what it costs to see an unknown word where it would end with a usual one."""
        last = self._best(tail)
        rare = _COMMON if len(last.word) < _LONG else _RARE
        if last.grade < Grade.SEEN or last.score < rare or len(last.word) < 2:
            return 0.0
        return _SWALLOWED * (1 if word.word[:1].isupper() else 2)

    def _by_parts(self, pieces: list[str]) -> Split:
        """Decide a very long chain a few pieces at a time."""
        words: tuple[Candidate, ...] = ()
        kept: tuple[bool, ...] = ()
        score = 0.0
        for at in range(0, len(pieces), _MOST_PIECES - 1):
            part = self.splits(" ".join(pieces[at : at + _MOST_PIECES - 1]))[0]
            kept += ((True,) if words else ()) + part.kept
            words += part.words
            score += part.score
        return Split(words, kept, score)


def _variants(split: Split, speller: Speller) -> Iterator[tuple[str, float]]:
    """Yield the texts a split may give: its best, and each with one word read otherwise."""
    yield " ".join(word.word for word in split.words), split.score
    for at, word in enumerate(split.words):
        for other in speller.others(word):
            words = [*split.words[:at], other, *split.words[at + 1 :]]
            yield " ".join(w.word for w in words), split.score - word.score + other.score


def edits_of(
    chain: str, words: tuple[Candidate, ...], gaps: tuple[bool, ...], speller: Speller
) -> tuple[LetterEdit, ...]:
    """Return the edits that make words out of a chain; ``gaps`` tells which spaces stay."""
    marks, literals = speller.marks, speller.literals
    letters = iter([letter for word in words for letter in word.letters])
    kept = iter(gaps)
    edits: list[LetterEdit] = []
    for at, char in enumerate(chain):
        if char == " ":
            if not next(kept):
                edits.append(LetterEdit(at, at + 1, ""))
        elif char in marks and (letter := next(letters)):
            edits.append(LetterEdit(at - 1, at + 1, letter))
        elif char in marks and edits and edits[-1].end == at and char not in literals:
            edits[-1] = edits[-1]._replace(end=at + 1)  # two glyphs for one accent
    return tuple(edits)


def chain_pattern(signs: str, gaps: bool) -> re.Pattern[str]:
    """Return what finds chains; with ``gaps``, across single spaces after a mark."""
    if not signs:
        return re.compile(r"(?!)")
    char = f"[{LETTER}{signs}{JOINT}]"
    gap = rf"|(?<=[{signs}]) (?=[{LOWER}])" if gaps else ""
    return re.compile(rf"(?<!{char}){char}*[{signs}](?:{char}+{gap})*")


def learn_habits(types: Mapping[str, int], chains: Chains) -> Chains:
    """Learn from the chains themselves what marks stand for and what spaces after them mean."""
    common = sorted(types.items(), key=lambda item: (-item[1], item[0]))[:_MOST_TYPES]
    for _ in range(_ROUNDS):
        pairs: dict[tuple[str, str], float] = defaultdict(float)
        joined, divided = 1.0, 0.5
        for chain, count in common:
            splits = chains.splits(chain)
            best = splits[0]
            if len(splits) > 1 and best.score - splits[1].score > 1:
                divided += sum(best.kept) * count
                joined += (len(best.kept) - sum(best.kept)) * count
            signs = [char for char in chain if char in chains.speller.marks]
            letters = [letter for word in best.words for letter in word.letters]
            if _settled(best, chains.speller):
                for letter, sign in zip(letters, signs, strict=True):
                    if letter:
                        pairs[letter, sign] += count
        channel = Channel(pairs, len(chains.speller.marks))
        chains.speller.learn(channel)
        chains = Chains(chains.speller, divided / (joined + divided))
    return chains


def _settled(split: Split, speller: Speller) -> bool:
    return all(
        word.grade is Grade.LISTED
        and all(word.score - other.score > _SURE for other in speller.others(word)[:1])
        for word in split.words
    )
