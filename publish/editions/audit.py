"""What was composed is what was painted: every note and anchor on the page meant for it.

The painter is not trusted: left to itself WeasyPrint drops or displaces notes without a word, and a
page that flows over would shift all that follow.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from publish.apparatus import call_id, note_id
from publish.book import Book
from publish.diagnostics import Diagnostic
from publish.editions import faults
from publish.editions.pdf import Layout


def audit(book: Book, folios: Mapping[str, int], layout: Layout) -> Iterator[Diagnostic]:
    """Yield a diagnostic for each note that is missing or displaced, and each folio that is wrong.

    ``folios``: the page each identifier was composed on.
    """
    for section in book.sections:
        for note in section.notes:
            name = note_id(section, note)
            pages = layout.anchors.get(name, ())
            calls = layout.anchors.get(call_id(section, note), ())
            if not pages or not calls:
                yield faults.LOST_NOTE.at(section.file, note.line, note=note.number)
            elif pages[0] != calls[0]:
                yield faults.DISPLACED_NOTE.at(
                    section.file, note.line, note=note.number, page=pages[0], call_page=calls[0]
                )
    for name, folio in folios.items():
        painted = layout.anchors.get(name, (0,))[0]
        if painted != folio:
            yield faults.DISPLACED_ANCHOR.at(id=name, page=painted, folio=folio)
            return
