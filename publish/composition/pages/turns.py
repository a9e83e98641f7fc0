"""Composed pages → the place in its text where each begins, for the page markers of an EPUB.

``Le chat | dort`` → the page turned at ``|`` begins at sign 6. A place is the number of signs
before it in its section: letters, figures and marks, each picture or rule as one; white space and
the marks that print adds to lists do not count, so that a place means the same in any copy.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from lxml import etree

from publish.book import Element
from publish.book.vocabulary import is_marker, poem_of
from publish.composition.pages.composer import ComposedSection
from publish.composition.pages.galley import Row
from publish.composition.pages.verse import BRACKET

PICTURES = frozenset({"img", "hr"})


@dataclass(frozen=True, slots=True)
class Turn:
    """A page of the print edition and the number of signs before it in its section."""

    folio: int
    place: int


def signs(text: str | None) -> int:
    """Return how many characters of a text are not white space."""
    return sum(map(len, (text or "").split()))


def places(composed: ComposedSection) -> Iterator[int]:
    """Yield the place at which each page begins; one that holds notes only follows the text."""
    if composed.drawn:
        yield 0
    starts, ends = _extents(composed.copy.body)
    block: Element | None = None
    at = 0
    for page in composed.pages:
        opening: int | None = None
        for row in (one.row for area in page.areas for one in area.rows):
            if row.block is not block:
                block, at = row.block, starts[row.block]
            opening = at if opening is None else opening
            at = ends[row.block] if row.last else at + _held(row)
        yield at if opening is None else opening


def _extents(body: Element) -> tuple[dict[Element, int], dict[Element, int]]:
    """Return the signs before the beginning and before the end of every element."""
    starts: dict[Element, int] = {}
    ends: dict[Element, int] = {}
    count = 0
    for event, element in etree.iterwalk(body, events=("start", "end")):
        if event == "start":
            starts[element] = count
            count += element.tag in PICTURES
            count += 0 if is_marker(element) else signs(element.text)
        else:
            ends[element] = count
            count += signs(element.tail)
    return starts, ends


def _held(row: Row) -> int:
    """Return the signs of its section that a line shows."""
    if row.line is None:
        return 0
    parts = row.line.spans
    if (
        not row.line.begins
        and parts
        and parts[0].text == BRACKET
        and poem_of(row.block) is not None
    ):
        parts = parts[1:]  # of a turnover
    return sum(signs(span.text) for span in parts if not any(map(is_marker, span.path)))
