"""Markdown → lxml tree of XHTML elements without a namespace.

Python-Markdown lets raw HTML through as it stands, so its output is read as a browser would read
it (tinyhtml5), and only listed elements and attributes enter the tree.

``*Quoi* ?`` → ``<section><p><em>Quoi</em> ?</p></section>``
"""

from __future__ import annotations

import re
import xml.etree.ElementTree as ElementTree
from dataclasses import dataclass, field

import tinyhtml5
from lxml import etree
from markdown import Markdown
from markdown.extensions import Extension
from markdown.treeprocessors import Treeprocessor

from publish.book import Element
from publish.manuscript.allowed import Refusal, admit, admitted_attributes
from publish.manuscript.notes import CallExtension, Definition, take_definitions

EXTENSIONS = (
    "attr_list",
    "def_list",
    "md_in_html",
    "sane_lists",
    "tables",
    "pymdownx.blocks.html",
    "pymdownx.bracketspan",
    "pymdownx.caret",
)

_ATTRIBUTES = re.compile(r"\{:?[^}\n]+\}")
_NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


@dataclass(frozen=True, slots=True)
class Fragment:
    """Parsed Markdown: the text's tree, and for each note definition its tree."""

    body: Element
    notes: tuple[tuple[Definition, Element], ...]
    text: str
    """The Markdown without its definitions; lines keep their numbers."""
    refusals: tuple[Refusal, ...] = ()


def parse(markdown: str, *, comments: bool = False) -> Fragment:
    """Parse Markdown into a ``<section>`` and one ``<div>`` for each note definition.

    Calls of undefined notes stay as text. HTML comments are dropped unless asked for.
    """
    text, definitions = take_definitions(markdown)
    converter = Markdown(
        extensions=[
            *EXTENSIONS,
            CallExtension(frozenset(d.label for d in definitions)),
            BareTitles(),
        ],
        output_format="xhtml",
    )
    copier = _Copier(comments)
    body = copier.tree(converter.convert(text), "section")
    notes = tuple(
        (d, copier.tree(converter.reset().convert(d.markdown), "div")) for d in definitions
    )
    return Fragment(body, notes, text, tuple(copier.refusals))


class BareTitles(Extension):
    """Reads ``# {.dedication}``, a title of attributes alone, as a title with attributes."""

    def extendMarkdown(self, md: Markdown) -> None:
        # Behind the inline patterns (20), before attr_list (8), which wants a space before them.
        md.treeprocessors.register(_BareTitles(md), "bare_titles", 15)


class _BareTitles(Treeprocessor):
    def run(self, root: ElementTree.Element) -> None:
        for title in root.iter("h1"):
            if title.text and _ATTRIBUTES.fullmatch(title.text):
                title.text = f" {title.text}"


@dataclass(slots=True)
class _Copier:
    """Copies a parsed fragment into lxml, leaving out what a manuscript may not hold."""

    comments: bool
    refusals: list[Refusal] = field(default_factory=list)

    def tree(self, html: str, root: str) -> Element:
        parsed = tinyhtml5.parse(f"<!DOCTYPE html><body>{html}", namespace_html_elements=False)
        tree = etree.Element(root)
        body = parsed.find("body")
        if body is not None:
            self._copy(body, tree)
        return tree

    def _copy(self, source: ElementTree.Element, target: Element) -> None:
        _append_text(target, source.text)
        for child in source:
            if not isinstance(child.tag, str):
                if self.comments:
                    target.append(etree.Comment((child.text or "").replace("--", "- -")))
            elif refusal := admit(child.tag):
                self.refusals.append(refusal)
            else:
                copy = etree.SubElement(target, child.tag)
                attributes, refusals = admitted_attributes(child.tag, child.attrib)
                self.refusals += refusals
                for name, value in attributes.items():
                    copy.set(name, _NOT_XML.sub("", value))
                self._copy(child, copy)
            _append_text(target, child.tail)


def _append_text(element: Element, text: str | None) -> None:
    """Add text at the end of an element, after its last child."""
    if not text:
        return
    text = _NOT_XML.sub("", text)
    if len(element):
        element[-1].tail = (element[-1].tail or "") + text
    else:
        element.text = (element.text or "") + text
