"""Furnished book + printing job → composed pages that rest on each other no more.

Folios in the index move lines, and the number of pages decides the inner margin, which moves lines
in its turn: both are composed again until nothing changes.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from publish import apparatus
from publish.book import Book, Section
from publish.composition import (
    Composed,
    Imprint,
    Leaf,
    Press,
    Styles,
    folios,
    on_grid,
    own_margins,
    page_count,
)
from publish.composition.galley import Surveyor
from publish.diagnostics import BookError
from publish.editions.faults import UNSTABLE_FOLIOS
from publish.printers import Job
from publish.printers.faults import NO_ROOM_FOR_TEXT

_MM = 72 / 25.4
_LEAST_AREA = 40.0  # millimetres of text either way, below which nothing can be set
_ROUNDS = 5  # after which the folios must have settled


@dataclass(frozen=True, slots=True)
class Paged:
    """A complete book, its pages, and the press that made them; ``count``: pages bound."""

    press: Press
    book: Book
    composed: tuple[Composed, ...]
    count: int


def paged(book: Book, styles: Styles, imprint: Imprint, job: Job, survey: Surveyor) -> Paged:
    """Compose a book, with the inner margin that suits the number of pages it leads to.

    The margin only grows from round to round, so that there is an end to it. Raises BookError where
    folios do not settle or the margins leave no room.
    """
    pages = 0
    while True:
        press = _press(styles, imprint, job, survey, pages)
        complete, composed = _composed(book, press)
        count = page_count(composed, last_blank=job.last_page_blank)
        if job.least(count).inside <= job.least(pages).inside:
            return Paged(press, complete, composed, count)
        pages = count


def _press(styles: Styles, imprint: Imprint, job: Job, survey: Surveyor, pages: int) -> Press:
    """Return the press for a book of so many pages."""
    options, bleed = job.options, job.printer.bleed
    leaf = Leaf(
        options.size, bleed=bleed.width if options.bleed else 0.0, bleed_at_spine=bleed.at_spine
    )
    press = Press(styles, imprint, survey, leaf)
    own = own_margins(press.sheet)
    margins = job.margins(pages, own)
    if margins == own:
        return press
    margins = on_grid(margins, options.size[1], press.frame.grid)
    press = replace(press, leaf=replace(leaf, margins=margins))
    width, height = press.sheet.page.measure / _MM, press.frame.depth / _MM
    if min(width, height) < _LEAST_AREA:
        name = job.printer.name
        raise BookError(
            NO_ROOM_FOR_TEXT.at(printer=name, width=f"{width:.0f}", height=f"{height:.0f}")
        )
    return press


def _composed(book: Book, press: Press) -> tuple[Book, tuple[Composed, ...]]:
    """Compose the book until index and contents show the folios they rest on."""
    known: dict[str, int] = {}
    done: dict[tuple[str, ...], Composed] = {}
    by_page = book.metadata.notes.numbering == "page"
    for _ in range(_ROUNDS):
        texts = apparatus.number_notes(book, known) if by_page else book
        complete = apparatus.complete(texts, known)
        pages = tuple(_section(press, section, done) for section in complete.sections)
        found = folios(pages)
        if found == known:
            return complete, pages
        known = found
    raise BookError(UNSTABLE_FOLIOS.at("book.toml"))


def _section(press: Press, section: Section, done: dict[tuple[str, ...], Composed]) -> Composed:
    """Compose a section; a text is composed once, unless its notes' numbers change."""
    if not section.file:
        return press.compose(section)
    key = (section.id, *(note.number for note in section.notes))
    if key not in done:
        done[key] = press.compose(section)
    return done[key]
