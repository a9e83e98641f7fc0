"""A document as Kobo's own engine wants it (kobolabs' EPUB guidelines; calibre and kepubify agree).

``<p>Il dort. Elle lit.</p>`` → ``<p><span class="koboSpan" id="kobo.1.1">Il dort. </span>…``: marks
and bookmarks hold by these spans, pages are turned by two ``div`` around the text. A note pops up
where its link names its file and it has nine signs: shorter ones are filled with spaces.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import etree

from publish.book import Element, text_of
from publish.characters import NO_BREAK_SPACE
from publish.documents import OPS, XHTML

_SHORTEST = 9
_SENTENCE = re.compile(r".+?(?:[.!?…]+[\s»”’)\]]*(?:\s|$)|$)", re.DOTALL)
_PARAGRAPHS = frozenset(
    "p h1 h2 h3 h4 h5 h6 li dt dd td th caption figcaption blockquote div pre figure".split()
)
_WHOLE = frozenset({"pre", "svg", "math", "audio", "video", "script", "style"})


def for_kobo(text: str, name: str) -> str:
    """Return a document's XHTML with Kobo's spans; ``name``: of its file."""
    root = etree.fromstring(text.encode())
    body = root.find(f"{{{XHTML}}}body")
    if body is None:
        return text
    _lead_to_notes(body, name)
    _Spans().write(body)
    columns = etree.Element(f"{{{XHTML}}}div", {"id": "book-columns"})
    inner = etree.SubElement(columns, f"{{{XHTML}}}div", {"id": "book-inner"})
    inner.extend(list(body))
    body.append(columns)
    written = etree.tostring(
        root, encoding="utf-8", xml_declaration=True, doctype="<!DOCTYPE html>"
    )
    return written.decode()


def _lead_to_notes(body: Element, name: str) -> None:
    for call in body.iter(f"{{{XHTML}}}a"):
        address = str(call.get("href", ""))
        if call.get(f"{{{OPS}}}type") == "noteref" and address.startswith("#"):
            call.set("href", name + address)
    for note in body.iter(f"{{{XHTML}}}aside"):
        lacking = _SHORTEST - len(" ".join(text_of(note).split()))
        if lacking > 0:
            last = list(note)[-1]
            last.append(etree.Element(f"{{{XHTML}}}span"))
            last[-1].text = NO_BREAK_SPACE * lacking


class _Spans:
    """Counts paragraphs, and sentences within them."""

    def __init__(self) -> None:
        self.paragraph, self.sentence = 0, 0

    def write(self, element: Element) -> None:
        """Wrap every sentence and picture below an element, in place."""
        if etree.QName(element).localname in _PARAGRAPHS:
            self.paragraph, self.sentence = self.paragraph + 1, 0
        children = list(element)
        if (text := element.text) and text.strip():
            element.text = None
            for at, span in enumerate(self._sentences(text)):
                element.insert(at, span)
        for child in children:
            if not isinstance(child.tag, str):
                continue
            tail, child.tail = child.tail, None
            if etree.QName(child).localname == "img":
                child = self._around(child)
            elif etree.QName(child).localname not in _WHOLE:
                self.write(child)
            self._write_tail(child, tail)

    def _write_tail(self, element: Element, text: str | None) -> None:
        if not text or not text.strip():
            element.tail = text
            return
        before = element
        for span in self._sentences(text):
            before.addnext(span)
            before = span

    def _sentences(self, text: str) -> Iterator[Element]:
        for found in _SENTENCE.finditer(text):
            span = self._next()
            span.text = found[0]
            yield span

    def _around(self, image: Element) -> Element:
        span = self._next()
        image.addprevious(span)
        span.append(image)
        return span

    def _next(self) -> Element:
        self.paragraph = max(self.paragraph, 1)
        self.sentence += 1
        name = f"kobo.{self.paragraph}.{self.sentence}"
        return etree.Element(f"{{{XHTML}}}span", {"class": "koboSpan", "id": name})
