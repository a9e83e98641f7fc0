"""Long documents → several files: old readers on paper-like screens choke on large ones.

``essai.xhtml`` of 900 KB → ``essai.xhtml``, ``essai.2.xhtml``…, each under the limit, begun at a
title where one is near; notes stand in the file of their call, and links find their targets.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from copy import deepcopy
from dataclasses import replace
from posixpath import basename
from typing import Final

from lxml import etree

from publish.book import Element
from publish.documents.document import AROUND, Document

MOST: Final = 250_000
"""Bytes of a file; calibre splits at 260,000 for the same readers."""

_TITLES: Final = frozenset({"h2", "h3", "header"})
_WORTH: Final = 0.6  # of the limit: from here on a title is a better place to cut than the end


def divided(documents: Iterable[Document], most: int = MOST) -> tuple[Document, ...]:
    """Return the documents, those above ``most`` bytes as several."""
    whole = tuple(documents)
    parts = tuple(part for one in whole for part in _divided(one, most))
    if len(parts) == len(whole):
        return whole
    homes = {name: basename(part.path) for part in parts for name in part.ids}
    return tuple(_linked(part, homes) for part in parts)


def _divided(document: Document, most: int) -> Iterator[Document]:
    size = len(etree.tostring(document.tree, encoding="utf-8"))
    if size <= most:
        yield document
        return
    tree = deepcopy(document.tree)
    lines = dict(document.lines)
    told = {
        element: lines[number]
        for number, element in enumerate(tree.iter("*"), AROUND + document.spoken)
        if number in lines
    }
    notes = tree.find("section[@class='notes']")
    if notes is not None:
        tree.remove(notes)
    for count, blocks in enumerate(_groups(list(tree), most), 1):
        section = etree.Element(str(tree.tag), dict(tree.attrib), nsmap=tree.nsmap)
        if count > 1:
            section.set("id", f"{document.id}.{count}")
            section.attrib.pop("role", None)  # one chapter, not several
        section.extend(blocks)
        if notes is not None:
            _take_notes(section, notes)
        yield _part(document, section, count, told)


def _groups(blocks: Sequence[Element], most: int) -> Iterator[list[Element]]:
    """Yield runs of blocks that a file can hold; a block larger than one stands alone."""
    group: list[Element] = []
    held = 0
    for block in blocks:
        size = len(etree.tostring(block, encoding="utf-8"))
        at_title = block.tag in _TITLES and held > most * _WORTH
        if group and (held + size > most or at_title):
            yield group
            group, held = [], 0
        group.append(block)
        held += size
    if group:
        yield group


def _take_notes(section: Element, notes: Element) -> None:
    """Move the notes that a part calls behind its text."""
    called = {
        str(call.get("href"))[1:] for call in section.iter("a") if call.get("role") == "doc-noteref"
    }
    own = [aside for aside in notes if aside.get("id") in called]
    if own:
        etree.SubElement(section, "section", dict(notes.attrib)).extend(own)


def _part(document: Document, section: Element, count: int, told: dict[Element, int]) -> Document:
    ids = frozenset(str(name) for name in section.xpath(".//@id | ./@id"))
    number = f".{count}" if count > 1 else ""
    return replace(
        document,
        id=f"{document.id}{number}",
        path=f"{document.path.removesuffix('.xhtml')}{number}.xhtml",
        tree=section,
        ids=ids,
        pages=tuple((folio, name) for folio, name in document.pages if name in ids),
        lines=tuple(
            (n, told[element])
            for n, element in enumerate(section.iter("*"), AROUND + document.spoken)
            if element in told
        ),
    )


def _linked(document: Document, homes: dict[str, str]) -> Document:
    """Point a document's links at the files that hold their targets now."""
    tree = deepcopy(document.tree)
    for link in tree.iter("a"):
        _, sharp, name = str(link.get("href", "")).partition("#")
        if sharp and "://" not in str(link.get("href")) and name in homes:
            home = homes[name]
            link.set("href", f"#{name}" if name in document.ids else f"{home}#{name}")
    return replace(document, tree=tree)
