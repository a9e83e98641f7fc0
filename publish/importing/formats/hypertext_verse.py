"""Verse of HTML: lines parted by ``<br>``, by elements of their own, or the lines of ``<pre>``."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable

from lxml import etree

from publish.importing.formats.hypertext_notes import NOTE
from publish.importing.incoming import Inlines, Verse, VerseLine

_POEM = re.compile(
    r"(?i)^(?:poem|poeme|poésie|poesie|poetry(?:-container)?|verse|verses|vers|stanza|strophe|linegroup|line-?block|lg|z3998:(?:poem|verse))$"
)
_STANZA = re.compile(r"(?i)^(?:stanza|strophe|lg|linegroup|quatrain|tercet|sizain)$")
_LINE = re.compile(r"(?i)^(?:line|verse|vers|l|i\d+|indent\d+|v\d*)$")
_DEPTH = re.compile(r"(?i)^(?:i|indent|in|m)(\d{1,2})$")
_LINES_OF = frozenset("p div span li dd".split())

ReadLine = Callable[[Iterable["etree._Element | str"]], Inlines]


def is_verse(element: etree._Element) -> bool:
    """Whether an element is called a poem or a stanza, and holds lines."""
    names = f"{element.get('class') or ''} {element.get('epub-type') or ''}".split()
    if not any(_POEM.match(name) for name in names):
        return False
    if any(True for _ in element.iter("h1", "h2", "h3", "h4", "table", "ul", "ol")):
        return False
    return element.tag in ("div", "p", "blockquote", "section", "pre", "ul")


def read_verse(element: etree._Element, line: ReadLine) -> Verse:
    """Return the stanzas of a poem; ``line`` makes inlines of the nodes of one line."""
    stanzas: list[list[VerseLine]] = [[]]
    nodes: list[etree._Element | str] = []
    depth = 0

    def end_line() -> None:
        nonlocal depth
        if nodes:
            first = nodes[0] if isinstance(nodes[0], str) else ""
            spaces = len(re.match(r"[ \t\u00a0\u2002\u2003]*", first.lstrip("\n"))[0])  # type: ignore[index]
            white = spaces if "\u00a0" in first or "\u2003" in first or pre else 0
            inner = line(nodes)
            if inner:
                stanzas[-1].append(VerseLine(inner, min(depth or white, 40)))
        nodes.clear()
        depth = 0

    def end_stanza() -> None:
        end_line()
        if stanzas[-1]:
            stanzas.append([])

    pre = element.tag == "pre"

    def text(said: str | None) -> None:
        if not said:
            return
        if not pre:
            if said.strip() or nodes:
                nodes.append(said)
            return
        for n, part in enumerate(said.split("\n")):
            if n:
                if not nodes:
                    end_stanza()
                end_line()
            if part.strip():
                nodes.append(part)

    def walk(holder: etree._Element) -> None:
        nonlocal depth
        text(holder.text)
        for child in holder:
            names = (child.get("class") or "").split()
            if child.tag == "br":
                before = child.getprevious()
                if not nodes and stanzas[-1] and before is not None and before.tag == "br":
                    end_stanza()
                end_line()
            elif child.tag == NOTE:
                nodes.append(_alone(child))
            elif _parts_lines(child, names):
                stanza = (child.tag == "p" and any(True for _ in child.iter("br"))) or any(
                    map(_STANZA.match, names)
                )
                end_stanza() if stanza else end_line()
                found = [int(m[1]) for m in map(_DEPTH.match, names) if m]
                depth = found[0] if found else 0
                walk(child)
                end_stanza() if stanza else end_line()
            elif any(True for _ in child.iter("br")) and child.tag != NOTE:
                _open_lines(child, nodes, end_line)
            else:
                nodes.append(_alone(child))
            text(child.tail)

    walk(element)
    end_line()
    return Verse(tuple(tuple(stanza) for stanza in stanzas if stanza))


def _parts_lines(child: etree._Element, names: list[str]) -> bool:
    if child.tag in ("p", "div", "li", "blockquote", "section", "ul", "dd", "dl", "dt"):
        return True
    return child.tag == "span" and any(map(_LINE.match, names))


def _open_lines(
    child: etree._Element, nodes: list[etree._Element | str], end_line: Callable[[], None]
) -> None:
    """Read an inline element that goes over several lines: each line gets a copy of it."""
    piece = etree.Element(str(child.tag), dict(child.attrib))
    piece.text = child.text
    for inner in child:
        if inner.tag == "br":
            nodes.append(piece)
            end_line()
            piece = etree.Element(str(child.tag), dict(child.attrib))
            piece.text = inner.tail
        else:
            copied = _alone(inner)
            copied.tail = inner.tail
            piece.append(copied)
    nodes.append(piece)


def _alone(element: etree._Element) -> etree._Element:
    from copy import deepcopy

    copied = deepcopy(element)
    copied.tail = None
    return copied
