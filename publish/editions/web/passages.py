"""The passages of a page: what can be found, linked to and cited.

``<p>Déjà au moment de la Conférence…`` → ``p-deja-au-moment-de-la-conference``: an identifier from
a passage's first words, which no other passage, added or removed, changes. Where those words
themselves are edited, ``web/place.js`` finds the passage that is most like them.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from publish.book import Element, Kind, blocks, text_nodes
from publish.book.vocabulary import has_class
from publish.documents import Document
from publish.editions.web.page_body import FOLIO, html_address

_SILENT: Final = (
    Kind.INDEX, Kind.COPYRIGHT, Kind.COLOPHON, Kind.TITLE_PAGE, Kind.ACCESSIBILITY,
)  # fmt: skip
"""Kinds whose words nobody looks for."""
_REFERENCES: Final = frozenset({"doc-noteref", "doc-backlink"})
_WORDS: Final = 7
_TIED: Final = str.maketrans({"œ": "oe", "æ": "ae", "Œ": "oe", "Æ": "ae"})


@dataclass(frozen=True, slots=True)
class Passage:
    """``url`` from the edition's first page; ``folio`` of the printed page, "" where none is."""

    url: str
    title: str
    text: str
    folio: str


def passages(document: Document, section: Element) -> Iterator[Passage]:
    """Yield each block of a page that holds words, giving an identifier to those without one."""
    if document.kind in _SILENT:
        return
    page = html_address(document.path)
    taken = set(map(str, section.xpath(".//@id")))
    folios = _folios(section)
    for block in list(blocks(section)):
        text = " ".join(_text(block).split())
        if not any(c.isalnum() for c in text):
            continue
        if block.get("id") is None:
            name = _free(_name(text), taken)
            taken.add(name)
            block.set("id", name)
        yield Passage(f"{page}#{block.get('id')}", document.title, text, folios.get(block, ""))


def _text(block: Element) -> str:
    """Return a block's own text, without the figures of note calls."""
    return "".join(
        node.text
        for node in text_nodes(block)
        if node.tail or node.owner.get("role") not in _REFERENCES
    )


def _name(text: str) -> str:
    folded = unicodedata.normalize("NFD", text.translate(_TIED).lower())
    spelt = "".join(c if c.isalnum() else " " for c in folded if not unicodedata.combining(c))
    return "-".join(("p", *spelt.split()[:_WORDS]))


def _free(name: str, taken: set[str]) -> str:
    count = 1
    numbered = name
    while numbered in taken:
        count += 1
        numbered = f"{name}-{count}"
    return numbered


def _folios(section: Element) -> dict[Element, str]:
    """Return the folio of the printed page on which each element begins."""
    found: dict[Element, str] = {}
    folio = ""
    for element in section.iter("*"):
        if has_class(element, FOLIO):
            folio = str(element.get("data-folio"))
        found[element] = _opening(element) or folio
    return found


def _opening(element: Element) -> str:
    """Return the folio of the page whose beginning an element opens with, "" for none."""
    inner = element
    while len(inner) and not (inner.text or "").strip():
        inner = inner[0]
        if has_class(inner, FOLIO):
            return str(inner.get("data-folio"))
    return ""
