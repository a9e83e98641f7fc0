"""Verses get their numbers, each fifth or as a text asks, one of several speakers counted once.

``… un doute.<br/>`` → ``… un doute.<span class="fill"/><span class="verse-number">5</span><br/>``
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from lxml import etree

from publish.book import Book, Element, each_tree
from publish.book.vocabulary import FILL, SHARED, THEATRE, VERSE_NUMBER, has_class, poem_of

FIRST = "first"
NUMBERS = "numbers"
_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})


@dataclass(frozen=True, slots=True)
class _VerseEnd:
    """Where a verse ends: before a forced line end, or with its stanza (``br`` is None)."""

    stanza: Element
    br: Element | None
    shared: bool


def number_verses(book: Book) -> Book:
    """Write the numbers into the bodies; those of each poem, or of a play, begin anew."""
    every = book.metadata.verse.numbers
    if not every and not any(_asks(section.body) for section in book.sections):
        return book
    book = each_tree(book)
    for section in book.sections:
        _number_body(section.body, every)
        for element in section.body.iter("div", *_HEADINGS):
            element.attrib.pop(FIRST, None)
            element.attrib.pop(NUMBERS, None)
    return book


def _asks(body: Element) -> bool:
    return any(e.get(NUMBERS) or e.get(FIRST) for e in body.iter("div", *_HEADINGS))


def _number_body(body: Element, every: int) -> None:
    count, scope = 0, body
    for element in list(body.iter("div", "p", *_HEADINGS)):
        if element.tag in _HEADINGS and not _in_play(element):
            count = 0
        if poem_of(element) is None or element.tag != "p" or _is_quoted(element):
            continue
        holder = next((e for e in element.iterancestors() if e.get(NUMBERS) or e.get(FIRST)), body)
        if holder is not scope:
            count, scope = int(holder.get(FIRST, "1")) - 1, holder
        by = int(holder.get(NUMBERS, every))
        for end in list(_ends(element)):
            if not (end.shared and count):
                count += 1
            if by and count % by == 0 and not end.shared:  # it stands where it begins
                _write(end, count)


def _in_play(element: Element) -> bool:
    return any(has_class(e, THEATRE) for e in element.iterancestors())


def _is_quoted(stanza: Element) -> bool:
    return any(True for _ in stanza.iterancestors("blockquote"))


def _ends(stanza: Element) -> Iterator[_VerseEnd]:
    shared = False
    for element in stanza.iter():
        shared = shared or has_class(element, SHARED)
        if element.tag == "br":
            yield _VerseEnd(stanza, element, shared)
            shared = False
    yield _VerseEnd(stanza, None, shared)


def _write(end: _VerseEnd, count: int) -> None:
    number = etree.Element("span", {"class": VERSE_NUMBER})
    number.text = str(count)
    for element in (etree.Element("span", {"class": FILL}), number):
        if end.br is None:
            end.stanza.append(element)
        else:
            end.br.addprevious(element)
