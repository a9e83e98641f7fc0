"""Drop caps that the extraction tore off their word.

``a prise du pouvoir…`` / … / ``L`` alone on a line → ``La prise du pouvoir…``
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from publish.cleaning.alphabet import LETTER, LOWER, UPPER
from publish.cleaning.ledger.ledger import Cause, Reason
from publish.cleaning.ledger.offset_map import SettledOffset
from publish.cleaning.letters.candidates import Grade
from publish.cleaning.letters.chains import Chains, chain_pattern
from publish.messages import N_

DROP_CAP: Final = Cause(Reason("drop-cap", N_("drop cap put back before its word")))

_BLANK: Final = re.compile(r"\n[ \t\r\f]*\n\s*")
_FINISHED: Final = re.compile(r"(?:[.!?…»:][»)\s\d]*|^)$")
_REACH: Final = 3000
"""How far, in characters, a drop cap is believed to have strayed."""
_MOST: Final = 50
"""Capitals alone on their line that a text of any length may have: more are a list."""
_OPENING: Final = 4.0
_HEADLESS: Final = 1.5
_UNFINISHED: Final = -6.0
_ENOUGH: Final = 1.0
_WORDS: Final = "AÀOÔY"
"""Capitals that are words by themselves."""


@dataclass(frozen=True, slots=True)
class DropCap:
    """A capital at ``place`` that belongs before the word at ``word``."""

    place: SettledOffset
    letter: str
    word: SettledOffset
    space: bool = False
    """Whether the capital is a word by itself."""


def find_drop_caps(masked: str, chains: Chains) -> Iterator[DropCap]:
    """Yield the capitals alone on a line, each with the paragraph nearby that lacks its first."""
    signs = chains.speller.marks
    taken: set[int] = set()
    alone_on_line = list(re.finditer(rf"^[ \t]*([{UPPER}])[ \t]*$", masked, re.M))
    if len(alone_on_line) > max(_MOST, len(masked) / _REACH):
        return  # single letters are the habit of such a text
    for match in alone_on_line:
        best = max(
            (
                (_fit(masked, place, match[1], chains, signs), -abs(place - match.start()), place)
                for place in _headless(masked, match.start(), match.end(1))
                if place not in taken
            ),
            default=None,
        )
        if best and best[0] > _ENOUGH:
            taken.add(best[2])
            alone = not _joins(masked, best[2], match[1], chains, signs)
            yield DropCap(SettledOffset(match.start(1)), match[1], SettledOffset(best[2]), alone)


def _headless(text: str, start: int, end: int) -> Iterator[int]:
    """Yield where the paragraphs nearby begin that open with a small letter or an apostrophe."""
    low = max(0, start - _REACH)
    places = [match.end() for match in _BLANK.finditer(text, low, end + _REACH)]
    if low == 0:
        places.insert(0, len(text) - len(text.lstrip()))
    places.append(end + len(text[end:]) - len(text[end:].lstrip()))
    for place in dict.fromkeys(places):
        if place < len(text) and re.match(f"[{LOWER}’']", text[place]):
            yield place


def _fit(text: str, place: int, capital: str, chains: Chains, signs: str) -> float:
    """Return how well a capital suits the beginning of a paragraph."""
    before = text[max(0, place - 200) : place]
    lines = [line for line in before.split("\n") if line.strip()]
    last = lines[-1].strip() if lines else ""
    if not text[:place].strip() or last == capital:
        score = _OPENING
    elif _FINISHED.search(last) or len(last) < 60:
        score = _HEADLESS
    else:
        score = _UNFINISHED
    if text[place] in "’'":
        return score + 3.0 if capital in "LDJMTSCNQ" else -9.0
    if not _joins(text, place, capital, chains, signs):
        return score - 2.0 if capital in _WORDS else -9.0
    chain = _first(text, place, signs)
    together, apart = chains.decide(capital + chain), chains.decide(chain)
    gain = sum(w.score for w in together.words) - sum(w.score for w in apart.words)
    return score + max(-3.0, min(3.0, gain))


def _joins(text: str, place: int, capital: str, chains: Chains, signs: str) -> bool:
    """Whether capital and first word make a known word."""
    if text[place] in "’'":
        return True
    decision = chains.decide(capital + _first(text, place, signs))
    return decision.words[0].grade is Grade.LISTED


def _first(text: str, place: int, signs: str) -> str:
    """Return the chain, or the word, that stands at a place."""
    match = chain_pattern(signs, gaps=True).match(text, place)
    word = match or re.compile(f"[{LETTER}]+").match(text, place)
    return word[0] if word else ""
