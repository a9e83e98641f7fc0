"""A text as the families of known damage look at it, and what each of them is."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from publish.cleaning.alphabet import LETTER
from publish.cleaning.ledger.ledger import Change
from publish.cleaning.ledger.offset_map import OffsetMap
from publish.cleaning.letters.condition import Condition, examine
from publish.cleaning.letters.lexicon import Lexicon

_ACCENTED: Final = re.compile(rf"[{LETTER}]*(?:[^\W\d_a-zA-Z])[{LETTER}]*")
_MOST_TIMES: Final = 3
"""How often a word of one type counts."""


@dataclass(frozen=True)
class Specimen:
    """A text under examination."""

    text: str
    lexicon: Lexicon

    @cached_property
    def signs(self) -> frozenset[str]:
        """The characters that stand in it."""
        return frozenset(self.text)

    @cached_property
    def condition(self) -> Condition:
        """That of its letters."""
        return examine(self.text)

    @cached_property
    def accented(self) -> Counter[str]:
        """Its words with letters beyond ASCII, in small letters."""
        return accented_words(self.text)

    @cached_property
    def known(self) -> tuple[int, int]:
        """How many of its accented words the dictionary has, and how many it has not."""
        return known_words(self.accented, self.lexicon)


Family = Callable[[Specimen], list[Change]]
"""Finds one kind of damage; returns nothing where evidence is too little."""


def accented_words(text: str) -> Counter[str]:
    """Count the words with letters beyond ASCII, in small letters."""
    return Counter(map(str.lower, _ACCENTED.findall(text)))


def known_words(words: Mapping[str, int], lexicon: Lexicon) -> tuple[int, int]:
    """Return how many words the dictionary has and has not; a type counts thrice at most."""
    known = unknown = 0
    for word, count in words.items():
        if lexicon.knows(word):
            known += min(count, _MOST_TIMES)
        else:
            unknown += min(count, _MOST_TIMES)
    return known, unknown


def gain(specimen: Specimen, changes: Sequence[Change]) -> tuple[int, int]:
    """Return how many words that changes make are known, and how many are not."""
    made = OffsetMap.of(specimen.text, changes).text
    fresh = {w: n for w, n in accented_words(made).items() if w not in specimen.accented}
    return known_words(fresh, specimen.lexicon)
