"""Writes the roles of EPUB Indexes 1.0 into an index.

``<li><span class="term">Lénine</span>, <a class="locator" …>12-14</a></li>`` →
``<li epub:type="index-entry"><span epub:type="index-term">…</span>,
<span epub:type="index-locator-list"><a epub:type="index-locator-range">…</a></span></li>``
"""

from __future__ import annotations

import re

from lxml import etree

from publish.book import Element
from publish.book.vocabulary import LOCATOR, SEE, TERM, classes, has_class
from publish.documents.markers import OPS

_TYPE = f"{{{OPS}}}type"
_BY_TAG = {"ul": "index-entry-list", "li": "index-entry"}
_BY_CLASS = {"letter": "index-group", TERM: "index-term"}
_RANGE = re.compile(r"\d+\D\d+")


def write_index_roles(body: Element) -> None:
    """Write the roles in place."""
    for element in list(body.iter()):
        names = classes(element)
        kind = _BY_TAG.get(str(element.tag)) or next(
            (_BY_CLASS[name] for name in names if name in _BY_CLASS), None
        )
        if kind:
            element.set(_TYPE, kind)
        if LOCATOR in names:
            ranged = _RANGE.fullmatch(element.text or "")
            element.set(_TYPE, "index-locator-range" if ranged else "index-locator")
        if SEE in names:
            _cross_references(element)
    for item in body.iter("li"):
        _gather_locators(item)


def _cross_references(span: Element) -> None:
    """“Voir” sends to the preferred entry, “voir aussi” to a related one."""
    before = span.getprevious()
    after_term = before is not None and has_class(before, TERM)
    kind = "index-xref-preferred" if after_term else "index-xref-related"
    for link in span.iter("a"):
        link.set(_TYPE, kind)


def _gather_locators(item: Element) -> None:
    found = [e for e in item if has_class(e, LOCATOR)]
    if not found:
        return
    holder = etree.Element("span", {_TYPE: "index-locator-list"})
    found[0].addprevious(holder)
    holder.extend(found)
    holder.tail, found[-1].tail = found[-1].tail, None
