"""What is kept of a composed section, and where its pages come in the book."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from lxml import etree

from publish.book import Element, Section, texts_in
from publish.book.vocabulary import PAGE, has_class, line_of
from publish.composition.output.markup import PAINTING, Writer
from publish.composition.pages.composer import ComposedSection, imposition, page_count
from publish.composition.pages.page import Frame, Page
from publish.composition.pages.turns import Turn, places
from publish.composition.style.page_size import PageSize
from publish.composition.style.styles import Styles
from publish.composition.text.templates import Imprint
from publish.diagnostics import Diagnostic


@dataclass(frozen=True, slots=True)
class SectionRecord:
    """What is kept of a composed section: all that the painter and the folios need.

    ``opens``: where its first page stands; ``markup``: its pages in XHTML; ``css``: the rules of
    its lines; ``places``: in which of the sections that run on each page begins, and how many signs
    of its text stand before; ``letters``: letters and figures on each, 0 for one that a template
    draws; ``lines``: by file of the manuscript, the page, from 0, on which the block that begins on
    a line stands first.
    """

    opens: str
    length: int
    anchors: Mapping[str, int]
    markup: str
    css: str
    places: tuple[tuple[int, int], ...]
    letters: tuple[int, ...]
    diagnostics: tuple[Diagnostic, ...] = ()
    lines: Mapping[str, Mapping[int, int]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class PlacedSection:
    """A section's sheets in their place: the number of the first page, blank ones included.

    ``before`` and ``after``: how many blank pages there are around the section's.
    """

    record: SectionRecord
    first: int
    before: int = 0
    after: int = 0

    @property
    def skipped(self) -> int:
        """How many pages are laid out before the first, to be left out: style sheets may tell
        left from right, and the first page of the book from others."""
        return 0 if self.first == 1 else 2 - (self.first - 1) % 2


def section_record(
    composed: ComposedSection, frame: Frame, imprint: Imprint, lettered: Collection[int] = ()
) -> SectionRecord:
    """Write the pages of a section; ``lettered``: those the painter gets without text."""
    writer = Writer(composed, frame, imprint, lettered)
    section = writer.section()
    return SectionRecord(
        composed.opens,
        composed.length,
        composed.anchors,
        _markup(section),
        writer.css,
        tuple(places(composed)),
        _letters(composed, section, lettered),
        composed.diagnostics,
        _source_lines(composed),
    )


def _source_lines(composed: ComposedSection) -> dict[str, dict[int, int]]:
    """Return the page on which the block of each line of the manuscript first stands, by file."""
    copy = composed.copy
    sections = dict(zip(copy.bodies, composed.section.run, strict=True))
    found: dict[str, dict[int, int]] = {}
    for number, page in enumerate(composed.pages):
        section = composed.section
        for row in page.rows:
            if (body := copy.body_of(row.block)) is not None:
                section = sections[body]
            if (line := line_of(row.block)) is not None:
                found.setdefault(section.file, {}).setdefault(line, number)
    return found


def _letters(
    composed: ComposedSection, section: Element, lettered: Collection[int]
) -> tuple[int, ...]:
    """Return how many letters and figures each page holds."""
    written = [page for page in section if has_class(page, PAGE)]
    if composed.drawn:
        return tuple(_count(texts_in(page)) for page in written)
    return tuple(
        _count(_lines(page) if number in lettered else texts_in(sheet))
        for number, (sheet, page) in enumerate(zip(written, composed.pages, strict=True))
    )


def _lines(page: Page) -> Iterable[str]:
    return (span.text for row in page.rows if row.line for span in row.line.spans)


def _count(texts: Iterable[str]) -> int:
    return sum(character.isalnum() for text in texts for character in text)


def placed_sections(
    book: Sequence[SectionRecord], *, last_blank: bool = False
) -> list[PlacedSection]:
    """Return the book's pages section by section; ``last_blank``: nothing stands on the
    last page."""
    found: list[PlacedSection] = []
    page = 1
    for one, first in imposition(book):
        found.append(PlacedSection(one, page, before=first - page))
        page = first + one.length
    after = page_count(book, last_blank=last_blank) - page + 1
    return [*found[:-1], replace(found[-1], after=after)]


def turns(
    sections: Iterable[Section], book: Sequence[SectionRecord]
) -> dict[str, tuple[Turn, ...]]:
    """Return where the pages of each section begin, by the section's identifier; ``sections``: each
    with those that run on."""
    found: dict[str, list[Turn]] = {}
    for section, (one, first) in zip(sections, imposition(book), strict=True):
        for n, (within, place) in enumerate(one.places):
            found.setdefault(section.run[within].id, []).append(Turn(first + n, place))
    return {name: tuple(turns) for name, turns in found.items()}


def print_document(
    placed: PlacedSection, styles: Styles, imprint: Imprint, page_size: PageSize
) -> str:
    """Return a section in its place as an XHTML document, to be painted with ``print.css``."""
    counted = (
        f"@page skipped {{ counter-reset: page {placed.first - 1} }}" if placed.skipped else ""
    )
    return styles.render(
        "print.html.j2",
        book=imprint.metadata,
        page_size=f"{page_size.css} {counted}",
        painting=PAINTING,
        classes=placed.record.css,
        sections=[
            *[_SKIPPED] * placed.skipped,
            *[_BLANK] * placed.before,
            placed.record.markup,
            *[_BLANK] * placed.after,
        ],
    )


_BLANK = '<div class="page blank"></div>'
_SKIPPED = '<div class="page skipped"></div>'


def _markup(section: Element) -> str:
    """Return a section as an HTML parser understands it: in XML's ``<div/>`` it hears no end."""
    return etree.tostring(section, encoding="unicode", with_tail=False, method="html")
