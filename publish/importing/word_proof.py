"""The proof of an import: every word of the source is in the texts or set aside, and no other.

The source is counted by an extractor of its own, which knows nothing of the reader: two readings of
one file that agree are believed. The texts are counted as the press reads them.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from publish.book import Section
from publish.characters import (
    BYTE_ORDER_MARK,
    HYPHEN,
    NO_BREAK_HYPHEN,
    SOFT_HYPHEN,
    WORD_JOINER,
    ZERO_WIDTH_NON_JOINER,
    ZERO_WIDTH_SPACE,
)
from publish.importing.incoming import Aside, IncomingText, NoteBody, PictureInline, TableBlock
from publish.importing.walking import blocks_in, inlines_in, words_of

_WORD = re.compile(r"[^\W_]+")
_UNSEEN = re.compile(
    f"[{SOFT_HYPHEN}{ZERO_WIDTH_SPACE}{ZERO_WIDTH_NON_JOINER}{WORD_JOINER}{BYTE_ORDER_MARK}]"
)
_HYPHENS = re.compile(f"[{HYPHEN}{NO_BREAK_HYPHEN}]")
_AROUND = 40


@dataclass(frozen=True, slots=True)
class Count:
    """What a text holds: its words, paragraph by paragraph, and what else can be counted."""

    paragraphs: tuple[str, ...]
    notes: int = 0
    pictures: int = 0
    tables: int = 0
    descriptions: tuple[str, ...] = ()
    """What is written for who does not see a picture, each not empty."""


@dataclass(frozen=True, slots=True)
class Miss:
    """A word that one side has more often; ``around``: where it first stands there."""

    word: str
    times: int
    around: str


@dataclass(frozen=True, slots=True)
class WordProof:
    """What came of the comparison."""

    source: Count
    texts: Count
    asides: tuple[Aside, ...] = ()
    lost: tuple[Miss, ...] = ()
    added: tuple[Miss, ...] = ()
    words: int = field(default=0)
    kept: int = field(default=0)

    @property
    def holds(self) -> bool:
        return not self.lost and self.texts.notes >= self.source.notes


def prove(
    source: Count, texts: Count, asides: Sequence[Aside], supplied: Sequence[str] = ()
) -> WordProof:
    """Compare a source with the texts made of it, what was set aside and what was supplied."""
    there = Counter(_words(source.paragraphs))
    here = Counter(_words(texts.paragraphs))
    aside = Counter(_words(one.text for one in asides))
    lost = there - here - aside
    over = here - there - Counter(_words(supplied))
    return WordProof(
        source,
        texts,
        tuple(asides),
        tuple(_misses(lost, source.paragraphs)),
        tuple(_misses(over, texts.paragraphs)),
        there.total(),
        here.total(),
    )


def count_sections(sections: Iterable[Section]) -> Count:
    """Count what the press reads in texts."""
    paragraphs: list[str] = []
    described: list[str] = []
    notes = pictures = tables = 0
    for section in sections:
        notes += len(section.notes)
        for tree in section.trees:
            paragraphs += _leaves(tree)
            shown = [*tree.iter("img")]
            pictures += len(shown)
            described += (said for one in shown if (said := (one.get("alt") or "").strip()))
            tables += sum(1 for _ in tree.iter("table"))
    return Count(tuple(paragraphs), notes, pictures, tables, tuple(described))


def count_document(document: IncomingText) -> Count:
    """Count what a reader has read, and what it has set aside."""
    inlines = list(inlines_in(document.blocks))
    words = words_of(document.blocks)
    return Count(
        (*words.split("\n"), *(aside.text for aside in document.asides)),
        sum(isinstance(one, NoteBody) for one in inlines),
        sum(isinstance(one, PictureInline) for one in inlines),
        sum(isinstance(one, TableBlock) for one in blocks_in(document.blocks)),
        tuple(o.alt for o in inlines if isinstance(o, PictureInline) and o.alt.strip()),
    )


def undescribed(source: Count, texts: Count) -> tuple[str, ...]:
    """Return the descriptions of pictures that are in a source and nowhere in its texts."""
    kept = Counter(" ".join(_words((one,))) for one in texts.descriptions)
    said = set(map(" ".join, (_words((one,)) for one in texts.paragraphs)))
    lost = []
    for one in source.descriptions:
        words = " ".join(_words((one,)))
        if kept[words]:
            kept[words] -= 1
        elif words and words not in said:
            lost.append(one)
    return tuple(lost)


_BLOCKS = frozenset(
    "p h1 h2 h3 h4 h5 h6 li td th dt dd pre figcaption caption div blockquote section".split()
)


def _leaves(tree: object) -> Iterator[str]:
    """Yield the text of a tree, cut where blocks and lines end."""
    from lxml import etree

    assert isinstance(tree, etree._Element)
    said: list[str] = []

    def walk(element: etree._Element) -> None:
        cuts = element.tag in _BLOCKS or element.tag == "br"
        if cuts:
            said.append("\n")
        if isinstance(element.tag, str):
            said.append(element.text or "")
            for child in element:
                walk(child)
                said.append(child.tail or "")
        if cuts:
            said.append("\n")

    walk(tree)
    yield from (line for line in "".join(said).split("\n") if line.strip())


def _words(texts: Iterable[str]) -> Iterator[str]:
    for text in texts:
        yield from _WORD.findall(_plain(text))


def _plain(text: str) -> str:
    return _HYPHENS.sub("-", _UNSEEN.sub("", unicodedata.normalize("NFC", text)))


def _misses(words: Counter[str], paragraphs: Iterable[str]) -> Iterator[Miss]:
    left = dict(words)
    for paragraph in paragraphs:
        if not left:
            return
        plain = _plain(paragraph)
        for found in _WORD.finditer(plain):
            if times := left.pop(found[0], 0):
                around = plain[max(0, found.start() - _AROUND) : found.end() + _AROUND]
                yield Miss(found[0], times, " ".join(around.split()))
