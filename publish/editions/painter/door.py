"""The door to WeasyPrint, which takes long to load: opened only to paint or measure."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from publish.composition import Styles
from publish.editions.pdf.painted_section import PaintedSection

if TYPE_CHECKING:
    from publish.editions.painter.layout import Engine, Layout


@dataclass(frozen=True)
class Painter:
    """A style sheet with its fonts and pictures, made ready once for many documents."""

    styles: Styles
    images: Mapping[str, bytes]
    style_sheet: str = "print.css"

    @cached_property
    def _engine(self) -> Engine:
        from publish.editions.painter.layout import Engine

        return Engine(self.styles, self.images, self.style_sheet)

    def prepare(self) -> None:
        """Read style sheet and fonts now; raises BookError for a file that is not the book's."""
        self._engine.prepare()

    def lay_out(self, xhtml: str) -> Layout:
        """Lay a document out; raises BookError for a file that is not the book's."""
        return self._engine.lay_out(xhtml)


def paint(layout: Layout, fonts: Collection[str] = (), skipped: int = 0) -> PaintedSection:
    """Paint the pages but the first ``skipped``; fonts whose digests are given are left out."""
    from publish.editions.painter.painting import painted

    return painted(layout, fonts, skipped)
