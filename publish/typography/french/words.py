"""Word lists → what the rules look up: the data files and what a book adds to them.

``œuvr*`` in ``ligatures.txt`` makes ``oeuvre``, ``Oeuvres`` and ``OEUVRE`` words to set.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Any, Final

from publish.book.metadata import TypographyOptions
from publish.characters import APOSTROPHE, GREEK_MU, GREEK_OMEGA, MICRO_SIGN, OHM_SIGN
from publish.typography.engine.signs import UPPER, WIDE

DATA: Final = Path(__file__).parent / "data"

_DIGRAPHS: Final = {"œ": "oe", "æ": "ae"}
_SAINT: Final = "saint-"
_BARE: Final = str.maketrans("ÀÂÄÇÉÈÊËÎÏÔÖÙÛÜ", "AAACEEEEIIOOUUU")


@dataclass(frozen=True, slots=True)
class Words:
    """The lists, ready for use; patterns match a whole item, names as in ``words.toml``."""

    ligatures: re.Pattern[str]
    """a word in small letters that takes a ligature wherever it has ``oe`` or ``ae``"""
    capitals: Mapping[str, str]
    """``Etat`` → ``État``"""
    titles: tuple[re.Pattern[str], ...]
    """titles typed without superiors, ``Mme``: one pattern for each first letter"""
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
    """those that are also set off when typed close: ``12km``"""
    counted: re.Pattern[str]
    """what is counted, shortened, before anything but another number: ``350 p.``"""
    currencies: frozenset[str]
    centuries: re.Pattern[str]
    numbered: re.Pattern[str]
    divisions: frozenset[str]
    """nouns that a roman number follows: ``Acte I``"""
    bible: frozenset[str]
    """books as they are shortened: ``Gn``"""
    openers: frozenset[str]
    elisions: re.Pattern[str]
    keep: re.Pattern[str] | None


def words(options: TypographyOptions) -> Words:
    """Return the lists with a book's additions."""
    lists: Mapping[str, list[str]] = _lists()
    symbols = prefixed(_lists()["prefixed"])
    units = (*lists["units"], *lists["currencies"], *symbols, *options.units)
    before_names = lists["honorifics_before_names"]
    honorifics = (*lists["honorifics"], *options.honorifics, *before_names)
    return Words(
        ligatures=_ligatures((*_lines("ligatures.txt"), *options.ligatures)),
        capitals=_capitals((*_lines("capitals.txt"), *options.capitals)),
        titles=_by_first_letter(map(_plain, honorifics)),
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
        counted=_counted(lists["counted"]),
        currencies=frozenset(lists["currencies"]),
        centuries=_any(lists["centuries"]),
        numbered=_any((*lists["numbered"], *options.numbered), re.IGNORECASE),
        divisions=frozenset((*lists["divisions"], *lists["numbered"], *options.numbered)),
        bible=frozenset(lists["bible"]),
        openers=frozenset(lists["openers"]),
        elisions=_any(lists["elisions"], re.IGNORECASE),
        keep=re.compile("|".join(map(re.escape, options.keep))) if options.keep else None,
    )


@cache
def _lists() -> Mapping[str, Any]:
    return tomllib.loads((DATA / "words.toml").read_text("utf-8"))


@cache
def _lines(file: str) -> tuple[str, ...]:
    lines = (DATA / file).read_text("utf-8").splitlines()
    return tuple(line for line in lines if line and not line.startswith("#"))


def _pointless(items: Iterable[str]) -> frozenset[str]:
    return frozenset(item.rstrip(".") for item in items)


def prefixed(table: Mapping[str, list[str]]) -> Iterator[str]:
    """``{"V": ["", "k", "µ"]}`` → ``V``, ``kV``, ``µV`` and ``μV`` with the Greek letter."""
    for unit, prefixes in table.items():
        for prefix in prefixes:
            yield prefix + unit
            if prefix == MICRO_SIGN:
                yield GREEK_MU + unit
            if unit == GREEK_OMEGA:
                yield prefix.replace(MICRO_SIGN, GREEK_MU) + OHM_SIGN


def _units(items: Iterable[str]) -> re.Pattern[str]:
    """``km``, ``km/h``, ``m²``, ``N·m``, ``m·s⁻²``; a power may be a figure: ``m2``."""
    symbol = f"(?:{_longest_first(items)})(?:[⁻]?[¹²³⁴]|[23])?"
    return re.compile(rf"{symbol}(?:[/·⋅]{symbol})*(?![\w'{APOSTROPHE}])")


def _counted(items: Iterable[str]) -> re.Pattern[str]:
    return re.compile(rf"(?:{_longest_first(items)})(?!{WIDE}?(?:[0-9\[]|[IVXLC]+\b))")


def _longest_first(items: Iterable[str]) -> str:
    ordered = sorted(set(items), key=lambda item: (-len(item), item))
    return "|".join(map(re.escape, ordered))


def _any(items: Iterable[str], flags: int = 0) -> re.Pattern[str]:
    """A pattern for any of the items as a whole word, the longest first."""
    return re.compile(rf"(?:{_longest_first(items)})(?![\w'{APOSTROPHE}])", flags)


def _by_first_letter(items: Iterable[str]) -> tuple[re.Pattern[str], ...]:
    """Whole words, for :func:`matches`: Python finds one letter faster than any of a few."""
    by_letter: dict[str, list[str]] = {}
    for item in items:
        by_letter.setdefault(item[0], []).append(item[1:])
    return tuple(
        re.compile(rf"{re.escape(first)}(?:{_longest_first(rests)})(?![\w'{APOSTROPHE}])")
        for first, rests in by_letter.items()
    )


def _ligatures(items: Iterable[str]) -> re.Pattern[str]:
    patterns = []
    for item in map(str.lower, items):
        for sign, letters in _DIGRAPHS.items():
            item = item.replace(sign, letters)
        plural = "" if item.endswith(("*", "s", "x")) else "s?"
        patterns.append(re.escape(item).replace(r"\*", r"\w*") + plural)
    return re.compile("|".join(patterns))


def _capitals(items: Iterable[str]) -> dict[str, str]:
    """``état`` → ``Etat: État`` and, where no other accent could be missing, ``ETAT: ÉTAT``.

    ``saint-étienne`` → ``Saint-Etienne: Étienne``: alone, the word may be another's name.
    """
    found: dict[str, str] = {}
    for item in items:
        if item.startswith(_SAINT):
            name = _capitals([item.removeprefix(_SAINT)])
            found |= {_SAINT.title() + bare: better for bare, better in name.items()}
            continue
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
