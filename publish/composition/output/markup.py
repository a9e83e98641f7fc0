"""Composed pages → XHTML in which every line has its place: what is left to do is painting.

Each page is a ``<div class="page">``; its lines are blocks that do not wrap, with their word space,
scale and left edge written into them. An element that a page's end parts goes on in a copy of
itself, without its identifier.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from copy import deepcopy
from dataclasses import dataclass, field

from lxml import etree

from publish.book import Element
from publish.book.vocabulary import FILL, LINE, RUNNING, has_class
from publish.characters import HYPHEN
from publish.composition.lines.paragraph import Line
from publish.composition.pages.composer import ComposedSection
from publish.composition.pages.fitting import FITTED
from publish.composition.pages.galley import OVER_EDGES, Row, rows_of
from publish.composition.pages.page import Frame, Page, Placed
from publish.composition.pages.page_heads import page_heads
from publish.composition.style.properties import Style
from publish.composition.text.templates import Imprint

_HAIR = 0.02  # points: a column must not break by rounding what it just holds
_FREE = 0.001  # points left at the foot of a page, lest rounding push what stands there over it

_CAPTION = 33.0  # points that the caption of a picture over the edges takes at the foot

REPEATED = "repeated"
"""The class of a table's head where it stands again on a later page."""

VACANT = "vacant"
"""The class of a page whose text is not the painter's."""

PIECES = (
    """
.piece { display: flow-root }
.piece > * { margin-top: 0 !important; margin-bottom: 0 !important }
"""
    + FITTED
)
"""How blocks that the painter lays out itself are measured and painted: without the white around
them, which is composition's."""

PAINTING = (
    """
section { margin: 0 !important; padding: 0 !important; columns: auto !important }
.page { position: relative; break-after: page; break-inside: avoid }
.page.skipped { page: skipped }
.page, .page .text { margin: 0; padding: 0; columns: auto }
.page .text, .page .notes { display: flow-root; position: absolute; top: 0; left: 0; right: 0;
  margin: 0; padding: 0 }
.page .set { display: block; position: static; float: none; columns: auto; column-span: none;
  margin: 0; padding: 0; border: 0; text-indent: 0; text-align: left; break-before: auto;
  break-after: auto; break-inside: auto; list-style: none; orphans: 1; widows: 1; hyphens: manual }
.page .row { display: block; white-space: pre; margin: 0; padding: 0; transform-origin: 0 0;
  transform: scaleX(1) }
.page .row * { line-height: 0 }
.page .fill { display: inline-block }
.page li { list-style: none }
"""
    + PIECES
    + """
.last { break-after: auto }
"""
)
"""Laid over the book's style sheet: what composition has decided is not decided again.

Every row has a transform: what has one is painted after what has none, and the text of the file
would no longer be in order.
"""


@dataclass(slots=True)
class _Classes:
    """Classes for the word spaces and scales in use: fewer than lines, and faster to paint."""

    names: dict[str, str] = field(default_factory=dict)

    def of(self, line: Line, style: Style) -> str:
        """Return the classes of a line, of a block's style."""
        found = ["row"]
        if space := round(line.fit.stretch / style.size, 3):
            space = round((line.fit.stretch + style.word_spacing) / style.size, 3)
            found.append(self._name("w", f"word-spacing: {space}em"))
        if line.fit.scale != 1:
            found.append(self._name("s", f"transform: scaleX({line.fit.scale})"))
        return " ".join(found)

    def _name(self, letter: str, declaration: str) -> str:
        return self.names.setdefault(declaration, f"{letter}{len(self.names)}")

    @property
    def css(self) -> str:
        """The rules the classes stand for."""
        return "\n".join(f".page .{name} {{ {what} }}" for what, name in self.names.items())


ELEMENT_KEY = "data-element"
"""The attribute by which the parts of one element, on several lines or pages, know each other."""


def element_keys(composed: ComposedSection) -> dict[Element, str]:
    """Return by what number the parts of each element of a section know each other."""
    return {element: str(n) for n, element in enumerate(composed.copy.root.iter())}


