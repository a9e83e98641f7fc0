"""Book → the XHTML documents of an EPUB: one for each section, notes behind the text.

``<section id="essai">…`` → ``text/essai.xhtml``, with the roles of EPUB SSV and DPUB-ARIA, markers
where printed pages begin (markers.py), notes (asides.py) and index (index_roles.py).
"""

from __future__ import annotations

import hashlib
import posixpath
import re
from collections.abc import Mapping, Sequence
from copy import deepcopy
from dataclasses import dataclass
from urllib.parse import unquote

from lxml import etree

from publish.book import Book, Element, Kind, Section
from publish.book.vocabulary import LINE, PRIVATE
from publish.composition.pages.turns import Turn
from publish.composition.style.styles import Styles
from publish.composition.text.print_copy import IMAGES
from publish.composition.text.templates import DRAWN, Imprint, drawn
from publish.documents.asides import write_notes
from publish.documents.details import write_details
from publish.documents.head_groups import write_heads
from publish.documents.index_roles import write_index_roles
from publish.documents.list_items import write_marks
from publish.documents.markers import OPS, mark_pages
from publish.documents.tied_signs import tie_signs
from publish.documents.verses import write_verses

_XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
XHTML = "http://www.w3.org/1999/xhtml"
LEXICON = "lexicon.pls"
"""Where the package holds how names are said."""
AROUND = (
    5  # elements of the file before its section: html, head, title, link, body; and its lexicon
)

_NOT_IN_EPUB = frozenset({Kind.HALF_TITLE, Kind.CONTENTS})

# Kind → epub:type, role (EPUB SSV 1.1, DPUB-ARIA 1.1) and division of the book.
_SEMANTICS: dict[Kind, tuple[str, str, str]] = {
    Kind.TITLE_PAGE: ("titlepage", "", "frontmatter"),
    Kind.COPYRIGHT: ("copyright-page", "", "frontmatter"),
    Kind.ALSO_BY: ("other-credits", "", "frontmatter"),
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
    Kind.ACCESSIBILITY: ("appendix", "doc-appendix", "backmatter"),
}


@dataclass(frozen=True, slots=True)
class Document:
    """A text as it is read on a screen: a tree that EPUB, web and preview share, and none changes.

    ``tree``: its section, XHTML without a namespace, with roles, notes and page markers; ``path``
    is relative to the EPUB's package, ``ids`` stand in it;
    ``pages``: the folios of the print edition whose beginnings it marks, with their identifiers;
    ``spoken``: the edition has a lexicon of how names are said;
    ``lines``: the elements that begin on a line of the manuscript's ``file``, by their number in
    the order of the document, from 0, and that line.
    """

    id: str
    path: str
    kind: Kind
    division: str
    title: str
    language: str
    tree: Element
    ids: frozenset[str]
    pages: tuple[tuple[str, str], ...] = ()
    file: str = ""
    spoken: bool = False
    lines: tuple[tuple[int, int], ...] = ()


def reading_documents(
    book: Book,
    styles: Styles,
    imprint: Imprint,
    pages: Mapping[str, Sequence[Turn]],
) -> tuple[Document, ...]:
    """Return the documents in reading order; links between them lead from file to file.

    ``pages``: where the pages of the print edition begin, by the section's identifier.
    """
    language = book.metadata.language
    bodies = [
        (section, _readable(section, imprint, styles, pages.get(section.id, ())))
        for section in book.sections
        if section.kind not in _NOT_IN_EPUB
    ]
    homes = {
        name: f"{section.id}.xhtml"
        for section, body in bodies
        for name in body.xpath(".//@id | ./@id")
    }
    for section, body in bodies:
        _link(body, homes, f"{section.id}.xhtml")
    spoken = any(entry.pronounced for entry in book.entries)
    return tuple(_document(section, body, language, spoken=spoken) for section, body in bodies)


def picture_name(path: str) -> str:
    """Return the name of a picture in an edition: ``été/../plan 2.png`` → ``plan-2-1f0c….png``.

    Only what every file system and reading system takes; two pictures never share one.
    """
    tidy = posixpath.normpath(path)
    safe = re.sub(r"[^A-Za-z0-9._/-]+", "-", tidy)
    if safe == tidy:
        return safe
    stem, ending = posixpath.splitext(safe)
    return f"{stem}-{hashlib.blake2b(tidy.encode(), digest_size=4).hexdigest()}{ending}"


