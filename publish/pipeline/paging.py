"""Furnished book + printing job → sheets that rest on each other no more.

Folios in the index move lines, and the number of pages decides the inner margin, which moves lines
in its turn: both are composed again until nothing changes.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from publish import apparatus
from publish.book import Book, Section
from publish.composition import Press, Sheets, folios, on_grid, own_margins, page_count
from publish.diagnostics import BookError
from publish.editions.faults import UNSTABLE_FOLIOS
from publish.pipeline.bench import Bench, Made
from publish.printers import Job
from publish.printers.faults import NO_ROOM_FOR_TEXT

_MM = 72 / 25.4
_LEAST_AREA = 40.0  # millimetres of text either way, below which nothing can be set
_ROUNDS = 5  # after which the folios must have settled


@dataclass(frozen=True, slots=True)
class Kept:
    """A composed section, and the key under which it is kept."""

    key: str
    made: Made

    @property
    def sheets(self) -> Sheets:
        return self.made.sheets


Compose = Callable[[Bench, Sequence[Section]], tuple[Kept, ...]]


@dataclass(frozen=True, slots=True)
class Paged:
    """A complete book, its pages, and the bench that made them; ``count``: pages bound."""

    bench: Bench
    book: Book
    kept: tuple[Kept, ...]
    count: int

    @property
    def press(self) -> Press:
        return self.bench.press

    @property
    def sheets(self) -> list[Sheets]:
        return [one.sheets for one in self.kept]


def paged(book: Book, bench: Bench, job: Job, compose: Compose) -> Paged:
    """Compose a book, with the inner margin that suits the number of pages it leads to.

    The margin only grows from round to round, so that there is an end to it. Raises BookError where
    folios do not settle or the margins leave no room.
    """
    pages = 0
    while True:
        fitted = _fitted(bench, job, pages)
        complete, kept = _settled(book, fitted, compose)
        count = page_count([one.sheets for one in kept], last_blank=job.last_page_blank)
        if job.least(count).inside <= job.least(pages).inside:
            return Paged(fitted, complete, kept, count)
        pages = count


def _fitted(bench: Bench, job: Job, pages: int) -> Bench:
    """Return the bench for a book of so many pages."""
    options, bleed = job.options, job.printer.bleed
    leaf = replace(
        bench.leaf, bleed=bleed.width if options.bleed else 0.0, bleed_at_spine=bleed.at_spine
    )
    bench = replace(bench, leaf=leaf)
    own = own_margins(bench.press.sheet)
    margins = job.margins(pages, own)
    if margins == own:
        return bench
    margins = on_grid(margins, options.size[1], bench.press.frame.grid)
    bench = replace(bench, leaf=replace(leaf, margins=margins))
    press = bench.press
    width, height = press.sheet.page.measure / _MM, press.frame.depth / _MM
    if min(width, height) < _LEAST_AREA:
        name = job.printer.name
        raise BookError(
            NO_ROOM_FOR_TEXT.at(printer=name, width=f"{width:.0f}", height=f"{height:.0f}")
        )
    return bench


def _settled(book: Book, bench: Bench, compose: Compose) -> tuple[Book, tuple[Kept, ...]]:
    """Compose the book until index and contents show the folios they rest on."""
    known: dict[str, int] = {}
    by_page = book.metadata.notes.numbering == "page"
    for _ in range(_ROUNDS):
        texts = apparatus.number_notes(book, known) if by_page else book
        complete = apparatus.complete(texts, known)
        kept = compose(bench, complete.sections)
        found = folios(one.sheets for one in kept)
        if found == known:
            return complete, kept
        known = found
    raise BookError(UNSTABLE_FOLIOS.at("book.toml"))
