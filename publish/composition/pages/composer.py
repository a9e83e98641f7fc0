"""A section → its pages, composed; composed sections → their places in the book.

Each section is composed by itself and opens on a right-hand page, so that a change in one leaves
the pages of the others as they are.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from functools import cached_property
from itertools import groupby
from typing import Protocol, TypeVar
from unicodedata import name as unicode_name

from lxml import etree

from publish.book import Element, Kind, Section, text_of
from publish.book.vocabulary import line_of
from publish.composition import faults
from publish.composition.lines import lettrine
from publish.composition.lines.atoms import text_width
from publish.composition.lines.paragraph import Line
from publish.composition.lines.proper_names import names_in
from publish.composition.lines.totalfit import EXPANSION
from publish.composition.pages.code_lines import signed
from publish.composition.pages.columns import paginate_columns, with_heads_again
from publish.composition.pages.epigraphs import to_the_right
from publish.composition.pages.foot import Foot
from publish.composition.pages.galley import OVER_EDGES, PAINTED, BlockSizes, Compositor, Row
from publish.composition.pages.page import Frame, Page
from publish.composition.pages.pagination import paginate
from publish.composition.pages.verse import VerseSetter
from publish.composition.style.cascade import StyleSheet
from publish.composition.style.faces import Case
from publish.composition.style.page_size import PageSize
from publish.composition.style.properties import Style
from publish.composition.style.styles import Styles
from publish.composition.text.print_copy import Copy, printed
from publish.composition.text.spare_faces import MissingSign, set_signs, spare_families
from publish.composition.text.templates import DRAWN, Imprint
from publish.diagnostics import Diagnostic, Rule

_MM = 72 / 25.4
_NATURAL = 0.25  # em, more or less: a word space of a text face
_LOOSE = 0.2  # em added to it, from which a line is told
_BEYOND = 1.02


class Imposed(Protocol):
    """What stands in the book by its pages: a composed section, or what is kept of one.

    ``opens``: where it may, on the next "page" or else on a right-hand one; ``anchors``: the page
    on which each identifier first stands, from 0; ``length``: its pages.
    """

    @property
    def opens(self) -> str: ...
    @property
    def length(self) -> int: ...
    @property
    def anchors(self) -> Mapping[str, int]: ...


_FOLIO_ROOM = 60.0
"""Points of the measure that a running head leaves to the folio, on both sides of it."""

_Imposed = TypeVar("_Imposed", bound=Imposed)
_Made = TypeVar("_Made")


@dataclass(frozen=True)
class ComposedSection:
    """A section and its pages; a leaf drawn by a template is one page, laid out by the painter."""

    section: Section
    copy: Copy
    composer: SectionComposer
    pages: tuple[Page, ...] = ()
    styles: Mapping[Element, Style] = field(default_factory=dict)
    diagnostics: tuple[Diagnostic, ...] = ()

    @property
    def kind(self) -> Kind:
        return self.section.kind

    @property
    def opens(self) -> str:
        return self.section.opens

    @property
    def drawn(self) -> bool:
        return self.kind in DRAWN

    @property
    def length(self) -> int:
        """Number of pages."""
        return 1 if self.drawn else len(self.pages)

    @cached_property
    def anchors(self) -> dict[str, int]:
        """The page on which each identifier first stands, from 0."""
        found = {self.section.id: 0}
        for number, page in enumerate(self.pages):
            for row in page.rows:
                for name in row.ids:
                    found.setdefault(name, number)
        return found


@dataclass(frozen=True)
class Galley:
    """A section's lines before they have pages: the text's, one below the other, and the notes."""

    rows: Sequence[Row]
    foot: Foot
    frame: Frame


@dataclass(frozen=True)
class SectionComposer:
    """The styles and fonts a book is composed with."""

    styles: Styles
    imprint: Imprint
    block_sizes: BlockSizes
    page_size: PageSize

    @cached_property
    def style_sheet(self) -> StyleSheet:
        return StyleSheet(self.styles.text("print.css"), self.page_size.css)

    @cached_property
    def case(self) -> Case:
        return Case.load(self.style_sheet.faces, self.styles.files, self.imprint.metadata.language)

    @cached_property
    def frame(self) -> Frame:
        """Depth and grid of the text area: the grid is the leading of the root element."""
        root = self.style_sheet.styles(etree.Element("html"))
        return Frame(self.style_sheet.page.depth, next(iter(root.values())).leading)

    def compose(self, section: Section) -> ComposedSection:
        """Break a section into lines and pages."""
        copy = printed(section, self.imprint, self.styles)
        if section.kind in DRAWN:
            missing = self._set_signs(copy, self.style_sheet.styles(copy.root))
            found = tuple(_missing_signs(section, missing))
            return ComposedSection(section, copy, self, diagnostics=found)
        compositor, pages = self._with_cap(copy, self._pages)
        told = tuple(self._diagnostics(section, compositor, pages))
        return ComposedSection(section, copy, self, pages, compositor.styles, told)

    def galley(self, section: Section) -> Galley | None:
        """Return the lines of a section; None for one in columns, or drawn by a template."""
        if section.kind in DRAWN:
            return None
        copy = printed(section, self.imprint, self.styles)

        def galley(compositor: Compositor, copy: Copy) -> Galley | None:
            return None if _columns(compositor, copy) else self._galley(compositor, copy)

        return self._with_cap(copy, galley)[1]

    def _with_cap(
        self, copy: Copy, made: Callable[[Compositor, Copy], _Made]
    ) -> tuple[Compositor, _Made]:
        """Return a compositor, and what is made with it, under the drop cap that the book asks for,
        or one of fewer lines where it would stand beside what is no text."""
        for lines in range(self.imprint.metadata.print.drop_cap, -1, -1):
            compositor = self._compositor(copy, lines)
            with suppress(lettrine.CrowdedCapError):
                return compositor, made(compositor, copy)
        raise AssertionError("no cap is never crowded")

    def _compositor(self, copy: Copy, lines: int) -> Compositor:
        metadata = self.imprint.metadata
        styles = self.style_sheet.styles(copy.root)
        lettrine.shape(copy.root, styles, self.case, lines)
        missing = self._set_signs(copy, styles)
        return Compositor(
            self.case,
            styles,
            metadata.language,
            self.block_sizes,
            lines,
            depth=self.frame.depth,
            names=self._names(copy),
            missing=missing,
        )

    def _names(self, copy: Copy) -> frozenset[str]:
        """Return the proper names in a text: its own, those of its index, those of the cover."""
        metadata = self.imprint.metadata
        cover = (metadata.title, metadata.subtitle, *(one.name for one in metadata.contributors))
        texts = (text_of(block) for block in copy.root.iter("p", "li"))
        return names_in(texts, (*copy.entries, *cover))

    def _set_signs(self, copy: Copy, styles: dict[Element, Style]) -> list[MissingSign]:
        """Have signs that a face has not set by those that have them; return what none has."""
        fallback = self.imprint.metadata.print.fallback
        families = spare_families(self.style_sheet, fallback)
        return set_signs(copy.root, styles, self.case, families, len(fallback))

    def _diagnostics(
        self, section: Section, compositor: Compositor, pages: Sequence[Page]
    ) -> Iterator[Diagnostic]:
        """Yield what has to be said of blocks and lines that could not be set as they should."""
        yield from _missing_signs(section, compositor.missing)
        signs = {one.sign for one in compositor.missing}
        for block, reason in compositor.unmeasured:
            line = line_of(block)
            if block.tag not in PAINTED and signs.isdisjoint(reason):
                yield faults.NOT_MEASURED.at(section.file, line, what=reason)
        for block, wide, high in compositor.unfitted:
            rule, over = (faults.TOO_WIDE, wide) if wide else (faults.TOO_HIGH, high)
            yield rule.at(section.file, line_of(block), what=block.tag, over=f"{over / _MM:.1f}")
        if not self.imprint.metadata.print.bleed:
            placed = (row for page in pages for row in page.rows)
            for row in (one for one in placed if one.place in OVER_EDGES):
                yield faults.NO_BLEED.at(section.file, line_of(row.block))
        if len(pages) > 1:
            yield from self._long_heads(section)
        for row in (row for page in pages for row in page.rows):
            if row.line is not None and (told := _ill_set(row.line, row.style)):
                text = "".join(span.text for span in row.line.spans)
                gap = f"{_NATURAL + row.line.fit.stretch / row.style.size:.2f}"
                yield told.at(section.file, line_of(row.block), text=text[:60], gap=gap)

    def _long_heads(self, section: Section) -> Iterator[Diagnostic]:
        """Tell the running heads of texts that do not leave their folio room on one line."""
        style = self.style_sheet.head
        face = self.case.face(style)
        room = self.style_sheet.page.measure - _FOLIO_ROOM
        own = (1,) if self.imprint.metadata.print.left_head == "book" else (0, 1)
        if face is None:
            return
        for one in section.run:
            for head in dict.fromkeys(one.heads[n] for n in own if n < len(one.heads)):
                words = head.split()
                white = face.width(" ", style.features) * style.size + style.tracking
                width = sum(text_width(word, style, face) for word in words)
                if one.file and width + white * (len(words) - 1) > room:
                    yield faults.LONG_HEAD.at(one.file, line_of(one.body[0]), head=head)

    def _pages(self, compositor: Compositor, copy: Copy) -> tuple[Page, ...]:
        if count := _columns(compositor, copy):
            gap = compositor.styles[copy.body].column_gap
            return tuple(self._in_columns(compositor, copy.body, count, gap))
        galley = self._galley(compositor, copy)
        return tuple(paginate(galley.rows, galley.foot, galley.frame, on_verso=copy.on_verso))

    def _galley(self, compositor: Compositor, copy: Copy) -> Galley:
        measure = self.style_sheet.page.measure
        verse = self._verse_setter(compositor)
        rows = verse.arranged(compositor.galley(copy.bodies, measure), measure)
        rows = signed(to_the_right(rows, measure), self.case)
        notes = {
            name: signed(verse.arranged(compositor.galley([note], measure), measure), self.case)
            for name, note in copy.notes.items()
        }
        foot = Foot(rows, notes, measure if self.imprint.metadata.notes.run_on else 0.0)
        return Galley(rows, foot, self.frame)

    def _verse_setter(self, compositor: Compositor) -> VerseSetter:
        options = self.imprint.metadata.verse
        return VerseSetter(
            compositor.styles,
            self.case,
            compositor.reset,
            hanging=options.turnover == "hanging",
            centred=options.axis == "centred",
        )

    def _in_columns(
        self, compositor: Compositor, body: Element, count: int, gap: float
    ) -> list[Page]:
        measure = self.style_sheet.page.measure
        width = (measure - (count - 1) * gap) / count
        spanning = [e for e in body if compositor.styles[e].column_span == "all"]
        heading = [row for e in spanning for row in compositor.galley([e], measure)]
        below = compositor.styles[spanning[-1]].margin[2] if spanning else 0.0
        rows = [row for e in body if e not in spanning for row in compositor.galley([e], width)]
        rows = with_heads_again(rows)
        places = [n * (width + gap) for n in range(count)]
        return paginate_columns(heading, below, rows, self.frame, places)


def _columns(compositor: Compositor, copy: Copy) -> int:
    """Return how many columns a section is set in, 0 where it is one."""
    count = compositor.styles[copy.body].columns
    return count if count > 1 else 0


def _ill_set(line: Line, style: Style) -> Rule | None:
    """Return what is to be told of a line, None for one that is set well."""
    fit = line.fit
    if fit.overfull:
        return faults.OVERFULL
    if fit.ragged or fit.stretch > _LOOSE * style.size:
        return faults.LOOSE_LINE
    return faults.TIGHT_LINE if fit.scale < 1 - EXPANSION * _BEYOND else None


def _missing_signs(section: Section, missing: Sequence[MissingSign]) -> Iterator[Diagnostic]:
    """Yield where a block has signs that no font has."""
    for (line, tried), group in groupby(missing, lambda one: (line_of(one.element), one.tried)):
        signs = list(dict.fromkeys(one.sign for one in group))
        yield faults.NO_GLYPH.at(
            section.file or "book.toml",
            line,
            signs=", ".join(
                f"{sign} (U+{ord(sign):04X} {unicode_name(sign, '?')})" for sign in signs[:6]
            ),
            more="…" * (len(signs) > 6),
            tried=", ".join(tried),
            charset=f"{ord(signs[0]):x}",
        )


def imposition(book: Iterable[_Imposed]) -> Iterator[tuple[_Imposed, int]]:
    """Yield each section with the number of its first page, from 1; rectos are odd."""
    page = 1
    for paged in book:
        if paged.opens != "page" and page % 2 == 0:
            page += 1
        yield paged, page
        page += paged.length


def page_count(book: Sequence[Imposed], *, last_blank: bool = False) -> int:
    """Return the number of pages bound: even, ``last_blank`` with nothing on the last."""
    *_, (last, first) = imposition(book)
    pages = first + last.length - 1 + last_blank
    return pages + pages % 2


def folios(book: Iterable[Imposed]) -> dict[str, int]:
    """Return the page on which each identifier of the book stands, from 1."""
    return {
        name: first + page
        for paged, first in imposition(book)
        for name, page in paged.anchors.items()
    }