def _readable(section: Section, imprint: Imprint, styles: Styles, pages: Sequence[Turn]) -> Element:
    """Return a section's body with page markers, roles, calls and notes as an EPUB has them."""
    body = drawn(section, imprint, styles) if section.kind in DRAWN else deepcopy(section.body)
    _set_kind(body, section.kind)
    mark_pages(body, pages)
    write_heads(body, section.kind)
    tie_signs(body)
    write_details(body, section.id, imprint.terms)
    write_notes(body, section, imprint.terms)
    write_verses(body)
    write_marks(body)
    if section.kind is Kind.INDEX:
        write_index_roles(body)
    for image in body.iter("img"):
        image.set("src", f"../{IMAGES}{picture_name(unquote(image.get('src', '')))}")
    return body


def leaf(kind: Kind, title: str, language: str, body: Element, *, spoken: bool = False) -> Document:
    """Return a document that is of no printed page."""
    _set_kind(body, kind)
    return _document(Section(kind.value, kind, title, body), body, language, spoken=spoken)


def _set_kind(body: Element, kind: Kind) -> None:
    body.set("class", kind.value)
    type_, role, _ = _SEMANTICS[kind]
    body.set(f"{{{OPS}}}type", type_)
    if role:
        body.set("role", role)


def _link(body: Element, homes: dict[str, str], path: str) -> None:
    """Point links at the file that holds their target."""
    for link in body.iter("a"):
        address = link.get("href", "")
        if address.startswith("#"):
            home = homes.get(address[1:], path)
            if home != path:
                link.set("href", home + address)


def _document(section: Section, body: Element, language: str, *, spoken: bool) -> Document:
    """Return a section's document; what serves the press alone is told, and leaves the tree."""
    lines = tuple(
        (number, int(element.get(LINE, "0")))
        for number, element in enumerate(body.iter("*"), AROUND + spoken)
        if element.get(LINE)
    )
    for element in body.iter():
        for name in (LINE, *PRIVATE):
            element.attrib.pop(name, None)
    pages = tuple(
        (str(mark.get("aria-label")), str(mark.get("id")))
        for mark in body.iter()
        if mark.get("role") == "doc-pagebreak"
    )
    return Document(
        section.id,
        f"text/{section.id}.xhtml",
        section.kind,
        _SEMANTICS[section.kind][2],
        section.title,
        language,
        body,
        frozenset(str(name) for name in body.xpath(".//@id | ./@id")),
        pages,
        section.file,
        spoken,
        lines,
    )


def xhtml(document: Document) -> str:
    """Write a document as a whole XHTML file."""
    language = document.language
    html = etree.Element(f"{{{XHTML}}}html", {"lang": language}, nsmap={None: XHTML, "epub": OPS})
    html.set(_XML_LANG, language)
    head = etree.SubElement(html, f"{{{XHTML}}}head")
    etree.SubElement(head, f"{{{XHTML}}}title").text = document.title
    style = {"rel": "stylesheet", "type": "text/css", "href": "../styles/epub.css"}
    etree.SubElement(head, f"{{{XHTML}}}link", style)
    if document.spoken:
        said = {"rel": "pronunciation", "type": "application/pls+xml", "hreflang": language}
        said["href"] = f"../{LEXICON}"
        etree.SubElement(head, f"{{{XHTML}}}link", said)
    page = etree.SubElement(html, f"{{{XHTML}}}body", {f"{{{OPS}}}type": document.division})
    tree = deepcopy(document.tree)
    page.append(tree)
    for element in tree.iter():
        if (tongue := element.get("lang")) is not None:
            element.set(_XML_LANG, tongue)  # voices of older readers look here
        if isinstance(element.tag, str):
            element.tag = f"{{{XHTML}}}{element.tag}"
    etree.cleanup_namespaces(html, keep_ns_prefixes=["epub"])
    written = etree.tostring(
        html, encoding="utf-8", xml_declaration=True, doctype="<!DOCTYPE html>"
    )
    return written.decode()
