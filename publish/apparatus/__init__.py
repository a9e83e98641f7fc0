"""Everything that surrounds the text: note numbers, index, contents, front and back matter.

:func:`furnish` runs before the layout; :func:`complete` adds what needs folios.
"""

from __future__ import annotations

from publish.apparatus.contents import Heading, outline
from publish.apparatus.index_marks import MarkSection, mark_occurrences, mark_section
from publish.apparatus.matter import complete
from publish.apparatus.numbering import call_id, name_headings, note_id, number_notes
from publish.apparatus.suggestions import suggest
from publish.apparatus.terms import Terms, terms
from publish.book import Book

__all__ = [
    "Heading",
    "MarkSection",
    "Terms",
    "call_id",
    "complete",
    "furnish",
    "mark_section",
    "note_id",
    "number_notes",
    "outline",
    "suggest",
    "terms",
]


def furnish(book: Book, mark: MarkSection | None = None) -> Book:
    """Return the book with marked index occurrences, numbered notes and named headings.

    ``mark`` gives what :func:`mark_section` gives of a section and the entries.
    """
    return name_headings(number_notes(mark_occurrences(book, mark)))
