"""XHTML → pages, by WeasyPrint: laid out, not yet painted."""

from __future__ import annotations

import logging
import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache, cached_property
from importlib.resources import files
from io import BytesIO
from pathlib import Path
from shutil import rmtree
from tempfile import mkdtemp
from urllib.parse import unquote
from weakref import finalize
from xml.etree import ElementTree

from PIL import Image
from weasyprint import CSS, HTML, Document
from weasyprint.text.fonts import FontConfiguration
from weasyprint.urls import FatalURLFetchingError, URLFetcher, URLFetcherResponse

from publish.book.faults import STYLES_TOO_DEEP
from publish.composition import IMAGES, Styles
from publish.diagnostics import BookError
from publish.editions import faults

_PIXEL = 25.4 / 96  # millimetres
_PNG = b"\x89PNG"
_ROOT = "file:///"
_STYLES = "styles/"
_OWN_NOTES = re.compile(r"^::(?:footnote|note)-[^}]*}\n", re.M)
_LOGGER = logging.getLogger("weasyprint")


@dataclass(frozen=True, slots=True)
class Layout:
    """Pages as they were laid out, and what WeasyPrint said of them."""

    document: Document
    root: ElementTree.Element
    complaints: tuple[str, ...] = ()

    @property
    def anchors(self) -> dict[str, tuple[int, ...]]:
        """The pages on which each identifier stands, from 1."""
        found: dict[str, list[int]] = defaultdict(list)
        for number, page in enumerate(self.document.pages, 1):
            for name in page.anchors:
                found[name].append(number)
        return {name: tuple(pages) for name, pages in found.items()}

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
        return URLFetcherResponse(url, _in_eight_bits(content))


def _in_eight_bits(content: bytes) -> bytes:
    """Return a picture of 16 bits in 8, any other file as it is: WeasyPrint writes its samples as
    if they were colours."""
    if not content.startswith(_PNG):
        return content
    with Image.open(BytesIO(content)) as picture:
        if not picture.mode.startswith("I"):
            return content
        written = BytesIO()
        picture.convert("I").point(lambda sample: sample / 257 + 0.5).convert("L").save(
            written, "PNG"
        )
    return written.getvalue()


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


@dataclass(frozen=True)
class Engine:
    """WeasyPrint with a style sheet, its fonts and pictures, made ready once for many documents."""

    styles: Styles
    images: Mapping[str, bytes]
    style_sheet: str

    @cached_property
    def _fetcher(self) -> _BookOnly:
        return _BookOnly(self.styles, self.images)

    @cached_property
    def _fonts(self) -> FontConfiguration:
        fonts = FontConfiguration()
        # Made here and not by WeasyPrint, which forgets it where Python ends before its objects do.
        fonts._folder = Path(mkdtemp(prefix="publish-"))
        finalize(fonts, rmtree, fonts._folder, ignore_errors=True)
        return fonts

    @cached_property
    def _css(self) -> tuple[CSS, tuple[str, ...]]:
        with listening() as said:
            try:
                css = CSS(
                    string=self.styles.text(self.style_sheet),
                    base_url=_ROOT + _STYLES + self.style_sheet,
                    url_fetcher=self._fetcher,
                    font_config=self._fonts,
                )
            except (RecursionError, SyntaxError):  # selectors are made into Python
                raise BookError(STYLES_TOO_DEEP.at(f"{_STYLES}{self.style_sheet}")) from None
        return css, tuple(said)

    def prepare(self) -> None:
        """Read style sheet and fonts now; raises BookError for a file that is not the book's."""
        with self._refusing():
            _ = self._css

    def lay_out(self, xhtml: str) -> Layout:
        """Lay a document out; raises BookError for a file that is not the book's."""
        self.prepare()
        css, complaints = self._css
        with self._refusing(), listening() as said:
            html = _Pages(string=xhtml, base_url=_ROOT, url_fetcher=self._fetcher)
            document = html.render(stylesheets=[css], font_config=self._fonts)
        return Layout(document, html.etree_element, (*complaints, *said))

    @contextmanager
    def _refusing(self) -> Iterator[None]:
        try:
            yield
        except FatalURLFetchingError as error:
            path = unquote(str(error)).removeprefix(_ROOT)
            file = _STYLES + self.style_sheet
            raise BookError(faults.LAYOUT_REFUSAL.at(file, path=path)) from None


@contextmanager
def listening() -> Iterator[list[str]]:
    """Collect what WeasyPrint only tells its logger."""
    said: list[str] = []

    class Listener(logging.Handler):
        def emit(self, record: logging.LogRecord) -> None:
            if record.levelno >= logging.WARNING:
                said.append(record.getMessage())

    listener, kept, propagate = Listener(), _LOGGER.handlers[:], _LOGGER.propagate
    _LOGGER.handlers[:], _LOGGER.propagate = [listener], False
    try:
        yield said
    finally:
        _LOGGER.handlers[:], _LOGGER.propagate = kept, propagate
