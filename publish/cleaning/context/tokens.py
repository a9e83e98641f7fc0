"""A text as the model reads it: words without accents, signs, and where paragraphs part.

``"Il l’a donne. —A"`` → keys ``il l' a donne . — a``
"""

from __future__ import annotations

import re
from array import array
from typing import Final, NamedTuple

from publish.cleaning.alphabet import LETTER, plain

EDGE: Final = "¶"
"""The key that stands before a paragraph, and after it."""
REACH: Final = 3
"""How many keys on either side the model looks at; a text has as many edges at its ends."""

_APOSTROPHES: Final = "'’ʼ`´‘"
_SIGNS: Final = {
    **dict.fromkeys('«“„"', "«"),
    **dict.fromkeys("»”", "»"),
    **dict.fromkeys("–—", "—"),
    **dict.fromkeys("\u2010\u2011", "-"),
}
_TOKEN: Final = re.compile(
    rf"(?P<word>[{LETTER}]+)(?P<elided>[{_APOSTROPHES}](?=[{LETTER}]))?"
    r"|(?P<figures>\d+)|(?P<edge>[ \t]*\n\s*\n)|[^\w\s]"
)
"""A word with the apostrophe that ends it, figures, the space between paragraphs, or a sign."""


class Tokens(NamedTuple):
    """Keys, each with the place of its word; ``end`` leaves the apostrophe out."""

    keys: list[str]
    starts: array[int]
    ends: array[int]


def key_of(word: str) -> str:
    """Return a word without accents and capitals."""
    return plain(word).lower()


def read_tokens(text: str) -> Tokens:
    """Divide a text; what is no word has an empty stretch (``start == end``)."""
    keys, starts, ends = [EDGE] * REACH, array("q", [0] * REACH), array("q", [0] * REACH)
    known: dict[str, str] = {}
    for match in _TOKEN.finditer(text):
        kind, start = match.lastgroup, match.start()
        found = match[0]
        key = known.get(found)
        if key is None:
            key = known[found] = _key(match)
        keys.append(key)
        starts.append(start)
        ends.append(match.end("word") if kind in ("word", "elided") else start)
    keys += [EDGE] * REACH
    starts.extend([len(text)] * REACH)
    ends.extend([len(text)] * REACH)
    return Tokens(keys, starts, ends)


def _key(match: re.Match[str]) -> str:
    kind = match.lastgroup
    if kind == "word":
        return key_of(match["word"])
    if kind == "elided":
        return key_of(match["word"]) + "'"
    if kind == "figures":
        return "0"
    return EDGE if kind == "edge" else _SIGNS.get(match[0], match[0])
