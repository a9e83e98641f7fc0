r"""TeX's accents, letters and signs, in all their spellings.

``d\'ej\`a``, ``d\'{e}j{\`a}``, ``c{\oe}ur``, ``gar\c con``, ``\og na\"\i f \fg`` → ``déjà``…
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping
from typing import Final

from publish.characters import FINE_SPACE, NO_BREAK_SPACE
from publish.cleaning.known.specimen import Specimen, gain
from publish.cleaning.ledger.ledger import Cause, Change, Reason
from publish.messages import N_

TEX: Final = Cause(Reason("tex", N_("letter or sign as TeX writes it")))

_ACCENTS: Final[Mapping[str, str]] = {
    "'": "\u0301", "`": "\u0300", "^": "\u0302", '"': "\u0308", "~": "\u0303", "=": "\u0304",
    ".": "\u0307", "c": "\u0327", "v": "\u030c", "u": "\u0306", "H": "\u030b", "k": "\u0328",
    "r": "\u030a", "d": "\u0323", "b": "\u0331",
}  # fmt: skip
_LETTERS: Final[Mapping[str, str]] = {
    "oe": "œ", "OE": "Œ", "ae": "æ", "AE": "Æ", "aa": "å", "AA": "Å", "o": "ø", "O": "Ø",
    "l": "ł", "L": "Ł", "ss": "ß", "i": "i", "j": "j", "dh": "ð", "th": "þ",
}  # fmt: skip
_SIGNS: Final[Mapping[str, str]] = {
    "og": "«", "fg": "»", "guillemotleft": "«", "guillemotright": "»", "dots": "…", "ldots": "…",
    "textellipsis": "…", "textemdash": "—", "textendash": "–", "textquoteright": "’",
    "textquoteleft": "‘", "textquotedblleft": "“", "textquotedblright": "”", "degre": "°",
    "degres": "°", "no": "n°", "No": "N°", "S": "§", "euro": "€", "texteuro": "€", "ier": "er",
    "iere": "re", "ieme": "e", "iemes": "es", "slash": "/", "textbackslash": "\\",
}  # fmt: skip
_SHORT: Final[Mapping[str, str]] = {
    r"\%": "%", r"\&": "&", r"\$": "$", r"\#": "#", r"\_": "_", r"\{": "{", r"\}": "}",
    r"\,": FINE_SPACE, r"\ ": " ", r"\-": "", r"\/": "", "~": NO_BREAK_SPACE,
    "---": "—", "--": "–", "``": "“", "''": "”",
}  # fmt: skip

_ACCENTED: Final = re.compile(
    r"\\(?:(['`^\"~=.])[ \t]*|([cvuHkrdb])(?=[ \t{\\])[ \t]*)"
    r"(?:\{[ \t]*(?:\\([ij])[ \t]*|([A-Za-z]))\}|\\([ij])(?:\{\}|[ \t]+|(?![A-Za-z]))|([A-Za-z]))"
)
_LETTER: Final = re.compile(rf"\\({'|'.join(_LETTERS)})(?:\{{\}}|[ \t]+|(?![A-Za-z]))")
_SIGN: Final = re.compile(rf"\\({'|'.join(_SIGNS)})(?:\{{\}}|(?![A-Za-z]))")
_BRIEF: Final = re.compile("|".join(map(re.escape, _SHORT)))
_COMMAND: Final = re.compile(r"(?:\\[A-Za-z]+\*?|[\]}])$")
_LEAST: Final = 3
_SHARE: Final = 0.6
"""Share of the words made that must be known."""


def find_tex(specimen: Specimen) -> list[Change]:
    r"""Return the changes, where accents written so make words.

    ``l\'eau`` with an apostrophe that some language had to escape makes none.
    """
    text = specimen.text
    if "\\" not in specimen.signs:
        return []
    accents = list(_accents(text))
    if len(accents) < _LEAST:
        return []
    known, unknown = gain(specimen, accents)
    if known < _LEAST or known < _SHARE * (known + unknown):
        return []
    return _apart(sorted([*accents, *_others(text)]))


def _accents(text: str) -> Iterator[Change]:
    for match in _ACCENTED.finditer(text):
        base = next(group for group in match.groups()[2:] if group)
        letter = unicodedata.normalize("NFC", base + _ACCENTS[match[1] or match[2]])
        if len(letter) == 1:
            yield _widened(text, match.start(), match.end(), letter)
    for match in _LETTER.finditer(text):
        if match[1] not in "ij":
            yield _widened(text, match.start(), match.end(), _LETTERS[match[1]])


def _widened(text: str, start: int, end: int, after: str) -> Change:
    """Take the braces away that stand around a letter, unless they hold what a command is given."""
    braced = text[start - 1 : start] == "{" and text[end : end + 1] == "}"
    if braced and not _COMMAND.search(text, max(0, start - 30), start - 1):
        return Change(start - 1, end + 1, after, TEX)
    return Change(start, end, after, TEX)


def _others(text: str) -> Iterator[Change]:
    for match in _SIGN.finditer(text):
        after = _SIGNS[match[1]]
        if after == "«" and not text[match.end() : match.end() + 1].isspace():
            after += NO_BREAK_SPACE
        elif after == "»" and not text[match.start() - 1 : match.start()].isspace():
            after = NO_BREAK_SPACE + after
        yield _widened(text, match.start(), match.end(), after)
    for match in _BRIEF.finditer(text):
        yield Change(match.start(), match.end(), _SHORT[match[0]], TEX)


def _apart(changes: list[Change]) -> list[Change]:
    """Leave out a change that begins within another."""
    kept: list[Change] = []
    for change in changes:
        if not kept or change.start >= kept[-1].end:
            kept.append(change)
    return kept
