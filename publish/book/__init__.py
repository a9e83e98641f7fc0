"""The book as values, and what book.toml says of it."""

from publish.book.model import (
    BLOCK_LEVEL,
    MADE,
    Book,
    Element,
    Entry,
    Kind,
    Note,
    Pass,
    Piece,
    Section,
    blocks,
    each_tree,
    pieces,
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
    "Pass",
    "Piece",
    "Section",
    "blocks",
    "each_tree",
    "pieces",
    "text_of",
    "texts_in",
    "with_trees",
]
