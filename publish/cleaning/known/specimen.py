"""A text as the families of known damage look at it, and what each of them is."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import islice
from typing import Final

from publish.cleaning.alphabet import LETTER
from publish.cleaning.ledger.ledger import Change
from publish.cleaning.ledger.offset_map import OffsetMap
from publish.cleaning.letters.condition import LetterCondition, examine
from publish.cleaning.letters.lexicon import Lexicon

_WORD: Final = re.compile(rf"[{LETTER}]+|[^\W\d_]+")
_MOST_TYPES: Final = 400
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
    def tokens(self) -> Counter[str]:
        """What stands between its blanks, and how often."""
        return Counter(self.text.split())

    @cached_property
    def condition(self) -> LetterCondition:
        """That of its letters."""
        return examine(self.tokens, self.signs, self.text)

    @cached_property
    def accented(self) -> Counter[str]:
        """Its words with letters beyond ASCII, in small letters."""
        return accented_words(self.tokens)

    @cached_property
    def known(self) -> tuple[int, int]:
        """How many of its accented words the dictionary has, and how many it has not."""
        return known_words(self.accented, self.lexicon)


Family = Callable[[Specimen], list[Change]]
"""Finds one kind of damage; returns nothing where evidence is too little."""


def accented_words(tokens: Mapping[str, int]) -> Counter[str]:
    """Count the words with letters beyond ASCII, in small letters."""
    words: Counter[str] = Counter()
    for token, count in tokens.items():
        if not token.isascii():
            for word in _WORD.findall(token):
                if not word.isascii():
                    words[word.lower()] += count
    return words


def known_words(words: Mapping[str, int], lexicon: Lexicon) -> tuple[int, int]:
    """Return how many words the dictionary has and has not; a type counts thrice at most.

    Of many types some are tried, from all parts of the text.
    """
    known = unknown = 0
    step = max(1, len(words) // _MOST_TYPES)
    for word, count in islice(words.items(), 0, None, step):
        if lexicon.knows(word):
            known += min(count, _MOST_TIMES)
        else:
            unknown += min(count, _MOST_TIMES)
    return known, unknown


def gain(specimen: Specimen, changes: Sequence[Change]) -> tuple[int, int]:
    """Return how many words that changes make are known, and how many are not."""
    made = OffsetMap.of(specimen.text, changes).text
    words = accented_words(Counter(made.split()))
    fresh = {w: n for w, n in words.items() if w not in specimen.accented}
    return known_words(fresh, specimen.lexicon)
