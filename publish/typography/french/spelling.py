"""Ligatures and accents on capitals that typewriters lacked, from the word lists only.

``soeur`` → ``sœur``, ``Etat`` → ``État``; ``moelle`` and ``A`` stay
(Imprimerie nationale, « Ligatures », « Accentuation des capitales »).
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from publish.typography.engine.flat_text import Edit, FlatText
from publish.typography.engine.signs import matches, starting
from publish.typography.french.profile import Profile

_LETTERS = re.compile(r"[^\W\d_]{1,60}")
_DIGRAPHS = {"oe": "œ", "ae": "æ", "Oe": "Œ", "Ae": "Æ", "OE": "Œ", "AE": "Æ"}

_DIGRAPH = (*starting("OA", "[eE]"), re.compile("oe"), re.compile("ae"))

# The first letter of each word of capitals.txt, as it is typed.
_BARE_CAPITAL = starting("ACEIOU", r"(?<!\w.)[^\W\d_]+(?!\w)")


def ligatures(run: FlatText, profile: Profile) -> None:
    """Set œ and æ in the words of ligatures.txt."""
    run.edit(
        [
            Edit(at, at + 2, _DIGRAPHS[run.text[at : at + 2]])
            for at, _, _ in _missing(run.text, profile)
            if run.unbroken(at, at + 2)
        ]
    )


def capitals(run: FlatText, profile: Profile) -> None:
    """Set the accent of a first letter in the words of capitals.txt."""
    run.edit([Edit(*found) for found in bare_capitals(run.text, profile)])


def missing_ligatures(text: str, profile: Profile) -> Iterator[tuple[int, int, str]]:
    """Yield start, end and right form of each word that lacks its ligature."""
    for at, start, word in _missing(text, profile):
        inner = at - start
        ligature = _DIGRAPHS[word[inner : inner + 2]]
        yield start, start + len(word), word[:inner] + ligature + word[inner + 2 :]


def bare_capitals(text: str, profile: Profile) -> Iterator[tuple[int, int, str]]:
    """Yield start, end and right form of each word whose first letter lacks its accent."""
    accented = profile.words.capitals
    for match in matches(_BARE_CAPITAL, text):
        word = match[0]
        at = match.start()
        if at > 5 and text[at - 1] == "-" and text[at - 6 : at].lower() == "saint-":
            word = "Saint-" + word
        if better := accented.get(word):
            yield match.start(), match.end(), better


def _missing(text: str, profile: Profile) -> Iterator[tuple[int, int, str]]:
    """Yield each digraph to set, with the start of its word and the word."""
    for at in (match.start() for match in matches(_DIGRAPH, text)):
        start = _start_of_word(text, at)
        word = _LETTERS.match(text, start)
        if word and profile.words.ligatures.fullmatch(word[0].lower()):
            yield at, start, word[0]


def _start_of_word(text: str, at: int) -> int:
    """Return where the letters around an offset begin; of a monster, somewhere within."""
    start = at
    while start > 0 and at - start < 60 and text[start - 1].isalpha():
        start -= 1
    return start
