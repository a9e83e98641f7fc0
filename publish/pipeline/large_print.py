"""The large-print edition (grands caractères): the same book, composed anew for readers who see
little.

18 pt sans serif, leading 1.5, flush left, no divided word: ``styles/large-print/large-print.css``
over the book's own print.css; the fonts beside it are added to the book's.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property
from typing import Final

from publish.book import Book
from publish.composition import Styles
from publish.pipeline.products import BookProducts
from publish.pipeline.style_folders import LARGE_PRINT

TRIM: Final = "160x240"
_SHEET: Final = "large-print.css"


@dataclass(frozen=True)
class LargePrint(BookProducts):
    """What is made of a book in large print: no printer, no drop caps, a larger leaf."""

    @property
    def own_styles(self) -> Styles:
        return enlarged(super().own_styles)

    @cached_property
    def book(self) -> Book:
        book = super().book
        options = replace(
            book.metadata.print,
            trim=TRIM, drop_cap=0, printer="", paper="", bleed=False, spine=0.0,
            inside=0.0, outside=0.0, top=0.0, bottom=0.0,
        )  # fmt: skip
        return replace(book, metadata=replace(book.metadata, print=options))


def large_print(products: BookProducts) -> bytes:
    """Return the PDF for the screen of a book in large print, which can be printed at home."""
    large = LargePrint(products.root, products.epoch, products.store, products.processes)
    products.variants.append(large)
    return large.lecture()


def enlarged(styles: Styles) -> Styles:
    """Return styles whose print.css and fonts are those of the large-print edition.

    ``print.css`` + ``large-print/large-print.css`` → ``print.css``
    """
    own = {
        path.removeprefix(LARGE_PRINT): content
        for path, content in styles.files.items()
        if path.startswith(LARGE_PRINT)
    }
    sheet = styles.text("print.css") + "\n" + own.pop(_SHEET, b"").decode()
    return Styles({**styles.files, **own, "print.css": sheet.encode()})
