"""XHTML → pages → PDF; the only module that imports WeasyPrint.

:func:`lay_out` gives the pages and where every anchor stands; :func:`paint` paints them, for the
screen (links, outline, marked content) or for the printer (none of these).
"""

from __future__ import annotations

import datetime
import logging
import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import cache
from importlib.resources import files
from typing import Any
from urllib.parse import unquote
from xml.etree import ElementTree

import pydyf
from lxml import etree
from weasyprint import CSS, HTML, Document, Page
from weasyprint.formatting_structure import boxes
from weasyprint.text.fonts import FontConfiguration
from weasyprint.urls import FatalURLFetchingError, URLFetcher, URLFetcherResponse

from publish.book import Element
from publish.composition import IMAGES, PIECES, REPEATED, Styles, TableSize
from publish.diagnostics import BookError, Diagnostic
from publish.editions import faults

_ROOT = "file:///"
_STYLES = "styles/"
_POINT = 0.75  # points in a CSS pixel
_TALL = 14400  # points: the height of the page that blocks are measured on
_PIXEL = 25.4 / 96  # millimetres
_OWN_NOTES = re.compile(r"^::(?:footnote|note)-[^}]*}\n", re.M)
_LOGGER = logging.getLogger("weasyprint")


@dataclass(frozen=True, slots=True)
class Layout:
    """Pages as they were laid out. ``anchors``: identifier → the pages it stands on, from 1."""

    document: Document
    root: ElementTree.Element
    anchors: Mapping[str, tuple[int, ...]]
    diagnostics: tuple[Diagnostic, ...] = ()

    @property
    def pages(self) -> int:
        return len(self.document.pages)

    @property
    def folios(self) -> dict[str, int]:
        """The page on which each anchor first stands."""
        return {name: pages[0] for name, pages in self.anchors.items()}

    @property
    def tops(self) -> dict[str, float]:
        """How far below the trim each anchor of the first page stands, in millimetres."""
        anchors = self.document.pages[0].anchors
        return {name: place[1] * _PIXEL for name, place in anchors.items()}


class _BookOnly(URLFetcher):  # type: ignore[misc]  # WeasyPrint ships no types
    """Serves the book's pictures and the styles' files from memory; refuses everything else."""

    def __init__(self, styles: Styles, images: Mapping[str, bytes]) -> None:
        super().__init__(allowed_protocols=())
        self._served = {f"{_ROOT}{IMAGES}{path}": content for path, content in images.items()}
        self._served |= {f"{_ROOT}{_STYLES}{path}": file for path, file in styles.files.items()}

    def fetch(self, url: str, headers: object = None) -> URLFetcherResponse:  # noqa: ARG002
        content = self._served.get(unquote(url))
        if content is None:
            raise FatalURLFetchingError(url)
        return URLFetcherResponse(url, content)


class _Pages(HTML):  # type: ignore[misc]  # WeasyPrint ships no types
    """Composed pages: WeasyPrint's rules for HTML, without those for its own notes.

    These give every element six pseudo-elements with their styles, four fifths of the time and
    memory that styles take; notes are composition's.
    """

    def _ua_stylesheets(self, forms: bool = False) -> list[CSS]:  # noqa: ARG002
        return [_user_agent()]


@cache
def _user_agent() -> CSS:
    rules = files("weasyprint.css").joinpath("html5_ua.css").read_text("utf-8")
    return CSS(string=_OWN_NOTES.sub("", rules).replace("\n::marker", "\nli::marker"))


