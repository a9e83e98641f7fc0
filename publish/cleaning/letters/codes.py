"""The document's code table: which characters stand for accents, after which letters.

``e\\ufffd te\\ufffd``, ``A1  ces``, ``EïFno`` → ``\\ufffd`` after e; ``1`` after A; ``F`` after ï

The table is learnt: a character that follows a letter is a code if, read as an accent, it makes
known words of strings that are none. Afterwards codes are rewritten as neutral signs
(:data:`MARKS`), one for each character: nothing that follows knows which they were.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from math import inf
from typing import Final, NamedTuple

from publish.cleaning.alphabet import BASES, LETTER, LOWER, UPPER
from publish.cleaning.letters.candidates import Grade, Speller, own_words
from publish.cleaning.letters.condition import LetterCondition, alien
from publish.cleaning.letters.lexicon import Lexicon

MARKS: Final = "".join(map(chr, range(0xFDD0, 0xFDF0)))
"""Signs that no text may hold (Unicode noncharacters), one for each code of the document."""

_VOWELS: Final = "aeiouïı"
_PLAIN: Final = ".,;:!?()\\[\\]«»“”‘’\"'…—–‑\\-"
_PAIR: Final = re.compile(
    rf"([{''.join(b for b in BASES if not b.isupper())}])([^\s{LOWER}{_PLAIN}])"
    rf"|([{''.join(b for b in BASES if b.isupper())}])([^\s{LOWER}{_PLAIN}])(?![{UPPER}])"
)
_INSIDE: Final = re.compile(
    rf"[^\s{LOWER}{_PLAIN}](?:(?<=[{LOWER}](.))(?=[{LOWER}])"
    rf"|(?<![{LETTER}][AEIOU].)(?<=[AEIOU](.))(?= ?[{LOWER}]{{2}}))"
)
_ADDRESS: Final = re.compile(r"(?:\w+://|www\.)\S+|[\w.+-]{1,64}@[\w-]+\.[\w.]+")
BLOT: Final = "\ufffc"
"""What stands for a character that is not to be looked at."""
_MARKS: Final = re.compile(f"[{MARKS}]")

_FEWEST: Final = 3
"""How often an ordinary character must stand within small words to be suspected."""
_REFUSED: Final = -2.0
"""Below these odds a letter is not taken along by the other letters of a code."""
_MOST_TIMES: Final = 3
"""How often, at most, one string counts as evidence."""
_MOST_TYPES: Final = 1500
"""How many different strings, the most frequent, evidence is taken from."""
_SHORTEST: Final = 3
_LONGEST: Final = 60  # letters; longer is no word of French, compounds included, but signs repeated

_OPENING: Final = r"(?:^|[.!?…»«:]\s*|\n\s*){}{}(?=\s+\w)"
_OPENING_GAIN: Final = 1.5
"""What an isolated capital A or O with its mark weighs where a sentence opens."""

_SIGN_INSIDE: Final = -6.0
"""What a sign within a word weighs for being a sign after all."""
_CAPITAL: Final = -4.0
_CALL: Final = -2.7


@dataclass(frozen=True, slots=True)
class Code:
    """A character that stands for an accent after the letters of ``bases``."""

    mark: str
    bases: str
    sign: str

    @property
    def alien(self) -> bool:
        """Whether the character cannot be anything but a mark."""
        return alien(self.mark)


@dataclass(frozen=True)
class CodeTable:
    """The codes of a document."""

    codes: tuple[Code, ...] = ()

    def mask(self, text: str) -> str:
        """Return ``text``, same length, with every code as its neutral sign."""
        text = _protected(text)
        for code in self.codes:
            mark = re.escape(code.mark)
            text = re.sub(f"{mark}(?<=[{code.bases}]{mark})", code.sign, text)
        sign = next((code.sign for code in self.codes if code.alien), "")
        others = "".join(re.escape(char) for char in set(text) if sign and alien(char))
        if others:  # a second glyph for one accent
            text = re.sub(f"(?<=[{self.signs}])[{others}]+", lambda m: sign * len(m[0]), text)
        return text

    @cached_property
    def signs(self) -> str:
        return "".join(code.sign for code in self.codes)

    @cached_property
    def literals(self) -> Mapping[str, tuple[str, float, float]]:
        """For each sign that may be itself: the character, its cost within a word, at its end."""
        return {
            code.sign: (
                code.mark,
                _CAPITAL if code.mark.isalpha() else _SIGN_INSIDE,
                _CALL if code.mark.isdigit() or code.mark in "*†‡" else _CAPITAL,
            )
            for code in self.codes
            if not code.alien
        }


def whole_words(text: str, signs: str) -> Counter[str]:
    """Count the words that no sign of a code touches."""
    strings = Counter(re.findall(f"[{LETTER}{re.escape(signs)}]+", text))
    for string in [one for one in strings if not set(signs).isdisjoint(one)] if signs else ():
        del strings[string]
    return strings


def learn_codes(text: str, condition: LetterCondition, lexicon: Lexicon) -> CodeTable:
    """Return the codes of a text.

    Words in capitals prove nothing: what a printed letter makes of them is a matter of luck.
    """
    suspects = _suspects(text, condition)
    if not suspects.codes:
        return suspects
    evidence = Evidence()
    own = own_words(whole_words(text, ""))
    speller = Speller(lexicon, suspects.signs, suspects.literals, own, thorough=True)
    for piece, count in _pieces(suspects, text).most_common(_MOST_TYPES):
        _weigh(piece, count, speller, evidence)
        last = piece.rpartition(" ")[2]
        if last != piece and speller.readings(last)[0].grade is Grade.LISTED:
            _weigh(last, count, speller, evidence)  # a word of its own after a space
    for code in suspects.codes:
        for base in () if code.alien else {"A", "O"} & set(code.bases):
            if base + code.mark not in text:
                continue
            found = len(re.findall(_OPENING.format(base, re.escape(code.mark)), text))
            evidence.hints[base, code.sign] += _OPENING_GAIN * min(found, _MOST_TIMES)
    return _accepted(suspects, evidence, condition)


def _protected(text: str) -> str:
    """Return ``text``, same length, without addresses and without signs of our own."""
    if _MARKS.search(text):
        text = _MARKS.sub(BLOT, text)
    if "@" in text or "://" in text or "www." in text:
        text = _ADDRESS.sub(lambda match: BLOT * len(match[0]), text)
    return text


def _suspects(text: str, condition: LetterCondition) -> CodeTable:
    """Return the characters that might be codes, most frequent first.

    Where words have their accents, an ordinary character is only suspected within small words.
    """
    text = _protected(text)
    if condition.accents_whole:
        inside = Counter(one or two for one, two in _INSIDE.findall(text))
        usual = {mark for mark, count in inside.items() if count >= _FEWEST}
        if not usual and not condition.aliens:
            return CodeTable()
    bases: dict[str, Counter[str]] = defaultdict(Counter)
    for (small, mark, capital, other), count in Counter(_PAIR.findall(text)).items():
        bases[mark or other][small or capital] += count
    for mark in [mark for mark in bases if unicodedata.category(mark) in ("Cf", "Lo", "Lm")]:
        del bases[mark]
    for mark in list(bases) if condition.accents_whole else ():
        if mark not in usual and not alien(mark):
            del bases[mark]
    frequent = sorted(bases, key=lambda mark: (-bases[mark].total(), text.index(mark)))
    codes = (Code(mark, "".join(sorted(bases[mark])), "") for mark in frequent)
    return _signed(code for code in codes if code.alien or set(code.bases.lower()) & set(_VOWELS))


def _signed(codes: Iterator[Code]) -> CodeTable:
    """Give each code its sign; a class of characters must stay one: ``-`` and ``]`` are escaped."""
    return CodeTable(
        tuple(Code(code.mark, code.bases, sign) for code, sign in zip(codes, MARKS, strict=False))
    )


def _pieces(suspects: CodeTable, text: str) -> Counter[str]:
    """Count the strings of letters and suspects, and those that a space would have torn."""
    masked = suspects.mask(text)
    piece = f"[{LETTER}{suspects.signs}]*[{suspects.signs}]"
    return Counter(re.findall(f"{piece}(?: ?[{LOWER}{suspects.signs}]+|[{UPPER}]+)", masked))


@dataclass(slots=True)
class Evidence:
    """Odds, as logarithms, that a character is a code after a letter."""

    odds: dict[tuple[str, str], float] = field(default_factory=lambda: defaultdict(float))
    types: Counter[tuple[str, str]] = field(default_factory=Counter)
    """The types of words that speak for a code after a letter…"""
    tried: Counter[tuple[str, str]] = field(default_factory=Counter)
    """… and all those in which it stands there."""
    hints: dict[tuple[str, str], float] = field(default_factory=lambda: defaultdict(float))
    """What counts only in a document that is known to be damaged."""


def _weigh(piece: str, count: int, speller: Speller, evidence: Evidence) -> None:
    """Add what one piece says: reading its signs as accents makes a word, or breaks one."""
    whole = piece.replace(" ", "")
    if len(whole) > _LONGEST:
        return
    head, _, tail = piece.partition(" ")
    capitals = not any(map(str.islower, head)) and len(tail) < _SHORTEST
    if capitals and any(char in speller.literals for char in whole):
        return
    signs = [(at, char) for at, char in enumerate(whole) if char in speller.marks]
    if len(whole) - len(signs) < _SHORTEST:
        return
    readings = speller.readings(whole)
    for number, (at, sign) in enumerate(signs):
        accent = next((r for r in readings if r.letters[number]), None)
        itself = next((r for r in readings if not r.letters[number]), None)
        if accent is None or at == 0 or at == len(whole) - 1:
            continue
        pair = whole[at - 1], sign
        evidence.tried[pair] += " " not in piece
        if accent.grade is Grade.LISTED and (" " not in piece or len(whole) > _SHORTEST + 2):
            gain = accent.score - (itself.score if itself else -20.0)
            evidence.odds[pair] += gain * min(count, _MOST_TIMES)
            evidence.types[pair] += gain > 0
        elif " " not in piece and itself and itself.grade is Grade.LISTED:
            evidence.odds[pair] += (accent.score - itself.score) * min(count, _MOST_TIMES)
        elif " " not in piece:
            evidence.hints[pair] += -1.0 if _is_text(whole, sign, speller) else 1.0


def _is_text(piece: str, sign: str, speller: Speller) -> bool:
    """Whether a sign stands between two known words, as in “et/ou”."""
    if speller.literals.get(sign, ("a",))[0].isalpha():
        return False
    return all(
        not any(char in speller.marks for char in part)
        and speller.readings(part)[0].grade is Grade.LISTED
        for part in piece.split(sign)
    )


def _accepted(suspects: CodeTable, evidence: Evidence, condition: LetterCondition) -> CodeTable:
    """Return the codes whose evidence suffices, each with the letters it goes along with."""
    proved = _proved(suspects, evidence, _OVERWHELMING if condition.accents_whole else _PLAIN_PROOF)
    if any(proved.values()) and not condition.accents_whole:  # lesser evidence will do
        for pair, hint in evidence.hints.items():
            evidence.odds[pair] += hint
        proved = _proved(suspects, evidence, _IN_DAMAGED)
    return _signed(
        Code(code.mark, bases, "") for code in suspects.codes if (bases := proved[code.sign])
    )


class CodeProof(NamedTuple):
    """What is asked of a code with an ordinary sign: the odds, and the types of words."""

    odds: float
    """Decimal logarithm of the odds for one letter before it…"""
    types: int
    """… the types of words that must speak for it, all letters together…"""
    alone: float
    """… and the odds, all letters together, that make up for fewer."""
    share: float = 0.0
    """The least share of the types in which it stands that must speak for it."""


_PLAIN_PROOF: Final = CodeProof(odds=2.0, types=2, alone=6.0)
_IN_DAMAGED: Final = CodeProof(odds=2.0, types=0, alone=6.0)
_OVERWHELMING: Final = CodeProof(odds=4.0, types=3, alone=inf, share=0.8)


def _proved(suspects: CodeTable, evidence: Evidence, proof: CodeProof) -> dict[str, str]:
    """Return for each suspect the letters after which it is a code."""
    odds, types = evidence.odds, evidence.types
    found: dict[str, str] = {}
    for code in suspects.codes:
        bases = code.bases if code.alien else ""
        for case in () if code.alien else (str.lower, str.upper):
            own = [b for b in code.bases if b == case(b)]
            sure = [b for b in own if odds.get((b, code.sign), 0) > proof.odds]
            total = sum(odds.get((b, code.sign), 0) for b in sure)
            number = sum(types[b, code.sign] for b in sure)
            clear = number >= proof.share * sum(evidence.tried[b, code.sign] for b in sure)
            alone = inf if code.mark.isalpha() else proof.alone  # one word never makes a letter one
            if sure and clear and (number >= proof.types or total > alone):
                bases += "".join(
                    b
                    for b in own
                    if b in sure
                    or (b.lower() in _VOWELS and odds.get((b, code.sign), 0) > _REFUSED)
                )
        found[code.sign] = bases
    return found
