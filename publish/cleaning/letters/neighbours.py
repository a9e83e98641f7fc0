"""What stands beside a chain decides what the chain alone cannot.

``les avis diffe■rent`` → ``diffèrent``; ``pe■le-me■le`` → ``pêle-mêle``; ``derrie■  re`` →
``derrière``
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from math import log10
from typing import Final

from publish.cleaning.alphabet import LETTER, LOWER, plain
from publish.cleaning.letters.candidates import Candidate, Grade
from publish.cleaning.letters.chains import ALWAYS, JOINT, Chains, Decision, LetterEdit, edits_of
from publish.cleaning.letters.hyphens import HYPHENS
from publish.cleaning.letters.lexicon import ADJECTIVE, NOUN, OTHER, PLURAL_VERB, Lexicon

_MOST_PAIRS: Final = 4000
_UNSEEN: Final = 1.5
"""How many more strays there are than those that leave no word on either side."""
_RAREST, _MOST_OFTEN = 1e-4, 0.5
_LETTER_WORDS: Final = "aàyôo"
_LONE_LETTER: Final = -6.0
_CLEAR: Final = 1.3
"""Margin at which neighbours need not be asked."""
_SETTLED: Final = 2.5
"""Margin of what a neighbour decides."""
_JOINTS: Final = re.compile(f"{JOINT}+")
_SLIPPED: Final = re.compile(rf" (?:[-’'][{LETTER}]|[{HYPHENS}][ \t]*$)", re.M)
"""A space before the hyphen or the apostrophe of the word that a mark ends."""
_PLURALS: Final = frozenset(
    "les des ces aux mes tes ses nos vos leurs deux trois quatre cinq six plusieurs "
    "quelques".split()
)
_VERB_BEFORE: Final = frozenset("ils elles qui se s en y ne n nous vous leur lui".split())
_BEFORE: Final = re.compile(r"(\w+)[’']?\s+$")


@dataclass(slots=True)
class Neighbours:
    """Decides chains where they stand."""

    text: str
    """The text as it is; ``joined`` has signs for its codes, and divided words put together."""
    joined: str
    chains: Chains
    stray: float = field(init=False)
    """How often, of the spaces after a mark that seem to divide words, one does not."""
    _unmarked: dict[int, None] = field(init=False)
    _follower: re.Pattern[str] = field(init=False)
    _compound: re.Pattern[str] = field(init=False)

    def __post_init__(self) -> None:
        char = f"[{LETTER}{self.chains.speller.marks}]"
        self._follower = re.compile(rf"( +)([{LOWER}]{char}*)(?!{char}|[’'])")
        self._compound = re.compile(rf"{char}+(?:-{char}+)+")
        self._unmarked = dict.fromkeys(map(ord, self.chains.speller.marks + " "))
        self.stray = self._strays() if self.chains.speller.marks else _RAREST

    def decide(self, start: int, end: int, capitals: Mapping[int, str]) -> tuple[Decision, int]:
        """Return what becomes of the chain from ``start`` to ``end``, and where it truly ends."""
        chain = self.joined[start:end]
        decision = self.chains.decide(chain)
        if start in capitals:
            decision = self._under(capitals[start], chain)
        elif self.joined[end : end + 1] == " " and chain[-1] in self.chains.speller.marks:
            wider = self._across(chain, end, decision)
            if wider is not None:
                decision, end = wider
        if decision.margin < _CLEAR or decision.grade < Grade.LISTED:
            decision = self._in_compound(start, end, decision)
            decision = self._by_word_before(start, chain, decision)
        return self._closed_up(start, end, decision), end

    def _across(self, chain: str, end: int, decision: Decision) -> tuple[Decision, int] | None:
        """Return what chain and next piece make together where the space between them is stray.

        How rare such spaces are is the document's habit. Where they would make as good a sense,
        the decision that keeps them is no longer sure.
        """
        after = self._follower.match(self.joined, end)
        if after is None:
            return None
        following, spaces, length = after[2], len(after[1]), len(chain)
        wider = self._together(chain + following, decision)
        if wider is None:
            return None
        gain = sum(word.score for word in wider.words) + log10(self.stray)
        gain -= self._apart(decision, following) + log10(1 - self.stray)
        if gain <= 0:
            return decision._replace(margin=min(decision.margin, -gain)), end
        edits = [
            e if e.end <= length else LetterEdit(e.start + spaces, e.end + spaces, e.after)
            for e in wider.edits
        ]
        edits.append(LetterEdit(length, length + spaces, ""))
        margin = min(wider.margin, gain)
        return wider._replace(edits=tuple(sorted(edits)), margin=margin), after.end()

    def _together(self, piece: str, decision: Decision) -> Decision | None:
        """Return what chain and next piece are in one, if that is a known word."""
        letters = piece.translate(self._unmarked).lower()
        if not any(form.listed for form in self.chains.speller.lexicon.lookup(plain(letters))):
            return None
        wider = self.chains.decide(piece)
        known = wider.grade is Grade.LISTED and len(wider.words) == len(decision.words)
        accents = all(letter for word in wider.words for letter in word.letters)
        return wider if known and accents else None

    def _apart(self, decision: Decision, following: str) -> float:
        """Return how likely chain and next piece are as words of their own."""
        score = sum(word.score for word in decision.words)
        score += self.chains.speller.readings(following)[0].score
        if len(following) == 1 and following not in _LETTER_WORDS:
            score += _LONE_LETTER
        return score

    def _strays(self) -> float:
        """Return how often a space after a mark, of those that divide words, cuts a word in two.

        Sure cases are counted: pieces that are no words and make one together.
        """
        marks = self.chains.speller.marks
        gaps = 2 if self.chains.spaced < ALWAYS else 1
        pairs = Counter(self._gap(marks, gaps).findall(self.joined))
        strays = 0.5
        for (before, after), count in pairs.most_common(_MOST_PAIRS):
            one, two = (self.chains.speller.readings(piece)[0] for piece in (before, after))
            if min(one.grade, two.grade) > Grade.GUESSED:
                continue
            strays += count * (self.chains.decide(before + after).grade is Grade.LISTED)
        total = sum(count for _, count in pairs.most_common(_MOST_PAIRS))
        return min(max(_UNSEEN * strays / (total + 1), _RAREST), _MOST_OFTEN)

    @staticmethod
    def _gap(marks: str, least: int) -> re.Pattern[str]:
        char = f"[{LETTER}{marks}]"
        return re.compile(
            rf"(?<!{char})({char}*[{marks}]) {{{least},}}([{LOWER}]{char}*)(?!{char}|[’'])"
        )

    def _under(self, capital: str, chain: str) -> Decision:
        """Return what a chain becomes as the rest of a word whose first letter is a drop cap."""
        decision = self.chains.decide(capital + chain)
        edits = tuple(LetterEdit(e.start - 1, e.end - 1, e.after) for e in decision.edits)
        return decision._replace(edits=edits)

    def _closed_up(self, start: int, end: int, decision: Decision) -> Decision:
        """Take out the space that slipped in between a mark and a hyphen or an apostrophe."""
        if JOINT in self.joined[start:end]:
            for joint in _JOINTS.finditer(self.joined, start, end):
                if self.text[joint.start()] == " ":
                    edit = LetterEdit(joint.start() - start, joint.start() - start + 1, "")
                    decision = decision._replace(edits=tuple(sorted((*decision.edits, edit))))
        if self.joined[end - 1] in self.chains.speller.marks and _SLIPPED.match(self.joined, end):
            edit = LetterEdit(end - start, end - start + 1, "")
            decision = decision._replace(edits=(*decision.edits, edit))
        return decision

    def _in_compound(self, start: int, end: int, decision: Decision) -> Decision:
        """Read the chain as part of a compound that the dictionary has."""
        if self.joined[end : end + 1] != "-" and self.joined[start - 1 : start] != "-":
            return decision
        low = max(0, start - 40)
        for match in self._compound.finditer(self.joined, low, end + 40):
            if match.start() <= start and match.end() >= end and len(decision.words) == 1:
                best = self.chains.speller.readings(match[0])[0]
                if best.grade is not Grade.LISTED:
                    return decision
                first = sum(
                    c in self.chains.speller.marks for c in self.joined[match.start() : start]
                )
                count = sum(c in self.chains.speller.marks for c in self.joined[start:end])
                letters = best.letters[first : first + count]
                at = start - match.start() - first
                word = best.word[at : at + end - start - count]
                reading = Candidate(word, best.score, Grade.LISTED, letters, self.joined[start:end])
                return self._settled(self.joined[start:end], decision, reading)
        return decision

    def _by_word_before(self, start: int, chain: str, decision: Decision) -> Decision:
        """Decide between two words of different kinds by the word before."""
        if len(decision.words) != 1 or decision.grade is not Grade.LISTED or " " in chain:
            return decision
        options = [r for r in self.chains.speller.readings(chain) if r.grade is Grade.LISTED][:3]
        if len(options) < 2 or JOINT in chain:
            return decision
        before = _BEFORE.search(self.joined, max(0, start - 30), start)
        word = before[1].lower() if before else ""
        kinds = [kinds_of(self.chains.speller.lexicon, option.word) for option in options]
        chosen = choose_by_word_before(word, kinds)
        return decision if chosen is None else self._settled(chain, decision, options[chosen])

    def _settled(self, chain: str, decision: Decision, reading: Candidate) -> Decision:
        others = tuple(
            dict.fromkeys(
                text for text in (decision.after, *decision.alternatives) if text != reading.word
            )
        )
        edits = edits_of(chain, (reading,), (), self.chains.speller)
        return Decision(edits, (reading,), _SETTLED, others, told=True)


def choose_by_word_before(word: str, kinds: Sequence[str]) -> int | None:
    """Return which of several words follows ``word``; ``kinds`` are the classes of each."""
    if len(kinds) < 2:
        return None
    for at, kind in enumerate(kinds):
        others = [k for n, k in enumerate(kinds) if n != at]
        if kind == PLURAL_VERB and all(set(k) & {ADJECTIVE, NOUN} for k in others):
            verb = word in _VERB_BEFORE or (word.endswith(("s", "x")) and word not in _PLURALS)
            return at if verb else next(n for n in range(len(kinds)) if n != at)
        if kind == NOUN and any(OTHER in k for k in others):
            return at if word in _PLURALS else next(n for n, k in enumerate(kinds) if OTHER in k)
    return None


def kinds_of(lexicon: Lexicon, word: str) -> str:
    """Return the classes of a word."""
    lower = word.lower()
    forms = lexicon.lookup(plain(lower))
    return next((form.classes for form in forms if form.text == lower), "")
