"""Proof that reading loses nothing: each word of the source stands in the tree, or is markup.

The words of the source less those of the trees less those of the markup that
was spent leave nothing; links, pictures and tables are as many as were made.

``Un [mot](a.md)`` and ``<p>Un <a href="a.md">mot</a></p>`` → nothing to say
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from html import unescape

from lxml import etree

from publish.book import Element
from publish.diagnostics import Diagnostic
from publish.manuscript import faults
from publish.manuscript.markdown import Fragment

_WORD = re.compile(r"[^\W_]+")
_ENTITY = re.compile(r"&(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});")
_MOST = 8


def lost(fragment: Fragment, file: str) -> Iterator[Diagnostic]:
    """Yield what a text loses by being read."""
    source = _ENTITY.sub(_decoded, fragment.text)
    missing = Counter(_WORD.findall(source))
    missing.subtract(_words(_kept(fragment)))
    missing = +missing
    if missing:
        missing.subtract(_words(_ENTITY.sub(_decoded, text) for text in fragment.spent))
        missing = +missing
    if missing:
        words = list(missing)[:_MOST]
        yield faults.LOST_WORDS.at(file, _line(source, words[0]), words=", ".join(words))
    trees = [fragment.body, *(tree for _, tree in fragment.notes)]
    for name, count in fragment.made.items():
        left = count - sum(1 for tree in trees for _ in tree.iter(name))
        if left > 0:
            yield faults.LOST_ELEMENTS.at(file, element=name, count=left)


def _decoded(found: re.Match[str]) -> str:
    return unescape(found[0])


def _kept(fragment: Fragment) -> Iterator[str]:
    """Yield every piece of text of the trees."""
    for definition, tree in fragment.notes:
        yield definition.label
        yield from _said(tree)
    yield from _said(fragment.body)


def _said(tree: Element) -> Iterator[str]:
    for element in tree.iter(etree.Element):
        yield element.text or ""
        yield element.get("alt", "")
        yield element.tail or ""
    for comment in tree.iter(etree.Comment):
        yield comment.tail or ""


def _words(texts: Iterable[str]) -> Iterator[str]:
    for text in texts:
        yield from _WORD.findall(text)


def _line(source: str, word: str) -> int:
    """Return the last line on which a word stands whole: an earlier one was kept."""
    places = [m.start() for m in re.finditer(rf"(?<![^\W_]){re.escape(word)}(?![^\W_])", source)]
    return source.count("\n", 0, places[-1]) + 1 if places else 1
