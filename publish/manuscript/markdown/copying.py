"""HTML → lxml, without what a manuscript may not hold.

``<b onclick="…">Un</b>`` → ``<b>Un</b>``, and a refusal
"""

from __future__ import annotations

import re
import xml.etree.ElementTree as ElementTree
from dataclasses import dataclass, field
from io import StringIO

import tinyhtml5
from lxml import etree

from publish.book import BLOCK_LEVEL, Element, blocks
from publish.book.vocabulary import LINE
from publish.manuscript.allowed import Refusal, admit, admitted_attributes, as_books_have
from publish.manuscript.markdown.tree_builder import RUN

_NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
DEEPEST = 100
"""Elements within one another: readers of XML follow 256, and books have some ten."""
_NUMBER = re.compile(r"[0-9]{1,7}")


@dataclass(slots=True)
class Copier:
    """Copies parsed HTML into lxml; ``comments``: whether they come over."""

    comments: bool
    refusals: list[Refusal] = field(default_factory=list)

    def tree(self, html: str, root: str) -> Element:
        """Return HTML as one element; every block of it knows its line.

        Raises RecursionError for elements deeper in one another than any reader of XML follows.
        """
        page = StringIO(f"<!DOCTYPE html><body>{html}")  # a string might be taken for a file's name
        parsed = tinyhtml5.parse(page, namespace_html_elements=False)
        tree = etree.Element(root)
        body = parsed.find("body")
        if body is not None:
            self._copy(body, tree, 0)
        _number_lines(tree)
        return tree

    def _copy(self, source: ElementTree.Element, target: Element, depth: int) -> None:
        if depth > DEEPEST:
            raise RecursionError(depth)
        _append_text(target, source.text)
        for child in source:
            if not isinstance(child.tag, str):
                if self.comments:
                    target.append(_comment(child.text or ""))
            elif child.tag == RUN:
                if target.get(LINE) is None and _NUMBER.fullmatch(child.get(LINE, "")):
                    target.set(LINE, child.get(LINE, ""))
                self._copy(child, target, depth + 1)
            else:
                self._copy_element(child, target, depth)
            _append_text(target, child.tail)

    def _copy_element(self, child: ElementTree.Element, target: Element, depth: int) -> None:
        tag, given = as_books_have(child.tag, child.attrib)
        if refusal := admit(tag):
            self.refusals.append(refusal)
            return
        copy = etree.SubElement(target, tag)
        attributes, refusals = admitted_attributes(tag, given)
        self.refusals += refusals
        for name, value in attributes.items():
            copy.set(name, _NOT_XML.sub("", value))
        self._copy(child, copy, depth + 1)


def _comment(text: str) -> Element:
    """Return a comment that XML takes: only signs it knows, no two hyphens, none last."""
    text = re.sub("-(?=-)", "- ", _NOT_XML.sub("", text))
    return etree.Comment(text + " " if text.endswith("-") else text)


def _number_lines(tree: Element) -> None:
    """Leave its line to every block that holds text, and to no other element."""
    holding = set(blocks(tree))
    line = "1"
    for element in tree.iter(etree.Element):
        line = element.get(LINE, line)
        if element in holding:
            element.set(LINE, line)
        elif element.get(LINE) is not None and element.tag in BLOCK_LEVEL:
            del element.attrib[LINE]


def _append_text(element: Element, text: str | None) -> None:
    """Add text at the end of an element, after its last child."""
    if not text:
        return
    text = _NOT_XML.sub("", text)
    if len(element):
        element[-1].tail = (element[-1].tail or "") + text
    else:
        element.text = (element.text or "") + text
