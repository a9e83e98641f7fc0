"""What may be the call of a note: a number glued to a word, or spaced, or in brackets.

``Smolny3``, ``démocratique 1,``, ``lutte~».7`` may be; ``le 8 (21) octobre``, ``à 10 heures 45``,
``un 75``, ``pp. 1-3`` are not.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import accumulate
from math import log10
from typing import Final, NamedTuple, Protocol

from publish.cleaning.alphabet import LETTER, NOTE_SIGNS, SUPERIORS

_UNLIKELY: Final = 0.05
DOUBTED: Final = 0.3
"""Under this score, the editor is asked whether the call stands there."""
MOST_SCORE: Final = 5.0
"""No call scores more, not even in the style that is the rule."""

_MONTHS: Final = (
    "janvier|février|fevrier|mars|avril|mai|juin|juillet|août|aout|septembre|octobre|novembre|"
    "décembre|decembre"
)
_PATTERNS: Final[Mapping[str, re.Pattern[str]]] = {
    "digits": re.compile(
        rf"(?<=[{LETTER}»”\"’')\]!?.,;:…%])(?P<glued>\d{{1,3}})(?![\w°%])"
        r"|(?<=\S)[ \t\u00a0\u202f]*[\[(](?P<boxed>\d{1,3})[\])]"
        r"|(?<=\S)[ \t\u00a0\u202f]+(?P<spaced>\d{1,3})(?![\w°%])"
        rf"|(?<=\S)[ \t\u00a0\u202f]*(?P<raised>[{SUPERIORS}]{{1,3}})"
    ),
    "superiors": re.compile(rf"(?<=\S)[ \u00a0\u202f]*[\[(]?(?P<glued>[{SUPERIORS}]{{1,3}})[\])]?"),
    "signs": re.compile(
        r"(?<=[^\s*])[ \u00a0\u202f]*"
        r"(?:\((?P<boxed>\*{1,6}|[†‡])\)|(?P<glued>\*{1,6}|[†‡])(?![*\w]))"
        r"|(?<=[^\s*†‡§¶‖])(?P<touching>[§¶‖])(?![\w§¶‖]|\s*\d)"
    ),
    "letters": re.compile(r"(?<=\S)[ \u00a0\u202f]*[\[(](?P<boxed>[a-z])[\])]"),
}
_NUMBER_BEFORE: Final = re.compile(
    r"(?:(?<![^\W\d_])(?:page|pages|p|pp|n|no|nos|numéro|numéros|t|tome|tomes|vol|volume|chap|chapitre|"
    r"art|article|articles|livre|acte|scène|fig|figure|tableau|ligne|lignes|note|notes|heures?|h|"
    rf"lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche|{_MONTHS}|ier|premier|cf)"
    r"[.°’']?|[\d/,–°§№&=+×-]|[(\[])$",
    re.I,
)
"""What stands before a number that is no call."""
_NUMBER_LIKELY: Final = re.compile(
    r"(?<![^\W\d_])(?:le|la|les|du|des|au|aux|de|à|un|une|en|dans|sur|sous|pour|vers|et|ou|environ|"
    r"avant|après|entre|par|contre|avec|que|qu|d|l|ces|ses|leurs|mes|tes|nos|vos|quelque|quelques|"
    r"seulement|presque|plus|moins|voir|c’est|âgé|âgée|plusieurs|tous|toutes|soit|total|étaient|"
    r"était|sont|comptait|comptaient)[’']?$",
    re.I,
)
"""What stands before a number that is seldom a call."""
_NUMBER_AFTER: Final = re.compile(
    rf"\s*(?:{_MONTHS}|heures?|h|min|minutes?|secondes?|ans|années?|jours?|semaines?|mois|siècles?|"
    r"francs?|fr|sous|livres|lieues|mètres|kilomètres|km|kg|personnes|hommes|femmes|enfants|voix|"
    r"mandats|délégués|députés|pages|volumes|roubles|fois|pieds|pouces|degrés|mille|millions?|"
    r"cents?|autres?|ou\s+\d|et\s+\d|[%€$£°])(?![^\W_])|[.,]\d|\s*[-–/]\s*\d|\s*\(\d",
    re.I,
)
_CLOSING: Final = re.compile(r"[ \u00a0\u202f]?[,.;:!?)»…]|\s*$", re.M)


class Call(NamedTuple):
    """A place where a note may be called: ``text[start:end]``, spaces before included."""

    start: int
    end: int
    number: int
    score: float
    style: str
    """glued, boxed, spaced or raised."""


class Calls:
    """Every place of a text that may be a call, by number."""

    def __init__(self, found: Iterable[Call]) -> None:
        self._by_number: dict[int, list[Call]] = defaultdict(list)
        for call in found:
            self._by_number[call.number].append(call)
        self._starts = {
            number: [call.start for call in calls] for number, calls in self._by_number.items()
        }
        self._prefixes: dict[int, list[Call]] = {}

    def between(self, number: int, start: int, end: int) -> Sequence[Call]:
        """Return the places for a number in a stretch of text."""
        starts = self._starts.get(number)
        if starts is None:
            return ()
        return self._by_number[number][bisect_left(starts, start) : bisect_left(starts, end)]

    def best(self, number: int, start: int, end: int) -> Call | None:
        """Return the likeliest place, the first where several are."""
        found = self.between(number, start, end)
        return max(found, key=lambda c: (c.score, -c.start)) if found else None

    def best_before(self, number: int, end: int) -> Call | None:
        """Return the likeliest place before an offset; linear over all questions together."""
        prefix = self._prefixes.get(number)
        if prefix is None:
            calls = self._by_number.get(number, [])
            prefix = self._prefixes[number] = list(accumulate(calls, _likelier))
        at = bisect_left(self._starts.get(number, []), end)
        return prefix[at - 1] if at else None

    def weighted(self, style: str) -> Calls:
        """Return the same places where calls of one style are the rule."""
        calls = sorted(
            call._replace(score=call.score * (1.25 if call.style == style else 0.6))
            for own in self._by_number.values()
            for call in own
        )
        return Calls(calls)


def _likelier(one: Call, two: Call) -> Call:
    return two if two.score > one.score else one


def possible_calls(text: str, family: str) -> Iterator[Call]:
    """Yield every place that may be a call of a family, in order."""
    for match in _PATTERNS[family].finditer(text):
        style = match.lastgroup or "glued"
        sign = match[style]
        plain = family == "digits" and style != "raised"
        score = _score(text, match, style) if plain else 4.0
        if score > 0:
            yield Call(match.start(), match.end(), value(sign), score, style)


def value(sign: str) -> int:
    """Return the number that a sign stands for: ``**`` and ``b`` and ``²`` are 2."""
    if sign[0] in SUPERIORS:
        return int("".join(str(SUPERIORS.index(char)) for char in sign))
    if sign.isdecimal():
        return int(sign)
    if sign in NOTE_SIGNS[1:]:
        return 1 + NOTE_SIGNS.index(sign)
    return len(sign) if sign[0] == "*" else ord(sign) - ord("a") + 1


def _score(text: str, match: re.Match[str], style: str) -> float:
    """Return how much a number looks like a call; 0 where it is something else."""
    if match[style].startswith("0"):
        return 0.0
    before = text[max(0, match.start() - 16) : match.start()]
    if style == "boxed":
        if before[-1].isdigit():
            return 0.0
        return 2.5 if "[" in match[0] else 1.0
    if style == "glued":
        if before[-1] in ".,:" and (before[-2:-1].isdigit() or before[-2:-1] in " \n"):
            return 0.0
        if before[-1] in "’'":
            return 0.5
        after = text[match.end() : match.end() + 3]
        figure = re.match(r"[.,]\d|\s?[-–/]\s?\d", after)
        return 0.4 if figure else 3.0 if before[-1].isalpha() else 2.5
    if _NUMBER_BEFORE.search(before) or _NUMBER_AFTER.match(text, match.end()):
        return _UNLIKELY
    if _NUMBER_LIKELY.search(before):
        return 4 * _UNLIKELY
    score = 0.7 if before[-1] not in '»”"!?.…' else 1.4
    return score + (0.7 if _CLOSING.match(text, match.end()) else 0.0)


class Tail(Protocol):
    """A word whose last mark may be the call of a note as well as an accent."""

    @property
    def sign(self) -> str: ...
    @property
    def figures(self) -> str: ...
    @property
    def read(self) -> bool: ...
    @property
    def likely(self) -> bool: ...


def tail_calls(tails: Sequence[Tail], places: Sequence[int]) -> list[Call]:
    """Return the calls that there would be if each word were read the other way.

    The more often a sign is an accent, the less it is believed to be a call.
    """
    often = Counter(tail.sign for tail in tails if tail.read)
    found: list[Call] = []
    for place, tail in zip(places, tails, strict=True):
        if tail.read:
            number = value(tail.sign + tail.figures)
            score = 1.0 - log10(max(1.0, often[tail.sign] / _FEW)) if tail.likely else 0.1
            found.append(Call(place, place, number, max(score, 0.1), "glued"))
        elif tail.figures:
            found.append(Call(place, place, value(tail.figures), 1.0, "glued"))
    return found


_FEW: Final = 5
