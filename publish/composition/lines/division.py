"""Where a French word may be divided at a line's end (docs/rules-of-the-page.md, Division).

``points("insurrection,")`` → ``in-sur-rec-tion,`` as places in the text, each with its cost.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import pairwise
from unicodedata import combining

import pyphen

from publish.characters import APOSTROPHE, EM_DASH, EN_DASH, INVISIBLE

_LETTERS = re.compile(r"[^\W\d_]+")
_ADDRESS = re.compile(r"://|www\.|\w@\w|\w/\w+[/.]\w|^doi:|\w_\w")
_JOINT = re.compile(r"(?<=[^\W_])(?=[._?&=@#%~+-]\w)|(?<=[/&=_?,:;@])(?=[^\W_])")
"""Where an address may be parted: before most of its signs, behind a stroke and those that join;
never behind a hyphen or a point, which would be read as the line's own."""
_DASHES = re.compile(f"(?<=\\w)[{EM_DASH}{EN_DASH}/](?=\\w)")
_MUTE_ENDING = re.compile(r"[^aeiouyàâéèêëîïôûùœæ]{1,2}es?$")

_SHORTEST = 6  # letters of a word that may be divided
_BEFORE, _BEFORE_PREFERRED = 2, 3
_AFTER, _AFTER_AT_END = 3, 4

PLAIN = 0.0
ADDRESS = 60.0
SHORT_START = 300.0
MUTE_ENDING = 150.0
DASH = 200.0
ELIDED_START = 600.0
RESORT = 1000.0
COMPOUND, LAST_WORD = RESORT, 2 * RESORT
NAME = 1200.0
EMERGENCY = 1e5
"""Costs added to a division's own: least wanted last; from ``RESORT`` on it is a last resort."""


@dataclass(frozen=True, slots=True)
class Division:
    """A place in a word where a line may end; ``hyphen``: one has to be added."""

    place: int
    cost: float
    hyphen: bool = True


@lru_cache(maxsize=65536)
def divisions(
    text: str, language: str, *, last: bool = False, name: bool = False
) -> tuple[Division, ...]:
    """Return the places where ``text``, a word with its punctuation, may be divided.

    ``last``: it ends its paragraph, and its end is no last line. ``name``: it is a proper name,
    divided as a last resort.
    """
    if _ADDRESS.search(text):
        return tuple(Division(at.start(), ADDRESS, hyphen=False) for at in _joints(text))
    words = list(_LETTERS.finditer(text))
    found = list(_at_hyphens(text, words))
    found += [Division(sign.end(), DASH, hyphen=False) for sign in _DASHES.finditer(text)]
    for word in words:
        found += _within(text, word, language, last=last, name=name)
    if last:
        found = [replace(one, cost=one.cost + LAST_WORD) for one in found]
    return tuple(sorted(found, key=lambda one: one.place))


def _joints(text: str) -> Iterator[re.Match[str]]:
    """Yield the places where an address may be parted; three signs at least stand on either side,
    and its scheme is no part of it."""
    scheme = text.find("://") + 3 if "://" in text else 0
    return (
        at
        for at in _JOINT.finditer(text)
        if at.start() >= max(scheme, 3) and len(text) - at.start() >= 3
    )


def parted_addresses(text: str) -> list[str]:
    """Return a text in the pieces between which its addresses may be parted."""
    places = [
        word.start() + joint.start()
        for word in re.finditer(r"\S+", text)
        if _ADDRESS.search(word[0])
        for joint in _joints(word[0])
    ]
    return [text[start:end] for start, end in pairwise([0, *places, len(text)])]


def with_emergencies(text: str, known: tuple[Division, ...]) -> tuple[Division, ...]:
    """Return the divisions of a word that no line holds: behind every sign, besides those known.

    Letters on either side ask for a hyphen, but not in an address or in code.
    """
    found = {one.place: one for one in known}
    spelled = _ADDRESS.search(text) or not text.replace("-", "").rstrip(".,;:!?»)").isalpha()
    for place in range(1, len(text)):
        if combining(text[place]) or text[place] in INVISIBLE or text[place - 1] in INVISIBLE:
            continue
        hyphen = not spelled and text[place - 1 : place + 1].isalpha()
        found.setdefault(place, Division(place, EMERGENCY, hyphen=hyphen))
    return tuple(found[place] for place in sorted(found))


def _at_hyphens(text: str, words: list[re.Match[str]]) -> Iterator[Division]:
    """Yield the places after a compound's hyphens, never after the -t- of « appellera-t-il »."""
    for before, after in pairwise(words):
        if text[before.end() : after.start()] != "-":
            continue
        rest = sum(len(word[0]) for word in words if word.start() >= after.start())
        if len(before[0]) >= _BEFORE and rest >= _AFTER:  # the euphonic t is one letter
            yield Division(after.start(), PLAIN, hyphen=False)


def _within(
    text: str, word: re.Match[str], language: str, *, last: bool, name: bool
) -> Iterator[Division]:
    letters = word[0]
    if len(letters) < _SHORTEST or letters[1:] != letters[1:].lower():
        return  # short words, acronyms, CamelCase
    elided = text[: word.start()].endswith(("'", APOSTROPHE))
    compound = "-" in (text[word.start() - 1 : word.start()], text[word.end() : word.end() + 1])
    final = last and not _LETTERS.search(text, word.end())
    for place in _pattern_points(letters.lower(), language):
        after = len(letters) - place
        if after < (_AFTER_AT_END if final else _AFTER) or place < _BEFORE:
            continue
        cost = PLAIN
        if place < _BEFORE_PREFERRED:
            cost += ELIDED_START if elided else SHORT_START
        if after <= _AFTER and _MUTE_ENDING.match(letters[place:]):
            cost += MUTE_ENDING
        yield Division(word.start() + place, cost + COMPOUND * compound + NAME * name, hyphen=True)


@lru_cache(maxsize=65536)
def _pattern_points(word: str, language: str) -> tuple[int, ...]:
    """Return Pyphen's points for a word in lower case; none for a language it does not know."""
    dictionary = _dictionary(language)
    return tuple(int(point) for point in dictionary.positions(word)) if dictionary else ()


@lru_cache(maxsize=8)
def _dictionary(language: str) -> pyphen.Pyphen | None:
    known = pyphen.language_fallback(language)
    return pyphen.Pyphen(lang=known, left=_BEFORE, right=_AFTER) if known else None
