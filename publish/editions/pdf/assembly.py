"""Painted sections → one PDF: their pages in order, with the fonts that they share.

What a section knows by name (links, anchors) and by its own count (pages, structure) finds its
place in the whole here; nothing is laid out again.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from io import BytesIO
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name, OutlineItem, String

from publish.editions.pdf.font_metrics import typeface_digests
from publish.editions.pdf.font_union import Typefaces
from publish.editions.pdf.painted_section import Link, PageRecord, PaintedSection
from publish.editions.pdf.structure_write import Annotations


def assembled(sections: Sequence[PaintedSection], fonts: Sequence[bytes]) -> pikepdf.Pdf:
    """Return the sections' pages as one PDF, without what serves a screen."""
    pdf = pikepdf.new()
    faces = Typefaces(pdf, typeface_digests(fonts))
    for section in sections:
        first = len(pdf.pages)
        pdf.pages.extend(pikepdf.open(BytesIO(section.content)).pages)
        faces.join(pdf.pages[first].obj.Resources.Font)
    faces.embed()
    return pdf


def link(pdf: pikepdf.Pdf, records: Sequence[PageRecord]) -> Annotations:
    """Write destinations and links; a link to what is not in the book is left out."""
    places: dict[str, Array] = {}
    for page, record in zip(pdf.pages, records, strict=True):
        for name, (x, y) in record.anchors.items():
            places.setdefault(name, Array([page.obj, Name.XYZ, x, y, 0]))
    if places:
        names = [entry for name in sorted(places) for entry in (String(name), places[name])]
        pdf.Root.Names = Dictionary(Dests=pdf.make_indirect(Dictionary(Names=Array(names))))
    found: list[list[Any]] = []
    for page, record in zip(pdf.pages, records, strict=True):
        of_page = [_annotation(pdf, one, places) for one in record.links]
        if any(of_page):
            page.obj.Annots = Array([one for one in of_page if one is not None])
        found.append(of_page)
    return found


def lost_links(records: Sequence[PageRecord]) -> Iterator[str]:
    """Yield the target of each link to what is not in the book."""
    anchors = {name for record in records for name in record.anchors}
    for one in (one for record in records for one in record.links):
        if one.inside and one.target not in anchors:
            yield one.target


def outline(pdf: pikepdf.Pdf, records: Sequence[PageRecord]) -> None:
    """Write the outline: a bookmark stands under the nearest before it of a lower level."""
    with pdf.open_outline() as written:
        above: list[tuple[int, list[OutlineItem]]] = [(0, written.root)]
        for number, record in enumerate(records):
            for mark in record.bookmarks:
                item = OutlineItem(mark.label, number, "XYZ", left=mark.x, top=mark.y, zoom=0)
                while above[-1][0] >= mark.level:
                    above.pop()
                above[-1][1].append(item)
                above.append((mark.level, item.children))


def _annotation(pdf: pikepdf.Pdf, one: Link, places: Mapping[str, Array]) -> Any:
    if one.inside and one.target not in places:
        return None
    annotation = Dictionary(
        Type=Name.Annot,
        Subtype=Name.Link,
        Rect=Array(one.sides),
        BS=Dictionary(W=0),
        Contents=String(one.said),
        F=4,  # printed with the page, as PDF/UA and PDF/A ask
    )
    if one.inside:
        annotation.Dest = String(one.target)
    else:
        annotation.A = Dictionary(Type=Name.Action, S=Name.URI, URI=String(one.target))
    return pdf.make_indirect(annotation)
