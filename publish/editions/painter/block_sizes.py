"""Blocks → their measures, for those that only the painter can lay out: tables, pictures."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from lxml import etree

from publish.book import Element
from publish.composition import PIECES, BlockExtent, TableSize
from publish.editions.painter.door import Painter
from publish.editions.pdf.painted_section import POINT

_TALL = 10_000_000  # points: the height of the page that blocks are measured on


@dataclass(frozen=True, slots=True)
class PaintedSizes:
    """Measures blocks as WeasyPrint will lay them out."""

    painter: Painter

    def extent(self, block: Element, measure: float) -> BlockExtent:
        """Return how far a block reaches, and the heights of its pictures."""
        from weasyprint.formatting_structure import boxes  # slow to load

        (piece,) = self._laid_out(block, measure)
        within = list(piece.descendants())
        edges = (b.position_x + _width(b) for b in within if not isinstance(b, boxes.LineBox))
        pictures = (box.height for box in within if isinstance(box, boxes.ReplacedBox))
        return BlockExtent(
            max(edges, default=0.0) * POINT,
            piece.margin_height() * POINT,
            tuple(height * POINT for height in pictures),
        )

    def row_signs(self, table: Element, measure: float, row: int, height: float) -> list[int]:
        """Return how many signs of each cell of a row, white aside, stand above a height of it."""
        from weasyprint.formatting_structure import boxes  # slow to load

        (piece,) = self._laid_out(table, measure)
        grid = next(box for box in piece.descendants() if isinstance(box, boxes.TableBox))
        groups = [box for box in grid.children if isinstance(box, boxes.TableRowGroupBox)]
        line = [r for group in groups if not group.is_header for r in group.children][row]
        # WeasyPrint fills short cells up with padding: the row's own is the least of them
        foot = line.position_y + height / POINT - min(cell.padding_bottom for cell in line.children)
        return [
            sum(
                not sign.isspace()
                for box in cell.descendants()
                if isinstance(box, boxes.LineBox) and box.position_y + box.height <= foot
                for text in box.descendants()
                if isinstance(text, boxes.TextBox)
                for sign in text.text
            )
            for cell in line.children
        ]

    def table(self, table: Element, measure: float) -> TableSize:
        """Return the size of a table and of its parts."""
        from weasyprint.formatting_structure import boxes  # slow to load

        (piece,) = self._laid_out(table, measure)
        grid = next(box for box in piece.descendants() if isinstance(box, boxes.TableBox))
        groups = [box for box in grid.children if isinstance(box, boxes.TableRowGroupBox)]
        head = [row for group in groups if group.is_header for row in group.children]
        rows = [row for group in groups if not group.is_header for row in group.children]
        ends = [row.position_y for row in rows[1:]] + [piece.position_y + piece.height]
        starts = [row.position_y for row in rows]
        return TableSize(
            columns=tuple(width * POINT for width in grid.column_widths),
            lead=(starts[0] - piece.position_y) * POINT,
            head=(starts[0] - grid.position_y) * POINT if head else 0.0,
            rows=tuple((end - start) * POINT for start, end in zip(starts, ends, strict=True)),
        )

    def _laid_out(self, block: Element, measure: float) -> list[Any]:
        page = f"@page {{ size: {measure}pt {_TALL}pt; margin: 0 }} body {{ margin: 0 }}{PIECES}"
        piece = f'<div class="piece">{_serialised(block)}</div>'
        language = block.getroottree().getroot().get("lang", "")  # words are divided by it
        layout = self.painter.lay_out(f'<html lang="{language}"><style>{page}</style>{piece}')
        root = layout.document.pages[0]._page_box.children[0]
        return list(root.children[0].children)


def _width(box: Any) -> float:
    """Return how wide a box is with its margins, as far as they are known."""
    try:
        return float(box.margin_width())
    except (AttributeError, TypeError):
        return float(getattr(box, "width", 0.0) or 0.0)


def _serialised(block: Element) -> str:
    return etree.tostring(block, encoding="unicode", with_tail=False, method="html")
