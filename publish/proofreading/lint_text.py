"""One text of the book as the rules of the lint read it.

A rule sees the same string as typography does: the text of all blocks, what is not prose hidden.
What it finds is an offset; ``source_map.py`` gives the line and column.

``<p>Un <code>x</code> mot</p>`` → ``Un`` OBJECT_MARK ``mot``
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from publish.book import Book, Element, Section
from publish.characters import BLOCK_MARK, CALL_MARK, LINE_MARK, OBJECT_MARK, TREE_MARK
from publish.proofreading.source_map import SourceMap, SourcePlace
from publish.typography import Profile, profile_of
from publish.typography.engine.flat_text import FlatText
from publish.typography.engine.protect import protect
from publish.typography.engine.quotes import Pairing, pair

_AROUND = 24
_MARKS = {ord(mark): " " for mark in TREE_MARK + BLOCK_MARK + LINE_MARK + "\n"} | {
    ord(mark): "¤" for mark in OBJECT_MARK + CALL_MARK
}


class Finding(NamedTuple):
    """Something found in a text: a span, what the message says of it, and a sure repair."""

    start: int
    end: int
    values: dict[str, str]
    repair: str | None = None


@dataclass(frozen=True, slots=True)
class Block:
    """A block of text: its span, its element and the text itself."""

    start: int
    end: int
    element: Element
    text: str

    @property
    def tag(self) -> str:
        return str(self.element.tag)


class LintText:
    """A section read for its faults."""

    def __init__(self, section: Section, chosen: Profile, language: str) -> None:
        self.section = section
        self.profile = chosen
        self._run = FlatText(section.trees, language)
        self.shown = self._run.text
        protect(self._run, chosen.words.keep)
        self.text = self._run.text

    @cached_property
    def blocks(self) -> tuple[Block, ...]:
        """The blocks with text, in order, the notes' after those of the body."""
        return tuple(self._blocks())

    def _blocks(self) -> Iterator[Block]:
        start = 0
        for text in self.text.split(BLOCK_MARK):
            end = start + len(text)
            if text.strip(TREE_MARK + " \n"):
                yield Block(start, end, self._run.block_at(start), text)
            start = end + 1

    @cached_property
    def notes_start(self) -> int:
        """The offset from which the text is that of the notes."""
        return self.text.find(TREE_MARK) + 1

    @cached_property
    def pairing(self) -> Pairing:
        """The quotation marks that belong together, and those that do not."""
        return pair(self.text, self.profile.quotes, self.tag_at)

    def tag_at(self, offset: int) -> str:
        """Return the element of the block at an offset, as typography does."""
        return self._run.tag_at(offset)

    @cached_property
    def _places(self) -> SourceMap:
        return SourceMap(self.section.source)

    def excerpt(self, start: int, end: int) -> str:
        """Return what stands at a span with some words around it, on one line."""
        first = self.shown.rfind(BLOCK_MARK, 0, start) + 1
        last = self.shown.find(BLOCK_MARK, end)
        left, right = max(first, start - _AROUND), min(last, end + _AROUND)
        if left > first:
            left = self.shown.find(" ", left, start) + 1 or start
        if right < last:
            right = max(self.shown.rfind(" ", end, right), end)
        cut = self.shown[left:right].translate(_MARKS)
        return f"{'…' if left > first else ''}{cut}{'…' if right < last else ''}".strip()

    def place(self, offset: int) -> SourcePlace | None:
        """Return where the character at an offset stands in the Markdown, if that is certain."""
        start = self.shown.rfind(BLOCK_MARK, 0, offset) + 1
        end = self.shown.find(BLOCK_MARK, offset)
        line = self._run.line_at(offset) or 1
        block = self.shown[start : end if end >= 0 else None]
        return self._places.find(block, offset - start, line)

    def line(self, offset: int) -> int | None:
        """Return the Markdown line on which the block at an offset begins."""
        return self._run.line_at(offset)


def lint_texts(book: Book) -> tuple[LintText, ...]:
    """Return every text of the book, read."""
    metadata = book.metadata
    chosen = profile_of(metadata.profile, metadata.typography)
    return tuple(LintText(section, chosen, metadata.language) for section in book.sections)
