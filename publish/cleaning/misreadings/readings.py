"""What may be printed where a word is read: ``eomprendre`` → ``comprendre``.

The confusions of type are undone one by one, then two together, until words come out. Strings are
tried without accents and in small letters; accents and case are weighed for those that are words.
"""

from __future__ import annotations

from collections.abc import Container, Iterator
from dataclasses import dataclass, replace
from typing import Final, NamedTuple

from publish.cleaning.alphabet import plain
from publish.cleaning.misreadings.confusions import Confusions, accent_cost
from publish.cleaning.misreadings.divided import split
from publish.cleaning.misreadings.own_vocabulary import CAPITAL, Vocabulary, capital_share
from publish.cleaning.misreadings.printed_reading import MisreadEdit, PrintedReading

_FAR: Final = 8.0
"""Cost beyond which a reading explains nothing."""
_SECOND: Final = 1.2
"""What a second confusion in a word costs less than the first: a blot touches several letters."""
_CASE: Final = 2.5
"""Cost of a letter whose case does not fit its word."""
_LEAST_TWO: Final = 5
"""Fewest letters of a word in which two confusions are looked for."""
_GOOD: Final = 4.5
"""Cost of a reading under which no second confusion is looked for."""
_ENDINGS: Final = frozenset(
    ["", *"s e es t r z x a ai as at is it ent ant er ez ee ees ie ies u us ue ues".split()]
)
_STEM: Final = 3
"""Letters that two words share which are forms of one."""
_BEST: Final = 12
"""How many first confusions are tried with a second."""


class Way(NamedTuple):
    """A string that undoing confusions leads to: where each begins in it, and what it was."""

    cost: float
    text: str
    edits: tuple[tuple[int, MisreadEdit], ...] = ()


@dataclass(frozen=True, slots=True)
class Reader:
    """Finds the readings of words."""

    vocabulary: Vocabulary
    table: Confusions
    known: Container[str]
    """The lexicon's spellings, without accents."""
    deep: bool = True
    """Whether two confusions in a word are looked for."""

    def near(self, word: str) -> list[PrintedReading]:
        """Return what a word that is one may stand for: one confusion, words of the document."""
        bare = plain(word).lower()
        short = len(bare) <= _STEM  # of longer words, other accents are another spelling
        ways = [
            *([Way(0.0, bare)] if short else []),
            *self._words(Way(0.0, bare), word, 0, self.vocabulary.own),
        ]
        found: dict[str, PrintedReading] = {}
        for way in ways:
            for form, expected in self.vocabulary.common(way.text):
                if not _inflected(form, word.lower()):
                    _add(found, word, way, form, expected)
        return self._ordered(found)

    def readings(self, word: str) -> list[PrintedReading]:
        """Return what a word that is none may stand for."""
        bare = plain(word).lower()
        first = Way(0.0, bare)
        known = self.known
        found: dict[str, PrintedReading] = {}
        self._look_up(found, word, [first, *self._words(first, word, 0, known)])
        best = min((reading.cost for reading in found.values()), default=_FAR)
        if self.deep and len(bare) >= _LEAST_TWO and best > _GOOD and word[0].islower():
            ways = sorted(self._words(first, word, 0, None))[:_BEST]
            twice = [
                other
                for way in ways
                for at, edit in way.edits
                for other in self._words(way, way.text, at + len(edit.printed), known)
            ]
            self._look_up(found, word, sorted(twice)[:_BEST])
        for reading in split(word, self.vocabulary):
            found.setdefault(reading.text, reading)
        return self._ordered(found)

    def _ordered(self, found: dict[str, PrintedReading]) -> list[PrintedReading]:
        """Return readings, likeliest first; a capital is likely where the document has it."""
        cased = [self._as_cased(reading) for reading in found.values()]
        return sorted(cased, key=lambda r: (-(r.expected * 10**-r.cost), r.text))

    def _as_cased(self, reading: PrintedReading) -> PrintedReading:
        if reading.text.islower():
            return reading
        seen = float(self.vocabulary.counts.get(reading.text, 0))
        small = reading.text.lower()
        form = self.vocabulary.listed(small)
        share = capital_share(form) if form else CAPITAL
        return replace(reading, expected=max(seen, share * reading.expected))

    def _look_up(self, found: dict[str, PrintedReading], word: str, ways: list[Way]) -> None:
        for way in ways:
            for form in self.vocabulary.forms(way.text):
                _add(found, word, way, *form)

    def _words(
        self, way: Way, cased: str, start: int, known: Container[str] | None
    ) -> Iterator[Way]:
        """Undo one more confusion from ``start`` on; yield what is ``known``, None: all."""
        text, table, own = way.text, self.table.read, self.vocabulary.own
        limit = _FAR - way.cost + (_SECOND if way.edits else 0.0)
        for at in range(start, len(text) + 1):
            for size in range(min(self.table.longest, len(text) - at) + 1):
                read = text[at : at + size]
                ways = table.get(read, ())
                if size and cased[at : at + size] != read:
                    ways = (*ways, *table.get(plain(cased[at : at + size]), ()))
                head, tail = text[:at], text[at + size :]
                for printed, cost in ways:
                    if cost >= limit:
                        break
                    other = head + printed + tail
                    if known is None or other in known or other in own:
                        edit = at, MisreadEdit(printed, read, cost)
                        yield Way(_FAR - limit + cost, other, (*way.edits, edit))


