"""A picture's bytes → why it cannot be shown, or nothing.

``a.png`` that holds a JPEG is refused, and so are one that is damaged, one that moves, one that no
machine should be asked to unfold, and a drawing (SVG) that runs or names anything.
"""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO
from posixpath import splitext
from typing import Final

from PIL import Image, ImageFile

from publish.manuscript.drawings import DAMAGED, unfit_drawing
from publish.messages import N_

_FORMATS: Final = {
    ".png": "PNG",
    ".jpg": "JPEG",
    ".jpeg": "JPEG",
    ".gif": "GIF",
    ".webp": "WEBP",
}
NO_PICTURE: Final = N_("e-readers do not show pictures of its kind")
MOST_POINTS: Final = 160_000_000
"""Points of a picture: a page of 33 × 33 cm at 1,000 points an inch."""


def unfit(path: str, content: bytes) -> str:
    """Return the reason why a picture cannot be shown, "" where it can; a message to translate."""
    ending = splitext(path)[1].lower()
    if ending == ".svg":
        return unfit_drawing(content, _unfit_image)
    return _unfit_image(path, content)


@contextmanager
def _to_the_end() -> Iterator[None]:
    """Let Pillow refuse a picture that is cut short: WeasyPrint, once loaded, lets it pass."""
    lenient, ImageFile.LOAD_TRUNCATED_IMAGES = ImageFile.LOAD_TRUNCATED_IMAGES, False
    try:
        yield
    finally:
        ImageFile.LOAD_TRUNCATED_IMAGES = lenient


def _unfit_image(path: str, content: bytes) -> str:
    ending = splitext(path)[1].lower()
    if ending not in _FORMATS:
        return NO_PICTURE
    try:
        with Image.open(BytesIO(content), formats=[_FORMATS[ending]]) as image:
            if image.width * image.height > MOST_POINTS:
                return N_("it has more points than can be printed: make it smaller")
            if getattr(image, "n_frames", 1) > 1:
                return N_("it moves: paper cannot, and readers must be able to stop it")
            with _to_the_end():
                image.load()  # the only way to know that all of it can be read
    except Image.DecompressionBombError:
        return N_("it has more points than can be printed: make it smaller")
    except (OSError, SyntaxError, ValueError, EOFError, IndexError, struct.error, zlib.error):
        return DAMAGED
    return ""
