"""Words with gaps, where a code stands in place of a letter → the words they may be.

``gu\\ufffdre`` → ``guère``; ``l\\ufffdhomme`` → ``l’homme``; ``f\\ufffdt`` → ``fût``, ``fît``

The letter itself is gone, so that a gap may be any accented letter, œ, an apostrophe within a
word, and at its edges a quotation mark, an ellipsis or a space that does not break.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from math import log10
from typing import Final, NamedTuple

from publish.characters import NO_BREAK_SPACE
from publish.cleaning.alphabet import LETTER, plain
from publish.cleaning.letters.candidates import Candidate, Grade, prior, weight
from publish.cleaning.letters.channel import Channel
from publish.cleaning.letters.guessing import guesses, unknown
from publish.cleaning.letters.lexicon import PROPER, Form, Lexicon
from publish.cleaning.letters.shapes import GAP, french_shapes, shape_of

APOSTROPHE: Final = "’"
ELISIONS: Final = frozenset(
    "l d j m t s n c qu jusqu lorsqu puisqu quoiqu aujourd presqu quelqu entr".split()
)
_WHOLE_WORDS: Final = frozenset("aujourd’hui p’tit p’tite p’tits p’tites".split())
"""Words that an apostrophe belongs to, though what follows it is none."""
_WITH_APOSTROPHE: Final = frozenset(("grand", "entr", "prud"))
"""Words that an apostrophe joins to a consonant."""
_OPENS_WITH_VOWEL: Final = re.compile(rf"[aeiouyhàâéèêëîïôûœ{GAP}]", re.I)
_VOWELS: Final = "aàâeéèêëiîïoôuùûüyœæ"
_ENDINGS: Final = ("s", "x", "e", "es")
_DERIVED: Final = -2.0
_EDGE: Final = -3.5
"""What it costs that a gap at a word's edge is no letter."""
_CLOSED_UP: Final = -1.5
"""What it costs more that a quotation mark touches a word."""
_SPACED: Final = frozenset("!?;:»%")
"""Signs before which a space stands that does not break."""
_SHORT: Final = 3
_MOST_GUESSED: Final = 3
_UNTOLD: Final = -0.5
"""What it costs to leave an unknown word as it is."""
_FOREIGN: Final = -2.0


class Fit(NamedTuple):
    """A word that has the letters of a piece, before it is weighed what stands in its gaps."""

    word: str
    cased: str
    """With the capitals of the piece."""
    score: float
    grade: Grade


