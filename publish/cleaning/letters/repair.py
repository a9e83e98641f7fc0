"""Marks become accents, and the spaces that slipped in after them go.

``de■ ja■  a■  Petrograd`` → ``déjà à Petrograd``
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from math import log10
from typing import Final

from publish.cleaning.alphabet import CALL_SIGNS
from publish.cleaning.ledger.ledger import Cause, Change, Confidence, Reason
from publish.cleaning.ledger.offset_map import SettledOffset
from publish.cleaning.letters.candidates import Grade, Speller, own_words
from publish.cleaning.letters.chains import (
    ALWAYS,
    JOINT,
    Chains,
    Decision,
    chain_pattern,
    learn_habits,
)
from publish.cleaning.letters.channel import Channel
from publish.cleaning.letters.codes import BLOT, CodeTable, learn_codes, whole_words
from publish.cleaning.letters.condition import LetterCondition
from publish.cleaning.letters.drop_caps import DropCap, find_drop_caps
from publish.cleaning.letters.guessing import unknown
from publish.cleaning.letters.hyphens import LINE_END, Hyphens, LineEnd
from publish.cleaning.letters.lexicon import Lexicon
from publish.cleaning.letters.neighbours import Neighbours
from publish.cleaning.letters.replaced import Replaced, restore_replaced
from publish.messages import N_

ACCENT: Final = Reason("accent", N_("accent restored"))

_RECURRING: Final = 3
"""How often, at least, an unknown string must stand to be a word of the document."""
_CAUTION: Final = 1.0

_LISTED = N_("the only word with these letters and marks")
_FREQUENT = N_("{odds} times likelier than “{other}”")
_NEIGHBOURS = N_("the words around it decide")
_NO_CALL = N_("no note is called here")
_SEEN = N_("met elsewhere, in no dictionary")
_DERIVED = N_("a known word under an ending or a prefix")
_UNTOLD = N_("what stood here cannot be told")
_GUESSED = N_("unknown word: the accent is guessed from its neighbours")


@dataclass(frozen=True, slots=True)
class RepairedWord:
    """A place where letters were repaired."""

    start: SettledOffset
    end: SettledOffset
    decision: Decision
    cause: Cause


@dataclass(frozen=True, slots=True)
class RepairedTail:
    """A word whose last mark may be the call of a note as well as an accent.

    ``place`` is that of the sign, ``figures`` what follows it; ``read`` tells
    whether it was read as an accent; ``other`` is the word read the other way.
    """

    word: int
    place: SettledOffset
    sign: str
    figures: str
    read: bool
    other: Decision
    sure: bool = False
    """Whether, if it is no call, the word read as an accent has no rival."""

    @property
    def likely(self) -> bool:
        """Whether the other way gives a known word of more than a letter."""
        return self.other.grade >= Grade.SEEN and len(self.other.words[-1].word) > 1


@dataclass(frozen=True, slots=True)
class Spelled:
    """What the accents of a text became."""

    condition: LetterCondition
    """That of the text before anything was repaired."""
    table: CodeTable
    replaced: str
    """The codes that stand in place of letters."""
    masked: str
    """The text, same length, with neutral signs for its codes."""
    speller: Speller
    words: tuple[RepairedWord, ...]
    changes: tuple[Change, ...]
    hyphens: Hyphens
    line_ends: tuple[LineEnd, ...]
    capitals: tuple[DropCap, ...]
    tails: tuple[RepairedTail, ...] = ()

    @property
    def damaged(self) -> bool:
        """Whether letters are known to be spoiled."""
        return bool(self.table.codes or self.replaced)

    def settled(self, tails: Collection[RepairedTail]) -> Spelled:
        """Return the same with some words read the other way, and no doubt about the rest."""
        words = list(self.words)
        for tail in self.tails:
            word = words[tail.word]
            if tail.sure and tail not in tails and word.decision.grade is Grade.LISTED:
                cause = replace(word.cause, confidence=Confidence.CERTAIN, evidence=_NO_CALL)
                words[tail.word] = replace(word, cause=replace(cause, values=()))
        for tail in tails:
            word = words[tail.word]
            words[tail.word] = replace(
                word, decision=tail.other, cause=_cause(word.cause.before, tail.other)
            )
        return replace(self, words=tuple(words), changes=changes_of(words), tails=())


def changes_of(words: Iterable[RepairedWord]) -> tuple[Change, ...]:
    """Return the changes that the decided words make."""
    return tuple(
        Change(word.start + edit.start, word.start + edit.end, edit.after, word.cause)
        for word in words
        for edit in word.decision.edits
    )


def repair_accents(text: str, condition: LetterCondition, lexicon: Lexicon) -> Spelled:
    """Decide every mark of a text, and which words lack their drop cap."""
    replaced = restore_replaced(text, condition, lexicon, BLOT)
    source, text = text, replaced.text
    table = learn_codes(text, condition, lexicon)
    masked = table.mask(text)
    asked = table.codes or LINE_END.search(masked)
    speller = Speller(
        lexicon,
        table.signs,
        table.literals,
        own_words(whole_words(masked, table.signs)) if asked else {},
        channel=Channel(None, len(table.codes)),
    )
    hyphens = Hyphens(masked, speller)
    line_ends = hyphens.line_ends()
    joined = _joined(masked, line_ends)
    types = Counter(chain_pattern(table.signs, gaps=True).findall(joined))
    chains = learn_habits(types, Chains(speller))
    speller.notice(_recurring(types, masked))
    chains = Chains(speller, chains.spaced)
    capitals = tuple(find_drop_caps(masked, chains))
    heads: dict[int, str] = {cap.word: cap.letter for cap in capitals if not cap.space}
    words = _with_replaced(source, tuple(_decide_all(text, joined, chains, heads)), replaced)
    return Spelled(
        condition,
        table,
        replaced.codes,
        masked,
        speller,
        words,
        changes_of(words),
        hyphens,
        tuple(line_ends),
        capitals,
        tuple(_tails(masked, words, chains)),
    )


def _with_replaced(
    source: str, words: tuple[RepairedWord, ...], replaced: Replaced
) -> tuple[RepairedWord, ...]:
    """Return the words with those whose letters were replaced after them; none overlap."""
    starts = [start for start, _, _ in replaced.decisions]
    clear = []
    for word in words:
        before = bisect_left(starts, word.end) - 1
        if before < 0 or replaced.decisions[before][1] <= word.start:
            clear.append(word)
    causes: dict[tuple[str, Decision], Cause] = {}
    more = []
    for start, end, decision in replaced.decisions:
        key = source[start:end], decision
        if key not in causes:
            causes[key] = _cause(*key)
        more.append(RepairedWord(SettledOffset(start), SettledOffset(end), decision, causes[key]))
    return (*clear, *more)


def _tails(masked: str, words: Sequence[RepairedWord], chains: Chains) -> Iterator[RepairedTail]:
    """Yield the words whose last mark is a figure or an asterisk."""
    literals = chains.speller.literals
    for at, word in enumerate(words):
        sign = masked[word.end - 1]
        if sign in literals and literals[sign][0] in CALL_SIGNS:
            chain = masked[word.start : word.end]
            read = bool(word.decision.words[-1].letters[-1])
            other = None if JOINT in chain or "\n" in chain else chains.tail(chain, literal=read)
            if other is not None:
                printed = literals[sign][0]
                figures = _FIGURES.match(masked, word.end) if printed.isdigit() else None
                found = figures[0] if figures else ""
                sure = read and chains.sole(chain)
                place = SettledOffset(word.end - 1)
                yield RepairedTail(at, place, printed, found, read, other, sure)


def _joined(masked: str, line_ends: list[LineEnd]) -> str:
    """Return the text, same length, with divided words put together by joints."""
    parts: list[str] = []
    place = 0
    for line_end in line_ends:
        if line_end.joins:
            parts += [masked[place : line_end.start], JOINT * (line_end.end - line_end.start)]
            place = line_end.end
    parts.append(masked[place:])
    return "".join(parts)


def _recurring(types: Mapping[str, int], masked: str) -> dict[str, float]:
    """Return how much likelier than any unknown word the pieces are that come back."""
    total = max(len(masked) / 6, 1.0)
    return {
        piece: max(0.0, log10(count / total) - unknown(piece) - _CAUTION)
        for piece, count in types.items()
        if count >= _RECURRING and " " not in piece
    }


def _decide_all(
    text: str, joined: str, chains: Chains, capitals: Mapping[int, str]
) -> Iterator[RepairedWord]:
    pattern = chain_pattern(chains.speller.marks, gaps=chains.spaced < ALWAYS)
    neighbours = Neighbours(text, joined, chains)
    causes: dict[tuple[str, str, bool], Cause] = {}
    place = 0
    while match := pattern.search(joined, place):
        start = match.start()
        decision, end = neighbours.decide(start, match.end(), capitals)
        before = text[start:end]
        key = before, decision.after, decision.told
        if key not in causes:
            causes[key] = _cause(before, decision)
        place = end
        yield RepairedWord(SettledOffset(start), SettledOffset(end), decision, causes[key])


_FIGURES: Final = re.compile(r"\d{0,2}(?!\d)")
_RARE: Final = -7.0


def _cause(before: str, decision: Decision) -> Cause:
    values: tuple[tuple[str, str], ...] = ()
    grade = decision.grade
    if decision.after == before:
        evidence = _UNTOLD
    elif decision.told:
        evidence = _NEIGHBOURS
    elif grade is Grade.LISTED and decision.alternatives:
        odds = f"{10 ** min(decision.margin, 6):.0f}"
        evidence, values = _FREQUENT, (("odds", odds), ("other", decision.alternatives[0]))
    else:
        evidence = (_GUESSED, _DERIVED, _SEEN, _LISTED)[grade]
    return Cause(
        ACCENT,
        _confidence(decision),
        evidence,
        values,
        before,
        decision.after,
        decision.alternatives,
    )


def _confidence(decision: Decision) -> Confidence:
    if decision.grade is Grade.LISTED:
        if any(word.word.istitle() and word.score < _RARE for word in decision.words):
            return Confidence.PROBABLE  # a name, perhaps, that is spelled like a rare word
        if decision.margin > 1.3:
            return Confidence.CERTAIN
        return Confidence.PROBABLE if decision.margin > 0.5 else Confidence.DOUBTFUL
    if decision.grade is Grade.GUESSED:
        return Confidence.DOUBTFUL
    return Confidence.PROBABLE if decision.margin > 1.0 else Confidence.DOUBTFUL
