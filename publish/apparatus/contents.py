"""The table of contents as a section, and the outline that navigation is made from."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from lxml import etree

from publish.apparatus.terms import terms
from publish.book import Book, Element, Kind, Section, texts_in
from publish.book.vocabulary import FILL, LEADER
from publish.characters import NO_BREAK_SPACE

LISTED = frozenset(Kind) - {
    Kind.HALF_TITLE,
    Kind.TITLE_PAGE,
    Kind.COPYRIGHT,
    Kind.ALSO_BY,
    Kind.DEDICATION,
    Kind.EPIGRAPH,
    Kind.CONTENTS,
    Kind.COLOPHON,
    Kind.ACCESSIBILITY,
}
"""Kinds that stand in the table of contents."""


_LEVELS = ("h2", "h3", "h4")
_STOPS = (".", "?", "!", "…", ":")


@dataclass(frozen=True, slots=True)
class Heading:
    """A line of the outline: text and anchor, with the headings below it."""

    text: str
    anchor: str
    author: str = ""
    children: tuple[Heading, ...] = ()
    kind: Kind | None = None
    """Of a section; None for a heading within one."""
    subtitle: str = ""


def outline(sections: Iterable[Section], depth: int = 2) -> tuple[Heading, ...]:
    """Return the sections that the contents list, each with its headings down to a level, from 2; a
    part with its chapters."""
    listed = [section for section in sections if section.kind in LISTED]
    return tuple(
        _heading(section, depth, [s for s in listed if s.part == section.id])
        for section in listed
        if not section.part
    )


def _heading(section: Section, depth: int, chapters: Iterable[Section] = ()) -> Heading:
    within = () if section.kind is Kind.INDEX else tuple(_within(section.body, depth))
    children = (*within, *(_heading(chapter, depth) for chapter in chapters))
    below = section.body.find("p[@class='subtitle']")
    subtitle = "" if below is None else _title(below)
    return Heading(section.title, section.id, section.author, children, section.kind, subtitle)


def _within(body: Element, depth: int) -> Iterator[Heading]:
    """Yield the headings within a text, each with those below it."""
    open_: list[tuple[int, Element, list[Heading]]] = []

    def closed(level: int) -> Iterator[Heading]:
        while open_ and open_[-1][0] >= level:
            _, element, children = open_.pop()
            found = Heading(_title(element), element.get("id", ""), children=tuple(children))
            if open_:
                open_[-1][2].append(found)
            else:
                yield found

    for heading in body.iter(*_LEVELS[: depth - 1]) if depth > 1 else ():
        level = _LEVELS.index(str(heading.tag))
        yield from closed(level)
        open_.append((level, heading, []))
    yield from closed(0)


def _title(heading: Element) -> str:
    """Return the text of a heading without its note calls."""
    return "".join(texts_in(heading, "[not(parent::a[@class='call'])]")).strip()


def contents_section(book: Book, folios: Mapping[str, int]) -> Section:
    """Return the table of contents; ``folios`` gives the folio on which each anchor stands."""
    words, options = terms(book.metadata.language), book.metadata.print
    body = etree.Element("section", {"class": "contents", "id": Kind.CONTENTS})
    etree.SubElement(body, "h1").text = words.contents
    listed = outline(book.sections, options.contents_depth)
    items = _list(listed, folios, options.contents_style)
    if options.contents_style != "plain":
        items.set("class", options.contents_style)
    body.append(items)
    return Section(Kind.CONTENTS, Kind.CONTENTS, words.contents, body)


def _list(headings: Iterable[Heading], folios: Mapping[str, int], style: str) -> Element:
    """Return a list of texts with their folios, what is below one in a list of its own."""
    items = etree.Element("ol")
    for heading in headings:
        item = etree.SubElement(items, "li")
        if heading.kind is Kind.PART or heading.kind is None:
            item.set("class", "part" if heading.kind else "heading")
        link = etree.SubElement(item, "a", {"href": f"#{heading.anchor}"})
        if heading.author:
            author = etree.SubElement(link, "span", {"class": "author"})
            author.text, author.tail = heading.author, ", "
        title = etree.SubElement(link, "span", {"class": "work" if heading.author else "title"})
        title.text = heading.text
        if heading.subtitle:
            title.tail = " " if heading.text.endswith(_STOPS) else ". "
            kind = "contents-subtitle work" if heading.author else "contents-subtitle"
            second = etree.SubElement(link, "span", {"class": kind})
            second.text = heading.subtitle
        _lead(item, style)
        folio = etree.SubElement(item, "span", {"class": "folio"})
        folio.text = str(folios.get(heading.anchor, ""))
        for below in (
            [child for child in heading.children if child.kind is None],
            [child for child in heading.children if child.kind],
        ):
            if below:
                item.append(_list(below, folios, style))
    return items


def _lead(item: Element, style: str) -> None:
    """Write what stands between a title and its folio."""
    if style in ("near", "centred"):
        item[-1].tail = ", " if style == "near" else NO_BREAK_SPACE * 2
        return
    etree.SubElement(item, "span", {"class": FILL})
    if style == "leaders":
        etree.SubElement(item, "span", {"class": LEADER})
