"""The styles of an OpenDocument file, each with what it inherits."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from lxml import etree

from publish.importing.incoming import Emphasis

_NS = "urn:oasis:names:tc:opendocument:xmlns:"
STYLE, FO, TEXT = (f"{{{_NS}{name}:1.0}}" for name in ("style", "xsl-fo-compatible", "text"))
_LEFT_OF_A_QUOTATION = 0.7
"""Of a left margin, in centimetres: more is a quotation."""


_UNSAFE = re.compile("_([0-9a-f]{2,4})_")
"""How signs are written that the name of a style may not hold."""


class OpenStyles:
    """Looks up what styles say, their parents' words included."""

    def __init__(self, roots: Iterable[etree._Element | None]) -> None:
        self._styles: dict[str, etree._Element] = {}
        self._lists: dict[str, etree._Element] = {}
        self._language = "fr"
        for root in roots:
            if root is None:
                continue
            for one in root.iter(f"{STYLE}style"):
                self._styles[str(one.get(f"{STYLE}name"))] = one
            for one in root.iter(f"{TEXT}list-style"):
                self._lists[str(one.get(f"{STYLE}name"))] = one
            for one in root.iter(f"{STYLE}default-style"):
                if one.get(f"{STYLE}family") == "paragraph":
                    found = one.find(f"{STYLE}text-properties")
                    if found is not None and found.get(f"{FO}language"):
                        self._language = str(found.get(f"{FO}language"))

    def _chain(self, name: str) -> Iterator[etree._Element]:
        seen: set[str] = set()
        while name and name not in seen and name in self._styles:
            seen.add(name)
            yield self._styles[name]
            name = str(self._styles[name].get(f"{STYLE}parent-style-name") or "")

    def _said(self, name: str, properties: str, key: str, own: bool = False) -> str:
        for n, one in enumerate(self._chain(name)):
            if own and n and not _is_automatic(self._styles[name]):
                break
            found = one.find(f"{STYLE}{properties}-properties")
            if found is not None and found.get(key):
                return str(found.get(key))
        return ""

    def names(self, name: str) -> Iterator[str]:
        """Yield the names that a style and its parents are shown by."""
        if name not in self._styles:
            yield name.replace("_20_", " ")
        for one in self._chain(name):
            shown = str(one.get(f"{STYLE}display-name") or one.get(f"{STYLE}name"))
            yield _UNSAFE.sub(lambda found: chr(int(found[1], 16)), shown)

    def align(self, name: str) -> str:
        said = self._said(name, "paragraph", f"{FO}text-align")
        return {"center": "center", "end": "right", "right": "right"}.get(said, "")

    def breaks(self, name: str) -> bool:
        """Whether a paragraph begins a page."""
        chain = list(self._chain(name))
        master = bool(chain) and bool(chain[0].get(f"{STYLE}master-page-name"))
        return master or self._said(name, "paragraph", f"{FO}break-before") == "page"

    def ruled(self, name: str) -> bool:
        """Whether an empty paragraph is a horizontal line."""
        return any(one.casefold() == "horizontal line" for one in self.names(name))

    def indented(self, name: str) -> bool:
        left = _centimetres(self._said(name, "paragraph", f"{FO}margin-left"))
        right = _centimetres(self._said(name, "paragraph", f"{FO}margin-right"))
        return left > _LEFT_OF_A_QUOTATION and right > _LEFT_OF_A_QUOTATION / 2

    def of_text(self, name: str) -> set[Emphasis]:
        """Return in which ways a style of words stands out."""
        return self._looks(name)

    def of_paragraph(self, name: str) -> set[Emphasis]:
        """Return in which ways all words of a paragraph stand out."""
        return self._looks(name) - {Emphasis.BOLD} if name else set()

    def _looks(self, name: str) -> set[Emphasis]:
        def said(key: str) -> str:
            return self._said(name, "text", key)

        found = set()
        if said(f"{FO}font-style") in ("italic", "oblique"):
            found.add(Emphasis.ITALIC)
        if said(f"{FO}font-weight") in ("bold", "600", "700", "800", "900"):
            found.add(Emphasis.BOLD)
        if said(f"{FO}font-variant") == "small-caps":
            found.add(Emphasis.SMALL_CAPITALS)
        position = said(f"{STYLE}text-position")
        if position.startswith("super") or re.match("[1-9]", position):
            found.add(Emphasis.SUPERIOR)
        if position.startswith(("sub", "-")):
            found.add(Emphasis.INFERIOR)
        if said(f"{STYLE}text-line-through-style") not in ("", "none"):
            found.add(Emphasis.STRUCK)
        if said(f"{STYLE}text-underline-style") not in ("", "none"):
            found.add(Emphasis.UNDERLINED)
        if any(one in ("Emphasis", "Accentuation") for one in self.names(name)):
            found.add(Emphasis.ITALIC)
        if any(one in ("Internet link", "Visited Internet Link") for one in self.names(name)):
            found.discard(Emphasis.UNDERLINED)
        return found

    def lang(self, name: str) -> str:
        """Return the language of words in a style, "" where it is the file's own."""
        said = self._said(name, "text", f"{FO}language")
        return "" if said in ("", "none", "zxx", "fr", self._language) else said

    def numbered(self, name: str) -> bool:
        found = self._lists.get(name)
        if found is None:
            return False
        first = next(found.iterchildren(etree.Element), None)
        return first is not None and first.tag == f"{TEXT}list-level-style-number"


def _is_automatic(style: etree._Element) -> bool:
    parent = style.getparent()
    return parent is not None and str(parent.tag).endswith("automatic-styles")


def _centimetres(length: str) -> float:
    units = {"cm": 1.0, "mm": 0.1, "in": 2.54, "pt": 0.0353}
    try:
        return float(length[:-2]) * units.get(length[-2:], 0.0)
    except ValueError:
        return 0.0
