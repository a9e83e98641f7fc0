"""Tables → Markdown: with bars where cells are short texts, drawn as a grid where they hold blocks,
as HTML where cells go over several columns or rows."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from html import escape
from itertools import zip_longest

from publish.importing.incoming import (
    Block,
    BlockCell,
    Blocks,
    Figure,
    ListBlock,
    Paragraph,
    Row,
    TableBlock,
    Verse,
)
from publish.importing.walking import inner_blocks
from publish.importing.writing.inline_writing import TextWriter

_DELIMITERS = {"": "---", "left": ":--", "center": ":-:", "right": "--:"}
WriteBlocks = Callable[[Iterable[Block], TextWriter], str]


def write_table(table: TableBlock, writer: TextWriter, write_blocks: WriteBlocks) -> str:
    """Return a table, with its caption behind it."""
    rows = (*table.head, *table.body)
    if not rows:
        return ""
    if any(cell.columns > 1 or cell.rows > 1 for row in rows for cell in row):
        return _html(table, writer)
    aligns = _aligns(table)
    if len(table.head) == 1 and all(_is_short(cell) for row in rows for cell in row):
        written = _piped(table, aligns, writer)
    else:
        written = _grid(table, aligns, writer, write_blocks)
    name = f"{{#{table.id}}}" if table.id in writer.wanted else ""
    caption = " ".join(part for part in (writer.write(table.caption, " ").strip(), name) if part)
    return f"{written}\n\n: {caption}" if caption else written


def _aligns(table: TableBlock) -> tuple[str, ...]:
    """Return the side of each column: the table's, or the one that all cells of its body share."""
    width = max(len(row) for row in (*table.head, *table.body))
    columns = list(zip_longest(*table.body))
    found = []
    for n in range(width):
        given = table.aligns[n] if n < len(table.aligns) else ""
        sides = {cell.align for cell in (columns[n] if n < len(columns) else ()) if cell}
        found.append(given or (sides.pop() if len(sides) == 1 else ""))
    return tuple(found)


def _is_short(cell: BlockCell) -> bool:
    if not cell.blocks:
        return True
    one = cell.blocks[0]
    return len(cell.blocks) == 1 and isinstance(one, Paragraph)


def _inline(blocks: Blocks, writer: TextWriter) -> str:
    """Return the text of cells that hold paragraphs alone."""
    texts = [writer.write(one.inner, "<br>") for one in blocks if isinstance(one, Paragraph)]
    return "<br>".join(text.strip() for text in texts)


def _within(blocks: Iterable[Block], writer: TextWriter) -> str:
    """Return what a cell of HTML holds: paragraphs as lines, lists as such, of others the text."""
    parts: list[str] = []
    for block in blocks:
        if isinstance(block, ListBlock):
            name = "ul" if block.start is None else "ol"
            items = "".join(f"<li>{_within(item, writer)}</li>" for item in block.items)
            parts.append(f"<{name}>{items}</{name}>")
        elif isinstance(block, Paragraph):
            parts.append(writer.write(block.inner, "<br>").strip())
        elif isinstance(block, Figure):
            parts.append(writer.picture(block.picture, writer.write(block.caption, " ").strip()))
        elif isinstance(block, Verse):
            lines = (line for stanza in block.stanzas for line in stanza)
            parts += [writer.write(line.inner, " ") for line in lines]
        else:
            parts.append(_within(inner_blocks(block), writer))
    return "<br>".join(part for part in parts if part)


def _piped(table: TableBlock, aligns: Sequence[str], writer: TextWriter) -> str:
    def line(cells: Sequence[str]) -> str:
        padded = [*cells, *[""] * (len(aligns) - len(cells))]
        return f"| {' | '.join(padded)} |"

    def row(one: Row) -> str:
        texts = (_inline(cell.blocks, writer) for cell in one)
        return line([re.sub(r"(?<!\\)\|", r"\\|", text) for text in texts])

    marks = f"|{'|'.join(_DELIMITERS[side] for side in aligns)}|"
    return "\n".join((row(table.head[0]), marks, *map(row, table.body)))


def _grid(
    table: TableBlock, aligns: Sequence[str], writer: TextWriter, write_blocks: WriteBlocks
) -> str:
    def lines(row: Row) -> list[list[str]]:
        cells = [write_blocks(cell.blocks, writer).split("\n") for cell in row]
        return [*cells, *[[""]] * (len(aligns) - len(cells))]

    head, body = [lines(row) for row in table.head], [lines(row) for row in table.body]
    widths = [
        max(3, *(len(line) for row in (*head, *body) for line in row[n]))
        for n in range(len(aligns))
    ]

    def edge(sign: str, marked: bool) -> str:
        runs = []
        for width, side in zip(widths, aligns, strict=True):
            run = list(sign * (width + 2))
            if marked and side in ("left", "center"):
                run[0] = ":"
            if marked and side in ("right", "center"):
                run[-1] = ":"
            runs.append("".join(run))
        return f"+{'+'.join(runs)}+"

    def drawn(row: list[list[str]]) -> list[str]:
        height = max(len(cell) for cell in row)
        padded = [[*cell, *[""] * (height - len(cell))] for cell in row]
        return [
            f"| {' | '.join(cell[n].ljust(w) for cell, w in zip(padded, widths, strict=True))} |"
            for n in range(height)
        ]

    written = [edge("-", not head)]
    for n, row in enumerate(head, 1):
        last = n == len(head)
        written += [*drawn(row), edge("=" if last else "-", last)]
    for row in body:
        written += [*drawn(row), edge("-", False)]
    return "\n".join(written)


def _html(table: TableBlock, writer: TextWriter) -> str:
    def cell(one: BlockCell, name: str) -> str:
        spans = "".join(
            f' {attribute}="{number}"'
            for attribute, number in (("colspan", one.columns), ("rowspan", one.rows))
            if number > 1
        )
        side = f' style="text-align: {one.align};"' if one.align else ""
        return f"<{name}{spans}{side}>{_within(one.blocks, writer)}</{name}>"

    def rows(some: Sequence[Row], name: str) -> list[str]:
        return [f"<tr>{''.join(cell(one, name) for one in row)}</tr>" for row in some]

    head = ["<thead>", *rows(table.head, "th"), "</thead>"] if table.head else []
    said = writer.write(table.caption, " ").strip()
    caption = [f"<caption>{said}</caption>"] if said else []
    name = f' id="{escape(table.id)}"' if table.id in writer.wanted else ""
    lines = [f"<table{name}>", *caption, *head, "<tbody>", *rows(table.body, "td"), "</tbody>"]
    return "\n".join((*lines, "</table>"))
