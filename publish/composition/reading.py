"""Book → the XHTML documents of an EPUB: one for each section, notes behind the text.

``<a class="call" href="#note-x-1">1</a>`` →
``<sup><a epub:type="noteref" role="doc-noteref" …>1</a></sup>`` and, at the end of the document,
``<aside epub:type="footnote" role="doc-footnote" …>``.
"""

from __future__ import annotations

from copy import deepcopy
from dataclasses import dataclass

from lxml import etree

from publish.apparatus import Terms, call_id, note_id, terms
from publish.book import Book, Element, Kind, Note, Section
from publish.composition.leaves import DRAWN, Imprint, drawn
from publish.composition.styles import Styles

XHTML = "http://www.w3.org/1999/xhtml"
OPS = "http://www.idpf.org/2007/ops"

_NOT_IN_EPUB = frozenset({Kind.HALF_TITLE})

# Kind → epub:type, role (EPUB SSV 1.1, DPUB-ARIA 1.1) and division of the book.
_SEMANTICS: dict[Kind, tuple[str, str, str]] = {
    Kind.TITLE_PAGE: ("titlepage", "", "frontmatter"),
    Kind.COPYRIGHT: ("copyright-page", "", "frontmatter"),
    Kind.DEDICATION: ("dedication", "doc-dedication", "frontmatter"),
    Kind.EPIGRAPH: ("epigraph", "doc-epigraph", "frontmatter"),
    Kind.FOREWORD: ("foreword", "doc-foreword", "frontmatter"),
    Kind.PREFACE: ("preface", "doc-preface", "frontmatter"),
    Kind.INTRODUCTION: ("introduction", "doc-introduction", "bodymatter"),
    Kind.PART: ("part", "doc-part", "bodymatter"),
    Kind.CHAPTER: ("chapter", "doc-chapter", "bodymatter"),
    Kind.AFTERWORD: ("afterword", "doc-afterword", "backmatter"),
    Kind.APPENDIX: ("appendix", "doc-appendix", "backmatter"),
    Kind.NOTE_ON_TEXTS: ("appendix", "doc-appendix", "backmatter"),
    Kind.BIBLIOGRAPHY: ("bibliography", "doc-bibliography", "backmatter"),
    Kind.INDEX: ("index", "doc-index", "backmatter"),
    Kind.CONTENTS: ("toc", "", "backmatter"),
    Kind.COLOPHON: ("colophon", "doc-colophon", "backmatter"),
}


@dataclass(frozen=True, slots=True)
class Document:
    """One XHTML file of the EPUB; ``path`` is relative to the package, ``ids`` stand in it."""

    id: str
    path: str
    kind: Kind
    division: str
    title: str
    content: bytes
    ids: frozenset[str]


def reading_documents(book: Book, styles: Styles, imprint: Imprint) -> tuple[Document, ...]:
    """Return the documents in reading order; links between them lead from file to file."""
    language = book.metadata.language
    bodies = [
        (section, _readable(section, imprint, styles, terms(language)))
        for section in book.sections
        if section.kind not in _NOT_IN_EPUB and section.kind is not Kind.CONTENTS
    ]
    homes = {
        name: f"{section.id}.xhtml"
        for section, body in bodies
        for name in body.xpath(".//@id | ./@id")
    }
    for section, body in bodies:
        _link(body, homes, f"{section.id}.xhtml")
    return tuple(_document(section, body, language) for section, body in bodies)


def _readable(section: Section, imprint: Imprint, styles: Styles, words: Terms) -> Element:
    """Return a section's body with roles, calls and notes as an EPUB has them."""
    body = drawn(section, imprint, styles) if section.kind in DRAWN else deepcopy(section.body)
    body.set("class", section.kind.value)
    kind, role, _ = _SEMANTICS[section.kind]
    body.set(f"{{{OPS}}}type", kind)
    if role:
        body.set("role", role)
    for call in [a for a in body.iter("a") if a.get("class") == "call"]:
        _call(call)
    if section.notes:
        body.append(_notes(section, words))
    if section.kind is Kind.INDEX:
        _index(body)
    for image in body.iter("img"):
        image.set("src", f"../images/{image.get('src')}")
    for element in body.iter():
        for name in ("data-line", "data-note", "data-entry", "data-main"):
            element.attrib.pop(name, None)
    return body


