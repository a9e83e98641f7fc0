"""Pictures that know their resolution → the width each is printed at, noted on it.

``<img src="plan.png">`` of 600 points at 300 dpi → 144 typographic points. What a picture's text
says (``width=50%``) weighs more; resolutions of screens (72, 96) say nothing of print.
"""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from io import BytesIO
from typing import Final

from PIL import Image

from publish.book import Book, Element, each_tree
from publish.book.vocabulary import PRINT_WIDTH

_LEAST: Final = 100.0
"""Dots per inch below which a resolution is a screen's."""


def with_own_sizes(book: Book) -> Book:
    """Return the book with the width of each picture that has a resolution for print."""
    widths = {path: width for path, content in book.images if (width := _width(content))}
    return each_tree(book, lambda tree: _note(tree, widths)) if widths else book


def _note(tree: Element, widths: Mapping[str, float]) -> None:
    for image in tree.iter("img"):
        sized = any(image.get(name) for name in ("width", "height", "style"))
        if not sized and (width := widths.get(image.get("src", ""))):
            image.set(PRINT_WIDTH, f"{width:.2f}")


def _width(content: bytes) -> float:
    """Return the width of a picture in typographic points, 0 where nothing tells it."""
    with suppress(OSError, ValueError, SyntaxError), Image.open(BytesIO(content)) as image:
        dots = image.info.get("dpi", (0, 0))[0]
        return float(image.width / dots * 72) if dots >= _LEAST else 0.0
    return 0.0
