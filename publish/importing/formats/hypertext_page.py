"""A page of HTML before it is read: parsed, without its title page and its table of contents."""

from __future__ import annotations

import html.entities
import re

import lxml.html
from lxml import etree

from publish.diagnostics import BookError
from publish.importing import faults
from publish.importing.formats.hypertext_count import words_in
from publish.importing.formats.pandoc_json import TITLE_PAGE
from publish.importing.formats.taking_out import take_out
from publish.importing.incoming import About, Aside
from publish.messages import N_

FORM = "HTML"
NAVIGATION = N_("the file's own table of contents: the book makes its own")


def parse_page(content: bytes, file: str) -> etree._Element:
    """Return the tree of a page, XHTML or not, its elements without namespace."""
    root = _as_xml(content) if b"http://www.w3.org/1999/xhtml" in content[:2000] else None
    if root is None:
        parser = lxml.html.HTMLParser(encoding=_encoding(content), remove_pis=True)
        try:
            root = lxml.html.document_fromstring(content, parser)
        except (etree.ParserError, etree.XMLSyntaxError, ValueError) as error:
            raise BookError(faults.UNREADABLE.at(file, format=FORM, reason=str(error))) from None
    etree.strip_elements(root, etree.Comment, with_tail=False)
    for element in root.iter(etree.Element):
        tag = _local(str(element.tag)).lower()
        element.tag = tag if _NAME.fullmatch(tag) else "span"
        for name in list(map(str, element.attrib)):
            local = _local(name)
            ours = "epub-type" if local == "type" and local != name else local
            if ours != name:
                value = element.attrib.pop(name)
                if _NAME.fullmatch(ours):
                    element.set(ours, value)
    return root


_NAME = re.compile(r"[A-Za-z_][\w.-]*", re.ASCII)
"""What XML takes for a name; a torn page has others."""


def _local(name: str) -> str:
    return re.split("[}:]", name)[-1]


def _encoding(content: bytes) -> str | None:
    if content.startswith(b"\xef\xbb\xbf"):
        return "utf-8"
    found = re.search(rb"""(?:charset|encoding)\s*=\s*["']?([\w-]+)""", content[:2000])
    if found and _is_known(found[1].decode("ascii")):
        return found[1].decode("ascii")
    try:
        content.decode("utf-8")
    except UnicodeDecodeError:
        return "cp1252"
    return "utf-8"


def _is_known(encoding: str) -> bool:
    try:
        lxml.html.HTMLParser(encoding=encoding)
    except LookupError:
        return False
    return True


_ENTITY = re.compile(rb"&([A-Za-z][A-Za-z0-9]*);")
_XML = frozenset({b"amp", b"lt", b"gt", b"quot", b"apos"})


def _as_xml(content: bytes) -> etree._Element | None:
    def character(found: re.Match[bytes]) -> bytes:
        if found[1] in _XML:
            return found[0]
        sign = html.entities.html5.get(found[1].decode() + ";", "")
        return "".join(f"&#{ord(one)};" for one in sign).encode() or found[0]

    doctype = re.sub(rb"(?s)<!DOCTYPE[^>\[]*(?:\[.*?\])?[^>]*>", b"", content, count=1)
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, remove_pis=True
    )
    try:
        return etree.fromstring(_ENTITY.sub(character, doctype), parser)
    except (etree.XMLSyntaxError, ValueError):
        return None


def about_page(root: etree._Element) -> About:
    """Return what the head of a page says of the work."""
    metas: dict[str, list[str]] = {}
    for meta in root.iter("meta"):
        name = (meta.get("name") or meta.get("property") or "").lower()
        metas.setdefault(name, []).append(" ".join((meta.get("content") or "").split()))
    title = root.find(".//title")
    said = " ".join("".join(title.itertext()).split()) if title is not None else ""
    said = re.sub(r"(?i)^the project gutenberg e-?book of ", "", said)
    said = re.sub(r"\s+[—–-]\s+Wikisource$|,? by [^,]+$", "", said)

    def of(*names: str) -> str:
        return next((metas[name][0] for name in names if metas.get(name, [""])[0]), "")

    authors = metas.get("author") or metas.get("dc.creator") or metas.get("citation_author") or []
    return About(
        title=of("dc.title", "dcterms.title") or said,
        authors=tuple((name, "aut") for name in authors if name),
        language=root.get("lang") or of("dc.language", "dcterms.language"),
        publisher=of("dc.publisher"),
        rights=of("dc.rights", "dcterms.rights"),
        description=of("description"),
    )


def _called(element: etree._Element, *names: str) -> str:
    return " ".join(element.get(name) or "" for name in names)


_TITLE_PAGE = re.compile(r"(?i)\b(?:doc-)?(?:half-?title-?page|title-?page|copyright-page)\b")


def without_title_pages(root: etree._Element) -> list[Aside]:
    """Take out what calls itself a title page."""
    found: list[Aside] = []
    for element in [*root.iter("section", "div", "article")]:
        kind = _called(element, "epub-type", "role", "class")
        words = " ".join("".join(element.itertext()).split())
        parent = element.getparent()
        if parent is not None and _TITLE_PAGE.search(kind) and len(words) < 3000:
            found.append(Aside(TITLE_PAGE, words_in(element)))
            take_out(element)
    return found


def _lists_pages(table: etree._Element) -> bool:
    """Whether nearly every row of a table leads into the text and says little more."""
    rows = list(table.iter("tr"))
    linked = [r for r in rows if any((a.get("href") or "").startswith("#") for a in r.iter("a"))]
    words = " ".join("".join(table.itertext()).split())
    return len(rows) > 4 and len(linked) * 5 >= len(rows) * 4 and len(words) < 120 * len(rows)


def without_navigation(root: etree._Element) -> list[Aside]:
    """Take out tables of contents: lists that hold nothing but links into the text."""
    found: list[Aside] = []
    for nav in [*root.iter("nav"), *root.iter("ul", "ol", "table", "div")]:
        if nav.getparent() is None:
            continue
        kind = _called(nav, "epub-type", "role", "class", "id")
        words = " ".join("".join(nav.itertext()).split())
        linked = " ".join(
            " ".join("".join(a.itertext()).split())
            for a in nav.iter("a")
            if (a.get("href") or "").startswith("#")
        )
        links = sum(1 for a in nav.iter("a") if (a.get("href") or "").startswith("#"))
        named = re.search(
            r"(?i)\b(toc|landmarks|page-list|contents?|table-?(?:of-?contents|des-?matieres)|tdm|doc-toc)\b",
            kind,
        )
        if (nav.tag == "table" and _lists_pages(nav)) or (
            (nav.tag == "nav" or (links > 3 and nav.tag != "div") or (named and links))
            and (len(linked) * 10 >= len(words) * 6)
        ):
            found.append(Aside(NAVIGATION, words_in(nav)))
            take_out(nav)
    return found
