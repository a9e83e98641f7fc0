"""Codes that stand by themselves, in place of a word of one letter or of a sign.

``Il alla \\ufffd Paris`` → ``à``; ``\\ufffd Viens. \\ufffd`` → ``« Viens. »``
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Final

from publish.characters import NO_BREAK_SPACE
from publish.cleaning.alphabet import LETTER, LOWER, UPPER
from publish.cleaning.letters.candidates import Candidate, Grade
from publish.cleaning.letters.chains import Decision, LetterEdit
from publish.cleaning.letters.condition import alien
from publish.cleaning.letters.lexicon import INFINITIVE, NOUN, OTHER, Lexicon
from publish.cleaning.letters.lost import DETERMINERS
from publish.cleaning.letters.neighbours import kinds_of

_RARE: Final = 50
_FEW: Final = 10
_REACH: Final = 1500
"""How far the end of a quotation is sought."""
_SURE, _LIKELY, _WEAK = 3.0, 1.0, 0.2
_PRONOUNS: Final = frozenset("l lui moi toi soi eux elle elles nous vous ceux celui celle".split())
_WORD: Final = re.compile(f"[{LETTER}]+")
_STOPS: Final = (".", "!", "?", "…", ",", ";")


Found = tuple[str, float, tuple[str, ...]]
"""A sign, its margin, what else it may be."""


@dataclass(slots=True)
class Lone:
    """Decides gaps that touch no letter."""

    text: str
    codes: str
    lexicon: Lexicon
    quotes: bool = field(init=False)
    """Whether quotation marks or dashes seem to be lost as well."""
    inline: bool = field(init=False)
    """Whether single words stand between lost quotation marks."""
    itself: bool = field(init=False)
    """Whether a code by itself often is the sign that is printed."""
    _open: int = field(default=-1)
    """Where the quotation that is open began."""
    _signs: dict[int, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        code = f"[{re.escape(self.codes)}]"
        lost = re.compile(rf"(?:^|\n|[.!?…:,] ?){code}{{1,2}}(?=\s)")
        self.quotes = bool(lost.search(self.text))
        closings = len(re.findall(rf"[{LETTER}]\s{code}\s?[,.;:)]", self.text))
        self.inline = closings * _RARE > len(re.findall(rf"\s{code}\s", self.text))
        ends = len(re.findall(rf"\s{code}\s*(?:\n\s*\n|[»\"]|\Z)", self.text))
        self.itself = ends * _FEW > len(re.findall(rf"\s{code}\s+[{LOWER}]", self.text))

    def opens_before(self, start: int) -> bool:
        """Whether a quotation or a line of dialogue opens right before a place."""
        at = start - 1
        while at >= 0 and self.text[at].isspace():
            at -= 1
        return self._signs.get(at, "") in ("«", "—", NO_BREAK_SPACE)

    def decide(self, start: int, end: int) -> Decision | None:
        """Return what stood from ``start`` to ``end``; None where a sign may be itself."""
        piece = self.text[start:end]
        before, after = self.text[max(0, start - 3) : start], self.text[end : end + 3]
        if len(piece) == 1:
            found = self._one(start, before, after, piece)
        elif len(piece) == 2:
            found = self._two(before, after)
        else:
            found = None
        if found is None and not all(map(alien, piece)):
            return None
        if found is None:
            left = Candidate(piece, 0.0, Grade.GUESSED, tuple("" for _ in piece), piece)
            return Decision((), (left,), 0.0, ())
        sign, margin, others = found
        self._signs[end - 1] = sign[-1]
        edits = tuple(LetterEdit(at, at + 1, char) for at, char in enumerate(sign) if sign != piece)
        reading = Candidate(sign, 0.0, Grade.LISTED, tuple(sign), piece)
        return Decision(edits, (reading,), margin, others)

    def _one(self, start: int, before: str, after: str, piece: str) -> Found | None:
        if before.endswith("-") and after.startswith("-"):
            return "à", _SURE, ()
        if before[-1:].isdigit():
            return ("°", _LIKELY, ()) if after[:1] in (" ", "") and alien(piece) else None
        if before[-1:] in ("'", "’") and not after[:1].isalpha():
            return "à", _SURE, ()
        if after[:1] not in ("", " ", "\n", "\r", "\t", NO_BREAK_SPACE):
            closing = after[0] in ".,;:!?)" and before[-1:].isspace()
            return ("»", _LIKELY, ("à",)) if closing and self._closes(start) else None
        if not (before[-1:].isspace() or before[-1:] in ("", "'", "’", "(")):
            return ("…", _LIKELY, ("»",)) if before[-1:] in "!?" and alien(piece) else None
        return self._spaced(start, piece)

    def _spaced(self, start: int, piece: str) -> Found | None:
        """Decide between à, quotation marks and a dash by what stands around."""
        before = self.text[max(0, start - 200) : start]
        last = before.rstrip()[-1:]
        following = self.text[start + 1 : start + 80].lstrip()
        opens = before.rstrip(" \t")[-1:] in ("", "\n")
        low = bool(re.match(rf"[{LOWER}\d{re.escape(self.codes)}]|[A-Z][’']", following))
        if alien(piece) and self._open >= 0 and last in _STOPS and self._closes(start):
            self._open = -1
            return "»", _LIKELY, ("à", "—")
        starts = opens or last in (":", ".", "!", "?", "…", "(") or not last
        if alien(piece) and starts and re.match(f"[{UPPER}{re.escape(self.codes)}]", following):
            return self._opening(start, opens)
        if low and last and re.match(f"[{LETTER},;’')]", last):
            word = _WORD.match(following)
            usual = word is not None and self._follows(word[0].lower())
            sure = last.isalpha() and (usual or not (alien(piece) and self.quotes))
            return "à", _SURE if sure else _LIKELY, () if sure else ("—", "«")
        if low and alien(piece) and last in _STOPS:
            return "À", _LIKELY, ("—", "à")
        certain_gap = alien(piece) or not self.itself
        if certain_gap and last.isalpha() and re.match(f"[{UPPER}]", following):
            return "à", _LIKELY, ("«", "—")
        if last.isalpha() and re.match(f"[{UPPER}]", following):
            return piece, _WEAK, ("à",)
        if alien(piece) and last in self.codes:
            return "à", _LIKELY, ("—",)
        return None

    def _follows(self, word: str) -> bool:
        """Whether a word is of those that stand after “à”."""
        if word in DETERMINERS or word in _PRONOUNS:
            return not self.inline
        kinds = kinds_of(self.lexicon, word)
        if self.inline:
            return kinds == INFINITIVE
        return INFINITIVE in kinds or (NOUN in kinds and OTHER not in kinds and len(word) > 2)

    def _opening(self, start: int, opens: bool) -> Found:
        """Decide between a quotation and a line of dialogue; either may be “À”."""
        end = self.text.find("\n\n", start)
        stretch = self.text[start + 1 : min(end if end > 0 else start + _REACH, start + _REACH)]
        code = re.escape(self.text[start])
        if re.search(rf"[.!?…,]\s*{code}(?=[\s.,;:)]|$)", stretch):
            self._open = start
            return "«", _LIKELY, ("—", "À")
        return ("—", _WEAK, ("«", "À")) if opens else ("À", _WEAK, ("—", "«"))

    @staticmethod
    def _two(before: str, after: str) -> Found | None:
        """Decide a quotation mark with the space that belongs to it."""
        if after[:1].isalpha():
            return f"«{NO_BREAK_SPACE}", _LIKELY, ()
        if before[-1:].isspace() and after[:1] in (" ", ",", "!", "\n"):
            return "çà", _LIKELY, ()
        if before[-1:] in _STOPS:
            return f"{NO_BREAK_SPACE}»", _LIKELY, ()
        return None

    def _closes(self, start: int) -> bool:
        return 0 <= self._open < start and start - self._open < _REACH
