"""XHTML documents → one folder of static pages: the EPUB's text and design, for a browser.

``text/essai.xhtml`` → ``text/essai.html``, its notes behind the blocks that call them, so that a
wide screen shows them beside the text; ``search.html`` looks through passages. Nothing is fetched
from elsewhere, and a folder on a disk (``file://``) works as well as any server.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from copy import deepcopy
from dataclasses import dataclass

from lxml import etree

from publish.apparatus import Heading, Terms
from publish.book import Element, Kind, blocks, text_of
from publish.composition import IMAGES, Imprint, Styles
from publish.documents import OPS, Document, picture_name
from publish.editions.cover.cover_drawing import Cover
from publish.editions.epub.font_subset import subset_font
from publish.editions.epub.navigation import COVER, addresses

SEARCH = ("web/minisearch.js", "web/search.js")
"""Scripts of the styles folder that search.html runs, after its passages."""

NOTES = "web/notes.js"
"""The script that sets notes level with their calls."""

_FOLIO = "folio"
_PASSAGES = "web/passages.js"
_LICENCE = "web/minisearch-license.txt"
_HOME = frozenset({Kind.TITLE_PAGE})


@dataclass(frozen=True, slots=True)
class _Link:
    href: str
    title: str


def web(
    documents: Sequence[Document],
    outline: Sequence[Heading],
    styles: Styles,
    imprint: Imprint,
    images: Mapping[str, bytes],
    cover: Cover,
) -> dict[str, bytes]:
    """Return the files of the web edition by their paths in its folder."""
    bodies = [(document, _body(document, imprint.terms)) for document in documents]
    passages = [p for document, body in bodies for p in _passages(document, body)]
    chapters = [(d, body) for d, body in bodies if d.kind not in _HOME]
    files: dict[str, bytes] = {}
    for number, (document, body) in enumerate(chapters):
        files[_html(document.path)] = _page(
            styles,
            imprint,
            root="../",
            kind=document.kind.value,
            title=document.title,
            content=_markup(body),
            before=_neighbour(chapters, number - 1),
            after=_neighbour(chapters, number + 1),
            scripts=(NOTES,) if body.find("div[@class='beside']") is not None else (),
        )
    home = next((body for document, body in bodies if document.kind in _HOME), None)
    files["index.html"] = _home(home, documents, outline, styles, imprint)
    files["search.html"] = _search(styles, imprint)
    listed = [
        {"id": number, "url": url, "title": title, "text": text}
        for number, (url, title, text) in enumerate(passages)
    ]
    files[_PASSAGES] = f"const passages = {json.dumps(listed, ensure_ascii=False)}\n".encode()
    files |= {path: styles.text(path).encode() for path in (NOTES, *SEARCH, _LICENCE)}
    files |= _dressing(styles, files.values())
    files |= {IMAGES + picture_name(path): content for path, content in images.items()}
    return files | {COVER: cover.jpeg}


def _dressing(styles: Styles, pages: Iterable[bytes]) -> dict[str, bytes]:
    """Return the style sheets, and the fonts they name reduced to what the pages use."""
    css = styles.text("epub.css")
    wanted = frozenset[str]().union(*(page.decode() for page in pages))
    fonts = {
        f"styles/fonts/{name}": subset_font(font, wanted, name)
        for name, font in styles.fonts.items()
        if name in css
    }
    sheets = {f"styles/{name}": styles.text(name).encode() for name in ("epub.css", "web.css")}
    return sheets | fonts


def _page(styles: Styles, imprint: Imprint, **values: object) -> bytes:
    absent = {"before": None, "after": None, "scripts": (), "title": ""}
    page = styles.render(
        "web.html.j2", book=imprint.metadata, imprint=imprint, terms=imprint.terms,
        **absent | values,
    )  # fmt: skip
    return page.encode()


def _home(
    title_page: Element | None,
    documents: Sequence[Document],
    outline: Sequence[Heading],
    styles: Styles,
    imprint: Imprint,
) -> bytes:
    """Return the first page: title and contents."""
    contents = etree.Element("nav", {"role": "doc-toc", "aria-labelledby": "contents"})
    etree.SubElement(contents, "h2", {"id": "contents"}).text = imprint.terms.contents
    contents.append(_list(outline, addresses(documents)))
    parts = [contents] if title_page is None else [title_page, contents]
    content = "\n".join(map(_markup, parts))
    return _page(styles, imprint, root="", kind="home", content=content)


def _list(outline: Sequence[Heading], homes: Mapping[str, str]) -> Element:
    items = etree.Element("ol")
    for heading in outline:
        item = etree.SubElement(items, "li")
        link = etree.SubElement(item, "a", {"href": _html(homes[heading.anchor])})
        link.text = f"{heading.author}, {heading.text}" if heading.author else heading.text
        if heading.children:
            item.append(_list(heading.children, homes))
    return items


def _search(styles: Styles, imprint: Imprint) -> bytes:
    content = styles.render("search.html.j2", terms=imprint.terms)
    scripts = (SEARCH[0], _PASSAGES, *SEARCH[1:])
    title = imprint.terms.search
    return _page(
        styles, imprint, root="", kind="search", title=title, content=content, scripts=scripts
    )


def _neighbour(chapters: Sequence[tuple[Document, Element]], number: int) -> _Link | None:
    if not 0 <= number < len(chapters):
        return None
    document = chapters[number][0]
    return _Link(_html(document.path).rpartition("/")[2], document.title)


def _body(document: Document, words: Terms) -> Element:
    """Return a document's section as HTML: links to pages, notes beside the text."""
    section = deepcopy(document.tree)
    for element in section.iter("*"):
        element.attrib.pop(f"{{{OPS}}}type", None)
        if (address := element.get("href")) is not None:
            element.set("href", _html(str(address)))
        if element.get("role") == "doc-pagebreak":
            _set_folio(element, words)
    etree.cleanup_namespaces(section)
    _set_beside(section)
    return section


