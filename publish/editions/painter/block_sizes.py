"""Blocks → their measures, for those that only the painter can lay out: tables, pictures."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from lxml import etree

from publish.book import Element
from publish.composition import PIECES, TableSize
from publish.editions.painter.door import Painter
from publish.editions.pdf.painted_section import POINT

_TALL = 10_000_000  # points: the height of the page that blocks are measured on


@dataclass(frozen=True, slots=True)
class PaintedSizes:
    """Measures blocks as WeasyPrint will lay them out."""

    painter: Painter

    def __call__(self, blocks: Sequence[Element], measure: float) -> list[float]:
        """Return the height of each block set to a measure, in points."""
        return [box.margin_height() * POINT for box in self._laid_out(blocks, measure)]

    def table(self, table: Element, measure: float) -> TableSize:
        """Return the size of a table and of its parts."""
        from weasyprint.formatting_structure import boxes  # slow to load

        (piece,) = self._laid_out([table], measure)
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

    def _laid_out(self, blocks: Sequence[Element], measure: float) -> list[Any]:
        page = f"@page {{ size: {measure}pt {_TALL}pt; margin: 0 }} body {{ margin: 0 }}{PIECES}"
        pieces = "".join(f'<div class="piece">{_serialised(block)}</div>' for block in blocks)
        layout = self.painter.lay_out(f"<style>{page}</style>{pieces}")
        root = layout.document.pages[0]._page_box.children[0]
        return list(root.children[0].children)


def _serialised(block: Element) -> str:
    return etree.tostring(block, encoding="unicode", with_tail=False, method="html")
