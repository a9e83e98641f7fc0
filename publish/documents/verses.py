"""Verse as screens show it: an element a verse, so that what is too long for its line hangs.

``<p>Un<br/>deux</p>`` → ``<p><span class="verse-line">Un</span><br/><span class="verse-line">…``;
the line ends stay for who reads without styles, and the styles hide them.
"""

from __future__ import annotations

from math import ceil

from lxml import etree

from publish.book import Element, text_of
from publish.book.tree_pieces import each_line, put_in, taken_out
from publish.book.vocabulary import (
    FILL,
    INDENT,
    INDENTS,
    SHARED,
    STEPS,
    VERSE_LINE,
    VERSE_NUMBER,
    VERSETS,
    classes,
    has_class,
    poem_of,
)

_SIGN = 0.44  # ems that a sign is wide, on an average
_STEP = 2.0  # ems


def write_verses(body: Element) -> None:
    """Give each verse of a body and its notes an element of its own, in place."""
    before = 0
    for stanza in list(body.iter("p", "h2", "h3")):
        if stanza.tag != "p":
            before = 0
        elif poem_of(stanza) is not None or _is_verset(stanza):
            before = _write(stanza, before)


def _is_verset(stanza: Element) -> bool:
    return not classes(stanza) and any(has_class(e, VERSETS) for e in stanza.iterancestors("div"))


def _write(stanza: Element, before: int) -> int:
    """Write the verses of a stanza; return the signs of the last, with those it goes on from."""
    lines = each_line(stanza)
    taken_out(stanza)
    for n, line in enumerate(lines):
        verse = etree.Element("span", {"class": VERSE_LINE})
        shown, before = _placed(line, before)
        if shown:
            verse.set("class", f"{VERSE_LINE} {shown}")
        put_in(stanza, [etree.Element("br"), verse] if n else [verse])
        put_in(verse, taken_out(line))
    return before


def _placed(line: Element, before: int) -> tuple[str, int]:
    """Take what places a verse out of it: its indent, its number's gap; return its class, and the
    signs up to its end."""
    said = len(text_of(line).strip())
    shown = ""
    for element in list(line.iter("span")):
        if has_class(element, INDENT):
            shown = INDENTS[min(ceil(len(text_of(element)) / 2), len(INDENTS)) - 1]
        elif has_class(element, SHARED) and before:
            shown = STEPS[min(ceil(before * _SIGN / _STEP), len(STEPS)) - 1]
            said += before + 1
        elif has_class(element, VERSE_NUMBER):
            element.set("aria-hidden", "true")
            _drop(element)
            line.insert(0, element)
            element.tail, line.text = f" {line.text or ''}", None  # a word of its own, if copied
        if has_class(element, INDENT) or has_class(element, FILL):
            _drop(element)
    return shown, said


def _drop(element: Element) -> None:
    """Take an element out of the tree and leave its tail."""
    tail, element.tail = element.tail, None
    before, holder = element.getprevious(), element.getparent()
    assert holder is not None
    holder.remove(element)
    if before is not None:
        before.tail = (before.tail or "") + (tail or "")
    else:
        holder.text = (holder.text or "") + (tail or "")
