"""The index as it is printed: subentries run in, or a head for those that go on in another column.

``<li>Lénine, 12<ul><li>exil, 15</li></ul></li>`` → ``<li>Lénine, 12 ; exil, 15</li>``, or the same
with ``<p class="continued">Lénine (suite)</p>`` before the list, which composition sets where a
column begins within it.
"""

from __future__ import annotations

from copy import deepcopy

from lxml import etree

from publish.book import Element
from publish.book.vocabulary import ADDED, CONTINUED, TERM, has_class
from publish.characters import NO_BREAK_SPACE


def set_subentries(body: Element, continued: str, *, run_in: bool) -> None:
    """Change an index in place; ``continued``: what is said behind an entry that goes on."""
    for item in [one for one in body.iter("li") if one.find("ul") is not None]:
        below = item.find("ul")
        assert below is not None
        if run_in:
            _run_in(item, below)
        else:
            below.addprevious(_head(item, continued))


def _head(item: Element, continued: str) -> Element:
    head = etree.Element("p", {"class": f"{ADDED} {CONTINUED}"})
    term = next(e for e in item if has_class(e, TERM))
    copy = deepcopy(term)
    copy.tail = f"{NO_BREAK_SPACE}{continued}"
    head.append(copy)
    return head


def _run_in(item: Element, below: Element) -> None:
    """Move subentries behind their entry, parted by semicolons; by a colon from a bare term."""
    bare = len(item) == 2
    item.remove(below)
    for sub in below:
        sign = etree.SubElement(item, "span", {"class": ADDED})
        sign.text = f"{NO_BREAK_SPACE}{':' if bare else ';'} "
        place = etree.SubElement(item, "span", {"id": sub.get("id", "")})
        place.text = sub.text
        place.extend(list(sub))
        bare = False
