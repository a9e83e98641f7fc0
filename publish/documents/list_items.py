"""The marks of lists that no style sheet sets everywhere, written into their items.

``<ol class="paren" type="a"><li>Un</li></ol>`` → ``<li><span class="marker">a)</span> Un</li>``
"""

from __future__ import annotations

from lxml import etree

from publish.book import Element
from publish.book.list_marks import PAREN, PARENS, item_marks
from publish.book.vocabulary import MARKER, has_class


def write_marks(body: Element) -> None:
    """Write the marks of lists between brackets into their items."""
    for items in body.iter("ol"):
        if has_class(items, PAREN) or has_class(items, PARENS):
            _write(items)


def _write(items: Element) -> None:
    for item, said in item_marks(items):
        within = len(item) > 0 and item[0].tag == "p" and not (item.text or "").strip()
        holder = item[0] if within else item
        mark = etree.Element("span", {"class": MARKER})
        mark.text, mark.tail = said, f" {(holder.text or '').lstrip()}"
        holder.text = None
        holder.insert(0, mark)
