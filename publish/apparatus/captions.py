"""Captions with numbers, where the book asks for them: *Figure 3. Le plan*.

Figures and tables are counted through the book, each for themselves; what has no caption has no
number.
"""

from __future__ import annotations

from itertools import count

from publish.apparatus.terms import terms
from publish.book import Book, each_tree
from publish.characters import NO_BREAK_SPACE


def with_numbered_captions(book: Book) -> Book:
    """Return the book with a number before each caption, as ``[print]`` asks."""
    options, words = book.metadata.print, terms(book.metadata.language)
    asked = {
        "figcaption": words.figure if options.number_figures else "",
        "caption": words.table if options.number_tables else "",
    }
    if not any(asked.values()):
        return book
    book = each_tree(book)
    for tag, word in asked.items():
        numbers = count(1)
        for section in book.sections:
            for caption in section.body.iter(tag) if word else ():
                number = f"{word}{NO_BREAK_SPACE}{next(numbers)}. "
                caption.text = number + (caption.text or "").lstrip()
    return book