@dataclass(slots=True)
class Gaps:
    """Reads words with gaps; ``codes`` are the characters that stand in place of letters."""

    lexicon: Lexicon
    codes: str
    own: Mapping[str, Mapping[str, int]] = field(default_factory=dict)
    """Words that stand undamaged in the document, by their shape."""
    channel: Channel = field(default_factory=Channel)
    apostrophes: float = -1.0
    """Decimal logarithm of how often an apostrophe is a gap."""
    _gap: re.Pattern[str] = field(init=False)
    _known: dict[str, list[Fit]] = field(default_factory=dict)
    _read: dict[tuple[str, str], tuple[Candidate, ...]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self._gap = re.compile(rf"[{re.escape(self.codes)}]|[^\x00-\x7f]")

    def learn(self, channel: Channel, apostrophes: float) -> None:
        """Take what is learnt of codes; what was read before is forgotten."""
        self.channel, self.apostrophes = channel, apostrophes
        self._read.clear()

    def readings(self, piece: str, following: str = "") -> tuple[Candidate, ...]:
        """Return what a piece may be, best first; ``following`` is the character after it."""
        following = following if following in _SPACED and piece[-1] in self.codes else ""
        known = self._read.get((piece, following))
        if known is None:
            best: dict[str, Candidate] = {}
            for reading in self._all(piece, following):
                if reading.word not in best or best[reading.word].score < reading.score:
                    best[reading.word] = reading
            found = sorted(best.values(), key=lambda r: (-r.score, r.word))
            known = self._read[piece, following] = tuple(found)
        return known

    def listed(self, piece: str) -> Candidate | None:
        """Return the best reading of a piece as one word of the dictionary."""
        found = [r for r in self._words(piece) if r.grade is Grade.LISTED]
        return max(found, key=lambda r: r.score, default=None)

    def _all(self, piece: str, following: str) -> Iterator[Candidate]:
        found = [*self._words(piece), *self._elided(piece), *self._edged(piece, following)]
        if not any(reading.grade > Grade.DERIVED for reading in found):
            found += self._derived(piece)
        if not found:
            found += self._torn(piece) or self._guessed(piece)
        yield from found

    def _words(self, piece: str) -> Iterator[Candidate]:
        """Yield the words that have an accented letter in each gap."""
        signs = [char for char in piece if char in self.codes]
        if not signs:
            yield from self._whole(piece, piece.lower())
            return
        known = self._known.get(piece)
        if known is None:
            known = self._known[piece] = list(self._fitting(piece))
        for fit in known:
            yield self._reading(fit, piece, signs)

    def _fitting(self, piece: str) -> Iterator[Fit]:
        """Yield the words that have the letters of a piece, and letters beyond ASCII elsewhere."""
        lower = piece.lower()
        shape = self._gap.sub(GAP, lower)
        printed = [
            (at, char)
            for at, char in enumerate(lower)
            if not char.isascii() and char not in self.codes
        ]
        own = self.own.get(shape, {})
        known = set()
        for form in self._forms(shape):
            if all(form.text[at] == char for at, char in printed):
                known.add(form.text)
                score = prior(form) + (weight(own[form.text]) if form.text in own else 0.0)
                score += _FOREIGN * any(c in "áãäåìíñòóõöúýÿøð" for c in form.text)
                grade = Grade.LISTED if form.listed else Grade.SEEN
                proper = set(form.classes) <= {PROPER} and form.listed
                yield Fit(form.text, _cased(form.text, piece, self.codes, proper), score, grade)
        for word in own.keys() - known:
            if all(word[at] == char for at, char in printed):
                score = -7.5 + weight(own[word])
                yield Fit(word, _cased(word, piece, self.codes), score, Grade.SEEN)

    def _forms(self, shape: str) -> Iterator[Form]:
        """Yield the forms of the dictionary that have a shape."""
        for key in french_shapes().keys_of(shape):
            yield from (form for form in self.lexicon.lookup(key) if shape_of(form.text) == shape)

    def _whole(self, piece: str, lower: str) -> Iterator[Candidate]:
        """Yield a piece without gaps as itself, if it is a word."""
        for form in self.lexicon.lookup(plain(lower)):
            if form.text == lower and form.listed:
                yield Candidate(piece, prior(form), Grade.LISTED, (), piece)

    def _reading(self, fit: Fit, piece: str, signs: Sequence[str]) -> Candidate:
        gaps = [at for at, char in enumerate(piece) if char in self.codes]
        letters = tuple(fit.cased[at] for at in gaps)
        score = fit.score + sum(map(self.channel.score, (fit.word[at] for at in gaps), signs))
        return Candidate(fit.cased, score, fit.grade, letters, piece)

    def _elided(self, piece: str) -> Iterator[Candidate]:
        """Yield the readings with an apostrophe in a gap."""
        for at, char in enumerate(piece[:-1]):
            if char not in self.codes or not 0 < at <= 7:
                continue
            rest = piece[at + 1 :]
            opening = GAP if rest[0] in self.codes else rest[0]
            whole = f"{piece[:at]}{APOSTROPHE}{rest}".lower()
            if whole in _WHOLE_WORDS:
                yield Candidate(
                    piece[:at] + APOSTROPHE + rest, -5.0, Grade.LISTED, (APOSTROPHE,), piece
                )
            if piece[:at].lower() not in ELISIONS or not _OPENS_WITH_VOWEL.match(opening):
                continue
            for one in (*self._words(rest), *self._derived(rest)):
                if one.word[0].lower() in _VOWELS + "h":
                    word = piece[:at] + APOSTROPHE + one.word
                    score = one.score + self.apostrophes - 0.5
                    yield Candidate(word, score, one.grade, (APOSTROPHE, *one.letters), piece)

    def _torn(self, piece: str) -> list[Candidate]:
        """Return two words with the sign that stood between them, if that is plain."""
        gaps = [at for at, char in enumerate(piece) if char in self.codes]
        if len(gaps) != 1 or not 0 < gaps[0] < len(piece) - 2:
            return []
        one, two = piece[: gaps[0]], piece[gaps[0] + 1 :]
        if one.lower() in ELISIONS and _OPENS_WITH_VOWEL.match(two) and len(two) > _SHORT:
            word = f"{one}{APOSTROPHE}{two}"
            return [Candidate(word, unknown(piece), Grade.GUESSED, (APOSTROPHE,), piece)]
        if len(one) < 2:
            return []
        if not (self.lexicon.knows(one) and self.lexicon.knows(two)):
            return []
        signs = (APOSTROPHE, "—") if one.lower() in _WITH_APOSTROPHE else ("—", APOSTROPHE)
        return [
            Candidate(f"{one}{sign}{two}", unknown(piece) - at, Grade.GUESSED, (sign,), piece)
            for at, sign in enumerate(signs)
        ]

    def _edged(self, piece: str, following: str) -> Iterator[Candidate]:
        """Yield the readings with something else than a letter in a gap at the edge."""
        if len(piece) < 2:
            return
        first, last = piece[0] in self.codes, piece[-1] in self.codes
        if last:
            signs = (NO_BREAK_SPACE,) if following else ("…", "»")
            if len(piece) > 2 and piece[-2] in self.codes:
                signs = (*signs, f"{NO_BREAK_SPACE}»")
            yield from self._shorn(piece, "", signs, gain=3.5 if following else 0.0)
        if first:
            pairs = len(piece) > 2 and piece[1] in self.codes
            yield from self._shorn(piece, "«", (f"«{NO_BREAK_SPACE}",) if pairs else ("«",))

    def _shorn(
        self, piece: str, opening: str, signs: tuple[str, ...], gain: float = 0.0
    ) -> Iterator[Candidate]:
        for sign in signs:
            rest = piece[len(sign) :] if opening else piece[: -len(sign)]
            inner = [*self._words(rest), *self._elided(rest)] if len(rest) > 1 else []
            cost = _CLOSED_UP if sign in ("«", "»") else gain
            for one in inner:
                word = sign + one.word if opening else one.word + sign
                signs_read = tuple(sign)
                letters = (*signs_read, *one.letters) if opening else (*one.letters, *signs_read)
                yield Candidate(word, one.score + _EDGE + cost, one.grade, letters, piece)

    def _derived(self, piece: str) -> Iterator[Candidate]:
        """Yield known words under an ending that the lexicon does not have."""
        for ending in _ENDINGS:
            stem = piece[: -len(ending)]
            if len(stem) > 3 and piece.endswith(ending):
                for one in self._words(stem):
                    if one.grade is Grade.LISTED and len(one.letters):
                        word, score = one.word + ending, one.score + _DERIVED
                        yield Candidate(word, score, Grade.DERIVED, one.letters, piece)

    def _guessed(self, piece: str) -> Iterator[Candidate]:
        """Yield what an unknown word may be, from the letters beside its only gap."""
        gaps = [at for at, char in enumerate(piece) if char in self.codes]
        if len(gaps) == 1 and len(piece) > 2:
            word, at = f"^{piece.lower()}$", gaps[0] + 1
            counts = french_shapes().between(word[1:-1], at - 1)
            bases: Counter[str] = Counter()
            if piece[:1].isupper() and word[at - 1] in _VOWELS and word[at + 1] in _VOWELS:
                counts = Counter("ï")  # as in names that come from other alphabets
            for letter, count in counts.items():
                bases[plain(letter)] += count
            for base, count in bases.most_common(_MOST_GUESSED):
                score = log10(count / counts.total())
                whole = piece[: gaps[0]] + base + piece[gaps[0] + 1 :]
                for guess, own in guesses(self.lexicon, whole, gaps):
                    word = guess.lower()
                    cased = _cased(word, piece, self.codes)
                    fit = Fit(word, cased, score + own, Grade.GUESSED)
                    yield self._reading(fit, piece, [piece[gaps[0]]])
        left = tuple("" for _ in gaps)
        yield Candidate(piece, unknown(piece) + _UNTOLD, Grade.GUESSED, left, piece)


def _cased(word: str, piece: str, codes: str, proper: bool = False) -> str:
    """Return ``word`` with the capitals of ``piece``; a gap among capitals is one too."""
    out = ""
    for at, (char, seen) in enumerate(zip(word, piece, strict=True)):
        high = seen.isupper()
        if seen in codes:
            after = piece[at + 1 : at + 2].isupper()
            high = after or (at > 1 and out[-2:].isalpha() and out[-2:].isupper())
            high = high or (proper and (at == 0 or piece[at - 1] == "-"))
        out += char.upper() if high else char
    return out


def own_shapes(words: Mapping[str, int]) -> dict[str, dict[str, int]]:
    """Return the accented words among ``words``, lower case, by their shape."""
    found: dict[str, dict[str, int]] = defaultdict(dict)
    for word, count in words.items():
        if not word.isascii():
            lower = word.lower()
            forms = found[shape_of(lower)]
            forms[lower] = forms.get(lower, 0) + count
    return found


def pieces_pattern(codes: str) -> re.Pattern[str]:
    """Return what finds words with gaps."""
    char = f"[{LETTER}{re.escape(codes)}]"
    return re.compile(rf"(?<!{char}){char}*[{re.escape(codes)}]{char}*")
