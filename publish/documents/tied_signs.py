"""Signs that no line may begin with, tied to the letter before them.

In the cells of tables, and behind words that are longer than a telephone's line of large type, a
word is broken anywhere rather than cut, and engines then take the place before an unbreakable
space too: ``peut-être_?`` → ``peut-êtr<span class="tied">e_?</span>``.
"""

from __future__ import annotations

import re

from lxml import etree

from publish.book import Element, blocks, text_nodes
from publish.characters import FINE_SPACE, NO_BREAK_SPACE

TIED = "tied"
_SPACES = FINE_SPACE + NO_BREAK_SPACE
_SIGNS = rf"[^\s{_SPACES}](?:[{_SPACES}]?[»;:!?])+"
_IN_CELL, _BEHIND_LONG = re.compile(_SIGNS), re.compile(rf"(?<=\S{{11}}){_SIGNS}")
_CELLS = frozenset({"td", "th", "caption"})


def tie_signs(body: Element) -> None:
    """Tie the signs in place."""
    for block in list(blocks(body)):
        signs = _IN_CELL if block.tag in _CELLS else _BEHIND_LONG
        for node in list(text_nodes(block)):
            found = list(signs.finditer(node.text))
            if not found:
                continue
            opening, spans = node.text[: found[0].start()], _spans(node.text, found)
            if node.tail:
                holder, node.owner.tail = node.owner.getparent(), opening
                at = holder.index(node.owner) + 1 if holder is not None else 0
            else:
                holder, node.owner.text, at = node.owner, opening, 0
            if holder is not None:
                holder[at:at] = spans


def _spans(text: str, found: list[re.Match[str]]) -> list[Element]:
    """Return what is tied, each with the text up to the next behind it."""
    ends = [*(one.start() for one in found[1:]), len(text)]
    spans = []
    for one, end in zip(found, ends, strict=True):
        span = etree.Element("span", {"class": TIED})
        span.text, span.tail = one[0], text[one.end() : end]
        spans.append(span)
    return spans
