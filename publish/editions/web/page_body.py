"""A document's section as HTML: links to pages, printed folios, notes behind their blocks.

Sizes that a style attribute gives become classes: pages that forbid inline styles show them too.
"""

from __future__ import annotations

import re
from copy import deepcopy

from lxml import etree

from publish.apparatus import Terms
from publish.book import Element
from publish.documents import OPS, Document

FOLIO = "folio"
BESIDE = "beside"
UNSEEN = "unseen"


def html_address(address: str) -> str:
    """Return where a document's address leads in the web edition."""
    return re.sub(r"\.xhtml(?=#|$)", ".html", address) if "://" not in address else address


def body(document: Document, words: Terms, sizes: dict[str, str]) -> Element:
    """Return a document's section; ``sizes``: the styles met so far and their classes, added to."""
    section = deepcopy(document.tree)
    for element in section.iter("*"):
        element.attrib.pop(f"{{{OPS}}}type", None)
        if (address := element.get("href")) is not None:
            element.set("href", html_address(str(address)))
        if (style := element.attrib.pop("style", None)) is not None:
            name = sizes.setdefault(str(style), f"size-{len(sizes) + 1}")
            element.set("class", f"{element.get('class', '')} {name}".strip())
        if element.get("role") == "doc-pagebreak":
            _set_folio(element, words)
    _set_beside(section)
    _give_title(section, document.title)
    etree.cleanup_namespaces(section)
    return section


def size_rules(sizes: dict[str, str]) -> str:
    """Return the style sheet of the sizes that pictures were given."""
    return "".join(f".{name} {{ {style} }}\n" for style, name in sizes.items())


def markup(element: Element) -> str:
    """Return an element as HTML, without the namespaces that only XHTML declares."""
    written = etree.tostring(element, encoding="unicode", method="html", with_tail=False)
    opening, end, rest = written.partition(">")
    return re.sub(r' xmlns(:\w+)?="[^"]*"', "", opening) + end + rest


def _set_folio(marker: Element, words: Terms) -> None:
    """Let the style sheet show a page's folio: browsers know no role for a page's beginning."""
    folio = str(marker.attrib.pop("aria-label"))
    del marker.attrib["role"]
    marker.set("class", FOLIO)
    marker.set("data-folio", folio)
    marker.set("data-spoken", words.page.format(folio=folio))


def _give_title(section: Element, title: str) -> None:
    """Give a page without a title one that is heard and not seen."""
    if section.find(".//h1") is None:
        heading = etree.Element("h1", {"class": UNSEEN})
        heading.text = title
        section.insert(0, heading)
        heading.tail, section.text = section.text, None


def _set_beside(section: Element) -> None:
    """Put each note behind the block of the section that calls it."""
    asides = {str(aside.get("id")): aside for aside in section.iter("aside")}
    for block in list(section):
        called = [
            asides[name]
            for call in block.iter("a")
            if call.get("role") == "doc-noteref" and (name := str(call.get("href"))[1:]) in asides
        ]
        if called:
            beside = etree.Element("div", {"class": BESIDE})
            beside.extend(called)
            for note in called:
                note.tag = "div"  # an aside is a landmark, and notes are many
            block.addnext(beside)
            beside.tail, block.tail = block.tail, None
    for notes in section.findall("section[@class='notes']"):
        if len(notes) == 0:
            section.remove(notes)
