"""EPUB → a document: its spine read as one page, so that notes and links are tied over files."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from posixpath import dirname, join, normpath
from urllib.parse import unquote

from lxml import etree

from publish.diagnostics import BookError
from publish.importing import faults
from publish.importing.formats.css_classes import read_sheets
from publish.importing.formats.hypertext_count import count_tree, words_in
from publish.importing.formats.hypertext_page import NAVIGATION, parse_page
from publish.importing.formats.hypertext_reader import read_tree
from publish.importing.incoming import About, Aside, IncomingText, PictureInline
from publish.importing.packed import Package, unpack
from publish.importing.walking import inlines_in
from publish.importing.word_proof import Count
from publish.messages import N_

FORM = "EPUB"
COVER_PAGE = N_("the page that shows the cover")
_OPF = "{http://www.idpf.org/2007/opf}"
_DC = "{http://purl.org/dc/elements/1.1/}"
_PAGES = ("application/xhtml+xml", "text/html", "application/x-dtbook+xml")


@dataclass(frozen=True, slots=True)
class _Item:
    path: str
    kind: str
    properties: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Opened:
    package: Package
    opf: etree._Element
    items: dict[str, _Item]
    spine: tuple[_Item, ...]


def read_epub(content: bytes, file: str) -> IncomingText:
    """Return what an EPUB holds, its pages in the order of its spine."""
    opened = _open(content, file)
    html = etree.Element("html")
    body = etree.SubElement(html, "body")
    pages = list(_pages(opened))
    homes = {item.path: f"f{n}" for n, (item, _) in enumerate(pages)}
    asides: list[Aside] = []
    for n, (item, root) in enumerate(pages):
        page = root.find(".//body")
        page = root if page is None else page
        words = words_in(page)
        if "nav" in item.properties or _is_contents(page):
            asides.append(Aside(NAVIGATION, words))
            continue
        if n == 0 and _is_cover(page):
            asides.append(Aside(COVER_PAGE, words))
            continue
        _rename(page, item.path, f"f{n}", homes)
        section = etree.SubElement(body, "div", {"id": f"f{n}"})
        _carry(page, section)
    sheets = read_sheets(
        (opened.package.read(item.path) or b"").decode("utf-8", "replace")
        for item in opened.items.values()
        if item.kind == "text/css"
    )
    about, cover = _about(opened), _cover(opened)
    document = read_tree(html, sheets, about)
    addresses = {
        one.address for one in inlines_in(document.blocks) if isinstance(one, PictureInline)
    } | ({cover} if cover else set())
    pictures = {name: opened.package.read(name) for name in sorted(addresses)}
    return replace(
        document,
        about=replace(document.about, cover=cover),
        pictures={name: found for name, found in pictures.items() if found is not None},
        asides=(*document.asides, *asides),
    )


def count_epub(content: bytes, file: str, refused: bool = False) -> Count:  # noqa: ARG001
    """Count the pages of an EPUB, its navigation included where the spine shows it."""
    pages = [root for _, root in _pages(_open(content, file))]
    counts = [count_tree(root) for root in pages]
    if pages and _is_cover(pages[0]):
        counts[0] = replace(counts[0], pictures=0, descriptions=())
    return Count(
        tuple(text for one in counts for text in one.paragraphs),
        sum(one.notes for one in counts),
        sum(one.pictures for one in counts),
        sum(one.tables for one in counts),
        tuple(said for one in counts for said in one.descriptions),
    )


def _open(content: bytes, file: str) -> _Opened:
    package = unpack(content, file, FORM)
    container = package.tree("META-INF/container.xml")
    found = None if container is None else container.find(".//{*}rootfile")
    opf = None if found is None else package.tree(str(found.get("full-path")))
    if found is None or opf is None:
        raise BookError(faults.UNREADABLE.at(file, format=FORM, reason="META-INF/container.xml"))
    if package.tree("META-INF/encryption.xml") is not None and package.read("META-INF/rights.xml"):
        raise BookError(faults.LOCKED.at(file))
    base = dirname(str(found.get("full-path")))
    items = {
        str(item.get("id")): _Item(
            normpath(join(base, unquote(str(item.get("href"))))),
            str(item.get("media-type")),
            tuple((item.get("properties") or "").split()),
        )
        for item in opf.iter(f"{_OPF}item")
    }
    refs = (items.get(str(ref.get("idref"))) for ref in opf.iter(f"{_OPF}itemref"))
    spine = tuple(item for item in refs if item is not None and item.kind in _PAGES)
    return _Opened(package, opf, items, spine)


def _pages(opened: _Opened) -> Iterator[tuple[_Item, etree._Element]]:
    for item in opened.spine:
        content = opened.package.read(item.path)
        if content and content.strip():
            yield item, parse_page(content, opened.package.file)


def _is_cover(page: etree._Element) -> bool:
    """Whether a first page shows a picture and hardly a word."""
    body = page.find(".//body")
    words = "".join((page if body is None else body).itertext()).split()
    return len(words) < 30 and any(True for _ in page.iter("img", "image"))


def _is_contents(page: etree._Element) -> bool:
    """Whether a page is a table of contents: nearly all its words are links to other pages."""
    words = " ".join("".join(page.itertext()).split())
    linked = " ".join(
        " ".join("".join(a.itertext()).split())
        for a in page.iter("a")
        if re.match(r"[^:]+\.x?html?(#.*)?$", a.get("href") or "")
    )
    return len(linked) * 10 >= len(words) * 7 and bool(linked) and words.count(" ") > 3


def _rename(page: etree._Element, path: str, prefix: str, homes: dict[str, str]) -> None:
    """Make names and links of a page those of the one page that all become."""
    for element in page.iter(etree.Element):
        for key in ("id", "name"):
            if value := element.get(key):
                element.set(key, f"{prefix}-{value}")
        href = element.get("href")
        if href and not re.match(r"[a-z][a-z0-9+.-]*:", href):
            aim, _, name = unquote(href).partition("#")
            place = normpath(join(dirname(path), aim)) if aim else path
            home = homes.get(place)
            element.set("href", f"#{home}-{name}" if home and name else f"#{home}" if home else "")
        for key in ("src", "href"):
            value = element.get(key) if element.tag in ("img", "image") else None
            if value and not re.match(r"[a-z][a-z0-9+.-]*:|#", value):
                element.set("src", normpath(join(dirname(path), unquote(value))))
        if element.tag == "image" and element.get("src"):
            element.tag = "img"
    for svg in list(page.iter("svg")):
        pictures = list(svg.iter("img"))
        if pictures:
            svg.tag = "div"


def _carry(page: etree._Element, section: etree._Element) -> None:
    section.text = page.text
    for child in list(page):
        section.append(child)
    kind = page.get("epub-type")
    if kind:
        section.set("epub-type", kind)


def _about(opened: _Opened) -> About:
    def all_of(name: str) -> list[etree._Element]:
        return [one for one in opened.opf.iter(f"{_DC}{name}") if (one.text or "").strip()]

    def of(name: str) -> str:
        return next((" ".join((one.text or "").split()) for one in all_of(name)), "")

    titles = [" ".join((one.text or "").split()) for one in all_of("title")]
    refined = {
        (str(meta.get("refines"))[1:], str(meta.get("property"))): (meta.text or "").strip()
        for meta in opened.opf.iter(f"{_OPF}meta")
        if meta.get("refines")
    }
    people = []
    for name in ("creator", "contributor"):
        for one in all_of(name):
            role = one.get(f"{_OPF}role") or refined.get((str(one.get("id")), "role"), "")
            role = role if re.fullmatch("[a-z]{3}", role) else "aut" if name == "creator" else ""
            if role and role not in ("bkp", "cov"):
                people.append((" ".join((one.text or "").split()), role))
    numbers = (
        re.sub(r"(?i)^(urn:)?isbn:?\s*", "", (one.text or "").strip())
        for one in all_of("identifier")
    )
    isbn = next((n for n in numbers if re.fullmatch(r"97[89][\d-]{10,14}[\dX]?", n)), "")
    series = next(
        (
            str(meta.get("content"))
            for meta in opened.opf.iter(f"{_OPF}meta")
            if meta.get("name") == "calibre:series"
        ),
        "",
    ) or next((v for (_, prop), v in refined.items() if prop == "belongs-to-collection"), "")
    description = re.sub(r"<[^>]+>", " ", of("description"))
    return About(
        title=titles[0] if titles else "",
        subtitle=next(
            (t for t, one in zip(titles[1:], all_of("title")[1:], strict=False)
             if refined.get((str(one.get("id")), "title-type")) == "subtitle"), ""),
        authors=tuple(dict.fromkeys(people)),
        language=of("language"),
        publisher=of("publisher"),
        isbn=isbn,
        series=series,
        rights=of("rights"),
        description=" ".join(description.split()),
        subjects=tuple(" ".join((one.text or "").split()) for one in all_of("subject")),
        source=of("source"),
    )  # fmt: skip


def _cover(opened: _Opened) -> str:
    """Return the path of the cover picture, "" for none."""
    named = next((i.path for i in opened.items.values() if "cover-image" in i.properties), "")
    if named:
        return named
    for meta in opened.opf.iter(f"{_OPF}meta"):
        if meta.get("name") == "cover":
            item = opened.items.get(str(meta.get("content")))
            if item is not None and item.kind.startswith("image/"):
                return item.path
    return ""
