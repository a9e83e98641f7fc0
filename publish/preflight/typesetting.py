"""What a typographer asks of the pages, measured on the finished, tagged file
(docs/rules-of-the-page.md)."""

from __future__ import annotations

import itertools
import re
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from publish.diagnostics import Diagnostic
from publish.preflight import faults
from publish.preflight.painted_text import PaintedText
from publish.preflight.screen import Screen
from publish.preflight.structure_tree import StructureElement

_SAME: Final = 0.3  # points: baselines nearer than this are one line's
_LEVEL: Final = 2.0  # points: last lines of text and of notes stand that near at the foot
_LEAST_LAST: Final = 4
"""Lines on a chapter's last page."""

_FOLIO: Final = re.compile(r"\d+")


@dataclass
class Pages:
    """The pages of a tagged file, by the lines of their text."""

    screen: Screen

    @cached_property
    def placed(self) -> dict[tuple[int, int], list[PaintedText]]:
        """Page and number of marked content → what is painted of it."""
        found: dict[tuple[int, int], list[PaintedText]] = {}
        for page, pieces in enumerate(self.screen.pages):
            for piece in pieces:
                if piece.content is not None:
                    found.setdefault((page, piece.content), []).append(piece)
        return found

    @cached_property
    def body(self) -> float:
        """The size of the type that most of the text is set in."""
        paragraphs = (kid for one in self.screen.elements if one.role == "Sect" for kid in one.kids)
        contents = (content for p in paragraphs if p.role == "P" for content in p.contents)
        sizes = Counter(
            round(piece.size, 1) for content in contents for piece in self.placed.get(content, ())
        )
        return sizes.most_common(1)[0][0] if sizes else 0.0

    @cached_property
    def sections(self) -> list[StructureElement]:
        """Chapters: the sections that have paragraphs over more than one page."""
        return [
            one
            for one in self.screen.elements
            if one.role == "Sect"
            and any(kid.role == "P" for kid in one.kids)
            and len(self.folios(one)) > 1
        ]

    def folios(self, element: StructureElement) -> list[int]:
        """The pages, from 0, that an element stands on."""
        return sorted({page for page, _ in element.all_contents})

    def lines(self, element: StructureElement) -> dict[int, list[float]]:
        """Return the baselines of an element's text on each page, from the highest."""
        found: dict[int, list[float]] = {}
        for page, content in element.all_contents:
            for piece in self.placed.get((page, content), ()):
                found.setdefault(page, []).append(piece.y)
        return {page: _merged(heights) for page, heights in found.items()}

    def baselines(self, page: int, *, body: bool = False) -> list[float]:
        """Return the baselines of a page's text; ``body``: those of the body's type alone."""
        pieces = (p for p in self.screen.pages[page] if not p.artifact)
        return _merged([p.y for p in pieces if not body or abs(p.size - self.body) < 0.05])


def _merged(heights: list[float]) -> list[float]:
    """Return the heights of lines, from the highest: those of one line as one."""
    merged: list[float] = []
    for height in sorted(heights, reverse=True):
        if not merged or merged[-1] - height > _SAME:
            merged.append(height)
    return merged


def widows(pages: Pages) -> Iterator[Diagnostic]:
    """No single line of a paragraph at the head or foot of a page."""
    for section in pages.sections:
        for paragraph in (kid for kid in section.kids if kid.role == "P"):
            lines = pages.lines(paragraph)
            if len(lines) < 2 or sum(map(len, lines.values())) < 4:
                continue
            for page in (min(lines), max(lines)):
                if len(lines[page]) == 1:
                    yield faults.WIDOW.at(pages.screen.file, page=page + 1)


def _last_pages(pages: Pages) -> Iterator[Diagnostic]:
    """A chapter's last page has at least four lines."""
    for section in pages.sections:
        last = pages.folios(section)[-1]
        count = len(pages.baselines(last))
        if count < _LEAST_LAST:
            yield faults.SHORT_LAST_PAGE.at(pages.screen.file, page=last + 1, lines=count)


def opens_right(pages: Pages) -> Iterator[Diagnostic]:
    """Chapters open on the right."""
    for section in pages.screen.elements:
        first = next(iter(section.kids), None)
        if section.role == "Sect" and first and first.role == "H1" and (first.page or 1) % 2 == 0:
            yield faults.OPENS_LEFT.at(pages.screen.file, page=first.page or 0)


def _register(pages: Pages) -> Iterator[Diagnostic]:
    """Lines of the body stand on one grid, on every page."""
    of_text = [page for section in pages.sections for page in pages.folios(section)]
    heights = {page: pages.baselines(page, body=True) for page in sorted(set(of_text))}
    steps = Counter(
        round(a - b, 1) for lines in heights.values() for a, b in itertools.pairwise(lines)
    )
    if not steps:
        return
    leading = steps.most_common(1)[0][0]
    phases = Counter(round(y % leading, 1) for lines in heights.values() for y in lines)
    phase = phases.most_common(1)[0][0]
    for page, lines in heights.items():
        off = [y for y in lines if _SAME < (y - phase) % leading < leading - _SAME]
        if off:
            yield faults.OUT_OF_REGISTER.at(pages.screen.file, page=page + 1, lines=len(off))


def _facing(pages: Pages) -> Iterator[Diagnostic]:
    """Facing pages of a chapter end level."""
    for section in pages.sections:
        folios = pages.folios(section)
        for left, right in itertools.pairwise(folios):
            if left % 2 == 0 or right == folios[-1]:  # pages count from 0: odd ones are left
                continue
            feet = [pages.baselines(page)[-1:] for page in (left, right)]
            if all(feet) and abs(feet[0][0] - feet[1][0]) > _LEVEL:
                yield faults.UNEVEN_FEET.at(pages.screen.file, left=left + 1, right=right + 1)


def blanks(pages: Pages) -> Iterator[Diagnostic]:
    """A page without text is blank, without folio or running head."""
    for number, pieces in enumerate(pages.screen.pages, 1):
        if pieces and all(piece.artifact for piece in pieces):
            yield faults.NOT_BLANK.at(pages.screen.file, page=number)


def index(pages: Pages) -> Iterator[Diagnostic]:
    """The folios of the index are those of the pages its links lead to."""
    index = (e for e in pages.screen.elements if e.role == "Index")
    links = (link for e in index for link in e.all() if link.role == "Link")
    for link in links:
        for page, annotation in link.annotations:
            said = _FOLIO.match(str(annotation.get("/Contents", "")))
            leads = pages.screen.target(annotation)
            if said and leads is not None and int(said[0]) != leads:
                yield faults.WRONG_FOLIO.at(
                    pages.screen.file, page=page + 1, folio=said[0], target=leads
                )


def edges(pages: Pages) -> Iterator[Diagnostic]:
    """No text begins off the page."""
    for number, (page, pieces) in enumerate(
        zip(pages.screen.pdf.pages, pages.screen.pages, strict=True), 1
    ):
        left, low, right, high = (float(side) for side in page.trimbox)
        if any(not (left <= p.x <= right and low <= p.y <= high) for p in pieces):
            yield faults.OFF_THE_PAGE.at(pages.screen.file, page=number)


Look = Callable[[Pages], Iterator[Diagnostic]]

CHECKS: tuple[Look, ...] = (
    widows,
    _last_pages,
    opens_right,
    _register,
    _facing,
    blanks,
    index,
    edges,
)
