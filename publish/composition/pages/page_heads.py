"""Composed pages → what stands above each: its running heads, left and right."""

from __future__ import annotations

from publish.book import Element, texts_in
from publish.book.vocabulary import RUNNING
from publish.composition.pages.composer import ComposedSection


def page_heads(composed: ComposedSection, *, by_section: bool = False) -> list[tuple[str, str]]:
    """Return the heads of each page: those of the text that its first line belongs to;
    ``by_section``: the right one is the last heading that stands above that line, or on it."""
    copy = composed.copy
    section = composed.section
    sections = dict(zip(copy.bodies, section.run, strict=True))
    found: list[tuple[str, str]] = []
    heading: Element | None = None
    for page in composed.pages or (None,) * composed.length:
        rows = [one.row for area in page.areas for one in area.rows] if page else []
        if rows and (body := copy.body_of(rows[0].block)) is not None:
            heading = heading if sections[body] is section else None
            section = sections[body]
        if rows and rows[0].block.tag == "h2":
            heading = rows[0].block
        left, right = section.heads or ("", section.running or section.title)
        found.append((left, _said(heading) if by_section and heading is not None else right))
        for row in rows:
            if row.block.tag == "h2":
                heading = row.block
            elif row.block.tag == "h1":
                heading = None
    return found


def _said(heading: Element) -> str:
    said = heading.get(RUNNING) or "".join(texts_in(heading, "[not(ancestor::sup[@class='call'])]"))
    return " ".join(said.split())
