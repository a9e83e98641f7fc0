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


class LexiconEntry(Protocol):
    """A spelling as the lexicon gives it: its frequency (ten times the Zipf scale), its classes."""

    @property
    def text(self) -> str: ...
    @property
    def zipf(self) -> int: ...
    @property
    def classes(self) -> str: ...


Lookup = Callable[[str], Sequence[LexiconEntry]]
"""Gives the forms of a key, most frequent first."""

WORD_BITS: Final = 0xFFFFFFFF
_COMMON: Final = 58
"""A word as frequent as this is a kind of its own."""
_RARER: Final = 15
_ENDING: Final = 2
_REACH: Final = 12
"""How many keys before a word what governs it is sought."""
_AFTER: Final = 8
_APART: Final = 4
"""Distances of a verb that are told apart."""

_STOPS: Final = frozenset(".,;:!?«»—()…[]" + EDGE)
_AUXILIARIES: Final = frozenset(
    "ai as a avons avez ont avais avait avions aviez avaient eus eut eumes eurent aurai auras aura "
    "aurons aurez auront aurais aurait auraient aie ait aient ayez ayons eusse eussent ayant avoir "
    "suis es est sommes etes sont etais etait etions etiez etaient fus fut fumes furent serai sera "
    "serons serez seront serais serait seraient sois soit soient soyez fusse fussent etant etre "
    "ete".split()
)
_NOT_FINITE: Final = frozenset("avoir ayant etre etant ete".split())
_FINITE: Final = frozenset("vq")
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
    verb: int
    """The nearest finite verb before, and the first one after."""
    later: int


def read_clause(keys: Sequence[str], verbs: Sequence[int], at: int) -> Clause:
    """Find the nearest governing words before ``at``, the clause's ends, the verb after."""
    auxiliary = link = pronoun = verb = later = 0
    place, furthest = at - 1, max(0, at - _REACH)
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
        if not verb and verbs[place]:
            verb = place
        place -= 1
    end = at + 1
    while end < at + _AFTER and keys[end] not in _STOPS:
        if not later and verbs[end]:
            later = end
        end += 1
    return Clause(place + 1, auxiliary, link, pronoun, end, verb, later)


def is_verb(key: str, lookup: Lookup) -> bool:
    """Whether a key can be nothing but a verb that has a subject."""
    if not key.isalpha():
        return False
    if key in _AUXILIARIES:
        return key not in _NOT_FINITE
    classes = _classes(key, lookup)
    return bool(classes) and classes <= _FINITE


def _classes(key: str, lookup: Lookup) -> set[str]:
    """Return the classes of what a key mostly is."""
    listed = [form for form in lookup(key) if UNLISTED not in form.classes]
    top = max((form.zipf for form in listed), default=0)
    return {c for form in listed if form.zipf >= top - _RARER for c in form.classes}


def kind_of(key: str, lookup: Lookup) -> str:
    """Return the kind of word a key is; signs and the commonest words are kinds of their own."""
    bare = key.rstrip("'")
    if not bare.isalpha() or bare != key:
        return key
    listed = [form for form in lookup(key) if UNLISTED not in form.classes]
    if not listed:
        return UNLISTED + key[-_ENDING:]
    if max(form.zipf for form in listed) >= _COMMON:
        return key
    return "".join(sorted(_classes(key, lookup))) + ":" + key[-_ENDING:]


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


class Governors(NamedTuple):
    """What :class:`Clause` found, as numbers: of words, and of kinds where it says so; 0 for none.

    ``apart`` is how far before the verb stands, ``verbs`` :func:`verbs_number`.
    """

    opening: Any
    auxiliary: Any
    link: Any
    pronoun: Any
    end: Any
    verb: Any
    verb_kind: Any
    later_kind: Any
    apart: Any
    verbs: Any


