"""Laid out pages → a painted section, with its links, anchors, bookmarks and what it shows."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import partial
from typing import Any
from xml.etree.ElementTree import Element

import pydyf
from weasyprint import Page
from weasyprint.formatting_structure import boxes

from publish.composition import ELEMENT_KEY, REPEATED, VACANT
from publish.editions.painter.layout import Layout, listening
from publish.editions.pdf.font_metrics import digest_of, is_whole
from publish.editions.pdf.painted_section import (
    POINT,
    Bookmark,
    Link,
    PageRecord,
    PaintedSection,
    ShownContent,
    Sides,
)
from publish.editions.pdf.structure_note import StructureNotes


def painted(layout: Layout, fonts: Collection[str], skipped: int) -> PaintedSection:
    """Paint the pages but the first ``skipped``; fonts whose digests are given are left out."""
    pages = [_Recorded(page) for page in layout.document.pages[skipped:]]
    document = layout.document.copy(pages)
    document.fonts = _Fonts(fonts)
    with listening() as said:
        content = document.write_pdf()
    above = {child: parent for parent in layout.root.iter() for child in parent}
    records = tuple(_with_shown(page, number, above) for number, page in enumerate(pages))
    return PaintedSection(bytes(content), records, complaints=(*layout.complaints, *said))


def _with_shown(page: _Recorded, number: int, above: Mapping[Element, Element]) -> PageRecord:
    """Return a page's record with what its elements show."""
    notes = StructureNotes()
    own: dict[Element, str] = {}

    def path(element: Element) -> list[tuple[Element, str]]:
        """Return an element and those around it; without a key it is one of this page alone."""
        key = element.get(ELEMENT_KEY) or own.setdefault(element, f"{number}.{len(own)}")
        return [*(path(above[element]) if element in above else ()), (element, key)]

    shown = tuple(
        ShownContent(notes.of(path(mark.element)), mark.content, mark.link, mark.sides)
        for mark in page.marks
        if not mark.artifact
    )
    return replace(page.record, shown=shown, structure=tuple(notes.found))


@dataclass(frozen=True, slots=True)
class _Mark:
    """What one element shows on a page: marked content, or a link there by its number.

    ``sides`` are those of a picture; an ``artifact`` is no part of the text.
    """

    element: Element
    content: int | None = None
    link: int | None = None
    artifact: str = ""
    sides: Sides | None = None


class _Recorded(Page):  # type: ignore[misc]  # WeasyPrint ships no types
    """A page that tells what it holds, instead of writing it: links to other sections, which
    WeasyPrint would drop, and which element each piece of its painted content belongs to."""

    def __init__(self, page: Page) -> None:
        self.__dict__.update(page.__dict__)
        self.record = _record(page)
        self._numbers = {id(box): number for number, (*_, box) in enumerate(_links(page))}
        self.links: list[Any] = []
        self.bookmarks: list[Any] = []
        self.anchors: dict[str, Any] = {}
        self.marks: list[_Mark] = []

    def paint(self, stream: Any, scale: float = 1) -> None:
        stream._tags = {}
        super().paint(stream, scale)
        marks = _marks(self._page_box, stream._tags, self._numbers, self.height)
        if _is_vacant(self._page_box):  # what there is besides its text is no part of it
            marks = (replace(mark, artifact=mark.artifact or "Layout") for mark in marks)
        self.marks = list(marks)
        _set_artifacts(stream.stream, {m.content: m.artifact for m in self.marks if m.artifact})


class _Fonts(dict[Any, Any]):
    """WeasyPrint's fonts of a document; the book's own are represented by their digests."""

    def __init__(self, known: Collection[str]) -> None:
        self._known = known

    def __setitem__(self, key: Any, font: Any) -> None:
        name = digest_of(font.file_content)
        if name in self._known and is_whole(font.file_content):
            font.clean = partial(_leave_out, font, name, font.clean)
        super().__setitem__(key, font)


