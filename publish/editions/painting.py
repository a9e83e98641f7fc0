"""Laid out pages → a part: painted, with their links, anchors, bookmarks and structure."""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import replace
from functools import partial
from typing import Any
from xml.etree.ElementTree import Element

import pydyf
from weasyprint import Page
from weasyprint.formatting_structure import boxes

from publish.composition import REPEATED
from publish.editions.growth import Mark, grown
from publish.editions.layout import POINT, Layout, listening
from publish.editions.part import Bookmark, Link, Part, Sheet, Sides

_SPECIAL = ("fvar", "CBDT", "sbix", "SVG ", "COLR", "EBDT")
"""Tables of fonts that WeasyPrint makes into others: they stay in the part as they are painted."""


def paint(layout: Layout, fonts: Collection[str] = (), skipped: int = 0) -> Part:
    """Paint the pages but the first ``skipped``; fonts whose digests are given are left out."""
    pages = [_Recorded(page) for page in layout.document.pages[skipped:]]
    document = layout.document.copy(pages)
    document.fonts = _Fonts(fonts)
    with listening() as said:
        content = document.write_pdf()
    tree = grown(layout.root, [page.marks for page in pages])
    sheets = tuple(page.sheet for page in pages)
    return Part(bytes(content), sheets, tree, (*layout.complaints, *said))


def typeface_digests(fonts: Iterable[bytes]) -> dict[str, bytes]:
    """Return font files by what stands for them in a part."""
    return {_digest(font): font for font in fonts}


def _digest(font: bytes) -> str:
    return hashlib.blake2b(font, digest_size=16).hexdigest()


class _Recorded(Page):  # type: ignore[misc]  # WeasyPrint ships no types
    """A page that tells what it holds, instead of writing it: links to other parts, which
    WeasyPrint would drop, and which element each piece of its painted content belongs to."""

    def __init__(self, page: Page) -> None:
        self.__dict__.update(page.__dict__)
        self.sheet = _sheet(page)
        self._numbers = {id(box): number for number, (*_, box) in enumerate(_links(page))}
        self.links: list[Any] = []
        self.bookmarks: list[Any] = []
        self.anchors: dict[str, Any] = {}
        self.marks: list[Mark] = []

    def paint(self, stream: Any, scale: float = 1) -> None:
        stream._tags = {}
        super().paint(stream, scale)
        self.marks = list(_marks(self._page_box, stream._tags, self._numbers, self.height))
        _set_artifacts(stream.stream, {m.content: m.artifact for m in self.marks if m.artifact})


class _Fonts(dict[Any, Any]):
    """WeasyPrint's fonts of a document; the book's own are represented by their digests."""

    def __init__(self, known: Collection[str]) -> None:
        self._known = known

    def __setitem__(self, key: Any, font: Any) -> None:
        name = _digest(font.file_content)
        if name in self._known and not set(_SPECIAL) & set(font.tables):
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


def _sheet(page: Page) -> Sheet:
    foot = page.height

    def place(x: float, y: float) -> tuple[float, float]:
        return round(x * POINT, 3), round((foot - y) * POINT, 3)

    links = []
    for kind, target, (left, high, right, low), box in _links(page):
        sides = (*place(left, low), *place(right, high))
        if box.element is not None:
            sides = _of_type(box, sides, foot)
        links.append(Link(target, kind == "internal", sides, _said(box.element)))
    return Sheet(
        {name: place(x, y) for name, (x, y, *_) in page.anchors.items()},
        _letters(page._page_box),
        tuple(links),
        tuple(Bookmark(level, label, *place(x, y)) for level, label, (x, y), _ in page.bookmarks),
    )


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
) -> Iterator[Mark]:
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
        yield Mark(
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
