"""The page a book is printed on, as style rules: trim, margins by side, bleed.

The base ``@page`` rule is what composition reads; those for left and right pages are painted.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import floor

from publish.composition.style.cascade import PageBox, StyleSheet
from publish.printers import Margins

_MM = 72 / 25.4
_CLOSE = 0.01
_HAIR = 0.003  # millimetres, lest rounding push the last line over the foot


@dataclass(frozen=True, slots=True)
class PageSize:
    """Trim in millimetres; ``margins`` are None where the style sheet's own hold.

    ``bleed`` is what the painter adds beyond the trim, ``bleed_at_spine`` on the inner side too.
    """

    trim: tuple[float, float]
    margins: Margins | None = None
    bleed: float = 0.0
    bleed_at_spine: bool = True

    @property
    def css(self) -> str:
        """The rules, to be read after those of the style sheet."""
        width, height = self.trim
        rules = [f"@page {{ size: {width:g}mm {height:g}mm }}"]
        if self.margins is not None:
            rules += [
                f"@page {side} {{ margin: {_sides(self.margins, side)} }}"
                for side in ("", ":left", ":right")
            ]
        if self.bleed:
            rules += [
                f"@page {side} {{ bleed: {self.bleed:g}mm; bleed-{inner}: {self._inner:g}mm }}"
                for side, inner in ((":left", "right"), (":right", "left"))
            ]
        return "\n".join(rules)

    @property
    def _inner(self) -> float:
        return self.bleed if self.bleed_at_spine else 0.0

    def trimmed(self, page: PageBox, *, recto: bool) -> tuple[float, float, float, float]:
        """Return the sheet with its bleed as it lies around the text area of a ``page``: left and
        top of its corner, width and height, in points."""
        top, _, _, left = page.margin
        if self.margins is not None:
            inside, outside = self.margins.inside * _MM, self.margins.outside * _MM
            top, left = self.margins.top * _MM, inside if recto else outside
        bleed, inner = self.bleed * _MM, self._inner * _MM
        before = inner if recto else bleed
        width, height = (side * _MM for side in self.trim)
        return -left - before, -top - bleed, width + bleed + inner, height + 2 * bleed


def own_margins(sheet: StyleSheet) -> Margins:
    """Return the margins of a style sheet, in millimetres; its left one is taken for the inner."""
    top, right, bottom, left = (side / _MM for side in sheet.page.margin)
    return Margins(inside=left, outside=right, top=top, bottom=bottom)


def on_grid(margins: Margins, height: float, grid: float) -> Margins:
    """Return margins that leave a whole number of lines: the foot takes what is over.

    ``height`` of the trim in millimetres, ``grid`` in points.
    """
    depth = (height - margins.top - margins.bottom) * _MM
    lines = floor(depth / grid + _CLOSE)
    bottom = height - margins.top - lines * grid / _MM - _HAIR
    return Margins(margins.inside, margins.outside, margins.top, bottom)


def _sides(margins: Margins, side: str) -> str:
    inner, outer = margins.inside, margins.outside
    right, left = (inner, outer) if side == ":left" else (outer, inner)
    return f"{margins.top:.4f}mm {right:.4f}mm {margins.bottom:.4f}mm {left:.4f}mm"
