"""A press with the default styles, for tests; nothing is surveyed unless a test says so."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from publish import apparatus
from publish.book import Book, Element
from publish.composition import (
    BlockExtent,
    ComposedSection,
    Imprint,
    PageSize,
    SectionComposer,
    Styles,
    TableSize,
)
from publish.pipeline.style_folders import default_styles, load_styles


@cache
def styles() -> Styles:
    return load_styles(default_styles().parent / "nowhere")


class NoSurvey:
    """Measures nothing: every block is to be composed."""

    def extent(self, block: Element, measure: float) -> BlockExtent:
        raise AssertionError(f"{block.tag!s} should have been composed")

    def row_signs(self, table: Element, measure: float, row: int, height: float) -> Sequence[int]:
        raise AssertionError("no table was expected")

    def table(self, table: Element, measure: float) -> TableSize:
        raise AssertionError("no table was expected")


def composer_of(book: Book, css: str = "") -> SectionComposer:
    files = dict(styles().files)
    files["print.css"] += css.encode()
    leaf = PageSize(book.metadata.print.size)
    return SectionComposer(Styles(files), Imprint(book.metadata), NoSurvey(), leaf)


def composed(book: Book, css: str = "") -> ComposedSection:
    """Compose the first section of a book."""
    furnished = apparatus.furnish(book)
    return composer_of(furnished, css).compose(furnished.sections[0])
