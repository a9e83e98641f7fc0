"""Everything that surrounds the text: note numbers, index, contents, front and back matter.

:data:`PASSES` runs before the layout; :func:`complete` adds what needs folios.
"""

from __future__ import annotations

from publish.apparatus.contents import Heading, outline
from publish.apparatus.index_marks import mark_occurrences
from publish.apparatus.matter import complete
from publish.apparatus.numbering import call_id, name_headings, note_id, number_notes
from publish.apparatus.suggestions import suggest
from publish.apparatus.terms import Terms, terms
from publish.book import Book, Pass

PASSES: tuple[Pass, ...] = (mark_occurrences, number_notes, name_headings)

__all__ = [
    "PASSES",
    "Heading",
    "Terms",
    "call_id",
    "complete",
    "furnish",
    "note_id",
    "number_notes",
    "outline",
    "suggest",
    "terms",
]


def furnish(book: Book) -> Book:
    """Return the book with marked index occurrences, numbered notes and named headings."""
    for one in PASSES:
        book = one(book)
    return book
