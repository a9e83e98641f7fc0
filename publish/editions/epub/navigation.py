"""The EPUB's navigation: contents, printed pages, landmarks, and the page that shows the cover."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from lxml import etree
from lxml.builder import ElementMaker

from publish.apparatus import Heading, Terms, terms
from publish.book import Element, Kind
from publish.book.metadata import Metadata
from publish.documents import OPS, XHTML, Document
from publish.editions.cover.cover_drawing import Cover

COVER = "cover.jpg"
"""Where the cover's picture stands in the package."""

_H = ElementMaker(namespace=XHTML, nsmap={None: XHTML, "epub": OPS})
_TYPE = f"{{{OPS}}}type"
_LANG = "{http://www.w3.org/XML/1998/namespace}lang"


COVER_PAGE = "cover.xhtml"


def navigation(
    language: str, documents: Sequence[Document], outline: Sequence[Heading], *, covered: bool
) -> bytes:
    """Return nav.xhtml, which stands at the root of the package; ``covered``: with a cover page."""
    words = terms(language)
    contents = _H.nav(
        {_TYPE: "toc", "role": "doc-toc", "id": "toc"},
        _H.h1(words.navigation),
        _list(outline, addresses(documents)),
    )
    pages = _page_list(words, documents)
    marks = _landmarks(words, documents, covered=covered)
    return _page(language, words.navigation, contents, *pages, marks)


def printed_pages(documents: Sequence[Document]) -> list[tuple[str, str]]:
    """Return the folios of the print edition, each with the address where its page begins."""
    return [(folio, f"{d.path}#{name}") for d in documents for folio, name in d.pages]


def cover_page(metadata: Metadata, cover: Cover) -> bytes:
    """Return the document that shows the cover."""
    image = _H.img({"src": COVER, "alt": cover.alternative, "role": "doc-cover"})
    section = _H.section({_TYPE: "cover", "class": "cover"}, image)
    return _page(metadata.language, terms(metadata.language).cover, section)


def addresses(documents: Sequence[Document]) -> dict[str, str]:
    """Return the address of every identifier, from the root of the package."""
    return {
        name: document.path if name == document.id else f"{document.path}#{name}"
        for document in documents
        for name in document.ids
    }


def label(heading: Heading) -> str:
    """Return a heading as contents show it: ``N. Kroupskaïa, Les journées d’Octobre``."""
    return f"{heading.author}, {heading.text}" if heading.author else heading.text


def _list(outline: Sequence[Heading], homes: Mapping[str, str]) -> Element:
    items = []
    for heading in outline:
        item = _H.li(_H.a({"href": homes[heading.anchor]}, label(heading)))
        if heading.children:
            item.append(_list(heading.children, homes))
        items.append(item)
    return _H.ol(*items)


def _page_list(words: Terms, documents: Sequence[Document]) -> list[Element]:
    """Return the list of printed pages, which reading systems show and the book does not."""
    items = [_H.li(_H.a({"href": path}, folio)) for folio, path in printed_pages(documents)]
    attributes = {_TYPE: "page-list", "role": "doc-pagelist", "hidden": "hidden"}
    if not items:
        return []
    return [_H.nav(attributes, {"aria-label": words.pages}, _H.ol(*items))]


def _landmarks(words: Terms, documents: Sequence[Document], *, covered: bool) -> Element:
    marks = [("cover", COVER_PAGE, words.cover)] if covered else []
    first = {d.kind: d for d in reversed(documents)}
    if title := first.get(Kind.TITLE_PAGE):
        marks.append(("titlepage", title.path, words.title_page))
    marks.append(("toc", "nav.xhtml#toc", words.navigation))
    if body := next((d for d in documents if d.division == "bodymatter"), None):
        marks.append(("bodymatter", body.path, words.text))
    if index := first.get(Kind.INDEX):
        marks.append(("index", index.path, words.index))
    items = [_H.li(_H.a({_TYPE: kind, "href": path}, label)) for kind, path, label in marks]
    return _H.nav(
        {_TYPE: "landmarks", "hidden": "hidden", "aria-label": words.landmarks}, _H.ol(*items)
    )


def _page(language: str, title: str, *content: Element) -> bytes:
    link = _H.link({"rel": "stylesheet", "type": "text/css", "href": "styles/epub.css"})
    page = _H.html(
        {"lang": language, _LANG: language}, _H.head(_H.title(title), link), _H.body(*content)
    )
    return etree.tostring(page, encoding="utf-8", xml_declaration=True, doctype="<!DOCTYPE html>")
