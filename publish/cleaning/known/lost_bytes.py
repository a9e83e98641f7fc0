"""Letters of UTF-8 of which every byte became a sign of its own.

An \\ufffd for each byte of ``été`` → one for each letter; three of them in ``l’eau`` → ``’``

A letter has two bytes, an apostrophe, a dash, an ellipsis three: so many signs are one character.
What it was, what follows (letters/replaced.py) tells.
"""

from __future__ import annotations

import re
from collections import Counter
from typing import Final

from publish.characters import REPLACEMENT
from publish.cleaning.alphabet import LETTER
from publish.cleaning.known.specimen import Specimen
from publish.cleaning.ledger.ledger import Cause, Change, Reason
from publish.cleaning.letters.gaps import APOSTROPHE, ELISIONS
from publish.messages import N_

BYTES: Final = Cause(Reason("lost-bytes", N_("one character of which every byte was lost")))

_RUN: Final = re.compile(f"{REPLACEMENT}+")
_WORD: Final = re.compile(f"[{LETTER}]+$")
_LEAST: Final = 3
_MOST_SINGLE: Final = 0.02
"""Share of the runs that may be of one sign, where every character was of two or more."""


def find_lost_bytes(specimen: Specimen) -> list[Change]:
    """Return the changes that make each character one sign, or the sign that it must have been."""
    if REPLACEMENT not in specimen.signs:
        return []
    text = specimen.text
    runs = list(_RUN.finditer(text))
    lengths = Counter(len(run[0]) for run in runs)
    several = len(runs) - lengths[1]
    if several < _LEAST or lengths[1] > _MOST_SINGLE * len(runs):
        return []
    changes = []
    for run in runs:
        before = text[max(0, run.start() - 8) : run.start()]
        after = _characters(before, len(run[0]), text[run.end() : run.end() + 1])
        changes.append(Change(run.start(), run.end(), after, BYTES))
    return changes


def _characters(before: str, length: int, after: str) -> str:
    """Return what a run of so many bytes is: one sign a letter, and the sign of three bytes."""
    if length < 2:
        return REPLACEMENT
    letters = REPLACEMENT * ((length - 3) // 2 if length % 2 else length // 2)
    if length % 2 == 0:
        return letters
    word = _WORD.search(before)
    if word and (_is_letter(after) or (letters and word[0].lower() in ELISIONS)):
        return APOSTROPHE + letters
    if word:
        return letters + "…"
    return ("—" if before[-1:] in ("", "\n", " ") else "“") + letters


def _is_letter(char: str) -> bool:
    return re.fullmatch(f"[{LETTER}]", char) is not None
