"""Hyphens at line ends: soft ones, which divided a word, and those of compounds.

``spon-⏎tané`` → ``spontané``; ``avant-⏎garde`` → ``avant-garde``

A word is joined only where the joined form is known and the hyphenated one is not; where neither
is known, the document's other lines decide, and the editor is asked.
"""

from __future__ import annotations

import itertools
import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from publish.cleaning.ledger import Cause, Confidence, Reason
from publish.cleaning.letters import LETTER, UPPER, plain
from publish.cleaning.spelling import Grade, Reading, Speller
from publish.messages import N_

SOFT_HYPHEN_REASON: Final = Reason("soft-hyphen", N_("word divided at the end of a line"))
COMPOUND_REASON: Final = Reason("compound", N_("hyphen of a compound at the end of a line"))


@dataclass(frozen=True, slots=True)
class LineEnd:
    """A hyphen at the end of a line: ``start`` is its place, ``end`` that of the next letter."""

    start: int
    end: int
    joins: bool
    cause: Cause


def line_end_pattern(signs: str) -> re.Pattern[str]:
    """Return what finds hyphens at line ends, with the pieces on both sides."""
    char = f"[{LETTER}{signs}]"
    return re.compile(rf"(?<!{char})({char}+)-[ \t]*\r?\n[ \t]*({char}+)")


def decide_line_ends(masked: str, speller: Speller) -> list[LineEnd]:
    """Return every hyphen at a line end, decided."""
    char = f"[{LETTER}{speller.marks}]"
    compounds = Counter(re.findall(f"{char}+(?:-{char}+)+", masked))
    pairs: Counter[str] = Counter()
    for compound, count in compounds.items():
        parts = compound.lower().split("-")
        for left, right in itertools.pairwise(parts):
            pairs[f"{left}-{right}"] += count
    words = Counter(re.findall(f"{char}+", masked)) if pairs or "-\n" in masked else Counter()
    decided: dict[tuple[str, str], tuple[bool, Cause]] = {}
    found: list[LineEnd] = []
    for match in line_end_pattern(speller.marks).finditer(masked):
        left, right = match[1], match[2]
        if (left, right) not in decided:
            decided[left, right] = _decide(left, right, speller, pairs, words)
        joins, cause = decided[left, right]
        found.append(LineEnd(match.end(1), match.start(2), joins, cause))
    return found


def _decide(
    left: str,
    right: str,
    speller: Speller,
    pairs: Mapping[str, int],
    words: Mapping[str, int],
) -> tuple[bool, Cause]:
    joined = speller.readings(left + right)[0]
    halves = speller.readings(left)[0], speller.readings(right)[0]
    compound = f"{halves[0].word}-{halves[1].word}"
    whole = joined.grade is Grade.LISTED or words.get(left + right, 0) > 1
    hyphenated = bool(pairs.get(f"{left}-{right}".lower())) or any(
        form.listed for form in speller.lexicon.lookup(plain(compound.lower()))
    )
    if re.match(f"[{UPPER}]", right):
        return False, _cause(False, Confidence.CERTAIN, _CAPITAL, joined, compound)
    if whole != hyphenated:
        evidence = _ONLY_JOINED if whole else _ONLY_COMPOUND
        return whole, _cause(whole, Confidence.CERTAIN, evidence, joined, compound)
    if whole:
        often = words.get(left + right, 0) >= pairs.get(f"{left}-{right}".lower(), 0)
        return often, _cause(often, Confidence.PROBABLE, _BOTH, joined, compound)
    both = all(half.grade is Grade.LISTED and len(half.word) > 1 for half in halves)
    return not both, _cause(not both, Confidence.PROBABLE, _NEITHER, joined, compound)


_CAPITAL = N_("a capital follows")
_ONLY_JOINED = N_("“{joined}” is a word, “{compound}” is not")
_ONLY_COMPOUND = N_("“{compound}” is a compound, “{joined}” is no word")
_BOTH = N_("both “{joined}” and “{compound}” are known")
_NEITHER = N_("neither “{joined}” nor “{compound}” is known")


def _cause(
    joins: bool, confidence: Confidence, evidence: str, joined: Reading, compound: str
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
