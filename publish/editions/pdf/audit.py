"""What was composed is what was painted: every note and anchor on the page meant for it.

The painter is not trusted: left to itself WeasyPrint drops or displaces notes without a word, and a
page that flows over would shift all that follow.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from publish.apparatus import call_id, note_id
from publish.book import Book
from publish.composition import PlacedSection
from publish.diagnostics import Diagnostic
from publish.editions import faults
from publish.editions.pdf.assembly import lost_links
from publish.editions.pdf.painted_section import PaintedSection

_UNSHOWN = re.compile(r"\.notdef glyph rendered for Unicode string unsupported by fonts: (.*)")


def anchors(sections: Iterable[PaintedSection]) -> dict[str, list[int]]:
    """Return the pages on which each identifier is painted, from 1."""
    found: dict[str, list[int]] = defaultdict(list)
    for number, record in enumerate(
        (record for section in sections for record in section.pages), 1
    ):
        for name in record.anchors:
            found[name].append(number)
    return found


def complaints(sections: Sequence[PaintedSection]) -> Iterator[Diagnostic]:
    """Yield what the painter had to say of the sections, once each."""
    records = [record for section in sections for record in section.pages]
    lost = (f"No anchor #{target} for internal URI reference" for target in lost_links(records))
    said = (reason for section in sections for reason in section.complaints)
    for reason in dict.fromkeys([*said, *lost]):
        sign = _UNSHOWN.match(reason)
        if sign:
            yield faults.NO_GLYPH_PAINTED.at(sign=sign[1])
        else:
            yield faults.LAYOUT_COMPLAINT.at("styles/print.css", reason=reason)


def losses(
    runs: Iterable[PlacedSection], sections: Iterable[PaintedSection]
) -> Iterator[Diagnostic]:
    """Yield a diagnostic for each page on which less is painted than was composed."""
    for run, section in zip(runs, sections, strict=True):
        painted = [record.letters for record in section.pages][run.before :]
        for number, composed in enumerate(run.record.letters):
            if painted[number] < composed:
                yield faults.LOST_TEXT.at(
                    page=run.first + run.before + number, lost=composed - painted[number]
                )


def audit(
    book: Book, folios: Mapping[str, int], anchors: Mapping[str, Sequence[int]]
) -> Iterator[Diagnostic]:
    """Yield a diagnostic for each note that is missing or displaced, and each folio that is wrong.

    ``folios``: the page each identifier was composed on; ``anchors``: those it was painted on.
    """
    for section in book.sections:
        for note in section.notes:
            name = note_id(section, note)
            pages = anchors.get(name, ())
            calls = anchors.get(call_id(section, note), ())
            if not pages or not calls:
                yield faults.LOST_NOTE.at(section.file, note.line, note=note.number)
            elif pages[0] != calls[0]:
                yield faults.DISPLACED_NOTE.at(
                    section.file, note.line, note=note.number, page=pages[0], call_page=calls[0]
                )
    for name, folio in folios.items():
        painted = anchors.get(name, (0,))[0]
        if painted != folio:
            yield faults.DISPLACED_ANCHOR.at(id=name, page=painted, folio=folio)
            return
