"""What tells of the web edition elsewhere, once its address is known: sitemap, feed of changes.

Sources: sitemaps.org protocol 0.9; Atom (RFC 4287).
"""

from __future__ import annotations

import datetime
import hashlib
from collections.abc import Mapping, Sequence

from lxml import etree
from lxml.builder import ElementMaker

from publish.apparatus import terms
from publish.book import Element
from publish.book.metadata import Metadata, Revision
from publish.characters import plain_spaces

SITEMAP, FEED, HOME = "sitemap.xml", "changes.xml", "index.html"
_MAP = ElementMaker(nsmap={None: "http://www.sitemaps.org/schemas/sitemap/0.9"})
_ATOM = ElementMaker(nsmap={None: "http://www.w3.org/2005/Atom"})


def sitemap(metadata: Metadata, pages: Sequence[str], modified: datetime.datetime) -> bytes:
    """Return the list of the pages, by their paths in the edition."""
    day = modified.date().isoformat()
    addresses = [metadata.web.url + ("" if page == HOME else page) for page in pages]
    urls = [_MAP.url(_MAP.loc(address), _MAP.lastmod(day)) for address in addresses]
    return _written(_MAP.urlset(*urls))


def feed(metadata: Metadata, pages: Mapping[str, str], modified: datetime.datetime) -> bytes:
    """Return the feed of what was changed since the book is out, the latest first.

    ``pages``: the path of the page that each file of the manuscript became.
    """
    url, words = metadata.web.url, terms(metadata.language)
    out = [Revision(metadata.date, words.published)] if metadata.date else []
    told = sorted((*out, *metadata.web.changes), key=lambda one: one.date, reverse=True)
    latest = told[0].date.isoformat() if told else modified.date().isoformat()
    authors = [one.name for one in metadata.contributors if one.role == "aut"]
    entries = (_entry(url, pages.get(one.text, ""), one) for one in told)
    tree = _ATOM.feed(
        _ATOM.id(f"{url}{FEED}"),
        _ATOM.title(plain_spaces(metadata.title)),
        _ATOM.updated(f"{latest}T00:00:00Z"),
        *(_ATOM.author(_ATOM.name(plain_spaces(name))) for name in authors or [metadata.title]),
        _ATOM.link(rel="self", type="application/atom+xml", href=f"{url}{FEED}"),
        _ATOM.link(rel="alternate", type="text/html", href=url),
        *entries,
    )
    tree.set("{http://www.w3.org/XML/1998/namespace}lang", metadata.language)
    return _written(tree)


def _entry(url: str, page: str, one: Revision) -> Element:
    day = one.date.isoformat()
    name = hashlib.blake2b(one.what.encode(), digest_size=6).hexdigest()
    return _ATOM.entry(
        _ATOM.id(f"{url}{FEED}#{day}-{name}"),
        _ATOM.title(plain_spaces(one.what)),
        _ATOM.updated(f"{day}T00:00:00Z"),
        _ATOM.link(rel="alternate", type="text/html", href=url + page),
    )


def _written(tree: Element) -> bytes:
    return etree.tostring(tree, encoding="utf-8", xml_declaration=True, pretty_print=True)
