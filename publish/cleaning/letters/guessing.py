"""Accents of words nobody knows, from what stands around each letter in French.

``Kare■line`` → ``Karéline``; ``Simie■s`` → ``Simiès``
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import product
from math import log10
from typing import Final

from publish.cleaning.alphabet import accented, accents_on, plain
from publish.cleaning.letters.lexicon import Lexicon

_UNKNOWN: Final = -5.0
_PER_LETTER: Final = -0.75
_NAME: Final = 1.5
"""A word in no list is the rarer the longer it is; less so with a capital."""

_OPEN: Final = re.compile(r"(?:[bcdfghjklmnpqrstvwxz]|[bcdfgptv][lr]|[cpt]h|gn|qu|gu)?e?s?$")
"""What may follow è at the end of a name: a mute syllable, or s."""
_MOST: Final = 6
_LONGEST: Final = 60
"""Letters from which a word is no word, and one guess is enough."""


def unknown(letters: str) -> float:
    """Return the decimal logarithm of the probability of a word that is in no list."""
    return _UNKNOWN + _PER_LETTER * len(letters) + (_NAME if letters[:1].isupper() else 0.0)


def guesses(lexicon: Lexicon, letters: str, marked: Sequence[int]) -> Iterator[tuple[str, float]]:
    """Yield spellings of ``letters`` with accents on the ``marked`` ones, and their scores."""
    score = unknown(letters)
    if not letters.isupper() and letters[1:] != letters[1:].lower():
        score -= 3.0
    if not marked:
        yield letters, score
        return
    keep = 4 if len(marked) < 4 else 2 if len(letters) < _LONGEST else 1
    options = [_options(lexicon, letters, at)[:keep] for at in marked[:_MOST]]
    for choice in product(*options):
        word = list(letters)
        for at, (letter, _) in zip(marked, choice, strict=False):
            word[at] = letter
        yield "".join(word), score + sum(own for _, own in choice)


def _options(lexicon: Lexicon, letters: str, at: int) -> list[tuple[str, float]]:
    """Return the accented letters that may stand at a place, likeliest first."""
    key = plain(letters.lower())
    counts = Counter(lexicon.accents_between(key, at))
    if key[at] == "e" and letters[:1].isupper():
        if key[at + 1 :] == "s":
            counts = Counter("è")
        elif not _OPEN.match(key, at + 1):
            counts["è"] = 0
            counts["é"] += 1
    found = [accented(letters[at], accent) for accent in accents_on(letters[at])]
    total = counts.total() + 0.1 * len(found)
    scored = [(letter, log10((counts[letter.lower()] + 0.1) / total)) for letter in found]
    return sorted(scored, key=lambda pair: -pair[1])
