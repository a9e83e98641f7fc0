"""Word lists → what the rules look up: the data files and what a book adds to them.

``œuvr*`` in ``ligatures.txt`` makes ``oeuvre``, ``Oeuvres`` and ``OEUVRE`` words to set.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Final

from publish.book.metadata import TypographyOptions
from publish.characters import APOSTROPHE
from publish.typography.signs import UPPER, WIDE

DATA: Final = Path(__file__).parent / "data"

_DIGRAPHS: Final = {"œ": "oe", "æ": "ae"}
_BARE: Final = str.maketrans("ÀÂÄÇÉÈÊËÎÏÔÖÙÛÜ", "AAACEEEEIIOOUUU")


@dataclass(frozen=True, slots=True)
class Words:
    """The lists, ready for use; patterns match a whole item, names as in ``words.toml``."""

    ligatures: re.Pattern[str]
    """a word in small letters that takes a ligature wherever it has ``oe`` or ``ae``"""
    capitals: Mapping[str, str]
    """``Etat`` → ``État``"""
    titles: re.Pattern[str]
    """a title typed without superiors: ``Mme``"""
    superiors: Mapping[str, int]
    """``Mme`` → 1: where its superior letters begin"""
    titles_before_names: frozenset[str]
    """titles set only before a name, for their letters are also words"""
    name: re.Pattern[str]
    """where a name begins: a capital, after a particle perhaps"""
    abbreviations: frozenset[str]
    abbreviations_closed: frozenset[str]
    locutions: frozenset[tuple[str, str]]
    """neighbours in a set phrase: (``op``, ``cit.``)"""
    initials: re.Pattern[str]
    """the point and the space after an initial"""
    months: re.Pattern[str]
    units: re.Pattern[str]
    units_closed: re.Pattern[str]
    centuries: re.Pattern[str]
    numbered: re.Pattern[str]
    openers: frozenset[str]
    elisions: re.Pattern[str]
    keep: re.Pattern[str] | None


def words(options: TypographyOptions) -> Words:
    """Return the lists with a book's additions."""
    lists = _lists()
    units = (*lists["units"], *options.units)
    before_names = lists["honorifics_before_names"]
    honorifics = (*lists["honorifics"], *options.honorifics, *before_names)
    return Words(
        ligatures=_ligatures((*_lines("ligatures.txt"), *options.ligatures)),
        capitals=_capitals((*_lines("capitals.txt"), *options.capitals)),
        titles=_any(map(_plain, honorifics)),
        superiors={_plain(title): title.index("^") for title in honorifics if "^" in title},
        titles_before_names=frozenset(map(_plain, before_names)),
        name=_name((*lists["particles"], *options.particles)),
        abbreviations=_pointless((*lists["abbreviations"], *options.abbreviations)),
        abbreviations_closed=_pointless((*lists["abbreviations_closed"], *options.abbreviations)),
        locutions=frozenset(pair for phrase in lists["locutions"] for pair in _pairs(phrase)),
        initials=_initials(lists["initials"]),
        months=_any((*lists["months"], *options.months), re.IGNORECASE),
        units=_units(units),
        units_closed=_units(unit for unit in units if len(unit) > 1),
        centuries=_any(lists["centuries"]),
        numbered=_any((*lists["numbered"], *options.numbered), re.IGNORECASE),
        openers=frozenset(lists["openers"]),
        elisions=_any(lists["elisions"], re.IGNORECASE),
        keep=re.compile("|".join(map(re.escape, options.keep))) if options.keep else None,
    )


@cache
def _lists() -> Mapping[str, list[str]]:
    return tomllib.loads((DATA / "words.toml").read_text("utf-8"))


@cache
def _lines(file: str) -> tuple[str, ...]:
    lines = (DATA / file).read_text("utf-8").splitlines()
    return tuple(line for line in lines if line and not line.startswith("#"))


def _pointless(items: Iterable[str]) -> frozenset[str]:
    return frozenset(item.rstrip(".") for item in items)


def _units(items: Iterable[str]) -> re.Pattern[str]:
    """``km``, ``km/h``, ``m²``; a figure for a power may follow: ``m2``, ``m<sup>3</sup>``."""
    symbol = f"(?:{_longest_first(items)})"
    return re.compile(rf"{symbol}(?:/{symbol})?[²³23]?(?![\w'{APOSTROPHE}])")


def _longest_first(items: Iterable[str]) -> str:
    ordered = sorted(set(items), key=lambda item: (-len(item), item))
    return "|".join(map(re.escape, ordered))


def _any(items: Iterable[str], flags: int = 0) -> re.Pattern[str]:
    """A pattern for any of the items as a whole word, the longest first."""
    return re.compile(rf"(?:{_longest_first(items)})(?![\w'{APOSTROPHE}])", flags)


def _ligatures(items: Iterable[str]) -> re.Pattern[str]:
    patterns = []
    for item in map(str.lower, items):
        for sign, letters in _DIGRAPHS.items():
            item = item.replace(sign, letters)
        plural = "" if item.endswith(("*", "s", "x")) else "s?"
        patterns.append(re.escape(item).replace(r"\*", r"\w*") + plural)
    return re.compile("|".join(patterns))


def _capitals(items: Iterable[str]) -> dict[str, str]:
    """``état`` → ``Etat: État`` and, where no other accent could be missing, ``ETAT: ÉTAT``."""
    found = {}
    for item in items:
        title, capitals = item[0].upper() + item[1:], item.upper()
        found[title[0].translate(_BARE) + title[1:]] = title
        if len(item) > 3 and item[1:].isascii():
            found[capitals[0].translate(_BARE) + capitals[1:]] = capitals
    return found


def _plain(title: str) -> str:
    """``M^me^`` → ``Mme``"""
    return title.replace("^", "")


def _name(particles: Iterable[str]) -> re.Pattern[str]:
    joined = "|".join(
        re.escape(p)[: -len(re.escape(APOSTROPHE))] + f"['{APOSTROPHE}]"
        if p.endswith(APOSTROPHE)
        else re.escape(p).replace(r"\ ", WIDE) + WIDE
        for p in sorted(particles, key=len, reverse=True)
    )
    return re.compile(rf"(?P<particle>{joined})?(?=[{UPPER}])")


def _initials(items: Iterable[str]) -> re.Pattern[str]:
    longer = "".join(rf"|(?<=\W{item}\.)" for item in items)
    return re.compile(rf"\.(?:(?<=\W[{UPPER}]\.){longer})(?P<space>{WIDE})(?=\w)")


def _pairs(phrase: str) -> Iterable[tuple[str, str]]:
    parts = phrase.split(" ")
    return [(left.rstrip("."), right) for left, right in pairwise(parts)]
