"""Tables of a .docx: heads that stand again on each page, cells over columns and rows."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Final

from publish.importing.incoming import BlockCell, Blocks, Row, TableBlock
from publish.sending.word_styles import MEASURE

WriteCell = Callable[[Blocks, bool, str], str]
"""Writes what a cell holds; whether it is of the head; its side."""
_TWIPS: Final = 567
_BORDERS: Final = "".join(
    f'<w:{side} w:val="single" w:sz="{width}" w:space="0" w:color="{colour}"/>'
    for side, width, colour in (
        ("top", 8, "000000"), ("bottom", 8, "000000"), ("insideH", 4, "BFBFBF"),
    )
)  # fmt: skip


def table_xml(table: TableBlock, cell: WriteCell) -> str:
    """Return a table."""
    rows = [(row, n < len(table.head)) for n, row in enumerate((*table.head, *table.body))]
    if not rows:
        return ""
    width = max(sum(one.columns for one in row) for row, _ in rows)
    each = round(MEASURE * _TWIPS / max(width, 1))
    grid = f'<w:gridCol w:w="{each}"/>' * width
    hanging: dict[int, tuple[int, int]] = {}
    written = "".join(_row(row, head, hanging, each, cell) for row, head in rows)
    return (
        '<w:tbl><w:tblPr><w:tblW w:w="5000" w:type="pct"/>'
        f'<w:tblBorders>{_BORDERS}</w:tblBorders><w:tblLook w:val="0620"/></w:tblPr>'
        f"<w:tblGrid>{grid}</w:tblGrid>{written}</w:tbl>"
    )


def _row(
    row: Row, head: bool, hanging: dict[int, tuple[int, int]], each: int, cell: WriteCell
) -> str:
    """Return a row; ``hanging``: which columns a cell of a row above goes on in, for how many rows
    and columns."""
    cells: list[str] = []
    at = 0

    def go_on() -> Iterator[str]:
        nonlocal at
        while at in hanging:
            rows, columns = hanging.pop(at)
            if rows > 1:
                hanging[at + 1000] = (rows - 1, columns)
            yield _cell(BlockCell((), "", columns), "<w:vMerge/>", each, head, cell)
            at += columns

    for one in row:
        cells += go_on()
        merge = '<w:vMerge w:val="restart"/>' if one.rows > 1 else ""
        if one.rows > 1:
            hanging[at + 1000] = (one.rows - 1, one.columns)
        cells.append(_cell(one, merge, each, head, cell))
        at += one.columns
    cells += go_on()
    for later in [key for key in hanging if key >= 1000]:
        hanging[later - 1000] = hanging.pop(later)
    heads = "<w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>" if head else ""
    return f"<w:tr>{heads}{''.join(cells)}</w:tr>"


def _cell(one: BlockCell, merge: str, each: int, head: bool, cell: WriteCell) -> str:
    span = f'<w:gridSpan w:val="{one.columns}"/>' if one.columns > 1 else ""
    width = f'<w:tcW w:w="{each * one.columns}" w:type="dxa"/>'
    return f"<w:tc><w:tcPr>{width}{span}{merge}</w:tcPr>{cell(one.blocks, head, one.align)}</w:tc>"
