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
from publish.book.vocabulary import is_added, poem_of
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


def places(composed: ComposedSection) -> Iterator[tuple[int, int]]:
    """Yield the place at which each page begins, behind the number, from 0, of the section it
    stands in among those that run on; a page that holds notes only follows the text."""
    if composed.drawn:
        yield 0, 0
    bodies = composed.copy.bodies
    starts: dict[Element, int] = {}
    ends: dict[Element, int] = {}
    of: dict[Element, int] = {}
    for number, body in enumerate(bodies):
        _extents(body, starts, ends)
        of |= dict.fromkeys(body.iter(), number)
    block: Element | None = None
    at = within = 0
    for page in composed.pages:
        opening: tuple[int, int] | None = None
        for row in (one.row for area in page.areas for one in area.rows):
            if row.place or is_added(row.block):
                continue
            if row.block is not block:
                block, at, within = row.block, starts[row.block], of[row.block]
            opening = (within, at) if opening is None else opening
            at = ends[row.block] if row.last else at + _held(row)
        yield (within, at) if opening is None else opening


def _extents(body: Element, starts: dict[Element, int], ends: dict[Element, int]) -> None:
    """Note the signs of a body before the beginning and before the end of every element."""
    count = within = 0  # within: elements that print alone wrote, one in the other
    for event, element in etree.iterwalk(body, events=("start", "end")):
        if event == "start":
            starts[element] = count
            within += is_added(element)
            if not within:
                count += (element.tag in PICTURES) + signs(element.text)
        else:
            ends[element] = count
            within -= is_added(element)
            count += 0 if within else signs(element.tail)


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
    return sum(signs(span.text) for span in parts if not any(map(is_added, span.path)))
