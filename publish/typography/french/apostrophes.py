"""The typewriter's ' becomes ’ where it is an apostrophe.

``l'homme`` → ``l’homme``, ``rock 'n' roll`` → ``rock ’n’ roll``, ``l'été '68`` → ``l’été ’68``;
primes (2'33) and a pair that quotes ('mot') stay, for the lint to show.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from publish.characters import ACUTE_ACCENT, APOSTROPHE, LEFT_SINGLE_QUOTE
from publish.typography.engine.flat_text import Edit, FlatText
from publish.typography.engine.signs import ENDS, OPENING, SPACE, THINGS
from publish.typography.french.profile import Profile

_STRAIGHT = "'"
_WITHIN = re.compile(r"'(?<=[^\W\d_]')(?=\w)")
_LOOKALIKE = re.compile(
    rf"[{ACUTE_ACCENT}{LEFT_SINGLE_QUOTE}`](?<=[^\W\d_][{ACUTE_ACCENT}{LEFT_SINGLE_QUOTE}`])"
    r"(?=[^\W\d_])"
)
_ELIDED = re.compile(
    r"(?<![^\W\d_])(?:[cdjlmnst]|qu|(?:jus|lors|puis|quoi|quel)qu)$", re.IGNORECASE
)
_AND = re.compile("n'")
_YEAR = re.compile(r"[0-9]{2}(?![0-9'])")
_REST = re.compile(rf"'|[{ENDS}]")
_BEFORE_WORD = frozenset(f'{SPACE}{ENDS}{OPENING}"—–-/')


def apostrophes(run: FlatText, profile: Profile) -> None:
    """Set the apostrophes; leave what may be a quotation mark."""
    if ACUTE_ACCENT in run.text or LEFT_SINGLE_QUOTE in run.text or "`" in run.text:
        run.substitute(_LOOKALIKE, APOSTROPHE)
    if _STRAIGHT not in run.text:
        return
    run.substitute(_WITHIN, APOSTROPHE)
    if _STRAIGHT in run.text:
        run.edit([Edit(at, at + 1, APOSTROPHE) for at in sorted(_others(run.text, profile))])


def single_quotes(text: str, profile: Profile) -> tuple[list[int], list[int]]:
    """Return where an apostrophe stands beside a word, and where single quotes stand in pairs."""
    apostrophes: list[int] = []
    quotes: list[int] = []
    opened: list[int] = []
    for mark in _REST.finditer(text):
        at = mark.start()
        if mark[0] != _STRAIGHT:
            apostrophes += opened
            opened = []
        elif _begins_word(text, at):
            if _is_apostrophe(text, at, profile):
                apostrophes.append(at)
            else:
                opened.append(at)
        elif text[at - 1 : at].isalpha():
            following = text[at + 1 : at + 2]
            if _elided(text, at) and (following in THINGS or following in OPENING + '"'):
                apostrophes.append(at)
            elif opened:
                quotes += (opened.pop(), at)
            else:
                apostrophes.append(at)
        elif opened and at - 1 >= 0 and text[at - 1] in ".,;:!?…)»":
            quotes += (opened.pop(), at)
    apostrophes += opened
    return apostrophes, quotes


def _others(text: str, profile: Profile) -> Iterator[int]:
    yield from single_quotes(text, profile)[0]


def _begins_word(text: str, at: int) -> bool:
    before = text[at - 1] if at else " "
    return before in _BEFORE_WORD and text[at + 1 : at + 2].isalnum()


def _is_apostrophe(text: str, at: int, profile: Profile) -> bool:
    """Whether a mark before a word can only be an apostrophe: 'tite, 'n', '68."""
    return any(pattern.match(text, at + 1) for pattern in (profile.words.elisions, _YEAR, _AND))


def _elided(text: str, at: int) -> bool:
    return _ELIDED.search(text, max(0, at - 8), at) is not None