def _call(call: Element) -> None:
    call.set(f"{{{OPS}}}type", "noteref")
    call.set("role", "doc-noteref")
    superior = etree.Element("sup", {"class": "call"})
    call.addprevious(superior)
    superior.tail, call.tail = call.tail, None
    superior.append(call)


def _notes(section: Section, words: Terms) -> Element:
    """Return the section's notes, each with its way back first, as Kindle wants it."""
    notes = etree.Element(
        "section", {"class": "notes", f"{{{OPS}}}type": "footnotes", "aria-label": words.notes}
    )
    for note in section.notes:
        aside = etree.SubElement(
            notes,
            "aside",
            {
                "id": note_id(section, note),
                f"{{{OPS}}}type": "footnote",
                "role": "doc-footnote",
            },
        )
        aside.extend(_note_blocks(section, note, words))
    return notes


def _note_blocks(section: Section, note: Note, words: Terms) -> list[Element]:
    blocks = list(deepcopy(note.body))
    if not blocks or blocks[0].tag != "p":
        blocks.insert(0, etree.Element("p"))
    back = etree.Element(
        "a",
        {
            "class": "back",
            "href": f"#{call_id(section, note)}",
            f"{{{OPS}}}type": "backlink",
            "role": "doc-backlink",
            "title": words.back_to_text,
        },
    )
    back.text = note.mark
    back.tail = " " + (blocks[0].text or "")
    blocks[0].text = None
    blocks[0].insert(0, back)
    return blocks


def _index(body: Element) -> None:
    """Write the roles of EPUB Indexes 1.0."""
    types = {
        "letter": "index-group",
        "term": "index-term",
        "locator": "index-locator",
        "locator main": "index-locator",
    }
    for element in body.iter():
        if name := types.get(element.get("class", "")):
            element.set(f"{{{OPS}}}type", name)
        elif element.tag == "ul":
            element.set(f"{{{OPS}}}type", "index-entry-list")
        elif element.tag == "li":
            element.set(f"{{{OPS}}}type", "index-entry")


def _link(body: Element, homes: dict[str, str], path: str) -> None:
    """Point links at the file that holds their target."""
    for link in body.iter("a"):
        address = link.get("href", "")
        if address.startswith("#"):
            home = homes.get(address[1:], path)
            if home != path:
                link.set("href", home + address)


def _document(section: Section, body: Element, language: str) -> Document:
    """Wrap a body into a whole XHTML file."""
    _, _, division = _SEMANTICS[section.kind]
    html = etree.Element(f"{{{XHTML}}}html", {"lang": language}, nsmap={None: XHTML, "epub": OPS})
    html.set("{http://www.w3.org/XML/1998/namespace}lang", language)
    head = etree.SubElement(html, f"{{{XHTML}}}head")
    etree.SubElement(head, f"{{{XHTML}}}title").text = section.title
    etree.SubElement(
        head,
        f"{{{XHTML}}}link",
        {"rel": "stylesheet", "type": "text/css", "href": "../styles/epub.css"},
    )
    page = etree.SubElement(html, f"{{{XHTML}}}body", {f"{{{OPS}}}type": division})
    for element in body.iter():
        if isinstance(element.tag, str):
            element.tag = f"{{{XHTML}}}{element.tag}"
    page.append(body)
    etree.cleanup_namespaces(html, keep_ns_prefixes=["epub"])
    content = etree.tostring(
        html, encoding="utf-8", xml_declaration=True, doctype="<!DOCTYPE html>"
    )
    ids = frozenset(str(name) for name in html.xpath("//@id"))
    path = f"text/{section.id}.xhtml"
    return Document(section.id, path, section.kind, division, section.title, content, ids)