def _set_folio(marker: Element, words: Terms) -> None:
    """Let the style sheet show a page's folio: browsers know no role for a page's beginning."""
    folio = str(marker.attrib.pop("aria-label"))
    del marker.attrib["role"]
    marker.set("class", _FOLIO)
    marker.set("data-folio", folio)
    marker.set("data-spoken", words.page.format(folio=folio))


def _html(address: str) -> str:
    return re.sub(r"\.xhtml(?=#|$)", ".html", address) if "://" not in address else address


def _set_beside(section: Element) -> None:
    """Put each note behind the block of the section that calls it, and give blocks their rows.

    A note may reach down to the next block that has notes of its own.
    """
    asides = {str(aside.get("id")): aside for aside in section.iter("aside")}
    for block in list(section):
        called = [
            asides[name]
            for call in block.iter("a")
            if call.get("role") == "doc-noteref" and (name := str(call.get("href"))[1:]) in asides
        ]
        if called:
            beside = etree.Element("div", {"class": "beside"})
            beside.extend(called)
            block.addnext(beside)
            beside.tail, block.tail = block.tail, None
    for notes in section.findall("section[@class='notes']"):
        if len(notes) == 0:
            section.remove(notes)
    row = 0
    last: tuple[Element, int] | None = None
    for block in section:
        if block.get("class") != "beside":
            level = block.get("class") == _FOLIO  # with the block behind it
            row += not level
            block.set("style", f"--row: {row + level}")
            continue
        _span(last, row)
        last = block, row
    _span(last, row + 1)


def _span(beside: tuple[Element, int] | None, end: int) -> None:
    """Let notes reach from the row of their block to the row ``end``, where the next begin."""
    if beside is not None:
        element, row = beside
        element.set("style", f"--row: {row}; --span: {max(1, end - row)}")


def _passages(document: Document, section: Element) -> Iterator[tuple[str, str, str]]:
    """Yield address, title and text of each block, giving an identifier to those that have none."""
    if document.kind in (Kind.INDEX, Kind.COPYRIGHT, Kind.COLOPHON, Kind.TITLE_PAGE):
        return
    for count, block in enumerate(blocks(section), 1):
        text = text_of(block).replace("\n", " ").strip()
        if block.get("id") is None:
            block.set("id", f"passage-{count}")
        if any(c.isalnum() for c in text):
            yield f"{_html(document.path)}#{block.get('id')}", document.title, text


def _markup(element: Element) -> str:
    return etree.tostring(element, encoding="unicode", method="html", with_tail=False)
