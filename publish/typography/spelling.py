"""Ligatures and accents on capitals that typewriters lacked, from the word lists only.

``soeur`` → ``sœur``, ``Etat`` → ``État``; ``moelle`` and ``A`` stay
(Imprimerie nationale, « Ligatures », « Accentuation des capitales »).
"""

from __future__ import annotations

import re

from publish.typography.run import Edit, Run
from publish.typography.setting import Setting

_LETTERS = re.compile(r"[^\W\d_]{1,60}")
_DIGRAPHS = {"oe": "œ", "ae": "æ", "Oe": "Œ", "Ae": "Æ", "OE": "Œ", "AE": "Æ"}
_DIGRAPH = re.compile("|".join(_DIGRAPHS))

# The first letter of each word of capitals.txt, as it is typed.
_BARE_CAPITAL = re.compile(r"[ACEIOU](?<!\w[ACEIOU])[^\W\d_]+(?!\w)")


def ligatures(run: Run, setting: Setting) -> None:
    """Set œ and æ in the words of ligatures.txt."""
    text = run.text
    found = sorted(at for digraph in _DIGRAPHS for at in _places(text, digraph))
    edits = [
        Edit(at, at + 2, _DIGRAPHS[text[at : at + 2]])
        for at in found
        if setting.words.ligatures.fullmatch(_word_around(text, at).lower())
        and run.unbroken(at, at + 2)
    ]
    run.edit(edits)


def capitals(run: Run, setting: Setting) -> None:
    """Set the accent of a first letter in the words of capitals.txt."""
    accented = setting.words.capitals
    run.rewrite(_BARE_CAPITAL, lambda match: accented.get(match[0]))


def _places(text: str, digraph: str) -> list[int]:
    places = []
    at = text.find(digraph)
    while at >= 0:
        places.append(at)
        at = text.find(digraph, at + 2)
    return places


def _word_around(text: str, at: int) -> str:
    """Return the letters around an offset; of a monster, only a part."""
    start = at
    while start > 0 and at - start < 60 and text[start - 1].isalpha():
        start -= 1
    word = _LETTERS.match(text, start)
    return word[0] if word else ""
