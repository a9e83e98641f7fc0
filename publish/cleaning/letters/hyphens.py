"""Hyphens at line ends: soft ones, which divided a word, and those of compounds.

``spon-⏎tané`` → ``spontané``; ``avant-⏎garde`` → ``avant-garde``

A word is joined only where the joined form is known and the hyphenated one is not; where neither
is known, the document's other lines decide, and the editor is asked.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from typing import Final

from publish.characters import HYPHEN, SOFT_HYPHEN
from publish.cleaning.alphabet import LETTER, plain
from publish.cleaning.ledger.ledger import Cause, Confidence, Reason
from publish.cleaning.ledger.offset_map import SettledOffset
from publish.cleaning.letters.candidates import Candidate, Grade, Speller
from publish.messages import N_

HYPHENS: Final = f"\\-{SOFT_HYPHEN}{HYPHEN}"
"""Signs that may divide a word at the end of a line, for a class of characters."""

LINE_END: Final = re.compile(rf"[{HYPHENS}][ \t]*\r?\n")
_MOST_SLIPS: Final = 5
"""Spaces that may have slipped into half a word."""

SOFT_HYPHEN_REASON: Final = Reason("soft-hyphen", N_("word divided at the end of a line"))
COMPOUND_REASON: Final = Reason("compound", N_("hyphen of a compound at the end of a line"))


@dataclass(frozen=True, slots=True)
class LineEnd:
    """A hyphen at the end of a line: from ``start``, after the last letter, to the next letter."""

    start: SettledOffset
    end: SettledOffset
    joins: bool
    cause: Cause


def line_end_pattern(signs: str) -> re.Pattern[str]:
    """Return what finds hyphens at line ends, with the pieces on both sides."""
    char = f"[{LETTER}{signs}]"
    slipped = f"(?:(?<=[{signs}]) )?" if signs else ""
    before = f"(?:{char}*[{signs}] ){{0,{_MOST_SLIPS}}}" if signs else ""
    more = f"(?:(?<=[{signs}]) {char}+){{0,{_MOST_SLIPS}}}" if signs else ""
    hyphen = f"[{HYPHENS}]"
    return re.compile(
        rf"(?<!{char})({before}{char}+){slipped}({hyphen})[ \t]*\r?\n[ \t]*({char}+{more})"
    )


@dataclass(frozen=True)
class Hyphens:
    """Decides hyphens, knowing the words and compounds that stand whole in the document."""

    masked: str
    speller: Speller

    @cached_property
    def pairs(self) -> Mapping[str, int]:
        """Two parts joined by a hyphen within a line, and how often."""
        char = f"[{LETTER}{self.speller.marks}]"
        pairs: Counter[str] = Counter()
        compounds = re.findall(f"(?<!{char}){char}+(?:-{char}+)+", self.masked)
        for compound, count in Counter(compounds).items():
            for left, right in pairwise(compound.lower().split("-")):
                pairs[f"{left}-{right}"] += count
        return pairs

    @cached_property
    def words(self) -> Mapping[str, int]:
        """The words, and how often."""
        return Counter(re.findall(f"[{LETTER}{self.speller.marks}]+", self.masked))

    def line_ends(self) -> list[LineEnd]:
        """Return every hyphen between two lines that follow one another."""
        if not LINE_END.search(self.masked):
            return []
        decided: dict[tuple[str, str], tuple[bool, Cause]] = {}
        found: list[LineEnd] = []
        for match in line_end_pattern(self.speller.marks).finditer(self.masked):
            halves = self._halves(match[1], match[3])
            if match[2] == SOFT_HYPHEN:
                joins, cause = True, Cause(SOFT_HYPHEN_REASON)
            else:
                if halves not in decided:
                    decided[halves] = self.decide(*halves)
                joins, cause = decided[halves]
            start, end = SettledOffset(match.end(1)), SettledOffset(match.start(3))
            found.append(LineEnd(start, end, joins, cause))
        return found

    def _halves(self, left: str, right: str) -> tuple[str, str]:
        """Return the halves of a divided word; spaces may have slipped into them."""
        ways = [(left, right)]
        if " " in left + right:
            ends = right.split(" ")
            cuts = range(len(ends), 0, -1)
            ways = [(left.replace(" ", ""), "".join(ends[:cut])) for cut in cuts]
            ways.append((left.rpartition(" ")[2], ends[0]))
        for way in ways[:-1]:
            if self.speller.readings("".join(way))[0].grade is Grade.LISTED:
                return way
        return ways[-1]

    def decide(self, left: str, right: str) -> tuple[bool, Cause]:
        """Return whether two halves are one word, and why."""
        joined = self.speller.readings(left + right)[0]
        halves = self.speller.readings(left)[0], self.speller.readings(right)[0]
        compound = f"{halves[0].word}-{halves[1].word}"
        apart = self.pairs.get(f"{left}-{right}".lower(), 0)
        together = self.words.get(left + right, 0)
        listed = self.speller.lexicon.lookup(plain(compound.lower()))
        hyphenated = apart > 0 or any(form.listed for form in listed)
        whole = joined.grade is Grade.LISTED or together > 1 or (together > 0 and not hyphenated)
        if right[0].isupper():
            return False, _cause(False, Confidence.CERTAIN, _CAPITAL, joined, compound)
        bound = left.lower() == "t" or halves[0].word.lower() == "à" or halves[1].word in _BOUND
        if (bound and not whole) or left.lower() == "t":
            return False, _cause(False, Confidence.CERTAIN, _PRONOUN, joined, compound)
        if whole != hyphenated:
            evidence = _ONLY_JOINED if whole else _ONLY_COMPOUND
            return whole, _cause(whole, Confidence.CERTAIN, evidence, joined, compound)
        if whole:
            joins = together > apart or (together == apart and joined.score > _USUAL)
            return joins, _cause(joins, Confidence.PROBABLE, _BOTH, joined, compound)
        words = all(
            half.grade is Grade.LISTED and (len(half.word) > 1 or half.word in _SHORT_WORDS)
            for half in halves
        )
        words = words or (halves[1].grade is Grade.LISTED and len(right) > _LONG_HALF)
        return not words, _cause(not words, Confidence.PROBABLE, _NEITHER, joined, compound)


_SHORT_WORDS: Final = frozenset("àaytÀAY")
_LONG_HALF: Final = 6
"""A known second half longer than this is no accident."""
_USUAL: Final = -6.0
"""The score above which a joined word is usual, its hyphenated twin notwithstanding."""

_BOUND: Final = frozenset(
    "il elle on ils elles je tu nous vous ce moi toi lui leur le la les y en là ci même mêmes t à "
    "dire".split()
)
"""Words that a hyphen binds to the word before."""

_PRONOUN = N_("a hyphen binds the two")
_CAPITAL = N_("a capital follows")
_ONLY_JOINED = N_("“{joined}” is a word, “{compound}” is not")
_ONLY_COMPOUND = N_("“{compound}” is a compound, “{joined}” is no word")
_BOTH = N_("both “{joined}” and “{compound}” are known")
_NEITHER = N_("neither “{joined}” nor “{compound}” is known")


def _cause(
    joins: bool, confidence: Confidence, evidence: str, joined: Candidate, compound: str
) -> Cause:
    words = joined.word, compound
    return Cause(
        SOFT_HYPHEN_REASON if joins else COMPOUND_REASON,
        confidence,
        evidence,
        (("joined", joined.word), ("compound", compound)),
        before=compound,
        after=words[0] if joins else words[1],
        alternatives=(words[1] if joins else words[0],),
    )