def governors(clause: Clause, at: int, words: Sequence[int], kinds: Sequence[int]) -> Governors:
    """Return the words that govern the one at ``at`` as numbers."""
    opening, auxiliary, link, pronoun, end, verb, later = clause
    return Governors(
        words[opening],
        auxiliary and words[auxiliary],
        link and words[link],
        pronoun and words[pronoun],
        words[end],
        verb and words[verb],
        verb and kinds[verb],
        later and kinds[later],
        verb and min(at - verb, _APART),
        verbs_number(verb > 0, later > 0),
    )


def verbs_number(before: Any, after: Any) -> Any:
    """Return the number of a clause that has a verb before the word, or after it."""
    return 7 + 3 * before + after


_P, _Q, _R = 2654435761, 2246822519, 3266489917
_ITSELF, _LEFT, _RIGHT, _BETWEEN = 0x1E35, 0x2B17, 0x3C01, 0xC591


class Seen(NamedTuple):
    """The numbers of all that is seen around a word: what counts for which number of a reading."""

    both: tuple[Any, ...]
    word: tuple[Any, ...]
    kind: tuple[Any, ...]


def nearest(a: int, x: int) -> tuple[int, int, int, int]:
    """Return those numbers of :func:`features` that only the words on either side make."""
    m = WORD_BITS
    return _ITSELF, (a * _P + _LEFT) & m, (x * _P + _RIGHT) & m, (a * _P + x * _Q + _BETWEEN) & m


def features(words: Sequence[Any], kinds: Sequence[Any], governed: Governors) -> Seen:
    """Return the numbers of all that is seen around a word.

    ``words`` and ``kinds`` are the numbers of the keys three before to three after it; its own,
    in the middle, is not read.
    """
    _, b, a, _, x, y, _ = words
    kc, kb, ka, _, kx, ky, _ = kinds
    opening, auxiliary, link, pronoun, end, verb, verb_kind, later_kind, apart, verbs = governed
    m = WORD_BITS
    return Seen(
        (
            _ITSELF,
            (a * _P + _LEFT) & m,
            (x * _P + _RIGHT) & m,
            (b * _P + 0x4D11) & m,
            (ka * _P + 0x5E21) & m,
            (kx * _P + 0x6F31) & m,
            (ka * _P + kx * _Q + 0x7041) & m,
            (verbs * _P + 0x8151) & m,
            (verbs * _P + ka * _Q + 0x9261) & m,
            (link * _P + pronoun * _Q + 0xA371) & m,
        ),
        (
            (y * _P + 0xB481) & m,
            (a * _P + x * _Q + _BETWEEN) & m,
            (b * _P + a * _Q + 0xD6A1) & m,
            (x * _P + y * _Q + 0xE7B1) & m,
            (b * _P + a * _Q + x * _R + 0xF8C1) & m,
            (a * _P + x * _Q + y * _R + 0x109D1) & m,
            (opening * _P + 0x11AE1) & m,
            (auxiliary * _P + 0x12BF1) & m,
            (link * _P + 0x13C01) & m,
        ),
        (
            (kb * _P + 0x14D11) & m,
            (kb * _P + ka * _Q + 0x15E21) & m,
            (kx * _P + ky * _Q + 0x16F31) & m,
            (kb * _P + ka * _Q + kx * _R + 0x17041) & m,
            (ka * _P + kx * _Q + ky * _R + 0x18151) & m,
            (kc * _P + kb * _Q + ka * _R + 0x19261) & m,
            (auxiliary * _P + ka * _Q + 0x1A371) & m,
            (pronoun * _P + ka * _Q + 0x1B481) & m,
            (end * _P + ka * _Q + 0x1C591) & m,
            (verbs * _P + link * _Q + 0x1D6A1) & m,
            (verbs * _P + ka * _Q + kx * _R + 0x1E7B1) & m,
            (verb_kind * _P + apart * _Q + 0x1F8C1) & m,
            (verb * _P + ka * _Q + 0x209D1) & m,
            (later_kind * _P + 0x21AE1) & m,
        ),
    )
