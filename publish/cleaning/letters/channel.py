"""How likely each mark is for each accented letter, learnt from the words that are sure.

Codes are blind to words: the same glyph always gives the same mark. So a mark once seen on é and
never on è tells ``colle■ge`` from ``collège``.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from math import log10

from publish.cleaning.alphabet import accent_of


class Channel:
    """Probabilities of marks; a letter never met takes what is known of its accent."""

    def __init__(self, counts: Mapping[tuple[str, str], float] | None = None, marks: int = 1):
        self._pairs = dict(counts or {})
        self._letters: dict[str, float] = defaultdict(float)
        self._kinds: dict[tuple[str, bool], float] = defaultdict(float)
        self._kind_pairs: dict[tuple[str, bool, str], float] = defaultdict(float)
        self._even = 1 / max(marks, 1)
        self._known: dict[tuple[str, str], float] = {}
        for (letter, mark), n in self._pairs.items():
            accent, upper = accent_of(letter), letter.isupper()
            self._letters[letter] += n
            self._kinds[accent, upper] += n
            self._kind_pairs[accent, upper, mark] += n

    def score(self, letter: str, mark: str) -> float:
        """Return log10 P(mark | letter)."""
        pair = letter, mark
        known = self._known.get(pair)
        if known is None:
            accent, upper = accent_of(letter), letter.isupper()
            general = self._kind_pairs.get((accent, upper, mark), 0.0) + 0.5 * self._even
            general /= self._kinds.get((accent, upper), 0.0) + 0.5
            own = self._pairs.get(pair, 0.0) + 0.5 * general
            known = self._known[pair] = log10(own / (self._letters.get(letter, 0.0) + 0.5))
        return known
