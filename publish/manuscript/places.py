"""Where in the Markdown each block of the tree begins.

Python-Markdown keeps no source lines. The words of the tree come in the order of the source's
words, with markup between them, so one forward walk over both finds every block.

``# Un\\n\\nDeux trois`` + ``<h1>Un</h1><p>Deux trois</p>`` → ``data-line`` 1 and 3
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from dataclasses import dataclass

from publish.book import Element, blocks, texts_in

_WORD = re.compile(r"[^\W_]+")
_PROBE = 5  # words that must follow one another for a place to be believed
_TRIES = 500  # keeps a block that stands nowhere in the source from costing a full search
_REACH = 24  # source words among which they are sought: markup stands between


@dataclass(frozen=True, slots=True)
class Word:
    """A word of the source and its place; line and column count from 1."""

    text: str
    line: int
    column: int


def words_of(source: str, first_line: int = 1) -> list[Word]:
    """Return every word of the source with its place."""
    return [
        Word(match[0], number, match.start() + 1)
        for number, line in enumerate(source.split("\n"), first_line)
        for match in _WORD.finditer(line)
    ]


def number_lines(tree: Element, source: str, first_line: int = 1) -> None:
    """Set ``data-line`` on every block of ``tree``, which was parsed from ``source``."""
    words = words_of(source, first_line)
    where: dict[str, list[int]] = defaultdict(list)
    for at, word in enumerate(words):
        where[word.text].append(at)
    cursor, line = 0, first_line
    for block in blocks(tree):
        text = tree_words(block) or _described(block)
        if text:
            found = _find(text, words, where, cursor)
            if found is not None:
                line = words[found].line
                cursor = found + len(text)
        block.set("data-line", str(line))


def tree_words(element: Element) -> list[str]:
    """Return the words of an element's text nodes, in order."""
    return [word for text in texts_in(element) for word in _WORD.findall(text)]


def _described(block: Element) -> list[str]:
    """Return the words that describe the pictures of a block."""
    return [word for image in block.iter("img") for word in _WORD.findall(image.get("alt", ""))]


def _find(
    text: list[str], words: list[Word], where: dict[str, list[int]], cursor: int
) -> int | None:
    """Return the index in ``words``, from ``cursor`` on, where the block's words begin."""
    candidates = where.get(text[0], [])
    start = bisect_left(candidates, cursor)
    for at in candidates[start : start + _TRIES]:
        if _follows(text[1:_PROBE], words, at + 1):
            return at
    return None


def _follows(expected: list[str], words: list[Word], at: int) -> bool:
    """Whether the expected words come in order among the next source words."""
    reach = iter(word.text for word in words[at : at + _REACH])
    return all(word in reach for word in expected)
