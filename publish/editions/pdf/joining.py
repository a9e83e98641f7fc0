"""Painted pages + plates → a painted section: each plate laid on its page."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from io import BytesIO
from typing import Any

import pikepdf
from pikepdf import Dictionary, Name

from publish.editions.pdf.font_metrics import stand_in
from publish.editions.pdf.meanings import digest_in
from publish.editions.pdf.painted_section import Bookmark, Link, PageRecord, PaintedSection
from publish.editions.pdf.plate import Plate, resource
from publish.editions.pdf.structure_grow import structure_of


def joined(
    painted: PaintedSection, plates: Sequence[Plate | None], fonts: Mapping[str, bytes]
) -> PaintedSection:
    """Return a run's pages, complete, with their structure.

    ``plates``: one for each page, None for what the painter has painted whole; ``fonts``: digest →
    file.
    """
    records = [
        record if plate is None else _laid(record, plate.page)
        for record, plate in zip(painted.pages, plates, strict=True)
    ]
    bare = tuple(replace(record, structure=(), shown=()) for record in records)
    content = _drawn(painted, plates, fonts) if any(plates) else painted.content
    return replace(painted, content=content, pages=bare, tree=structure_of(records))


def _laid(page: PageRecord, plate: PageRecord) -> PageRecord:
    """Return what a page holds when a plate is laid on it."""
    x, y = page.origin
    return PageRecord(
        page.anchors | {name: _moved(place, x, y) for name, place in plate.anchors.items()},
        page.letters + plate.letters,
        tuple(_moved_link(link, x, y) for link in plate.links),
        (*page.bookmarks, *(_moved_title(title, x, y) for title in plate.bookmarks)),
        plate.structure,
        plate.shown,
    )


def _moved(place: tuple[float, float], x: float, y: float) -> tuple[float, float]:
    return round(place[0] + x, 3), round(place[1] + y, 3)


def _moved_link(link: Link, x: float, y: float) -> Link:
    left, low, right, high = link.sides
    return replace(link, sides=(*_moved((left, low), x, y), *_moved((right, high), x, y)))


def _moved_title(title: Bookmark, x: float, y: float) -> Bookmark:
    left, top = _moved((title.x, title.y), x, y)
    return replace(title, x=left, y=top)


def _drawn(
    painted: PaintedSection, plates: Sequence[Plate | None], fonts: Mapping[str, bytes]
) -> bytes:
    """Return the painter's PDF with the drawing of each plate behind its own."""
    with pikepdf.open(BytesIO(painted.content)) as pdf:
        known = pdf.pages[0].obj.Resources.get("/Font", Dictionary())
        for name, glyphs in _glyphs(plates).items():
            known[Name("/" + resource(name))] = stand_in(pdf, fonts[digest_in(name)], glyphs)
        for page, plate, record in zip(pdf.pages, plates, painted.pages, strict=True):
            page.obj.Resources.Font = known
            if plate is not None:
                page.obj.Contents = pdf.make_stream(_over(page.obj.Contents, plate, record))
        written = BytesIO()
        pdf.save(written, static_id=True)
    return written.getvalue()


def _over(painted: Any, plate: Plate, record: PageRecord) -> bytes:
    x, y = record.origin
    own = painted.read_bytes()
    return b"q\n%b\nQ\nq\n1 0 0 1 %.3f %.3f cm\n%b\nQ" % (own, x, y, plate.drawing.encode())


def _glyphs(plates: Iterable[Plate | None]) -> dict[str, dict[int, str]]:
    """Return the glyphs of each font that the plates show, and what they stand for."""
    found: dict[str, dict[int, str]] = {}
    for plate in plates:
        for name, glyphs in (plate.faces if plate else {}).items():
            found.setdefault(name, {}).update(glyphs)
    return found
