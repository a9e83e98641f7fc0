"""Codes that stand in place of letters: which they are, and what stood there.

``L'\\ufffdt\\ufffd, gu\\ufffdre o\\ufffd`` → ``L'été, guère où``

A text read in the wrong encoding loses each accented letter whole, where a PDF prints its accent
after it. Both leave the same U+FFFD: what explains more of the document's words decides.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache, partial
from math import log10
from typing import Final

from publish.characters import REPLACEMENT
from publish.cleaning.alphabet import LETTER, LOWER
from publish.cleaning.letters.candidates import Candidate, Grade, Speller
from publish.cleaning.letters.chains import Decision, LetterEdit
from publish.cleaning.letters.channel import Channel
from publish.cleaning.letters.codes import MARKS, whole_words
from publish.cleaning.letters.condition import LetterCondition, alien
from publish.cleaning.letters.gaps import APOSTROPHE, Gaps, own_shapes, pieces_pattern
from publish.cleaning.letters.lexicon import Lexicon
from publish.cleaning.letters.lone_gaps import Lone
from publish.cleaning.letters.neighbours import choose_by_word_before, kinds_of

_NO_CODE: Final = r"\sA-Za-zÀÂÇ-ËÎÏÔÙÛÜàâç-ëîïôùûüœæŒÆ" + re.escape(".,:;'’–—_@&/*()«»\"“”-[]")
_SUSPECT: Final = re.compile(rf"[{LOWER}]([^{_NO_CODE}])[{LOWER}]")
_BESIDE: Final = re.compile(rf"[{LOWER}]([^{_NO_CODE}])|([^{_NO_CODE}])[{LOWER}]")
_UNEXPLAINED: Final = -14.0
_MOST: Final = 6.0
_MOST_TIMES: Final = 3
_MOST_TYPES: Final = 1500
_ENOUGH: Final = 6.0
_SHARE: Final = 0.5
_LEAST_SHARE: Final = 0.3
_FEWEST: Final = 3
_CAUTION: Final = 0.3
"""What a margin must be wider than for codes after their letter: there is less to go by."""
_CLEAR: Final = 1.6
_STOPPED: Final = re.compile(r"(?:^|[.!?…]\s*|\n\s*\n\s*|[«“—–]\s*)$")
_FULL_STOP: Final = re.compile(rf"(?:^|[{LOWER}]{{3}}[.»]\s+)$")
_BEFORE: Final = re.compile(r"(\w+)[’']?\s+$")
_OFTEN_HIGH: Final = frozenset(
    "état états église églises école être éternel évangile orient".split()
)
_NUMBER: Final = re.compile(r"[ \t]*\d")
_LITERAL: Final = {True: 0.5, False: -6.0}
"""What it costs that a sign at the end of a word is itself, as a small letter follows or not."""


@dataclass(frozen=True, slots=True)
class Replaced:
    """Codes that stand in place of letters, and what each became.

    ``text`` has the same length: letters where they were found, blots where they were not.
    """

    text: str
    codes: str = ""
    decisions: tuple[tuple[int, int, Decision], ...] = ()


def restore_replaced(
    text: str, condition: LetterCondition, lexicon: Lexicon, blot: str
) -> Replaced:
    """Find the codes that stand in place of letters, and restore what can be told."""
    read = cache(partial(_read, text, lexicon))
    codes = find_replacing(text, condition, read)
    if not codes:
        return Replaced(text)
    gaps, types = read(codes)
    _learn(gaps, types, text)
    decisions = tuple(ReplacedPlaces(text, codes, gaps).decide_all())
    parts, place = [], 0
    for start, end, decision in decisions:
        word = [blot if char in codes else char for char in text[start:end]]
        for edit in decision.edits:
            word[edit.start] = edit.after
        parts += [text[place:start], *word]
        place = end
    return Replaced("".join([*parts, text[place:]]), codes, decisions)


Pieces = tuple[Gaps, Counter[str]]
"""What reads the words with gaps, and how often each of them stands in the text."""


def _read(text: str, lexicon: Lexicon, codes: str) -> Pieces:
    gaps = Gaps(lexicon, codes, own_shapes(whole_words(text, codes)))
    return gaps, Counter(pieces_pattern(codes).findall(text))


def find_replacing(text: str, condition: LetterCondition, read: Callable[[str], Pieces]) -> str:
    """Return the characters of a text that stand in place of letters.

    Where words have their accents, only characters that no author writes can.
    """
    suspects = set(condition.aliens)
    if not condition.accents_whole:
        found = Counter(_SUSPECT.findall(text))
        suspects |= {char for char, count in found.items() if count >= _FEWEST}
    if not suspects:
        return ""
    codes = _elected(text, suspects, read)
    if codes and not all(map(alien, codes)):  # known to be damaged: lesser evidence will do
        beside = Counter(a or b for a, b in _BESIDE.findall(text))
        more = {char for char, count in beside.items() if count >= _FEWEST}
        codes = _elected(text, {*codes, *more}, read, codes)
    return codes


def _elected(
    text: str, suspects: Collection[str], read: Callable[[str], Pieces], known: str = ""
) -> str:
    """Return the suspects that explain more words in place of a letter than after one."""
    ordered = "".join(sorted(suspects, key=lambda c: (-text.count(c), c))[: len(MARKS)])
    gaps, types = read(ordered)
    marks = dict(zip(map(ord, ordered), MARKS, strict=False))
    speller = Speller(gaps.lexicon, MARKS[: len(ordered)], {}, {})
    votes = {code: Votes() for code in ordered}
    for piece, count in types.most_common(_MOST_TYPES):
        own = {char for char in piece if char in votes}
        short = len(piece) < 4 or own.isdisjoint(piece[1:-1])
        if len(piece) < 2 or (short and not known and not all(map(alien, own))):
            continue
        in_place = gaps.readings(piece)[0]
        after = speller.readings(piece.translate(marks))[0]
        fits = in_place.grade is Grade.LISTED and in_place.score > _UNEXPLAINED
        fits = fits and all(c.isalpha() or c == APOSTROPHE for c in in_place.letters)
        gain = in_place.score if fits else _UNEXPLAINED
        gain -= after.score if after.grade is Grade.LISTED else _UNEXPLAINED
        for code in own:
            votes[code].odds += max(-_MOST, min(_MOST, gain)) * min(count, _MOST_TIMES) / len(own)
            votes[code].known += fits
            votes[code].types += 1
            votes[code].long |= fits and len(piece) > _FEWEST
    return "".join(c for c in ordered if c in known or votes[c].elect(c, bool(known)))


@dataclass(slots=True)
class Votes:
    """What the words say of a code: the odds that it stands in place of a letter, as logarithm,
    and how many of its types of words that explains."""

    odds: float = 0.0
    known: int = 0
    types: int = 0
    long: bool = False
    """Whether one of the words explained has more than three letters."""

    def elect(self, code: str, damaged: bool) -> bool:
        """Whether the code stands in place of letters."""
        if alien(code):
            enough = self.known > 1 or self.long or code == REPLACEMENT
            return enough and self.odds > 0 and self.known > _LEAST_SHARE * self.types
        fewest = 1 if damaged else _FEWEST
        enough = self.odds > (_ENOUGH if damaged else 2 * _ENOUGH)
        return enough and self.known >= max(fewest, _SHARE * self.types)


def _learn(gaps: Gaps, types: Mapping[str, int], text: str) -> None:
    """Learn from the words that have one reading what each code stands for."""
    pairs: dict[tuple[str, str], float] = defaultdict(float)
    lost = 1.0
    for piece, count in types.items():
        readings = gaps.readings(piece)
        best = readings[0]
        alone = len(readings) == 1 or best.score - readings[1].score > _CLEAR
        if best.grade is Grade.LISTED and alone:
            signs = [char for char in piece if char in gaps.codes]
            for letter, sign in zip(best.letters, signs, strict=True):
                if letter == APOSTROPHE:
                    lost += count
                else:
                    pairs[letter.lower(), sign] += count
    kept = len(re.findall(rf"[{LETTER}][’'][{LETTER}]", text))
    gaps.learn(Channel(pairs, len(gaps.codes)), log10(lost / (lost + kept + 1)))


@dataclass(slots=True)
class ReplacedPlaces:
    """Decides gaps where they stand."""

    text: str
    codes: str
    gaps: Gaps
    lone: Lone = field(init=False)
    _decided: dict[tuple[str, Candidate, float, tuple[str, ...]], Decision] = field(
        default_factory=dict
    )

    def __post_init__(self) -> None:
        self.lone = Lone(self.text, self.codes, self.gaps.lexicon)

    def decide_all(self) -> Iterator[tuple[int, int, Decision]]:
        """Yield each word that has a gap, with its decision."""
        char = f"[{LETTER}{re.escape(self.codes)}]"
        code = re.compile(f"[{re.escape(self.codes)}]")
        whole = re.compile(rf"{char}+(?:-{char}+)*(?:-[ \t]*\n[ \t]*{char}+)?")
        piece = pieces_pattern(self.codes)
        for match in whole.finditer(self.text):
            if not code.search(match[0]):
                continue
            if "-" in match[0] and (found := self._compound(match.start(), match[0])):
                yield match.start(), match.end(), found
                continue
            for part in piece.finditer(self.text, match.start(), match.end()):
                decision = self._decide(part.start(), part.end())
                if decision is not None:
                    yield part.start(), part.end(), decision

    def _compound(self, start: int, piece: str) -> Decision | None:
        """Return a word divided at a line's end, or a compound of the dictionary."""
        solid = re.sub(r"-[ \t]*\n[ \t]*", "" if "\n" in piece else "-", piece)
        best = self.gaps.listed(solid)
        if best is None:
            return None
        others = [r for r in self.gaps.readings(solid) if r.word != best.word]
        margin = best.score - others[0].score if others else 9.0
        return self._decision(start, piece, best, margin, others)

    def _decide(self, start: int, end: int) -> Decision | None:
        piece, following = self.text[start:end], self.text[end : end + 1]
        if all(char in self.codes for char in piece):
            return self.lone.decide(start, end)
        if piece[:-1] in ("n", "N") and _NUMBER.match(self.text, end):
            degree = Candidate(piece[0] + "°", 0.0, Grade.LISTED, ("°",), piece)
            return self._decision(start, piece, degree, 1.0, [])
        readings = list(self.gaps.readings(piece, following))
        itself = self._itself(piece, end)
        if itself is not None:
            readings = sorted([*readings, itself], key=lambda r: (-r.score, r.word))
            if readings[0].grade is Grade.GUESSED and piece[-1] == "?":
                return None  # an unknown word, and a question
        best, others = readings[0], readings[1:]
        if best is itself and not best.letters[-1] and best.score - others[0].score > _CLEAR:
            return None
        margin = best.score - others[0].score - _CAUTION if others else 9.0
        told = self._by_word_before(start, readings) if margin < _CLEAR else None
        if told is not None:
            rest = [r for r in readings if r is not told]
            return self._decision(start, piece, told, 2.5, rest)._replace(told=True)
        return self._decision(start, piece, best, margin, others)

    def _itself(self, piece: str, end: int) -> Candidate | None:
        """Return the piece with its last sign read as the sign it is."""
        if alien(piece[-1]) or piece[-1] not in self.codes:
            return None
        inner = self.gaps.listed(piece[:-1]) if len(piece) > 2 or piece[0] in "aày" else None
        low = bool(re.compile(rf"[ \t]*\n?[ \t]*[{LOWER}]").match(self.text, end))
        score = (inner.score if inner else _UNEXPLAINED) + _LITERAL[not low]
        word = (inner.word if inner else piece[:-1]) + piece[-1]
        letters = (*(inner.letters if inner else ()), "")
        signs = sum(char in self.codes for char in piece)
        return (
            Candidate(word, score, Grade.LISTED, letters, piece) if len(letters) == signs else None
        )

    def _by_word_before(self, start: int, readings: list[Candidate]) -> Candidate | None:
        options = [r for r in readings if r.grade is Grade.LISTED][:3]
        before = _BEFORE.search(self.text, max(0, start - 30), start)
        kinds = [kinds_of(self.gaps.lexicon, option.word) for option in options]
        chosen = choose_by_word_before(before[1].lower() if before else "", kinds)
        return None if chosen is None else options[chosen]

    def _decision(
        self, start: int, piece: str, best: Candidate, margin: float, others: list[Candidate]
    ) -> Decision:
        texts = tuple(dict.fromkeys(r.word for r in others if best.score - r.score < 3.0))[:4]
        key = piece, best, margin, texts
        if (decision := self._decided.get(key)) is None:
            edits = tuple(self._edits(piece, best.letters))
            decision = self._decided[key] = Decision(edits, (best,), margin, texts)
        named = piece[0].isupper() and re.search(f"-[{re.escape(self.codes)}]", piece)
        if named and not _STOPPED.search(self.text[max(0, start - 40) : start]):
            decision = decision._replace(margin=min(margin, 0.9))  # a name, perhaps
        if piece[0] in self.codes and best.letters[0].islower() and not piece[1:].isupper():
            return self._with_capital(start, best, decision)
        return decision

    def _edits(self, piece: str, letters: Iterable[str]) -> Iterator[LetterEdit]:
        gaps = (at for at, char in enumerate(piece) if char in self.codes)
        for at, letter in zip(gaps, letters, strict=False):
            if letter and letter not in self.codes:
                yield LetterEdit(at, at + 1, letter)

    def _with_capital(self, start: int, best: Candidate, decision: Decision) -> Decision:
        """Give a word its capital where a sentence opens; whether it does is not always plain."""
        before = self.text[max(0, start - 40) : start]
        opens = _STOPPED.search(before) or self.lone.opens_before(start)
        if not opens and best.word not in _OFTEN_HIGH:
            return decision
        high = best._replace(
            word=best.word[0].upper() + best.word[1:],
            letters=(best.letters[0].upper(), *best.letters[1:]),
        )
        edits = (LetterEdit(0, 1, high.letters[0]), *decision.edits[1:])
        if _FULL_STOP.search(before):
            return decision._replace(edits=edits, words=(high,))
        margin = min(decision.margin, 0.9)
        if not opens:
            others = (high.word, *decision.alternatives)
            return decision._replace(margin=margin, alternatives=others[:4])
        others = (best.word, *decision.alternatives)
        return Decision(edits, (high,), margin, others[:4])