def _add(found: dict[str, PrintedReading], word: str, way: Way, form: str, expected: float) -> None:
    """Add a reading in the case of the word, unless a cheaper way led to it."""
    pairs = list(_kept(word, way))
    accents = [
        MisreadEdit(form[at], read.lower(), accent_cost(form[at], read.lower()))
        for at, read in pairs
        if form[at] != read.lower()
    ]
    cost = way.cost + sum(edit.cost for edit in accents)
    opens = word[0].isupper() and bool(way.edits) and way.edits[0][0] == 0
    shown, misfits = _in_case(form, pairs, opens and word[0] not in "IJ")
    cost += _CASE * misfits
    if cost > _FAR or shown.lower() == word.lower() or _accents_lost(shown, word):
        return
    old = found.get(shown)
    if old is None or cost < old.cost:
        edits = (*(edit for _, edit in way.edits), *accents)
        found[shown] = PrintedReading(shown, cost, edits, expected)


def _kept(word: str, way: Way) -> Iterator[tuple[int, str]]:
    """Yield the letters that were not confused: their places in the reading, as they are read."""
    here = there = 0
    for at, edit in way.edits:
        yield from zip(range(here, at), word[there:], strict=False)
        there += at - here + len(edit.read)
        here = at + len(edit.printed)
    yield from zip(range(here, len(way.text)), word[there:], strict=True)


def _in_case(form: str, kept: list[tuple[int, str]], opens: bool) -> tuple[str, int]:
    """Return a form in the case of the letters kept, and how many of them do not fit.

    ``opens`` tells that its first letter, misread, is a capital.
    """
    best = form, len(form) + 1
    title = form[:1].upper() + form[1:]
    for shown in (title, form, form.upper()) if opens else (form, title, form.upper()):
        misfits = sum(shown[at].isupper() != read.isupper() for at, read in kept)
        if misfits < best[1]:
            best = shown, misfits
    return best


def _inflected(form: str, word: str) -> bool:
    """Whether two words differ by their ends only, as *placée* and *placés* do."""
    same = next(
        (n for n, pair in enumerate(zip(form, word, strict=False)) if pair[0] != pair[1]),
        min(len(form), len(word)),
    )
    return same >= _STEM and plain(form[same:]) in _ENDINGS and plain(word[same:]) in _ENDINGS


def _accents_lost(printed: str, read: str) -> bool:
    """Whether a word only lacks accents: a class of damage of its own."""
    return len(printed) == len(read) and all(
        one == two or plain(one) == two
        for one, two in zip(printed.lower(), read.lower(), strict=True)
    )
