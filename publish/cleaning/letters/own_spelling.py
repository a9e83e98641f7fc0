"""How a text that lost some of its accents spells by itself: its names, its capitals.

What it prints with an accent in one place tells what it lost in another.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Mapping
from typing import Final, NamedTuple

from publish.cleaning.alphabet import plain
from publish.cleaning.letters.loss import Lookup

_OPENING_A: Final = re.compile(r"\bA ")
_HABIT: Final = 0.5
"""Share of the capitals with accents, of those expected, from which a text gives them accents."""
_VARIANT: Final = 3
"""How many more bare spellings there must be than the loss explains, for a name to have both."""
_MOST: Final = 0.999
_RECURS: Final = 3
_SHORTEST: Final = 4


class OwnSpelling(NamedTuple):
    """The spellings of a text, small letters: those with accents by their key, those without."""

    accented: Mapping[str, Counter[str]]
    bare: Mapping[str, int]
    accents_capitals: bool | None
    """Whether it puts accents on capitals; None where nothing tells."""
    lost: float
    """The share of its accents that the text has lost."""

    def of(self, key: str) -> str:
        """Return how the text itself spells a key with accents; nothing where it has both."""
        spelled = self.accented.get(key)
        if not spelled:
            return ""
        lost = min(self.lost, _MOST)
        expected = spelled.total() * lost / (1 - lost)
        return spelled.most_common(1)[0][0] if self.bare[key] <= _VARIANT * expected + 1 else ""


def own_spelling(text: str, printed: Counter[str], lost: float, lookup: Lookup) -> OwnSpelling:
    """Learn how a text spells from its words, each as printed with how often."""
    accented: dict[str, Counter[str]] = defaultdict(Counter)
    bare: Counter[str] = Counter()
    with_accent, without = 0, len(_OPENING_A.findall(text))
    for word, count in printed.items():
        lower = word.lower()
        key = plain(lower)
        if lower == key:
            bare[key] += count
            without += count * (word[:1] == "E" and _wants_capital(word, lookup))
        else:
            accented[key][lower] += count
            with_accent += count * (word.istitle() and not word[0].isascii())
    expected = (1 - lost) * (with_accent + without)
    habit = with_accent > _HABIT * expected if with_accent else None
    return OwnSpelling(accented, bare, habit, lost)


def _wants_capital(word: str, lookup: Lookup) -> bool:
    """Whether a word would have an accent on its capital where capitals have theirs."""
    forms = [form for form in lookup(word.lower()) if form.listed]
    return bool(forms) and word.istitle() and not any(form.text[0].isascii() for form in forms)


def unknown_names(printed: Mapping[str, int], lookup: Lookup) -> frozenset[str]:
    """Return the names without accents that come back and that nothing tells how to spell."""
    return frozenset(
        word
        for word, count in printed.items()
        if count >= _RECURS
        and len(word) >= _SHORTEST
        and word.istitle()
        and word.isascii()
        and not lookup(word.lower())
    )
