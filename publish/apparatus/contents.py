"""The table of contents as a section, and the outline that navigation is made from."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from lxml import etree

from publish.apparatus.terms import terms
from publish.book import Book, Element, Kind, Section, texts_in
from publish.book.vocabulary import FILL

LISTED = frozenset(Kind) - {
    Kind.HALF_TITLE,
    Kind.TITLE_PAGE,
    Kind.COPYRIGHT,
    Kind.DEDICATION,
    Kind.EPIGRAPH,
    Kind.CONTENTS,
    Kind.COLOPHON,
    Kind.ACCESSIBILITY,
}
"""Kinds that stand in the table of contents."""


@dataclass(frozen=True, slots=True)
class Heading:
    """A line of the outline: text and anchor, with the headings below it."""

    text: str
    anchor: str
    author: str = ""
    children: tuple[Heading, ...] = ()
    kind: Kind | None = None
    """Of a section; None for a heading within one."""


def outline(sections: Iterable[Section]) -> tuple[Heading, ...]:
    """Return the sections that the contents list, each with its second-level headings; a part with
    its chapters."""
    listed = [section for section in sections if section.kind in LISTED]
    return tuple(
        _heading(section, [s for s in listed if s.part == section.id])
        for section in listed
        if not section.part
    )


def _heading(section: Section, chapters: Iterable[Section] = ()) -> Heading:
    headings = () if section.kind is Kind.INDEX else section.body.iter("h2")
    within = (Heading(_title(h), h.get("id", "")) for h in headings)
    children = (*within, *(_heading(chapter) for chapter in chapters))
    return Heading(section.title, section.id, section.author, children, section.kind)


def _title(heading: Element) -> str:
    """Return the text of a heading without its note calls."""
    return "".join(texts_in(heading, "[not(parent::a[@class='call'])]")).strip()


def contents_section(book: Book, folios: Mapping[str, int]) -> Section:
    """Return the table of contents; ``folios`` gives the folio on which each anchor stands."""
    words = terms(book.metadata.language)
    body = etree.Element("section", {"class": "contents", "id": Kind.CONTENTS})
    etree.SubElement(body, "h1").text = words.contents
    body.append(_list(outline(book.sections), folios))
    return Section(Kind.CONTENTS, Kind.CONTENTS, words.contents, body)


def _list(headings: Iterable[Heading], folios: Mapping[str, int]) -> Element:
    """Return a list of texts with their folios, the chapters of a part in a list of their own."""
    items = etree.Element("ol")
    for heading in headings:
        item = etree.SubElement(items, "li")
        if heading.kind is Kind.PART:
            item.set("class", "part")
        link = etree.SubElement(item, "a", {"href": f"#{heading.anchor}"})
        if heading.author:
            author = etree.SubElement(link, "span", {"class": "author"})
            author.text, author.tail = heading.author, ", "
        etree.SubElement(
            link, "span", {"class": "work" if heading.author else "title"}
        ).text = heading.text
        etree.SubElement(item, "span", {"class": FILL})
        folio = etree.SubElement(item, "span", {"class": "folio"})
        folio.text = str(folios.get(heading.anchor, ""))
        if chapters := [child for child in heading.children if child.kind]:
            item.append(_list(chapters, folios))
    return items
