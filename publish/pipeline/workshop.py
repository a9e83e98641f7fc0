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
    Styles,
    folios,
    imposition,
    print_document,
    reading_documents,
    turns,
)
from publish.diagnostics import BookError, Diagnostic, errors
from publish.editions import (
    KINDLE,
    STANDARD,
    Cover,
    Layout,
    Surveyor,
    Variant,
    audit,
    draw_cover,
    epub,
    impression_pdf,
    lay_out,
    lecture_pdf,
    web,
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
    def press(self) -> Press:
        survey = Surveyor(self.styles, dict(self.book.images))
        return Press(self.styles, self.imprint, survey)

    @cached_property
    def _composed(self) -> dict[tuple[str, ...], Composed]:
        """The texts composed so far: by identifier, and by the numbers their notes had."""
        return {}

    def _compose(self, section: Section) -> Composed:
        """Compose a section; a text is composed once, unless its notes' numbers change."""
        if not section.file:
            return self.press.compose(section)
        key = (section.id, *(note.number for note in section.notes))
        if key not in self._composed:
            self._composed[key] = self.press.compose(section)
        return self._composed[key]

    @cached_property
    def composed(self) -> tuple[Book, tuple[Composed, ...]]:
        """The complete book and its pages, once index and contents show the folios they rest on."""
        known: dict[str, int] = {}
        by_page = self.book.metadata.notes.numbering == "page"
        for _ in range(_ROUNDS):
            texts = apparatus.number_notes(self.book, known) if by_page else self.book
            book = apparatus.complete(texts, known)
            pages = tuple(self._compose(section) for section in book.sections)
            found = folios(pages)
            if found == known:
                return book, pages
            known = found
        raise BookError(UNSTABLE_FOLIOS.at("book.toml"))

    @cached_property
    def layout(self) -> Layout:
        """The painted pages; BookError if a note or a folio is not where composition put it."""
        book, pages = self.composed
        xhtml = print_document(pages, self.press.frame, self.styles, self.imprint)
        layout = lay_out(xhtml, self.styles, dict(book.images))
        if found := errors(audit(book, folios(pages), layout)):
            raise BookError(*found)
        return layout

    @cached_property
    def documents(self) -> tuple[Document, ...]:
        """The EPUB's documents; their index shows the folios of the print edition."""
        book, pages = self.composed
        return reading_documents(book, self.styles, self.imprint, turns(pages))

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
        composed = (d for one in self.composed[1] for d in one.diagnostics)
        painted = self.layout.diagnostics if "layout" in vars(self) else ()
        return (*self.book.diagnostics, *composed, *painted)

    @property
    def figures(self) -> dict[str, int]:
        """Pages, notes and index entries."""
        _, pages = self.composed
        *_, (last, first) = imposition(pages)
        return {
            "pages": first + last.length - 1,
            "notes": sum(len(section.notes) for section in self.book.sections),
            "entries": len(self.book.entries),
        }

    @cached_property
    def cover(self) -> Cover:
        return draw_cover(self.styles, self.imprint, dict(self.book.images))

    def epub(self, variant: Variant = STANDARD) -> bytes:
        """Return the EPUB."""
        book, _ = self.composed
        return epub(
            book.metadata,
            self.documents,
            apparatus.outline(book.sections),
            self.styles,
            dict(book.images),
            self.cover,
            self.modified,
            variant,
        )

    def kindle(self) -> bytes:
        """Return the EPUB to be sent to Amazon."""
        return self.epub(KINDLE)

    def web(self) -> dict[str, bytes]:
        """Return the files of the web edition."""
        return web(
            self.documents,
            apparatus.outline(self.composed[0].sections),
            self.styles,
            self.imprint,
            dict(self.book.images),
            self.cover,
        )

    def lecture(self) -> bytes:
        """Return the PDF for the screen."""
        return lecture_pdf(self.layout, self.modified)

    def impression(self) -> bytes:
        """Return the PDF for the printer."""
        options = self.book.metadata.print
        return impression_pdf(
            self.layout, self.modified, standard=options.standard, colours=options.colours
        )
