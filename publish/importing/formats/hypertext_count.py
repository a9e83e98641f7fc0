"""The words of HTML counted by its tree alone, whatever a reader makes of it."""

from __future__ import annotations

import re

from lxml import etree

from publish.importing.word_proof import Count

HOLDERS = frozenset(
    "body div section article main header footer center form fieldset details summary address "
    "hgroup aside nav figure noscript tbody".split()
)
BLOCKS = HOLDERS | frozenset(
    "p h1 h2 h3 h4 h5 h6 blockquote ul ol dl table hr pre li dt dd figcaption caption tr td th "
    "thead tfoot".split()
)
SILENT = frozenset(
    "script style head template iframe object embed svg math button input select textarea audio "
    "video map".split()
)
_NUMBER = r"\s*[\[(]?(?:\d{1,4}[a-z]?|[*†‡]+|[a-z])[\])]?\s*"
"""A call of a note: it is no part of the word before it."""


def count_tree(root: etree._Element) -> Count:
    """Count the words that a tree holds outside of its head and scripts, block by block."""
    said: list[str] = []
    struck: list[str] = []

    def walk(element: etree._Element) -> None:
        if not isinstance(element.tag, str) or element.tag in SILENT:
            return
        if element.tag in BLOCKS or element.tag == "br":
            said.append("\n")
        link = element.tag == "a" and (element.get("href") or "").startswith("#")
        calls = link and re.fullmatch(_NUMBER, "".join(element.itertext()))
        said.append(" " if calls else "")
        said.append(re.sub(r"\s+", " ", element.text or ""))
        for child in element:
            if child.tag in ("del", "s", "strike"):
                struck.append("".join(child.itertext()))  # no part of the words beside it
            else:
                walk(child)
            said.append(re.sub(r"\s+", " ", child.tail or ""))
        said.append(" " if calls else "")
        if element.tag in BLOCKS:
            said.append("\n")

    walk(root)
    shown = [*root.iter("img")]
    described = tuple(alt for one in shown if (alt := (one.get("alt") or "").strip()))
    tables = sum(1 for _ in root.iter("table"))
    called = ("noteref", "doc-noteref")
    notes = sum(1 for a in root.iter("a") if {a.get("epub-type"), a.get("role")} & set(called))
    lines = tuple(line for line in "\n".join(("".join(said), *struck)).split("\n") if line.strip())
    return Count(lines, notes, len(shown), tables, described)


def words_in(element: etree._Element) -> str:
    """Return the words of an element, a line for each of its blocks and lines."""
    if element.tag == "pre":
        return "\n".join(" ".join(line.split()) for line in "".join(element.itertext()).split("\n"))
    return "\n".join(count_tree(element).paragraphs)