def lay_out(
    xhtml: str, styles: Styles, images: Mapping[str, bytes], style_sheet: str = "print.css"
) -> Layout:
    """Lay the document out; raises BookError for a file that is not the book's."""
    fetcher = _BookOnly(styles, images)
    fonts = FontConfiguration()
    with _complaints(style_sheet) as said:
        try:
            css = CSS(
                string=styles.text(style_sheet),
                base_url=_ROOT + _STYLES + style_sheet,
                url_fetcher=fetcher,
                font_config=fonts,
            )
            html = _Pages(string=xhtml, base_url=_ROOT, url_fetcher=fetcher)
            document = html.render(stylesheets=[css], font_config=fonts)
        except FatalURLFetchingError as error:
            path = unquote(str(error)).removeprefix(_ROOT)
            raise BookError(faults.LAYOUT_REFUSAL.at(_STYLES + style_sheet, path=path)) from None
    return Layout(document, html.etree_element, _anchors(document), tuple(said))


@dataclass(frozen=True, slots=True)
class Surveyor:
    """Measures blocks that only the painter can lay out: tables, pictures, unknown fonts."""

    styles: Styles
    images: Mapping[str, bytes]

    def __call__(self, blocks: Sequence[Element], measure: float) -> list[float]:
        """Return the height of each block set to a measure, in points."""
        return [box.margin_height() * _POINT for box in self._laid_out(blocks, measure)]

    def table(self, table: Element, measure: float) -> TableSize:
        """Return the size of a table and of its parts."""
        (piece,) = self._laid_out([table], measure)
        grid = next(box for box in piece.descendants() if isinstance(box, boxes.TableBox))
        groups = [box for box in grid.children if isinstance(box, boxes.TableRowGroupBox)]
        head = [row for group in groups if group.is_header for row in group.children]
        rows = [row for group in groups if not group.is_header for row in group.children]
        ends = [row.position_y for row in rows[1:]] + [piece.position_y + piece.height]
        starts = [row.position_y for row in rows]
        return TableSize(
            columns=tuple(width * _POINT for width in grid.column_widths),
            lead=(starts[0] - piece.position_y) * _POINT,
            head=(starts[0] - head[0].position_y) * _POINT if head else 0.0,
            rows=tuple((end - start) * _POINT for start, end in zip(starts, ends, strict=True)),
        )

    def _laid_out(self, blocks: Sequence[Element], measure: float) -> list[Any]:
        page = f"@page {{ size: {measure}pt {_TALL}pt; margin: 0 }} body {{ margin: 0 }}{PIECES}"
        pieces = "".join(f'<div class="piece">{_serialised(block)}</div>' for block in blocks)
        layout = lay_out(f"<style>{page}</style>{pieces}", self.styles, self.images)
        root = layout.document.pages[0]._page_box.children[0]
        return list(root.children[0].children)


@dataclass(frozen=True, slots=True)
class Mark:
    """What one element shows on a page: marked content, or a link's annotation by its object.

    ``element`` is of the painted document; ``middle`` and ``size`` are the height of the line above
    the page's foot and the size of its type, ``box`` the sides of a picture, all in points.
    """

    element: ElementTree.Element
    content: int | None = None
    annotation: int | None = None
    artifact: str = ""
    middle: float = 0.0
    size: float = 0.0
    box: tuple[float, float, float, float] | None = None


@dataclass(frozen=True, slots=True)
class Painting:
    """A painted PDF; ``marks`` has one list for each page, in reading order, if it was tagged."""

    content: bytes
    root: ElementTree.Element
    marks: tuple[tuple[Mark, ...], ...] = ()


def paint(layout: Layout, modified: datetime.datetime, *, for_print: bool) -> Painting:
    """Paint the pages; for the printer without links, outline or marks."""
    document = layout.document.copy([_Recorded(page) for page in layout.document.pages])
    document.metadata.created = document.metadata.modified = modified.strftime("%Y-%m-%dT%H:%M:%SZ")
    if for_print:
        for page in document.pages:
            page.links, page.bookmarks, page.anchors = [], [], {}
    else:
        for page in document.pages:
            page.bleed = dict.fromkeys(page.bleed, 0)
    with _complaints("print.css"):
        content = document.write_pdf(finisher=_soften_hyphens, pdf_tags=not for_print)
    marks = () if for_print else tuple(tuple(page.marks) for page in document.pages)
    return Painting(bytes(content), layout.root, marks)


