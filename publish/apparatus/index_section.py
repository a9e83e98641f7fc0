"""The index as a section: letter groups, entries, subentries, cross-references, locators.

Each page stands once, consecutive pages make a range, an occurrence in a note reads ``45 n. 3``,
principal passages are bold (RULES.md 12). Entries 3 on pages 12, 13, 13 → ``Lénine, 12-13``.
"""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import groupby

from lxml import etree
from pyuca import Collator

from publish.apparatus.locators import Locator, Occurrence, label, locators
from publish.apparatus.terms import Terms, terms
from publish.book import Book, Element, Entry, Kind, Section
from publish.typography import set_trees, setting

_EMPHASIS = re.compile(r"\*(.+?)\*")


@dataclass(frozen=True, slots=True)
class _Line:
    """One entry as it will stand: its number, what it says and what hangs below it."""

    number: int
    entry: Entry
    locators: tuple[Locator, ...]
    children: tuple[_Line, ...]


def index_section(book: Book, folios: Mapping[str, int]) -> Section | None:
    """Return the index, or None for a book without entries.

    ``folios`` gives the folio of the page on which each anchor stands; an anchor that is not in it
    has no locator yet.
    """
    if not book.entries:
        return None
    words = terms(book.metadata.language)
    body = etree.Element("section", {"class": "index", "id": Kind.INDEX})
    etree.SubElement(body, "h1").text = words.index
    for letter, lines in groupby(_lines(book, folios), lambda line: _letter(line.entry)):
        group = etree.SubElement(body, "div", {"class": "letter"})
        etree.SubElement(group, "h2").text = letter
        _write(etree.SubElement(group, "ul"), lines, words, _numbers(book))
    metadata = book.metadata
    set_trees([body], setting(metadata.profile, metadata.typography), language=metadata.language)
    return Section(Kind.INDEX, Kind.INDEX, words.index, body)


@cache
def _collator() -> Collator:
    return Collator()  # reads 0.3 s of tables


def _numbers(book: Book) -> dict[str, int]:
    return {entry.heading: n for n, entry in enumerate(book.entries)}


def _lines(book: Book, folios: Mapping[str, int]) -> list[_Line]:
    """Return the entries in alphabetical order, subentries below theirs."""
    found = occurrences(book)
    below: dict[str, list[int]] = defaultdict(list)
    for n, entry in enumerate(book.entries):
        below[entry.under].append(n)
    key = _collator().sort_key

    def lines(heading: str) -> tuple[_Line, ...]:
        order = sorted(below[heading], key=lambda n: key(sort_text(book.entries[n])))
        return tuple(
            _Line(
                n,
                book.entries[n],
                tuple(locators(found[n], folios)),
                lines(book.entries[n].heading) if not book.entries[n].under else (),
            )
            for n in order
        )

    return list(lines(""))


def occurrences(book: Book) -> dict[int, list[Occurrence]]:
    """Return the marked occurrences of each entry, in reading order."""
    found: dict[int, list[Occurrence]] = defaultdict(list)
    for section in book.sections:
        for tree, note in [(section.body, ""), *((n.body, n.number) for n in section.notes)]:
            for mark in tree.iter("a"):
                if mark.get("class") == "mark":
                    entry = int(mark.get("data-entry", "0"))
                    main = mark.get("data-main") is not None
                    found[entry].append(Occurrence(mark.get("id", ""), note, main))
    return found


def sort_text(entry: Entry) -> str:
    """Return what an entry is sorted by."""
    return (entry.sort or _EMPHASIS.sub(r"\1", entry.heading)).strip("«»“”[]( ")


def _letter(entry: Entry) -> str:
    """Return the capital an entry stands under: É under E, œ under O, figures under #."""
    first = unicodedata.normalize("NFD", sort_text(entry))[:1].upper()
    first = {"Œ": "O", "Æ": "A"}.get(first, first)
    return first if first.isalpha() else "#"


def _write(
    parent: Element, lines: Iterator[_Line] | Sequence[_Line], words: Terms, numbers: dict[str, int]
) -> None:
    for line in lines:
        item = etree.SubElement(parent, "li", {"id": f"entry-{line.number}"})
        _append_marked_up(etree.SubElement(item, "span", {"class": "term"}), line.entry.heading)
        if line.locators:
            _write_locators(item, line.locators, words)
        for name, targets in ((words.see, line.entry.see), (words.see_also, line.entry.see_also)):
            if targets:
                _write_references(item, name, targets, numbers)
        if line.children:
            _write(etree.SubElement(item, "ul"), line.children, words, numbers)


def _write_locators(item: Element, found: Sequence[Locator], words: Terms) -> None:
    for locator in found:
        item[-1].tail = ", "
        kind = "locator main" if locator.main else "locator"
        link = etree.SubElement(item, "a", {"class": kind, "href": f"#{locator.anchor}"})
        link.text = label(locator, words.note_locator)


def _write_references(
    item: Element, name: str, targets: Sequence[str], numbers: dict[str, int]
) -> None:
    """Write ``, voir X`` after a bare term, ``. Voir aussi X ; Y`` after locators."""
    after_term = item[-1].get("class") == "term"
    item[-1].tail = ", " if after_term else ". "
    span = etree.SubElement(item, "span", {"class": "see"})
    etree.SubElement(span, "em").text = name if after_term else name[:1].upper() + name[1:]
    for n, target in enumerate(targets):
        span[-1].tail = " ; " if n else " "
        link = etree.SubElement(span, "a", {"href": f"#entry-{numbers[target]}"})
        _append_marked_up(link, target)


def _append_marked_up(element: Element, heading: str) -> None:
    """Write a heading into an element, ``*…*`` as emphasis."""
    parts = _EMPHASIS.split(heading)
    element.text = parts[0]
    for emphasised, after in zip(parts[1::2], parts[2::2], strict=True):
        em = etree.SubElement(element, "em")
        em.text, em.tail = emphasised, after
