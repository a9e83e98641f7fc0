"""The words of a text as they are to be judged: parts that a hyphen divides are one.

``Vier-ge`` → ``Vierge``; ``dit-il`` → ``dit``, ``il``; ``Ap-parlement`` → ``Apparlement``
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final, NamedTuple

from publish.cleaning.alphabet import LETTER, plain
from publish.cleaning.letters.lexicon import Form, Lexicon

_WORD: Final = rf"[{LETTER}0-9]*[{LETTER}][{LETTER}0-9]*"
CHAIN: Final = re.compile(
    rf"[\]|!]?{_WORD}(?:[-\u2010\u2011\u00ac](?:[ \t]*\r?\n?[ \t]*)(?:{_WORD}))*"
)
"""A word as it is read, figures within it, with what hyphens tie to it."""
_HYPHEN: Final = re.compile(r"[-\u2010\u2011\u00ac]\s*")
_BOUND: Final = frozenset(
    "il elle on ils elles je tu nous vous ce moi toi lui leur le la les y en "
    "là ci même mêmes t".split()
)
"""Words that a hyphen binds to the word before."""
COMPOUNDING: Final = frozenset(
    "contre entre porte couvre demi semi mi anti archi avant après arrière sous sur non ex "
    "vice quasi long grand grande petit petite haut haute bas basse beau belle bon bonne "
    "saint sainte tout très garde passe pré ré re co auto indo franco gallo néo pseudo ultra "
    "extra infra inter trans super".split()
)
"""Words and prefixes that a hyphen binds to the word after."""
PART: Final = re.compile(r"[^-\u2010\u2011\u00ac\s]+")
"""A part of a chain."""
_APOSTROPHES: Final = ("'", "’")
_LONE: Final = frozenset("aàéêiouâô")
"""Letters that a line may end with, alone."""
_SHORT: Final = 5
"""Letters of a part from which it may be a name for itself."""
_USUAL: Final = 42
"""The same of a word that no hyphen divides, whatever its first part is."""
_RARE: Final = 25
"""Ten times the Zipf frequency under which a part is no word for itself."""


class Unit(NamedTuple):
    """A word to judge: where it stands, and how it is read, its parts joined."""

    start: int
    end: int
    word: str
    joined: bool = False
    """Whether a hyphen stands in it that divides a word."""
    elided: bool = False
    """Whether an apostrophe follows: ``qu’``."""


@dataclass(frozen=True, slots=True)
class UnitDivider:
    """Tells which hyphens divide a word."""

    lexicon: Lexicon
    whole: frozenset[str]
    """Words that stand undivided in the document, small letters."""
    known: dict[str, bool]

    @classmethod
    def of(cls, text: str, lexicon: Lexicon) -> UnitDivider:
        """Collect the words that stand undivided in a text."""
        words = Counter(re.findall(rf"(?<![-\w])[{LETTER}]+(?![-\w])", text))
        return cls(lexicon, frozenset(word.lower() for word in words), {})

    def units(self, text: str) -> Iterator[Unit]:
        """Yield the words of a text."""
        for match in CHAIN.finditer(text):
            elided = text[match.end() : match.end() + 1] in _APOSTROPHES
            if match[0].isalnum():
                yield Unit(match.start(), match.end(), match[0], False, elided)
            else:
                yield from self._parted(match.start(), match[0], elided)

    def _parted(self, start: int, chain: str, elided: bool) -> Iterator[Unit]:
        """Yield the words of a chain of parts; two parts that a hyphen divides are one word."""
        parts = list(PART.finditer(chain))
        at = 0
        while at < len(parts):
            one, two = parts[at], parts[at + 1] if at + 1 < len(parts) else None
            joined = two is not None and self._divides(chain, one[0], two[0])
            last = two if two is not None and joined else one
            word = one[0] + two[0] if two is not None and joined else one[0]
            at += 1 + joined
            ends = elided and at == len(parts)
            yield Unit(start + one.start(), start + last.end(), word, joined, ends)

    def _divides(self, chain: str, one: str, two: str) -> bool:
        key = f"{chain}|{one}-{two}"
        if key not in self.known:
            form = self._form(_HYPHEN.sub("-", chain).lower())
            self.known[key] = not (form and form.listed) and self._judge(one, two)
        return self.known[key]

    def _judge(self, one: str, two: str) -> bool:
        """Return whether a hyphen between two parts divides a word."""
        left, right = one.lower(), two.lower()
        if len(right) < 2 or (len(left) < 2 and left not in _LONE):
            return False
        if two[0].isupper() and not one.isupper():
            return False
        compound = self._form(f"{left}-{right}")
        if compound and compound.listed:
            return False
        whole = self._form(left + right)
        weak = not self._is_word(left) or not self._is_word(right)
        if (whole and whole.listed) or left + right in self.whole:
            usual = whole is not None and whole.zipf >= _USUAL
            return weak or not (right in _BOUND or (left in COMPOUNDING and not usual))
        unknown = [part for part in (left, right) if not self._is_word(part)]
        torn = len(unknown) == 2 or any(len(part) < _SHORT for part in unknown)
        return torn and right not in _BOUND

    def _is_word(self, part: str) -> bool:
        form = self._form(part)
        return bool(form and form.listed and form.zipf >= _RARE) or part in ("t", "y")

    def _form(self, word: str) -> Form | None:
        return next((form for form in self.lexicon.lookup(plain(word)) if form.text == word), None)
