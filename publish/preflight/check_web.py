"""A folder of static pages → links that lead nowhere, and what would be fetched from elsewhere."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from pathlib import Path
from urllib.parse import unquote, urlsplit

from lxml import etree, html

from publish.book import Element
from publish.diagnostics import Diagnostic
from publish.preflight import faults

_FETCHED_LINKS = frozenset({"stylesheet", "icon", "manifest", "preload", "modulepreload"})
_FETCHED = {"img": "src", "link": "href", "script": "src", "source": "src", "iframe": "src"}


def check_web(folder: Path) -> Iterator[Diagnostic]:
    """Yield a diagnostic for each dead link and each file that is not the edition's own."""

    @cache
    def identifiers(page: Path) -> frozenset[str] | None:
        return _identifiers(page) if page.is_file() else None

    for page in sorted(folder.rglob("*.html")):
        name = f"{folder.name}/{page.relative_to(folder).as_posix()}"
        for element, address in _addresses(_parsed(page)):
            parts = urlsplit(address)
            if parts.scheme or parts.netloc:
                if element.tag in _FETCHED:
                    yield faults.FETCHED.at(name, path=address)
                continue
            target = (page.parent / unquote(parts.path)).resolve() if parts.path else page
            known = identifiers(target)
            fragment = unquote(parts.fragment)  # as browsers look for it
            if known is None or (fragment and fragment not in known):
                yield faults.DEAD_ADDRESS.at(name, path=address)


def _parsed(page: Path) -> Element:
    return html.fromstring(page.read_bytes(), parser=html.HTMLParser(encoding="utf-8"))


def _identifiers(page: Path) -> frozenset[str]:
    """Return the identifiers of a page, none for a file of another kind."""
    if page.suffix != ".html":
        return frozenset()
    return frozenset(map(str, _parsed(page).xpath("//@id")))


def _addresses(root: Element) -> Iterator[tuple[Element, str]]:
    for element in root.iter(etree.Element):
        name = _FETCHED.get(str(element.tag), "href" if element.tag == "a" else "")
        if element.tag == "link" and not _FETCHED_LINKS & set(element.get("rel", "").split()):
            continue  # it names an address, and browsers do not go there
        if name and (address := element.get(name)):
            yield element, str(address)
