"""What the model sees around a word, as numbers.

A neighbour counts twice: as the word it is (its key), and as the kind of word it is (the
dictionary's classes and its ending), so that what was learnt of *donné* serves *acheté* too.
The same lines compute with Python's whole numbers and, while learning, with arrays of them.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cache
from typing import Any, Final, NamedTuple, Protocol
from zlib import crc32

from publish.cleaning.context.tokens import EDGE

OTHER, UNLISTED = "o", "?"


class Entry(Protocol):
    """A spelling as the lexicon gives it: its frequency (ten times the Zipf scale), its classes."""

    @property
    def text(self) -> str: ...
    @property
    def zipf(self) -> int: ...
    @property
    def classes(self) -> str: ...


Lookup = Callable[[str], Sequence[Entry]]
"""Gives the forms of a key, most frequent first."""

WORD_BITS: Final = 0xFFFFFFFF
_COMMON: Final = 58
"""A word as frequent as this is a kind of its own."""
_RARER: Final = 15
_ENDING: Final = 2
_FAR: Final = 9
_AFTER: Final = 6

_STOPS: Final = frozenset(".,;:!?«»—()…[]" + EDGE)
_AUXILIARIES: Final = frozenset(
    "ai as a avons avez ont avais avait avions aviez avaient eus eut eumes eurent aurai auras aura "
    "aurons aurez auront aurais aurait auraient aie ait aient ayez ayons eusse eussent ayant avoir "
    "suis es est sommes etes sont etais etait etions etiez etaient fus fut fumes furent serai sera "
    "serons serez seront serais serait seraient sois soit soient soyez fusse fussent etant etre "
    "ete".split()
)
_LINKS: Final = frozenset(
    "que qu' si s' quand comme ou dont qui lorsque lorsqu' puisque puisqu' quoique quoiqu' afin "
    "jusqu' pourvu sans avant pour bien".split()
)
_PRONOUNS: Final = frozenset(
    "je j' tu il elle on nous vous ils elles se me te s' m' t' qui lui leur y en ne n'".split()
)


class Clause(NamedTuple):
    """Where, in the clause around a word, the words stand that govern it; 0 for none."""

    opening: int
    auxiliary: int
    link: int
    pronoun: int
    end: int


def read_clause(keys: Sequence[str], at: int) -> Clause:
    """Find the nearest governing words before ``at``, and the clause's ends."""
    auxiliary = link = pronoun = 0
    place, furthest = at - 1, at - _FAR
    while place > furthest:
        key = keys[place]
        if key in _STOPS:
            break
        if not auxiliary and key in _AUXILIARIES:
            auxiliary = place
        if not link and key in _LINKS:
            link = place
        if not pronoun and key in _PRONOUNS:
            pronoun = place
        place -= 1
    end = at + 1
    while end < at + _AFTER and keys[end] not in _STOPS:
        end += 1
    return Clause(place + 1, auxiliary, link, pronoun, end)


def kind_of(key: str, lookup: Lookup) -> str:
    """Return the kind of word a key is; signs and the commonest words are kinds of their own."""
    bare = key.rstrip("'")
    if not bare.isalpha() or bare != key:
        return key
    listed = [form for form in lookup(key) if UNLISTED not in form.classes]
    if not listed:
        return UNLISTED + key[-_ENDING:]
    top = max(form.zipf for form in listed)
    if top >= _COMMON:
        return key
    classes = {c for form in listed if form.zipf >= top - _RARER for c in form.classes}
    return "".join(sorted(classes)) + ":" + key[-_ENDING:]


@cache
def word_id(key: str) -> int:
    """Return the number of a word."""
    return crc32(f"w{key}".encode())


@cache
def kind_id(kind: str) -> int:
    """Return the number of a kind."""
    return crc32(f"k{kind}".encode())


def reading_ids(text: str, classes: str) -> tuple[int, int]:
    """Return the odd numbers of a reading: of the word, and of words that end and serve as it."""
    kind = f"{classes}:{text[-_ENDING:]}"
    return crc32(f"c{text}".encode()) | 1, crc32(f"d{kind}".encode()) | 1


_P, _Q, _R, _S, _T = 2654435761, 2246822519, 3266489917, 668265263, 374761393


def features(words: Sequence[Any], kinds: Sequence[Any], clause: Sequence[Any]) -> tuple[Any, ...]:
    """Return the numbers of all that is seen around a word.

    ``words`` and ``kinds`` are the numbers of the keys three before to three after it (its own in
    the middle is not read); ``clause`` those of the words of :class:`Clause`, 0 for none.
    """
    c, b, a, _, x, y, z = words
    kc, kb, ka, _, kx, ky, kz = kinds
    opening, auxiliary, link, pronoun, end = clause
    m = WORD_BITS
    return (
        (a * _P + 0x1E35) & m,
        (x * _P + 0x2B17) & m,
        (a * _P + x * _Q + 0x3C01) & m,
        (ka * _P + kx * _Q + 0x4D11) & m,
        (b * _P + a * _Q + 0x5E21) & m,
        (x * _P + y * _Q + 0x6F31) & m,
        (ka * _P + 0x7041) & m,
        (kx * _P + 0x8151) & m,
        (kb * _P + ka * _Q + kx * _R + 0x9261) & m,
        (ka * _P + kx * _Q + ky * _R + 0xA371) & m,
        (b * _P + a * _Q + x * _R + 0xB481) & m,
        (a * _P + x * _Q + y * _R + 0xC591) & m,
        (b * _P + 0xD6A1) & m,
        (y * _P + 0xE7B1) & m,
        (c * _P + 0xF8C1) & m,
        (z * _P + 0x109D1) & m,
        (kb * _P + 0x11AE1) & m,
        (ky * _P + 0x12BF1) & m,
        (kb * _P + ka * _Q + 0x13C01) & m,
        (kx * _P + ky * _Q + 0x14D11) & m,
        (kc * _P + kb * _Q + ka * _R + 0x15E21) & m,
        (ka * _P + kx * _Q + ky * _R + kz * _S + 0x16F31) & m,
        (opening * _P + 0x17041) & m,
        (opening * _P + ka * _Q + 0x18151) & m,
        (auxiliary * _P + 0x19261) & m,
        (auxiliary * _P + ka * _Q + 0x1A371) & m,
        (auxiliary * _P + kx * _Q + 0x1B481) & m,
        (link * _P + 0x1C591) & m,
        (link * _P + pronoun * _Q + 0x1D6A1) & m,
        (link * _P + kx * _Q + 0x1E7B1) & m,
        (pronoun * _P + ka * _Q + 0x1F8C1) & m,
        (end * _P + ka * _Q + 0x209D1) & m,
        0x21AE1,
    )
