"""How much of its accents a text has lost, as a whole and around each word.

``Il etait tres fatigue ; la bonte meme.`` → all of them; ``Il était tres tard…`` → a part

Words that French spells with an accent, and never without, bear witness: how many of them stand
bare. Old print leaves out accents too (*riviere*, *graces*), but not the é that ends a word: a
text has lost its accents only where those are wanting as well.
"""

from __future__ import annotations

from array import array
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import Final

from publish.cleaning.context.tokens import Tokens
from publish.cleaning.letters.lexicon import Form

Lookup = Callable[[str], tuple[Form, ...]]
"""Gives the lexicon's forms of a key."""

_ACUTE_ENDS: Final = ("é", "ée", "és", "ées")
_REACH: Final = 250
"""Keys on either side whose witnesses count for a place."""
_STRETCH: Final = 1500
"""Keys on either side that tell whether a stretch was spared."""
_EXPECTED, _SPARED = 5, 0.2
"""Bare witnesses that must be expected there, and the share of them that may be met."""
_WHOLE: Final = 4.0
"""Witnesses that the text as a whole is worth at any place."""
_HEALTHY: Final = 0.02
"""Share of bare witnesses that misprints alone may come to: novels have 0.4 % at most."""
_FEWEST: Final = 3
_LEAST_ALONE: Final = 0.02
"""Share of the words that are bare witnesses where no accent stands at all; French has 7 %."""
_NOISE: Final = 10
"""How many tenths of the Zipf scale a bare spelling is rarer that is nothing but a slip."""
_NEAR, _SIDE = 4, 12
_COMMON: Final = 58
_SHARE_LISTED, _SHARE_COMMON = 0.7, 0.2


@dataclass(frozen=True, slots=True)
class Surroundings:
    """Whether what stands around a key is French, told by counts of the words before each key."""

    words: Sequence[int]
    """Those that are no names: of small letters, or of the dictionary."""
    listed: Sequence[int]
    common: Sequence[int]
    """Those of the dictionary, and of the commonest of French."""

    def french_at(self, place: int) -> bool:
        """Whether the nearest words are of the dictionary, and those around mostly French."""
        return self._french(place, _NEAR, 0.0) and self._french(place, _SIDE, _SHARE_COMMON)

    def _french(self, place: int, reach: int, common: float) -> bool:
        low, high = max(0, place - reach), min(len(self.words) - 1, place + reach + 1)
        words = self.words[high] - self.words[low]
        listed = self.listed[high] - self.listed[low]
        often = self.common[high] - self.common[low]
        return listed >= _SHARE_LISTED * words and often >= common * words


@dataclass(frozen=True, slots=True)
class Loss:
    """The share of accents lost; ``bare`` and ``kept`` count the witnesses before each key."""

    whole: float
    bare: Sequence[int]
    kept: Sequence[int]
    around: Surroundings

    def at(self, place: int) -> float:
        """Return the share of accents lost around a key."""
        bare, kept = self._within(place, _REACH)
        return (bare + _WHOLE * self.whole) / (bare + kept + _WHOLE)

    def spared(self, place: int) -> bool:
        """Whether the stretch around a key kept its accents, where others lost them."""
        if self._within(place, _REACH)[0]:
            return False
        bare, kept = self._within(place, _STRETCH)
        expected = self.whole * (bare + kept)
        return expected >= _EXPECTED and bare < _SPARED * expected

    def _within(self, place: int, reach: int) -> tuple[int, int]:
        low, high = max(0, place - reach), min(len(self.bare) - 1, place + reach)
        return self.bare[high] - self.bare[low], self.kept[high] - self.kept[low]


@dataclass(frozen=True, slots=True)
class Witness:
    """What a key says of the loss: whether it is a word, common, accented always, by a last é."""

    listed: bool = False
    common: bool = False
    accented: bool = False
    acute_ends: bool = False


def measure_loss(text: str, tokens: Tokens, lookup: Lookup) -> Loss | None:
    """Return how much of its accents a text has lost; None where it has them."""
    known = {key: witness_of(key.rstrip("'"), lookup) for key in set(tokens.keys)}
    witnesses = [known[key] for key in tokens.keys]
    places = zip(tokens.starts, tokens.ends, strict=True)
    low = bytearray(start < end and text[start].islower() for start, end in places)
    around = Surroundings(
        _before(one or w.listed for one, w in zip(low, witnesses, strict=True)),
        _before(witness.listed for witness in witnesses),
        _before(witness.common for witness in witnesses),
    )
    bare, kept = bytearray(len(witnesses)), bytearray(len(witnesses))
    ends = [0, 0]
    for at, witness in enumerate(witnesses):
        if not witness.accented or "-" in (tokens.keys[at - 1], tokens.keys[at + 1]):
            continue
        word = text[tokens.starts[at] : tokens.ends[at]]
        if word.islower() and around.french_at(at):
            is_bare = word.isascii()
            (bare if is_bare else kept)[at] = 1
            ends[is_bare] += witness.acute_ends
    lost, whole = sum(bare), sum(kept)
    if not _is_lost(lost, whole, ends, around.words[-1]):
        return None
    return Loss(lost / (lost + whole), _before(bare), _before(kept), around)


def _before(counts: Iterable[int]) -> Sequence[int]:
    return array("q", accumulate(counts, initial=0))


def _is_lost(bare: int, kept: int, ends: Sequence[int], words: int) -> bool:
    """Whether so many witnesses stand bare that accents were lost; ``ends``: kept and bare é."""
    if kept == 0:
        return bare > 1 and bare >= _LEAST_ALONE * words
    shares = bare > _HEALTHY * (bare + kept) and ends[1] > _HEALTHY * sum(ends)
    return shares and ends[1] >= _FEWEST


def witness_of(key: str, lookup: Lookup) -> Witness:
    """Return what a key says."""
    forms = forms_of(key, lookup) if key.isalpha() else ()
    listed = [form for form in forms if form.listed]
    if not listed:
        return Witness()
    top = listed[0]
    accented = len(key) > 2 and not _stands_bare(key, forms, top)
    ends = accented and top.text.endswith(_ACUTE_ENDS)
    return Witness(True, top.zipf >= _COMMON, accented, ends)


def forms_of(key: str, lookup: Lookup) -> tuple[Form, ...]:
    """Return the forms of a key, also where its œ is printed as two letters."""
    forms = lookup(key)
    if "oe" in key and not any(form.listed for form in forms):
        joined = lookup(key.replace("oe", "œ"))
        return tuple(form._replace(text=form.text.replace("œ", "oe")) for form in joined) or forms
    return forms


def _stands_bare(key: str, forms: Sequence[Form], top: Form) -> bool:
    """Whether a word may be spelled as its key: in the dictionary, or in another language."""
    return any(
        form.text == key and (form.listed or form.zipf > top.zipf - _NOISE) for form in forms
    )
