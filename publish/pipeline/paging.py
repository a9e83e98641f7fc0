"""Furnished book + printing job → sheets that rest on each other no more.

Folios in the index move lines, and the number of pages decides the inner margin, which moves lines
in its turn: both are composed again until nothing changes.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

from publish import apparatus
from publish.book import Book, Section
from publish.composition import (
    SectionComposer,
    SectionRecord,
    folios,
    on_grid,
    own_margins,
    page_count,
)
from publish.diagnostics import BookError
from publish.editions.faults import UNSTABLE_FOLIOS
from publish.pipeline.section_maker import MadeSection, SectionMaker
from publish.printers import Job
from publish.printers.faults import NO_ROOM_FOR_TEXT

_MM = 72 / 25.4
_LEAST_AREA = 40.0  # millimetres of text either way, below which nothing can be set
_ROUNDS = 5  # after which the folios must have settled


@dataclass(frozen=True, slots=True)
class KeptSection:
    """A composed section, and the key under which it is kept."""

    key: str
    made: MadeSection

    @property
    def record(self) -> SectionRecord:
        return self.made.record


Compose = Callable[[SectionMaker, Sequence[Section]], tuple[KeptSection, ...]]


@dataclass(frozen=True, slots=True)
class Paged:
    """A complete book, its pages, and the maker that made them.

    ``runs``: its sections as they are printed, those that run on within the one before them;
    ``count``: pages bound.
    """

    maker: SectionMaker
    book: Book
    runs: tuple[Section, ...]
    kept: tuple[KeptSection, ...]
    count: int

    @property
    def composer(self) -> SectionComposer:
        return self.maker.composer

    @property
    def printed(self) -> Book:
        """The book as it is printed."""
        return replace(self.book, sections=self.runs)

    @property
    def records(self) -> list[SectionRecord]:
        return [one.record for one in self.kept]


def paged(book: Book, maker: SectionMaker, job: Job, compose: Compose) -> Paged:
    """Compose a book, with the inner margin that suits the number of pages it leads to.

    The margin only grows from round to round, so that there is an end to it. Raises BookError where
    folios do not settle or the margins leave no room.
    """
    pages = 0
    while True:
        fitted = _fitted(maker, job, pages)
        complete, runs, kept = _settled(book, fitted, compose)
        count = page_count([one.record for one in kept], last_blank=job.last_page_blank)
        if job.least(count).inside <= job.least(pages).inside:
            return Paged(fitted, complete, runs, kept, count)
        pages = count


def _fitted(maker: SectionMaker, job: Job, pages: int) -> SectionMaker:
    """Return the maker for a book of so many pages."""
    options, bleed = job.options, job.printer.bleed
    page_size = replace(
        maker.page_size, bleed=bleed.width if options.bleed else 0.0, bleed_at_spine=bleed.at_spine
    )
    maker = replace(maker, page_size=page_size)
    own = own_margins(maker.composer.style_sheet)
    margins = job.margins(pages, own)
    if margins == own:
        return maker
    margins = on_grid(margins, options.size[1], maker.composer.frame.grid)
    maker = replace(maker, page_size=replace(page_size, margins=margins))
    composer = maker.composer
    width, height = composer.style_sheet.page.measure / _MM, composer.frame.depth / _MM
    if min(width, height) < _LEAST_AREA:
        name = job.printer.name
        raise BookError(
            NO_ROOM_FOR_TEXT.at(printer=name, width=f"{width:.0f}", height=f"{height:.0f}")
        )
    return maker


def _settled(
    book: Book, maker: SectionMaker, compose: Compose
) -> tuple[Book, tuple[Section, ...], tuple[KeptSection, ...]]:
    """Compose the book until index and contents show the folios they rest on, and each section
    opens on the side it was composed for.

    A section that opens on either side may have other pages on the other, which moves those behind
    it: each round settles one of them at least.
    """
    known: dict[str, int] = {}
    by_page = book.metadata.notes.numbering == "page"
    for _ in range(_ROUNDS + len(book.sections)):
        texts = apparatus.number_notes(book, known) if by_page else book
        complete = apparatus.complete(texts, known)
        runs = tuple(_on_its_side(run, known) for run in apparatus.runs(complete.sections))
        kept = compose(maker, runs)
        found = folios(one.record for one in kept)
        if found == known:
            return complete, runs, kept
        known = found
    raise BookError(UNSTABLE_FOLIOS.at("book.toml"))


def _on_its_side(section: Section, folios: Mapping[str, int]) -> Section:
    """Return a section that knows whether it opens on a left-hand page, as far as folios tell."""
    verso = section.opens == "page" and folios.get(section.id, 1) % 2 == 0
    return replace(section, on_verso=verso)
