"""One book's stages, each done at most once in a build and only when something needs it."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from fnmatch import fnmatch
from functools import cached_property, partial
from importlib.metadata import version
from pathlib import Path

from lxml import etree

from publish import apparatus, manuscript, typography
from publish.book import Book, Kind
from publish.composition import (
    ComposedSection,
    Imprint,
    PageSize,
    Styles,
    folios,
    placed_sections,
    turns,
)
from publish.diagnostics import BookError, Diagnostic, errors
from publish.documents import (
    AccessibilityFacts,
    Document,
    divided,
    leaf,
    ornaments,
    picture_name,
    reading_documents,
    statement,
    with_pictures,
)
from publish.editions import (
    KINDLE,
    KOBO,
    STANDARD,
    Cover,
    PaintedSection,
    Painter,
    ScreenPicture,
    Variant,
    anchors,
    audit,
    complaints,
    deflated,
    draw_cover,
    epub,
    impression_pdf,
    inked,
    lay_out_cover,
    lecture_pdf,
    lexicon,
    losses,
    paint,
    screen_picture,
    typeface_digests,
    web,
)
from publish.manuscript import CoverMatter
from publish.pipeline.folder import Folder
from publish.pipeline.output_places import OutputPlaces, output_places
from publish.pipeline.paging import Paged, paged
from publish.pipeline.section_maker import SectionMaker
from publish.pipeline.sections import Sections
from publish.pipeline.store import Blob, Store, digest
from publish.pipeline.style_folders import OF_LARGE_PRINT, OF_THE_WEB, SCREEN_ONLY, load_styles
from publish.pipeline.system_fonts import equipped
from publish.pipeline.texts import furnished
from publish.pipeline.told import worded_now
from publish.pipeline.toml_lines import MANIFEST, placed, placing
from publish.pipeline.tools import tools
from publish.pipeline.trace import BuildStep
from publish.pipeline.workers import cores
from publish.printers import Job, cover_sheet

_NOT_OF_PAGES = (*SCREEN_ONLY, *OF_LARGE_PRINT)
_NOT_OF_COVERS = (*OF_THE_WEB, *OF_LARGE_PRINT)
_UNDATED = datetime.date(2000, 1, 1)


@dataclass(frozen=True)
class BookProducts:
    """A book's folder, and everything that can be made from it."""

    root: Path
    epoch: int | None = None
    """SOURCE_DATE_EPOCH: seconds since 1970, written into the files instead of the book's date."""
    store: Store = field(default_factory=lambda: Store(None))
    """Where what sections give is kept between builds."""
    processes: int = field(default_factory=cores)
    variants: list[BookProducts] = field(default_factory=list)
    """The same book made up otherwise, for one of its targets."""

    @cached_property
    def styles(self) -> Styles:
        return equipped(self.own_styles, self.book.metadata.print.fallback)

    @property
    def own_styles(self) -> Styles:
        """The styles as the book's folder has them."""
        return load_styles(self.root)

    @cached_property
    def book(self) -> Book:
        """The book with its typography and apparatus; BookError if it has errors."""
        return furnished(self.root, self.store)

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
        painter = Painter(self.styles, self._images)
        maker = SectionMaker(painter, self.imprint, PageSize(self.book.metadata.print.size))
        with placing(self._toml):
            return paged(self.book, maker, self.job, self._sections.compose)

    @property
    def composed(self) -> tuple[ComposedSection, ...]:
        """Each section with its lines and pages, composed anew: they fill much memory."""
        return tuple(map(self.paged.composer.compose, self.paged.runs))

    @cached_property
    def painted(self) -> tuple[PaintedSection, ...]:
        """The painted pages; BookError if a note or a folio is not where composition put it."""
        paged = self.paged
        if spoilt := errors(d for one in paged.records for d in one.diagnostics):
            raise BookError(*spoilt)
        in_place = placed_sections(paged.records, last_blank=self.job.last_page_blank)
        sections = self._sections.paint(paged, in_place)
        found = (
            *audit(paged.book, folios(paged.records), anchors(sections)),
            *losses(in_place, sections),
            *complaints(sections),
        )
        if lost := errors(found):
            raise BookError(*lost)
        return sections

    @cached_property
    def _rests_on(self) -> bytes:
        """What every section rests on, as a digest."""
        book = replace(self.book.metadata, texts=("",), ignore=(), sources=())
        return digest(tools().encode(), repr(book).encode(), *self._styled(_NOT_OF_PAGES)).encode()

    def _styled(self, without: Sequence[str]) -> Iterator[bytes]:
        """Yield the styles' files but some, by patterns."""
        for path, content in sorted(self.styles.files.items()):
            if not any(fnmatch(path, pattern) for pattern in without):
                yield from (path.encode(), content)

    @cached_property
    def _sections(self) -> Sections:
        return Sections(self.store, self.processes, self._rests_on, self._images)

    @cached_property
    def _images(self) -> dict[str, bytes]:
        return dict(self.book.images)

    @cached_property
    def cover_matter(self) -> CoverMatter:
        """What the cover shows besides the metadata, its text set; BookError if it is missing."""
        metadata = self.book.metadata
        matter = manuscript.read_cover(Folder(self.root / "manuscript"), metadata)
        chosen = typography.profile_of(metadata.profile, metadata.typography)
        typography.set_trees([matter.back], chosen, file=metadata.cover.back)
        return matter

    def cover(self, *, guides: bool = False) -> bytes:
        """Return the cover sheet for the printer, or with guides for whoever looks at it."""
        pages = self.paged.count
        self._refuse_impossible()
        with placing(self._toml):
            sheet = cover_sheet(self.job, pages)
        matter = self.cover_matter

        def painted() -> PaintedSection:
            layout = lay_out_cover(self.styles, self.imprint, matter, sheet, guides=guides)
            return paint(layout, typeface_digests(self._fonts))

        key = digest(b"cover", self._cover_rests_on, f"{sheet} {guides}".encode())
        return self._for_printer(
            [self.store.once(key, PaintedSection, painted, BuildStep.COVER)], "cmyk"
        )

    @cached_property
    def _cover_rests_on(self) -> bytes:
        """What the cover shows and how, as a digest."""
        matter = self.cover_matter
        shown = (etree.tostring(matter.back), *matter.images.values())
        return digest(self._rests_on, *self._styled(_NOT_OF_COVERS), *shown).encode()

    def _for_printer(self, sections: Sequence[PaintedSection], colours: str) -> bytes:
        standard, fonts = self.job.standard, self._fonts
        manner = f"{standard} {colours} {tools()}".encode()
        pressed = [
            self.store.once(
                digest(b"ink", manner, section.content),
                PaintedSection,
                partial(inked, section, standard=standard, colours=colours),
                BuildStep.INK,
            )
            for section in sections
        ]
        return impression_pdf(pressed, fonts, self.imprint, self.modified, standard=standard)

    @cached_property
    def _fonts(self) -> tuple[bytes, ...]:
        return self.styles.embedded

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
        imprint = replace(self.imprint, for_print=False)
        paged = self.paged
        with self.store.trace.of(BuildStep.DOCUMENTS):
            found = reading_documents(
                paged.book, self.styles, imprint, turns(paged.runs, paged.records)
            )
            metadata, words = imprint.metadata, imprint.terms
            stated = statement(AccessibilityFacts(found, metadata.accessibility), words)
            title = words.accessibility
            language, spoken = metadata.language, any(one.spoken for one in found)
            page = leaf(Kind.ACCESSIBILITY, title, language, stated, spoken=spoken)
            return (*found, page)

    @cached_property
    def accessibility(self) -> AccessibilityFacts:
        """What is true of the documents' accessibility."""
        return AccessibilityFacts(self.documents, self.book.metadata.accessibility)

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
        composed = [d for one in self.paged.records for d in one.diagnostics]
        spoilt = errors(composed)  # which stop what is printed, and nothing else
        composed = [found for found in composed if found not in spoilt]
        painted = complaints(self.painted) if "painted" in vars(self) else ()
        others = (d for one in self.variants for d in one.diagnostics)
        return worded_now((*self.book.diagnostics, *composed, *painted, *others))

    @property
    def figures(self) -> dict[str, int]:
        """Pages, notes and index entries."""
        last = placed_sections(self.paged.records)[-1]
        return {
            "pages": last.first + last.before + last.record.length - 1,
            "notes": sum(len(section.notes) for section in self.book.sections),
            "entries": len(self.book.entries),
        }

    @property
    def places(self) -> OutputPlaces:
        """Where the blocks of the manuscript stand; in the EPUB, if its documents are made."""
        documents = divided(self.documents) if "documents" in vars(self) else ()
        return output_places(self.paged.records, documents)

    @cached_property
    def front(self) -> Cover:
        """The cover's front, as a picture."""
        return self.store.once(
            digest(b"front", self._cover_rests_on),
            Cover,
            lambda: draw_cover(self.styles, self.imprint, self.cover_matter),
            BuildStep.COVER,
        )

    def _on_screens(self, *, webp: bool) -> tuple[tuple[Document, ...], dict[str, bytes]]:
        """Return documents and pictures as screens show them; ``webp``: whether they know that."""
        plain = ornaments(self.documents)
        names, shown = {}, {}
        for path, content in self._images.items():
            name = picture_name(path)
            make = partial(screen_picture, name, content, webp=webp, grounded=name not in plain)
            how = f"{name} {webp} {name in plain}".encode()
            key = digest(b"screen", tools().encode(), how, content)
            one = self.store.once(key, ScreenPicture, make, BuildStep.DOCUMENTS, path)
            names[name], shown[one.name] = one.name, one.content
        return with_pictures(self.documents, names), shown

    def epub(self, variant: Variant = STANDARD) -> bytes:
        """Return the EPUB."""
        book = self.paged.book
        documents, images = self._on_screens(webp=False)
        return epub(
            book.metadata,
            divided(documents),
            apparatus.outline(book.sections),
            self.styles,
            images,
            self.front,
            self.accessibility,
            lexicon(book.entries, book.metadata.language),
            self.modified,
            variant,
            self._deflated,
        )

    def _deflated(self, content: bytes) -> bytes:
        key = digest(b"deflated", version("deflate").encode(), content)
        return self.store.once(
            key, Blob, lambda: Blob(deflated(content)), BuildStep.DEFLATE
        ).content

    def kindle(self) -> bytes:
        """Return the EPUB to be sent to Amazon."""
        return self.epub(KINDLE)

    def kobo(self) -> bytes:
        """Return the EPUB to be put on a Kobo reader."""
        return self.epub(KOBO)

    def web(self) -> dict[str, bytes]:
        """Return the files of the web edition."""
        documents, images = self._on_screens(webp=True)
        return web(
            documents,
            apparatus.outline(self.paged.book.sections),
            self.styles,
            self.imprint,
            images,
            self.front,
            self.accessibility,
            self.modified,
            self.figures["pages"],
        )

    def lecture(self) -> bytes:
        """Return the PDF for the screen."""
        return lecture_pdf(self.painted, self._fonts, self.imprint, self.modified)

    def impression(self) -> bytes:
        """Return the PDF for the printer."""
        self._refuse_impossible()
        return self.interior()

    def interior(self) -> bytes:
        """Return the same PDF, for whoever looks at it, whatever the printer would say."""
        return self._for_printer(self.painted, self.job.options.colours)
