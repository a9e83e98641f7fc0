"""Where the addresses of links are asked for as notes: a note for each link that leads out of the
book.

``<a href="https://…">en ligne</a>`` → the same, with the call of a note that says the address. The
notes stand in every edition, so that their numbers agree.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from lxml import etree

from publish.book import Book, Element, Note, Section, each_tree
from publish.book.vocabulary import (
    ADDRESS,
    CALL,
    NOTE_LABEL,
    address_of,
    is_call,
    is_in_heading,
    line_of,
)


def with_addresses(book: Book) -> Book:
    """Return the book with notes for its links, where ``[print] links`` asks for them."""
    if book.metadata.print.links != "note":
        return book
    book = each_tree(book)
    return replace(book, sections=tuple(map(_noted, book.sections)))


def _noted(section: Section) -> Section:
    """Return a section with a note behind each link of its text, in the order of their calls."""
    by_label = {note.label: note for note in section.notes}
    found: dict[str, Note] = {}
    for count, element in enumerate(list(section.body.iter("a"))):
        if is_call(element):
            label = str(element.get(NOTE_LABEL))
            found[label] = by_label.pop(label)
        elif (address := address_of(element)) and not is_in_heading(element):
            label = f"0-{count}"  # no letter opens it: it is not of the editor's series
            found[label] = Note(label, _body(address), line_of(element) or 1)
            call = etree.Element("a", {"class": CALL, NOTE_LABEL: label})
            call.tail, element.tail = element.tail, None
            element.addnext(call)
    return replace(section, notes=(*found.values(), *by_label.values()))


def _body(address: str) -> Element:
    body = etree.Element("div")
    link = etree.SubElement(etree.SubElement(body, "p"), "a", {"href": address, "class": ADDRESS})
    link.text = address.removeprefix("mailto:")
    return body


def shown_links(tree: Element) -> Iterator[tuple[Element, str]]:
    """Yield the links of a tree that lead out of the book, with what is printed of their address;
    none whose text says it already, none of a heading."""
    for link in tree.iter("a"):
        if (address := address_of(link)) and not is_in_heading(link):
            yield link, address.removeprefix("mailto:")
