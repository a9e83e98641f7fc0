"""Ligatures that no font told apart: lost under a sign, or dropped.

``of\\ufffdce`` and ``ofce`` → ``office``; ``en\\ufffdn`` and ``enn`` → ``enfin``

A text in which hardly any *fi* or *fl* is left has lost them; the dictionary says where.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Final

from publish.characters import REPLACEMENT
from publish.cleaning.alphabet import LETTER, plain
from publish.cleaning.known.specimen import Specimen
from publish.cleaning.ledger.ledger import Cause, Change, Confidence, Reason
from publish.cleaning.letters.lexicon import Lexicon
from publish.messages import N_

LOST: Final = Reason("lost-ligature", N_("ligature that was lost"))
_ONLY = N_("the only word with a ligature there")
_LIKELIER = N_("likelier than “{other}”")

_LIGATURES: Final = ("fi", "fl", "ff", "ffi", "ffl")
_PRINTED: Final = re.compile("f[il]")
_WORD: Final = re.compile(rf"(?<!\w)[{LETTER}]{{2,40}}(?!\w)")
"""What may be a word; each of its letters is a place to try, and no word of ours is longer."""
_WITH_GAP: Final = re.compile(f"[{LETTER}{REPLACEMENT}]*{REPLACEMENT}[{LETTER}{REPLACEMENT}]*")
_USUAL: Final = 110
"""Words of French for each that has *fi* or *fl*: 1 in 70 to 1 in 105 in 8 novels."""
_LEFT: Final = 0.05
"""Share of the usual number of them that may be left."""
_LEAST: Final = 10
"""How many of them a text must lack."""
_LEAST_TYPES: Final = 8
"""Words that must be whole again where letters were dropped."""
_SHARE: Final = 0.6
"""Share of the words with a sign that a ligature must explain."""
_CLEAR: Final = 10
"""How much more frequent, in tenths of the Zipf scale, a word is that has no rival."""
_COMMON: Final = 30
"""Zipf frequency, in tenths, from which a word is believed where letters are dropped."""


def find_lost_ligatures(specimen: Specimen) -> list[Change]:
    """Return the changes that put ligatures back, under their signs or where they were dropped."""
    wanted = len(specimen.text) / 6 / _USUAL
    if wanted < _LEAST:
        return []
    printed = len(_PRINTED.findall(specimen.text))
    if printed > _LEFT * wanted:
        return []
    if REPLACEMENT in specimen.signs:
        return list(_under_signs(specimen))
    found = list(_dropped(specimen))
    types = {change.cause.before for change in found}
    return found if len(types) >= _LEAST_TYPES and wanted >= 2 * _LEAST else []


def _under_signs(specimen: Specimen) -> Iterator[Change]:
    words = list(_WITH_GAP.finditer(specimen.text))
    found = {
        word: _best(word, _filled(word), specimen.lexicon) for word in {match[0] for match in words}
    }
    if sum(map(bool, found.values())) < _SHARE * len(found):
        return
    for match in words:
        if cause := found[match[0]]:
            yield _change(match, match[0].index(REPLACEMENT), 1, cause)


def _change(match: re.Match[str], at: int, size: int, cause: Cause) -> Change:
    """Return the change that replaces ``size`` characters of a word by the letters it lacks."""
    length = size + len(cause.after) - len(match[0])
    place = match.start() + at
    return Change(place, place + size, cause.after[at : at + length], cause)


def _filled(word: str) -> Iterator[str]:
    if word.count(REPLACEMENT) == 1:
        yield from (word.replace(REPLACEMENT, ligature) for ligature in _LIGATURES)


def _dropped(specimen: Specimen) -> Iterator[Change]:
    causes: dict[str, Cause | None] = {}
    for match in _WORD.finditer(specimen.text):
        word = match[0]
        if word not in causes:
            causes[word] = None
            if not word.isupper() and not specimen.lexicon.knows(word):
                causes[word] = _best(word, _inserted(word), specimen.lexicon, _COMMON)
        if cause := causes[word]:
            pairs = zip(word, cause.after, strict=False)
            at = next((n for n, (a, b) in enumerate(pairs) if a != b), len(word))
            yield _change(match, at, 0, cause)


def _inserted(word: str) -> Iterator[str]:
    for at in range(0 if word[0].islower() else 1, len(word) + 1):
        yield from (word[:at] + ligature + word[at:] for ligature in _LIGATURES[:2])


def _best(printed: str, ways: Iterable[str], lexicon: Lexicon, rarest: int = 0) -> Cause | None:
    """Return the cause that makes the likeliest word, if there is a known one."""
    found: dict[str, int] = {}
    for word in ways:
        for form in lexicon.lookup(plain(word.lower())):
            if form.text == word.lower() and form.listed and form.zipf >= rarest:
                found[word] = form.zipf
    if not found:
        return None
    first, *others = sorted(found, key=lambda word: (-found[word], word))
    sure = not others or found[first] - found[others[0]] >= _CLEAR
    return Cause(
        LOST,
        Confidence.CERTAIN if sure else Confidence.PROBABLE,
        _LIKELIER if others else _ONLY,
        (("other", others[0]),) if others else (),
        printed,
        first,
        tuple(others[:4]),
    )
