"""Blocks that the painter lays out, fitted to their page: pictures made smaller, wide tables
narrowed, set smaller, turned; rows higher than a page parted.

Each remedy is tried where the one before it is not enough; what none mends is told.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from copy import deepcopy
from dataclasses import dataclass
from typing import Final, Protocol

from lxml import etree

from publish.book import Element
from publish.composition.style.properties import Style

SMALLEST: Final = 6.5
"""Points: no table is set smaller to hold its measure."""

_STEP: Final = 0.5  # points
_CLOSE: Final = 0.5  # points by which what is painted may stand over without being seen
NARROW, TURNED = "narrow", "turned"

FITTED = f"""
.{NARROW} td, .{NARROW} th {{ padding-left: 2.5pt !important; padding-right: 2.5pt !important;
  hyphens: auto !important }}
.{TURNED} {{ position: relative }}
.{TURNED} > * {{ position: absolute; top: 0; margin: 0 !important; transform-origin: 0 0 }}
"""
"""How blocks that were fitted look, laid over the book's style sheet."""


@dataclass(frozen=True, slots=True)
class BlockExtent:
    """How far a block reaches from its upper left corner, in points, whatever its measure is;
    ``pictures``: the heights of those in it."""

    width: float
    height: float
    pictures: tuple[float, ...] = ()


class Extents(Protocol):
    """Measures how far blocks reach."""

    def extent(self, block: Element, measure: float) -> BlockExtent: ...


def fitted(
    block: Element, style: Style, measure: float, depth: float, sizes: Extents
) -> tuple[Element, BlockExtent]:
    """Return a block that reaches over neither measure nor depth if that can be, and its extent.

    It is changed in its place; a table that is turned comes back in a block around it.
    """
    found = sizes.extent(block, measure)
    if block.tag == "table" and found.width > measure + _CLOSE:
        return _fitted_table(block, style, measure, depth, sizes)
    if found.height > depth and found.pictures and block.tag != "table":
        _reduce(block, found, depth)
        found = sizes.extent(block, measure)
    return block, found


def _reduce(block: Element, found: BlockExtent, depth: float) -> None:
    """Make the pictures of a block so much less high that it holds its page with its caption."""
    share = (depth - _CLOSE - (found.height - sum(found.pictures))) / sum(found.pictures)
    for image, height in zip(block.iter("img"), found.pictures, strict=False):
        own = image.get("style", "")
        image.set("style", f"{own}; max-height: {max(1.0, share * height):.2f}pt".strip("; "))


def _fitted_table(
    table: Element, style: Style, measure: float, depth: float, sizes: Extents
) -> tuple[Element, BlockExtent]:
    own = table.get("class", "")
    table.set("class", own)
    ways = [(f"{own} {NARROW}".strip(), size) for size in _sizes(style.size)]
    for name, size in ways:
        found = _tried(table, name, size, style, measure, sizes)
        if found.width <= measure + _CLOSE:
            return table, found
    for name, size in ((own, style.size), *ways):
        found = _tried(table, name, size, style, depth, sizes)
        if found.width <= depth + _CLOSE and found.height <= min(measure, depth):
            return _turned(table, found, measure, depth), BlockExtent(measure, depth)
    return table, _tried(table, f"{own} {NARROW}".strip(), SMALLEST, style, measure, sizes)


def _sizes(size: float) -> Iterator[float]:
    """Yield the sizes that a table is tried in, its own first."""
    while size > SMALLEST:
        yield size
        size -= _STEP
    yield SMALLEST


def _tried(
    table: Element, name: str, size: float, style: Style, measure: float, sizes: Extents
) -> BlockExtent:
    leading = style.leading * size / style.size
    table.set("class", name)
    table.set("style", f"font-size: {size:g}pt; line-height: {leading:.2f}pt")
    return sizes.extent(table, measure)


def _turned(table: Element, found: BlockExtent, measure: float, depth: float) -> Element:
    """Return a block, in a table's place, on which it stands on its side, read from the right."""
    holder = etree.Element("div", {"class": TURNED})
    holder.set("style", f"width: {measure:.2f}pt; height: {depth - _CLOSE:.2f}pt")
    table.addprevious(holder)
    holder.tail, table.tail = table.tail, None
    left = (measure - found.height) / 2
    turn = f"transform: translateY({depth:.2f}pt) rotate(-90deg)"
    style = f"width: {depth:.2f}pt; left: {left:.2f}pt; {turn}"
    table.set("style", f"{table.get('style', '')}; {style}".strip("; "))
    holder.append(table)
    return holder


def parted_row(row: Element, signs: Sequence[int]) -> Element | None:
    """Part a table's row: of each cell so many ``signs``, white aside, stay, and a new row behind
    it takes the rest. None where nothing would stay, or go."""
    after = deepcopy(row)
    after.attrib.pop("id", None)
    cells = [e for e in row if isinstance(e.tag, str)]
    rests = [e for e in after if isinstance(e.tag, str)]
    wholes = [_signs(cell) for cell in cells]
    if not any(signs) or all(kept >= whole for kept, whole in zip(signs, wholes, strict=True)):
        return None
    for cell, rest, kept in zip(cells, rests, signs, strict=True):
        _keep(cell, kept)
        _drop(rest, kept)
    row.addnext(after)
    return after


def _signs(element: Element) -> int:
    return sum(not sign.isspace() for text in element.itertext() for sign in text)


def _keep(element: Element, left: int) -> int:
    """Leave the first signs of an element; return how many it lacked."""
    element.text, left = _head(element.text, left)
    for child in list(element):
        if left <= 0:
            element.remove(child)
            continue
        left = _keep(child, left)
        child.tail, left = _head(child.tail, left)
    return left


def _drop(element: Element, left: int) -> int:
    """Take the first signs out of an element, with what they empty; return how many it lacked."""
    element.text, left = _tail(element.text, left)
    for child in list(element):
        if left > 0 and _signs(child) <= left:
            left -= _signs(child)
            rest, left = _tail(child.tail, left)
            before = child.getprevious()
            element.remove(child)
            if before is None:
                element.text = (element.text or "") + (rest or "")
            else:
                before.tail = (before.tail or "") + (rest or "")
            continue
        child.attrib.pop("id", None)
        left = _drop(child, left)
        child.tail, left = _tail(child.tail, left)
    return left


def _place(text: str, signs: int) -> int:
    """Return where a text stands behind so many signs."""
    count = 0
    for place, sign in enumerate(text):
        if count >= signs:
            return place
        count += not sign.isspace()
    return len(text)


def _head(text: str | None, left: int) -> tuple[str | None, int]:
    kept = (text or "")[: _place(text or "", left)]
    return kept or None, left - sum(not sign.isspace() for sign in kept)


def _tail(text: str | None, left: int) -> tuple[str | None, int]:
    place = _place(text or "", left)
    gone = sum(not sign.isspace() for sign in (text or "")[:place])
    return ((text or "")[place:] or None), left - gone
