"""What stands in an element as a list: texts and elements, without their tails.

``un <em>mot</em>, puis`` → ``["un ", <em>, ", puis"]``
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from lxml import etree

from publish.book.model import Element
from publish.book.trees import text_of

Piece = str | Element


def taken_out(holder: Element) -> list[Piece]:
    """Empty an element and return what stood in it."""
    found: list[Piece] = [holder.text] if holder.text else []
    for child in list(holder):
        tail, child.tail = child.tail, None
        holder.remove(child)
        found += [child, tail] if tail else [child]
    holder.text = None
    return found


def put_in(holder: Element, pieces: Iterable[Piece]) -> Element:
    """Append pieces to an element and return it."""
    for piece in pieces:
        if not isinstance(piece, str):
            holder.append(piece)
        elif len(holder):
            holder[-1].tail = (holder[-1].tail or "") + piece
        else:
            holder.text = (holder.text or "") + piece
    return holder


def text_in(pieces: Iterable[Piece]) -> str:
    return "".join(piece if isinstance(piece, str) else text_of(piece) for piece in pieces)


def lines_of(pieces: Sequence[Piece]) -> Iterator[list[Piece]]:
    """Yield the pieces between forced line ends."""
    line: list[Piece] = []
    for piece in pieces:
        if not isinstance(piece, str) and piece.tag == "br":
            yield line
            line = []
        else:
            line.append(piece)
    yield line


def each_line(block: Element) -> list[Element]:
    """Return a copy of a block for each of its lines, parted at forced ends, whatever elements
    they stand in; an identifier stays with the first part of its element."""
    lines = [_shell(block, first=True)]
    put_in(lines[-1], [block.text or ""])
    for child in block:
        if child.tag == "br":
            lines.append(_shell(block, first=False))
        elif isinstance(child.tag, str):
            first, *others = each_line(child)
            lines[-1].append(first)
            for part in others:
                lines.append(_shell(block, first=False))
                lines[-1].append(part)
        put_in(lines[-1], [child.tail or ""])
    return lines


def _shell(element: Element, *, first: bool) -> Element:
    """Return an element without what it holds."""
    said = {k: v for k, v in element.attrib.items() if first or k != "id"}
    return etree.Element(str(element.tag), said)
