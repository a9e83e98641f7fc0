"""One book's stages, each done at most once in a build and only when something needs it."""

from __future__ import annotations

import datetime
import os
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path

from publish import apparatus, manuscript, typography
from publish.book import Book
from publish.composition import (
    Composed,
    Document,
    Imprint,
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
    lay_out_cover,
    lecture_pdf,
    web,
)
from publish.manuscript import CoverMatter
from publish.pipeline.folder import Folder
from publish.pipeline.paging import Paged, paged
from publish.pipeline.printing import MANIFEST, placed, placing
from publish.pipeline.styles import load_styles
from publish.printers import Job, cover_sheet

_UNDATED = datetime.date(2000, 1, 1)


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
    def job(self) -> Job:
        """By whom and on what the book is printed; BookError if that is not known."""
        with placing(self._toml):
            return Job.of(self.book.metadata.print)

    @cached_property
    def paged(self) -> Paged:
        """The book's pages, as they are printed."""
        survey = Surveyor(self.styles, dict(self.book.images))
        with placing(self._toml):
            return paged(self.book, self.styles, self.imprint, self.job, survey)

    @property
    def composed(self) -> tuple[Book, tuple[Composed, ...]]:
        """The complete book and its pages, once index and contents show the folios they rest on."""
        return self.paged.book, self.paged.composed

    @cached_property
    def layout(self) -> Layout:
        """The painted pages; BookError if a note or a folio is not where composition put it."""
        book, pages = self.composed
        press = self.paged.press
        last_blank = self.job.last_page_blank
        xhtml = print_document(
            pages, press.frame, self.styles, self.imprint, press.leaf, last_blank=last_blank
        )
        layout = lay_out(xhtml, self.styles, dict(book.images))
        if found := errors(audit(book, folios(pages), layout)):
            raise BookError(*found)
        return layout

    @cached_property
    def cover_matter(self) -> CoverMatter:
        """What the cover shows besides the metadata, its text set; BookError if it is missing."""
        metadata = self.book.metadata
        matter = manuscript.read_cover(Folder(self.root / "manuscript"), metadata)
        chosen = typography.setting(metadata.profile, metadata.typography)
        typography.set_trees([matter.back], chosen, file=metadata.cover.back)
        return matter

    def cover(self, *, guides: bool = False) -> bytes:
        """Return the cover sheet for the printer, or with guides for whoever looks at it."""
        pages = self.paged.count
        self._refuse_impossible()
        with placing(self._toml):
            sheet = cover_sheet(self.job, pages)
        layout = lay_out_cover(self.styles, self.imprint, self.cover_matter, sheet, guides=guides)
        return impression_pdf(layout, self.modified, standard=self.job.standard, colours="cmyk")

    def _refuse_impossible(self) -> None:
        """Raise BookError for what the printer cannot print."""
        if found := errors(self.job.faults(self.paged.count)):
            raise BookError(*placed(found, self._toml))

    @property
    def _toml(self) -> str:
        return (Folder(self.root / "manuscript").read(MANIFEST) or b"").decode()

    @cached_property
    def documents(self) -> tuple[Document, ...]:
        """The EPUB's documents; their index shows the folios of the print edition."""
        book, pages = self.composed
        imprint = replace(self.imprint, for_print=False)
        return reading_documents(book, self.styles, imprint, turns(pages))

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
    def front(self) -> Cover:
        """The cover's front, as a picture."""
        return draw_cover(self.styles, self.imprint, self.cover_matter)

    def epub(self, variant: Variant = STANDARD) -> bytes:
        """Return the EPUB."""
        book, _ = self.composed
        return epub(
            book.metadata,
            self.documents,
            apparatus.outline(book.sections),
            self.styles,
            dict(book.images),
            self.front,
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
            self.front,
        )

    def lecture(self) -> bytes:
        """Return the PDF for the screen."""
        return lecture_pdf(self.layout, self.modified)

    def impression(self) -> bytes:
        """Return the PDF for the printer."""
        self._refuse_impossible()
        return impression_pdf(
            self.layout,
            self.modified,
            standard=self.job.standard,
            colours=self.job.options.colours,
        )


def epoch() -> int | None:
    """Return SOURCE_DATE_EPOCH, seconds since 1970, where it is set."""
    value = os.environ.get("SOURCE_DATE_EPOCH", "")
    return int(value) if value.isdecimal() else None
