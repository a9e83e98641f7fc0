"""The book as values, and what book.toml says of it."""

from publish.book.model import MADE, Book, Element, Entry, Kind, Note, Section
from publish.book.trees import (
    BLOCK_LEVEL,
    TextNode,
    blocks,
    each_tree,
    text_nodes,
    text_of,
    texts_in,
    with_trees,
)

__all__ = [
    "BLOCK_LEVEL",
    "MADE",
    "Book",
    "Element",
    "Entry",
    "Kind",
    "Note",
    "Section",
    "TextNode",
    "blocks",
    "each_tree",
    "text_nodes",
    "text_of",
    "texts_in",
    "with_trees",
]
