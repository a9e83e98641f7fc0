"""Titles with what belongs to them, and lines that are no prose, as reading systems leave them.

``<h1>…</h1><p class="subtitle">…</p>`` → ``<header><h1>…</h1><p class="subtitle" …>…</p></header>``

A reader who asks for justified text has every ``p`` justified and indented but those of a header
(ReadiumCSS, textAlign_pref and paraIndent_pref); what is a line rather than a paragraph is a
``div``, which such settings pass over.
"""

from __future__ import annotations

from typing import Final

from lxml import etree

from publish.book import Element, Kind
from publish.book.vocabulary import classes, has_class
from publish.documents.markers import OPS

_TYPE: Final = f"{{{OPS}}}type"
_TITLES: Final = frozenset("h1 h2 h3 h4 h5 h6".split())
_OF_HEAD: Final = frozenset({"subtitle", "author", "source"})
_LINES: Final = frozenset({"date", "signature"})
_DRAWN_LINES: Final = frozenset({Kind.COLOPHON, Kind.COPYRIGHT, Kind.DEDICATION})
"""Kinds whose paragraphs are lines, each set as the design has it."""


def write_heads(body: Element, kind: Kind) -> None:
    """Gather the heads of a section, and make its lines blocks of their own, in place."""
    if kind is Kind.TITLE_PAGE:
        _head(list(body))
    else:
        for title in list(body.iter(*_TITLES)):
            if behind := _following(title):
                _head([title, *behind])
    for paragraph in list(body.iter("p")):
        names = frozenset(classes(paragraph))
        if "subtitle" in names:
            paragraph.set(_TYPE, "subtitle")
            paragraph.set("role", "doc-subtitle")
        elif names & _LINES or (kind in _DRAWN_LINES and paragraph.getparent() is body):
            paragraph.tag = "div"
    for block in body.iter("div", "blockquote"):
        if has_class(block, "epigraph"):
            block.set(_TYPE, "epigraph")
            block.set("role", "doc-epigraph")
    for cell in body.iter("th"):
        if cell.get("scope") is None:
            above = cell.getparent()
            within = above is not None and above.xpath("ancestor::thead")
            cell.set("scope", "col" if within else "row")


def _following(title: Element) -> list[Element]:
    """Return the lines right behind a title that belong to it."""
    found: list[Element] = []
    for sibling in title.itersiblings():
        if sibling.tag != "p" or not _OF_HEAD & frozenset(classes(sibling)):
            break
        found.append(sibling)
    return found


def _head(parts: list[Element]) -> None:
    """Put neighbours into a header, in their place."""
    head = etree.Element("header")
    parts[0].addprevious(head)
    head.extend(parts)
    head.tail, parts[-1].tail = parts[-1].tail, None
