"""How much of its accents a text has lost, as a whole and around each word.

``Il etait tres fatigue; la bonte meme.`` → everything; ``Il était tres tard…`` → a part

Words that French spells with an accent, and never without, bear witness: how many of them stand
bare. Old print leaves out accents too (*riviere*, *graces*), but not the é that ends a word: a
text has lost its accents only where those are wanting as well.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import Final

from publish.cleaning.context.tokens import Tokens
from publish.cleaning.letters.lexicon import Form, Lexicon

_ACUTE_ENDS: Final = ("é", "ée", "és", "ées")
_REACH: Final = 250
"""Keys on either side whose witnesses count for a place."""
_WHOLE: Final = 4.0
"""Witnesses that the text as a whole is worth at any place."""
_HEALTHY: Final = 0.015
"""Share of bare witnesses that misprints alone may come to."""
_FEWEST: Final = 3
_RARER: Final = 30
_NOISE: Final = 10
_NEAR, _SIDE = 4, 12
_COMMON: Final = 58
_SHARE_LISTED, _SHARE_COMMON = 0.7, 0.2


@dataclass(frozen=True, slots=True)
class Loss:
    """The share of accents lost: in the whole text, and at each of its keys."""

    whole: float
    bare: list[int]
    kept: list[int]
    """Witnesses before each key that stand without and with their accents."""
    listed: list[int]
    common: list[int]
    words: list[int]
    """Words before each key: those of the dictionary, the commonest of French, all."""

    def at(self, place: int) -> float:
        """Return the share of accents lost around a key."""
        low, high = max(0, place - _REACH), min(len(self.bare) - 1, place + _REACH)
        bare = self.bare[high] - self.bare[low]
        kept = self.kept[high] - self.kept[low]
        return (bare + _WHOLE * self.whole) / (bare + kept + _WHOLE)

    def french_at(self, place: int) -> bool:
        """Whether what stands around a key is French."""
        return self._french(place, _NEAR, 0.0) and self._french(place, _SIDE, _SHARE_COMMON)

    def _french(self, place: int, reach: int, common: float) -> bool:
        low, high = max(0, place - reach), min(len(self.words) - 1, place + reach + 1)
        words = self.words[high] - self.words[low]
        listed = self.listed[high] - self.listed[low]
        often = self.common[high] - self.common[low]
        return listed >= _SHARE_LISTED * words and often >= common * words


@dataclass(frozen=True, slots=True)
class Witness:
    """What a key says of the loss: whether it is a word, common, accented always, by a last é."""

    listed: bool = False
    common: bool = False
    accented: bool = False
    acute_ends: bool = False


def measure_loss(text: str, tokens: Tokens, lexicon: Lexicon) -> Loss | None:
    """Return how much of its accents a text has lost; None where it has its accents."""
    known: dict[str, Witness] = {}
    marks: list[tuple[int, int, int, int, int]] = []
    ends = [0, 0]
    for key, start, end in zip(*tokens, strict=True):
        witness = known.get(key)
        if witness is None:
            witness = known[key] = witness_of(key.rstrip("'"), lexicon)
        bare = kept = 0
        if witness.accented and start < end:
            lost = text[start:end].isascii()
            bare, kept = int(lost), int(not lost)
            if witness.acute_ends:
                ends[lost] += 1
        marks.append((bare, kept, witness.listed, witness.common, start < end))
    columns = [list(accumulate(column, initial=0)) for column in zip(*marks, strict=True)]
    bare, kept, listed, common, words = columns
    if not _is_lost(bare[-1], kept[-1], ends, words[-1]):
        return None
    return Loss(bare[-1] / (bare[-1] + kept[-1]), bare, kept, listed, common, words)


def _is_lost(bare: int, kept: int, ends: Sequence[int], words: int) -> bool:
    if bare == 0 or bare < _RAREST_SHARE * words:
        return False
    if kept == 0 and ends[0] == 0:
        return bare >= 2
    return ends[1] >= _FEWEST and ends[1] > _HEALTHY * sum(ends) and bare > _HEALTHY * (bare + kept)


_RAREST_SHARE: Final = 0.001


def witness_of(key: str, lexicon: Lexicon) -> Witness:
    """Return what a key says."""
    forms = lexicon.lookup(key) if key.isalpha() else ()
    listed = [form for form in forms if form.listed]
    if not listed:
        return Witness()
    top = listed[0]
    accented = len(key) > 2 and not _stands_bare(key, forms, top)
    return Witness(
        True,
        top.zipf >= _COMMON,
        accented,
        accented and top.text.endswith(_ACUTE_ENDS),
    )


def _stands_bare(key: str, forms: Sequence[Form], top: Form) -> bool:
    """Whether a word may be spelled as its key: in the dictionary, or in another language."""
    return any(
        form.text == key and (form.listed or form.zipf > top.zipf - _NOISE) for form in forms
    )