class Writer:
    """Writes one section; each identifier is written once.

    ``lettered``: the pages, from 0, whose text is not the painter's.
    """

    def __init__(
        self, composed: ComposedSection, frame: Frame, imprint: Imprint, lettered: Collection[int]
    ) -> None:
        self._composed, self._classes, self._lettered = composed, _Classes(), lettered
        self._depth = frame.depth
        self._height = f"height: {frame.depth - _FREE:.3f}pt"
        self._heads = page_heads(
            composed, by_section=imprint.metadata.print.right_head == "section"
        )
        self._named: set[str] = {composed.section.id}
        self._numbers = element_keys(composed)

    @property
    def css(self) -> str:
        """The rules of the lines written so far."""
        return self._classes.css

    def section(self) -> Element:
        """Return the section, its pages one after the other."""
        section = self._composed.section
        kind = section.kind.value
        element = etree.Element("section", {"class": kind, "id": section.id})
        element.set(ELEMENT_KEY, self._numbers[self._composed.copy.body])
        if self._composed.drawn:
            leaf = etree.SubElement(element, "div", {"class": f"page bare {kind}"})
            leaf.set("style", self._height)
            leaf.extend(deepcopy(self._composed.copy.body))
        for number, page in enumerate(self._composed.pages):
            element.append(self._page(page, number))
        return element

    def _page(self, page: Page, number: int) -> Element:
        if not page.rows:
            return etree.Element("div", {"class": "page blank"})
        left, right = self._heads[number]
        sheet = etree.Element("div", {"class": "page" if number else "page opening"})
        sheet.set("data-book", left)
        sheet.set(RUNNING, right)
        sheet.set("style", self._height)
        recto = (number % 2 == 0) != self._composed.copy.on_verso
        if any(row.place in OVER_EDGES for row in page.rows):
            sheet.set("class", "page bare")
        vacant = number in self._lettered
        if vacant:
            sheet.set("class", f"{sheet.get('class')} {VACANT}")
        for area in () if vacant else page.areas:
            text = etree.SubElement(sheet, "div", {"class": "text"})
            text.set("style", f"left: {area.x:g}pt" if area.x else "")
            self._place(text, area.rows, recto=recto)
        if page.notes:
            top = page.notes[0].y
            notes = etree.SubElement(sheet, "div", {"class": "notes"})
            notes.set("style", f"top: {top - _FREE:.3f}pt")
            rows = [Placed(one.row, one.y - top) for one in page.notes if not vacant]
            self._place(notes, rows)
        return sheet

    def _place(self, area: Element, placed: Sequence[Placed], *, recto: bool = True) -> None:
        """Write rows one below the other, in copies of the elements around them; ``recto``: on a
        right-hand page."""
        copies: dict[Element, Element] = {}
        bottom = 0.0
        for part in _parts(placed):
            one, block = part[0], part[0].row.block
            head = one.row.head if one is placed[0] else 0.0
            gap = round(one.y - head - bottom, 3)  # from where it is written that the last ends
            height = part[-1].y + part[-1].row.height - one.y + head
            bottom += gap + height
            style = f"margin: {gap:.3f}pt 0 0 {_x(one.row):.3f}pt"
            if one.row.line is not None:
                holder = self._holder(area, block, copies)
                row = self._row(one.row, one.row.line)
            elif one.row.columns:
                table = next(block.iterancestors("table"))
                holder = self._holder(area, table.getparent(), copies)
                row = self._part_of_table(table, [each.row for each in part])
                style += f"; height: {height:.3f}pt"
            elif one.row.place in OVER_EDGES:
                holder = self._holder(area, block.getparent(), copies)
                row, style = self._over_edges(one.row, recto=recto)
            else:
                holder = self._holder(area, block.getparent(), copies)
                row = self._piece(one.row)
            row.set("style", style)
            holder.append(row)

    def _holder(
        self, area: Element, element: Element | None, copies: dict[Element, Element]
    ) -> Element:
        """Return the copy of an element in this area, made with those around it if need be: up to
        the section, which the pages stand in, or to what holds notes and sections that run on."""
        body = self._composed.copy.body
        if element is None or element is body or element is body.getparent():
            return area
        if element not in copies:
            above = self._holder(area, element.getparent(), copies)
            copy = self._copy(above, element)
            copy.set("class", f"{element.get('class', '')} set".strip())
            copies[element] = copy
        return copies[element]

    def _copy(self, above: Element, element: Element) -> Element:
        """Append a copy of an element without its content; all copies of one bear one number."""
        attributes = {str(name): str(value) for name, value in element.attrib.items()}
        attributes.pop(LINE, None)
        attributes[ELEMENT_KEY] = self._numbers[element]
        if attributes.get("id") in self._named:
            del attributes["id"]
        else:
            self._named.add(attributes.get("id", ""))
        return etree.SubElement(above, str(element.tag), attributes)

    def _row(self, row: Row, line: Line) -> Element:
        """Return a line; a space at its end parts it from the next for whoever copies the text."""
        element = etree.Element("span", {"class": self._classes.of(line, row.style)})
        copies: dict[Element, Element] = {}
        holder = element
        for span in line.spans:
            holder = element
            for around in span.path:
                if around not in copies:
                    copies[around] = self._copy(holder, around)
                holder = copies[around]
            if has_class(holder, FILL):
                holder.set("style", f"width: {line.fill:.3f}pt")
            _append(holder, span.text)
        if line.hyphen:
            _append(holder, HYPHEN)
        elif not (line.divided or line.joined or row.last):
            _append(element, " ")
        return element

    def _piece(self, row: Row) -> Element:
        """Return a block that the painter lays out itself."""
        piece = etree.Element("div", {"class": "piece"})
        piece.append(deepcopy(row.block))
        return piece

    def _over_edges(self, row: Row, *, recto: bool) -> tuple[Element, str]:
        """Return a picture that runs over the edges of its page, or half of one that runs over two,
        and where it lies; its caption stands at the foot of the text area."""
        composer = self._composed.composer
        left, top, width, height = composer.page_size.trimmed(
            composer.style_sheet.page, recto=recto
        )
        piece = etree.Element("div", {"class": "piece over-edges"})
        figure = deepcopy(row.block)
        piece.append(figure)
        caption = figure.find(".//figcaption")
        for element in figure.iter() if row.place == "spread-right" else ():
            element.attrib.pop("id", None)
        first, second = row.place == "spread-left", row.place == "spread-right"
        if caption is not None:
            height = -top + self._depth - _CAPTION
            if not second:
                figure.remove(caption)
        for image in figure.iter("img"):
            across = 2 * width if first or second else width
            image.set(
                "style",
                f"position: absolute; left: {-width if second else 0:.3f}pt; top: 0; "
                f"width: {across:.3f}pt; height: {height:.3f}pt; max-width: none; "
                "max-height: none; object-fit: cover",
            )
            if second:
                image.set("class", REPEATED)  # said once, with the first half
        figure.set(
            "style",
            f"position: absolute; left: {left:.3f}pt; top: {top:.3f}pt; width: {width:.3f}pt; "
            f"height: {height:.3f}pt; margin: 0; overflow: hidden",
        )
        if caption is not None and not first:
            below = etree.SubElement(piece, "figure", {"style": "margin: 0"})
            below.append(caption)
            place = f"position: absolute; top: {self._depth - 22:.3f}pt; left: 0; right: 0"
            caption.set("style", place)
        return piece, ""

    def _part_of_table(self, table: Element, rows: Sequence[Row]) -> Element:
        """Return the rows of a table that stand on one page, under its head; the head is there
        again where the table goes on."""
        piece = etree.Element("div", {"class": "piece"})
        copy = self._copy(piece, table)
        widths = [width + _HAIR for width in rows[0].columns]
        style = f"{table.get('style', '')}; table-layout: fixed; width: {sum(widths):.3f}pt"
        if rows[-1].block is not rows_of(table)[-1]:
            style += "; border-bottom: none"  # its height is the last part's, and it is not over
        copy.set("style", style.removeprefix("; "))
        group = etree.SubElement(copy, "colgroup")
        for width in widths:
            etree.SubElement(group, "col", {"style": f"width: {width:.3f}pt"})
        opens = rows[0].block is rows_of(table)[0]
        for above in table.iterchildren("caption", "thead"):
            if opens:
                copy.append(deepcopy(above))
            elif above.tag == "thead":
                copy.append(_repeated(above))
        copies: dict[Element, Element] = {}
        for row in rows:
            body = next(row.block.iterancestors("tbody", "tfoot"))
            if body not in copies:
                copies[body] = self._copy(copy, body)
            copies[body].append(deepcopy(row.block))
        return piece


def _parts(placed: Sequence[Placed]) -> Iterator[list[Placed]]:
    """Yield rows one by one, but those of one table together."""
    part: list[Placed] = []
    for one in placed:
        same = part and one.row.columns and _table_of(one.row.block) is _table_of(part[0].row.block)
        if part and not (same and part[0].row.columns):
            yield part
            part = []
        part.append(one)
    if part:
        yield part


def _table_of(block: Element) -> Element | None:
    return next(block.iterancestors("table"), None)


def _repeated(head: Element) -> Element:
    """Return the head of a table to stand above its rows again: no name, note or link twice."""
    copy = deepcopy(head)
    copy.set("class", REPEATED)
    for element in copy.iter():
        element.attrib.pop("id", None)
        element.attrib.pop("href", None)
    return copy


def _x(row: Row) -> float:
    return row.x + (row.line.x if row.line else 0.0)


def _append(element: Element, text: str) -> None:
    if len(element):
        element[-1].tail = (element[-1].tail or "") + text
    else:
        element.text = (element.text or "") + text
