"""What any stage asks of a tree: copies to change, its blocks, their text."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from copy import deepcopy
from dataclasses import dataclass, replace
from typing import Final

from publish.book.model import Book, Element, Section


def _nothing(_: Element) -> None:
    """Leave a tree as it is."""


def each_tree(book: Book, change: Callable[[Element], None] = _nothing) -> Book:
    """Return ``book`` with ``change`` applied to a copy of every body and note."""

    def each(trees: Sequence[Element]) -> None:
        for tree in trees:
            change(tree)

    return replace(book, sections=tuple(with_trees(section, each) for section in book.sections))


def with_trees(section: Section, change: Callable[[Sequence[Element]], None]) -> Section:
    """Return ``section`` with ``change`` applied to copies of its body and its notes' bodies."""
    trees = [deepcopy(tree) for tree in section.trees]
    change(trees)
    body, *bodies = trees
    notes = tuple(
        replace(note, body=tree) for note, tree in zip(section.notes, bodies, strict=True)
    )
    return replace(section, body=body, notes=notes)


BLOCK_LEVEL: Final = frozenset(
    "aside blockquote caption dd div dl dt figcaption figure h1 h2 h3 h4 h5 h6 header hr li ol p "
    "pre section table tbody td tfoot th thead tr ul".split()
)
"""Elements that begin and end lines; all others stand within one."""


@dataclass(frozen=True, slots=True)
class TextNode:
    """One text node of a block: the text of ``owner``, or what follows it (``tail``)."""

    owner: Element
    tail: bool
    text: str


def blocks(tree: Element) -> Iterator[Element]:
    """Yield, in reading order, every element that directly holds lines of text."""
    for element in tree.iter(*BLOCK_LEVEL):
        if _has_text(element.text) or any(
            child.tag not in BLOCK_LEVEL or _has_text(child.tail) for child in element
        ):
            yield element


def text_nodes(block: Element) -> Iterator[TextNode]:
    """Yield the text nodes of a block in order; those of blocks within it are not its own."""
    if block.text:
        yield TextNode(block, False, block.text)
    for child in block:
        if isinstance(child.tag, str) and child.tag not in BLOCK_LEVEL:
            yield from text_nodes(child)
        if child.tail:
            yield TextNode(child, True, child.tail)


def _has_text(text: str | None) -> bool:
    return bool(text and not text.isspace())


def texts_in(element: Element, condition: str = "") -> list[str]:
    """Return the text nodes of an element, in order, that meet an XPath condition."""
    return [str(text) for text in element.xpath(f".//text(){condition}")]


def text_of(element: Element) -> str:
    """Return the text of an element and of all it holds, comments excepted."""
    return str(element.xpath("string()"))
