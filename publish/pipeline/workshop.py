"""One book's stages, each done at most once in a build and only when something needs it."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from publish import apparatus, manuscript, typography
from publish.book import Book, Section
from publish.composition import (
    Composed,
    Document,
    Imprint,
    Press,
    Run,
    Sheets,
    Styles,
    folios,
    print_document,
    reading_documents,
    runs,
    sheets,
)
from publish.diagnostics import BookError, Diagnostic, errors
from publish.editions import (
    Forme,
    Part,
    Surveyor,
    anchors,
    audit,
    complaints,
    draw_cover,
    epub,
    impression_pdf,
    lecture_pdf,
    paint,
    typeface_digests,
)
from publish.editions.faults import UNSTABLE_FOLIOS
from publish.pipeline.folder import Folder
from publish.pipeline.styles import load_styles

_UNDATED = datetime.date(2000, 1, 1)
_ROUNDS = 5  # after which the folios must have settled


@dataclass(frozen=True)
class Workshop:
    """A book's folder, and everything that can be made from it."""

    root: Path
    epoch: int | None = None
    """SOURCE_DATE_EPOCH: seconds since 1970, written into the files instead of the book's date."""

    @cached_property
    def styles(self) -> Styles:
        return load_styles(self.root)

    @cached_property
    def book(self) -> Book:
        """The book with its typography and apparatus; BookError if it has errors."""
        read = manuscript.read(Folder(self.root / "manuscript"))
        furnished = apparatus.furnish(typography.typeset(read))
        if found := errors(furnished.diagnostics):
            raise BookError(*found)
        return furnished

    @cached_property
    def imprint(self) -> Imprint:
        return Imprint(self.book.metadata, self.styles.families)

    @cached_property
    def forme(self) -> Forme:
        return Forme(self.styles, dict(self.book.images))

    @cached_property
    def press(self) -> Press:
        return Press(self.styles, self.imprint, Surveyor(self.forme))

    @cached_property
    def _kept(self) -> dict[tuple[str, ...], Sheets]:
        """The texts composed so far: by identifier, and by the numbers their notes had."""
        return {}

    def _sheets(self, section: Section) -> Sheets:
        """Compose a section; a text is composed once, unless its notes' numbers change."""
        key = (section.id, *(note.number for note in section.notes))
        if section.file and key in self._kept:
            return self._kept[key]
        made = sheets(self.press.compose(section), self.press.frame, self.imprint)
        if section.file:
            self._kept[key] = made
        return made

    @cached_property
    def _settled(self) -> tuple[Book, tuple[Sheets, ...]]:
        """The complete book and its pages, once index and contents show the folios they rest on."""
        known: dict[str, int] = {}
        by_page = self.book.metadata.notes.numbering == "page"
        for _ in range(_ROUNDS):
            texts = apparatus.number_notes(self.book, known) if by_page else self.book
            book = apparatus.complete(texts, known)
            pages = tuple(self._sheets(section) for section in book.sections)
            found = folios(pages)
            if found == known:
                return book, pages
            known = found
        raise BookError(UNSTABLE_FOLIOS.at("book.toml"))

    @property
    def complete(self) -> Book:
        """The book with its index and contents."""
        return self._settled[0]

    @cached_property
    def runs(self) -> list[Run]:
        """The book's pages, ready to be painted."""
        return runs(self._settled[1])

    @property
    def composed(self) -> tuple[Composed, ...]:
        """Each section with its lines and pages, composed anew: they fill much memory."""
        return tuple(self.press.compose(section) for section in self.complete.sections)

    @cached_property
    def parts(self) -> tuple[Part, ...]:
        """The painted pages; BookError if a note or a folio is not where composition put it."""
        parts = tuple(self._paint(run) for run in self.runs)
        book, pages = self._settled
        if found := errors(audit(book, folios(pages), anchors(parts))):
            raise BookError(*found)
        return parts

    def _paint(self, run: Run) -> Part:
        layout = self.forme.lay_out(print_document(run, self.styles, self.imprint))
        return paint(layout, typeface_digests(self._fonts), run.skipped)

    @cached_property
    def _fonts(self) -> tuple[bytes, ...]:
        return tuple(self.styles.fonts.values())

    @cached_property
    def documents(self) -> tuple[Document, ...]:
        """The EPUB's documents; their index shows the folios of the print edition."""
        return reading_documents(self.complete, self.styles, self.imprint)

    @property
    def modified(self) -> datetime.datetime:
        """The date written into the files: SOURCE_DATE_EPOCH, else the book's own."""
        if self.epoch is not None:
            return datetime.datetime.fromtimestamp(self.epoch, datetime.UTC)
        date = self.book.metadata.date or _UNDATED
        return datetime.datetime.combine(date, datetime.time(), datetime.UTC)

    @property
    def diagnostics(self) -> tuple[Diagnostic, ...]:
        """What was found that does not stop the build."""
        composed = (d for one in self._settled[1] for d in one.diagnostics)
        painted = complaints(self.parts) if "parts" in vars(self) else ()
        return (*self.book.diagnostics, *composed, *painted)

    @property
    def figures(self) -> dict[str, int]:
        """Pages, notes and index entries."""
        last = self.runs[-1]
        return {
            "pages": last.first + last.before + last.sheets.length - 1,
            "notes": sum(len(section.notes) for section in self.book.sections),
            "entries": len(self.book.entries),
        }

    def epub(self) -> bytes:
        """Return the EPUB."""
        book = self.complete
        images = dict(book.images)
        return epub(
            book.metadata,
            self.documents,
            apparatus.outline(book.sections),
            self.styles,
            images,
            draw_cover(self.styles, self.imprint, images),
            self.modified,
        )

    def lecture(self) -> bytes:
        """Return the PDF for the screen."""
        return lecture_pdf(self.parts, self._fonts, self.imprint, self.modified)

    def impression(self) -> bytes:
        """Return the PDF for the printer."""
        return impression_pdf(self.parts, self._fonts, self.imprint, self.modified)
