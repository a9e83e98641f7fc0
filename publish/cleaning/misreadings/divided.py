"""Words that OCR tore or ran together: ``disposi tions``, ``avecCerès``, ``lheure``."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

from publish.cleaning.alphabet import plain
from publish.cleaning.letters.lexicon import Lexicon
from publish.cleaning.misreadings.own_vocabulary import Vocabulary, frequency
from publish.cleaning.misreadings.printed_reading import PrintedReading
from publish.cleaning.misreadings.units import Unit

_LOST: Final = 2.6
"""Cost of a space that was not read, in powers of ten; neighbours are likelier than by chance."""
_NAME: Final = 2.5
"""What is added where the word may be a name: *Perroneau* is not *Perron eau*."""
_GLUED: Final = 30
"""Ten times the Zipf frequency of a word that may be glued to another."""
_USUAL: Final = 36
"""The same of a word that two pieces make, one of which is a word itself."""
_SHORT: Final = frozenset(("a", "à", "y"))
_ELISIONS: Final = ("l", "d", "n", "s", "j", "m", "t", "c", "qu")
_MISREAD_ELISIONS: Final = {"f": "l", "t": "l", "r": "l", "p": "l", "v": "l", "y": "l", "1": "l"}
"""What is read for an elided article whose apostrophe touches it: ``Fespérance``."""
_APOSTROPHE: Final = 2.6
_VOWELS: Final = frozenset("aeiouyhœ")


class Torn(NamedTuple):
    """A word in two pieces: where it stands, what it is, whether neither piece is a word."""

    start: int
    end: int
    word: str
    sure: bool


def torn(text: str, units: Sequence[Unit], vocabulary: Vocabulary) -> Iterator[Torn]:
    """Yield the words that a space divides."""
    last = 0
    known: dict[str, bool] = {}
    for one, two in itertools.pairwise(units):
        if (
            one.start < last
            or text[one.end : two.start] != " "
            or one.joined
            or two.joined
            or two.elided
        ):
            continue
        pieces = one.word, two.word
        if not two.word.islower() or not all(piece.isalpha() for piece in pieces):
            continue
        if one.word.lower() in _ELISIONS and plain(two.word[0]) in _VOWELS:
            continue
        for piece in pieces:
            if piece not in known:
                known[piece] = _is_word(piece, vocabulary)
        weak = [not known[piece] for piece in pieces]
        if any(weak) and _whole(one.word + two.word, vocabulary, len(weak) == sum(weak)):
            last = two.end
            fragment = all(len(p) > 1 for p, none in zip(pieces, weak, strict=True) if none)
            common = _zipf(one.word + two.word, vocabulary) >= _USUAL
            yield Torn(one.start, two.end, one.word + two.word, fragment and (all(weak) or common))


def _is_word(piece: str, vocabulary: Vocabulary) -> bool:
    low = piece.lower()
    if len(piece) == 1:
        return low in _SHORT or piece.isupper()
    form = vocabulary.listed(low)
    if form is not None and (form.listed or form.zipf > _GLUED):
        return True
    return vocabulary.small.get(low, 0) > 2


def _zipf(word: str, vocabulary: Vocabulary) -> int:
    form = vocabulary.listed(word.lower())
    return form.zipf if form else 0


def _whole(word: str, vocabulary: Vocabulary, both: bool) -> bool:
    form = vocabulary.listed(word.lower())
    least = 20 if both else 30
    return bool(form and form.listed and form.zipf >= least) and len(word) > 3


def split(word: str, vocabulary: Vocabulary) -> list[PrintedReading]:
    """Return the readings of a word (no word of its own) as two, or as one after an elision."""
    found = list(_as_two(word, vocabulary))
    found += _after_elision(word, vocabulary)
    return found


def _as_two(word: str, vocabulary: Vocabulary) -> Iterator[PrintedReading]:
    low = word.lower()
    for at in range(1, len(word)):
        left, right = low[:at], low[at:]
        inner = word[at].isupper() and not word[:at].isupper()
        if word[at].isupper() != (inner or word.isupper()):
            continue
        odds = _glued(left, vocabulary, False), _glued(right, vocabulary, inner)
        if odds[0] is not None and odds[1] is not None:
            expected = vocabulary.total * 10 ** (odds[0] + odds[1] + 1.0)
            cost = _LOST - (1.5 if inner else 0.0) + (_NAME if word[0].isupper() else 0.0)
            yield PrintedReading(f"{word[:at]} {word[at:]}", cost, (), expected)


def _glued(part: str, vocabulary: Vocabulary, name: bool) -> float | None:
    """Return the frequency of a part that may be a word for itself."""
    if len(part) == 1:
        return -2.0 if part in _SHORT else None
    form = vocabulary.listed(part)
    least = 20 if name else 62 if len(part) == 2 else _GLUED
    if form is not None and form.listed and form.zipf >= least:
        return frequency(form)
    return None


def _after_elision(word: str, vocabulary: Vocabulary) -> Iterator[PrintedReading]:
    low = word.lower()
    for length in (1, 2):
        head, tail = low[:length], low[length:]
        if len(tail) < 3 or plain(tail[0]) not in _VOWELS or not tail.isalpha():
            continue
        forms = [form for form in vocabulary.lexicon.lookup(plain(tail)) if form.listed]
        if not forms or forms[0].zipf < _GLUED:
            continue
        article = head if head in _ELISIONS else ""
        cost = _APOSTROPHE
        if not article and length == 1:
            article = _MISREAD_ELISIONS.get(head, "")
            cost += 0.0 if word[0].isupper() or word[0].isdigit() else 0.7
        if article:
            cost += _NAME if word.isupper() or (article == head and word[0].isupper()) else 0.0
            shown = article.capitalize() if word[0].isupper() and article == head else article
            expected = vocabulary.total * 10 ** (frequency(forms[0]) - 0.7)
            yield PrintedReading(f"{shown}’{tail}", cost, (), expected)


def lone_capitals(text: str, lexicon: Lexicon) -> Iterator[Torn]:
    """Yield words in spaced capitals: ``V A N D Y C K``."""
    for match in re.finditer(r"(?<![\w.’'])(?:[A-ZÀ-Ý] ){3,}[A-ZÀ-Ý](?![\w.’'])", text):
        word = match[0].replace(" ", "")
        if any(form.listed for form in lexicon.lookup(plain(word.lower()))):
            yield Torn(match.start(), match.end(), word, False)