def _leave_out(font: Any, name: str, clean: Any, to_unicode: Any, hinting: Any) -> None:
    """Put a digest in a font's place, unless it shows glyphs it does not have."""
    if font.missing:
        clean(to_unicode, hinting)
    else:
        font.file_content = font.file_content[:4] + name.encode()


def _letters(box: Any) -> int:
    """Return how many letters and figures a box shows, running heads aside."""
    box = getattr(box, "_box", box)
    if isinstance(box, boxes.MarginBox):
        return 0
    if isinstance(box, boxes.TextBox):
        return sum(c.isalnum() for c in box.text)
    return sum(map(_letters, getattr(box, "children", ())))


def _links(page: Page) -> list[Any]:
    return [link for link in page.links if link[0] in ("internal", "external")]


def _record(page: Page) -> PageRecord:
    foot = page.height

    def place(x: float, y: float) -> tuple[float, float]:
        return round(x * POINT, 3), round((foot - y) * POINT, 3)

    links = []
    for kind, target, (left, high, right, low), box in _links(page):
        sides = (*place(left, low), *place(right, high))
        if box.element is not None:
            sides = _of_type(box, sides, foot)
        links.append(Link(target, kind == "internal", sides, _said(box.element)))
    return PageRecord(
        {name: place(x, y) for name, (x, y, *_) in page.anchors.items()},
        _letters(page._page_box),
        tuple(links),
        tuple(Bookmark(level, label, *place(x, y)) for level, label, (x, y), _ in page.bookmarks),
        origin=place(page._page_box.content_box_x(), page._page_box.content_box_y()),
    )


def _is_vacant(box: Any) -> bool:
    """Whether a page has none of its text."""
    classes = (box.element.get("class", "") if box.element is not None else "").split()
    return VACANT in classes or any(map(_is_vacant, getattr(box, "children", ())))


def _of_type(box: Any, sides: Sides, foot: float) -> Sides:
    """Give a link the height of its type: composed lines have none."""
    left, _, right, _ = sides
    middle = (foot - box.position_y - box.margin_height() / 2) * POINT
    half = box.style["font_size"] * POINT / 2
    return left, round(middle - half, 3), right, round(middle + half, 3)


def _said(link: Element | None) -> str:
    if link is None:
        return ""
    return link.get("title") or " ".join("".join(link.itertext()).split())


def _marks(
    box: Any, tags: Mapping[Any, Mapping[str, Any]], links: Mapping[int, int], foot: float
) -> Iterator[_Mark]:
    """Yield what a box and those within show, in their order; ``foot`` is the page's height."""
    box = getattr(box, "_box", box)  # absolutely positioned boxes stand behind a placeholder
    artifact = ""
    if isinstance(box, boxes.MarginBox):
        artifact = "Pagination"
    elif box.element_tag and box.element_tag.startswith("hr"):
        artifact = "Layout"
    elif box.element is not None and box.element.get("class") == REPEATED:
        artifact = "Pagination"
    if id(box) in links or box in tags:
        yield _Mark(
            element=box.element,
            content=tags[box]["mcid"] if box in tags else None,
            link=links.get(id(box)),
            artifact=artifact,
            sides=_sides(box, foot) if isinstance(box, boxes.ReplacedBox) else None,
        )
    for child in getattr(box, "children", ()):
        for mark in _marks(child, tags, links, foot):
            yield replace(mark, artifact=mark.artifact or artifact)


def _sides(box: Any, foot: float) -> Sides:
    """Return the sides of a picture."""
    x, y = box.content_box_x(), box.content_box_y()
    sides = (x, foot - y - box.height, x + box.width, foot - y)
    left, bottom, right, top = (round(side * POINT, 2) for side in sides)
    return left, bottom, right, top


def _set_artifacts(drawing: list[Any], artifacts: Mapping[int | None, str]) -> None:
    """Mark running heads, folios and ornaments as no part of the text."""
    for place in reversed(range(len(drawing))):
        entry = drawing[place]
        if isinstance(entry, pydyf.Dictionary) and (kind := artifacts.get(entry.get("MCID"))):
            drawing[place - 1 : place + 2] = [f"/Artifact <</Type /{kind}>> BDC"]
