"""Everything that surrounds the text: note numbers, index, contents, front and back matter.

:func:`furnish` runs before the layout; :func:`complete` adds what needs folios.
"""

from __future__ import annotations

from publish.apparatus.addresses import shown_links, with_addresses
from publish.apparatus.captions import with_numbered_captions
from publish.apparatus.contents import Heading, outline
from publish.apparatus.index_marks import mark_section, marked, with_written_terms
from publish.apparatus.matter import complete
from publish.apparatus.numbering import call_id, name_headings, note_id, number_notes
from publish.apparatus.openings import runs
from publish.apparatus.suggestions import suggest
from publish.apparatus.terms import Terms, terms
from publish.apparatus.verse_numbers import number_verses
from publish.book import Book

__all__ = [
    "Heading",
    "Terms",
    "call_id",
    "complete",
    "furnish",
    "mark_section",
    "marked",
    "note_id",
    "number_notes",
    "numbered",
    "outline",
    "runs",
    "shown_links",
    "suggest",
    "terms",
    "with_written_terms",
]


def furnish(book: Book) -> Book:
    """Return the book with marked index occurrences, numbered notes and named headings."""
    book = with_written_terms(book)
    return numbered(marked(book, [mark_section(one, book.entries) for one in book.sections]))


def numbered(book: Book) -> Book:
    """Return a book that is marked, with its notes, verses and captions numbered and its headings
    named."""
    counted = number_verses(number_notes(with_addresses(book)))
    return with_numbered_captions(name_headings(counted))