class _Recorded(Page):  # type: ignore[misc]  # WeasyPrint ships no types
    """A page that remembers which element each piece of its painted content belongs to."""

    def __init__(self, page: Page) -> None:
        self.__dict__.update(page.__dict__)
        self.marks: list[Mark] = []

    def paint(self, stream: Any, scale: float = 1) -> None:
        super().paint(stream, scale)
        if stream._tags is not None:
            self.marks = list(_marks(self._page_box, stream._tags, self.height))


def _marks(box: Any, tags: Mapping[Any, Mapping[str, Any]], foot: float) -> Iterator[Mark]:
    """Yield what a box and those within show, in their order; ``foot`` is the page's height."""
    box = getattr(box, "_box", box)  # absolutely positioned boxes stand behind a placeholder
    artifact = ""
    if isinstance(box, boxes.MarginBox):
        artifact = "Pagination"
    elif box.element_tag and box.element_tag.startswith("hr"):
        artifact = "Layout"
    elif box.element is not None and box.element.get("class") == REPEATED:
        artifact = "Pagination"
    if box.link_annotation or box in tags:
        yield Mark(
            element=box.element,
            content=tags[box]["mcid"] if box in tags else None,
            annotation=box.link_annotation.number if box.link_annotation else None,
            artifact=artifact,
            middle=(foot - box.position_y - box.margin_height() / 2) * 0.75,
            size=box.style["font_size"] * 0.75,
            box=_sides(box, foot) if isinstance(box, boxes.ReplacedBox) else None,
        )
    for child in getattr(box, "children", ()):
        for mark in _marks(child, tags, foot):
            yield replace(mark, artifact=mark.artifact or artifact)


def _sides(box: Any, foot: float) -> tuple[float, float, float, float]:
    """Return left, bottom, right and top of a picture, in points from the page's lower left."""
    x, y = box.content_box_x(), box.content_box_y()
    sides = (x, foot - y - box.height, x + box.width, foot - y)
    left, bottom, right, top = (round(side * 0.75, 2) for side in sides)
    return left, bottom, right, top


def _soften_hyphens(_: Document, pdf: pydyf.PDF) -> None:
    """Make the hyphens of divided words soft in the file's text, so that whoever copies or reads it
    aloud gets whole words; hyphens of compounds are another glyph and stay."""
    for one in pdf.objects:
        if isinstance(one, pydyf.Stream) and b"begincmap" in one.stream:
            one.stream = [
                line.replace(b"<2010>", b"<00ad>") if isinstance(line, bytes) else line
                for line in one.stream
            ]


def _serialised(block: Element) -> str:
    return etree.tostring(block, encoding="unicode", with_tail=False, method="html")


def _anchors(document: Document) -> dict[str, tuple[int, ...]]:
    """Return the pages on which each identifier stands."""
    found: dict[str, list[int]] = defaultdict(list)
    for number, page in enumerate(document.pages, 1):
        for name in page.anchors:
            found[name].append(number)
    return {name: tuple(pages) for name, pages in found.items()}


@contextmanager
def _complaints(style_sheet: str) -> Iterator[list[Diagnostic]]:
    """Collect what WeasyPrint only tells its logger, as diagnostics."""
    said: list[Diagnostic] = []

    class Listener(logging.Handler):
        def emit(self, record: logging.LogRecord) -> None:
            if record.levelno >= logging.WARNING:
                reason = record.getMessage()
                said.append(faults.LAYOUT_COMPLAINT.at(_STYLES + style_sheet, reason=reason))

    listener, kept, propagate = Listener(), _LOGGER.handlers[:], _LOGGER.propagate
    _LOGGER.handlers[:], _LOGGER.propagate = [listener], False
    try:
        yield said
    finally:
        _LOGGER.handlers[:], _LOGGER.propagate = kept, propagate
