"""Pages of a PDF as pictures: drawn when they are asked for, kept by what they are drawn from.

PDFium works for one thread at a time: every call to it stands behind one lock.
"""

from __future__ import annotations

from collections import OrderedDict
from dataclasses import dataclass, field
from io import BytesIO
from threading import Lock

import pypdfium2

WIDEST = 4000
"""Pixels beyond which no page is drawn."""

_KEPT = 48  # pictures, some 100 kB each
_HAIR = 0.01  # pixels
_FAST = 1  # zlib's level: the picture goes no farther than this machine


@dataclass(frozen=True, slots=True)
class Format:
    """How many pages a PDF has, and the first one's trimmed size, in points."""

    count: int
    width: float
    height: float


@dataclass(frozen=True, slots=True)
class Drawer:
    """Draws pages, and keeps those that were asked for last."""

    _lock: Lock = field(default_factory=Lock)
    _kept: OrderedDict[tuple[str, int, int], bytes] = field(default_factory=OrderedDict)

    def measure(self, pdf: bytes) -> Format:
        """Return the format of a PDF."""
        with self._lock, pypdfium2.PdfDocument(pdf) as document:
            left, bottom, right, top = document[0].get_trimbox()
            return Format(len(document), right - left, top - bottom)

    def draw(self, pdf: bytes, digest: str, number: int, width: int) -> bytes | None:
        """Return page ``number``, from 1, trimmed, as a PNG of so many pixels' width; None where
        there is no such page. ``digest`` tells one PDF from another."""
        key = digest, number, width
        with self._lock:
            if key not in self._kept:
                found = _drawn(pdf, number, width)
                if found is None:
                    return None
                self._kept[key] = found
            self._kept.move_to_end(key)
            while len(self._kept) > _KEPT:
                self._kept.popitem(last=False)
            return self._kept[key]


def _drawn(pdf: bytes, number: int, width: int) -> bytes | None:
    with pypdfium2.PdfDocument(pdf) as document:
        if not 1 <= number <= len(document):
            return None
        page = document[number - 1]
        page.set_mediabox(*page.get_trimbox())
        scale = (width - _HAIR) / page.get_width()  # what is over a pixel counts as two
        picture = page.render(scale=scale).to_pil()
    content = BytesIO()
    picture.save(content, "PNG", compress_level=_FAST)
    return content.getvalue()
