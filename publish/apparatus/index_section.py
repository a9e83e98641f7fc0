"""The index as a section: letter groups, entries, subentries, cross-references, locators.

Each page stands once, consecutive pages make a range, an occurrence in a note reads ``45 n. 3``,
principal passages are bold (docs/rules-of-the-page.md, The index).

Occurrences on pages 12, 13, 13 → ``Lénine, 12-13``.
"""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from lxml import etree

from publish.apparatus.collation import as_filed, sort_key
from publish.apparatus.index_marks import entry_names
from publish.apparatus.locators import Locator, Occurrence, label, locators
from publish.apparatus.terms import Terms, terms
from publish.book import Book, Element, Entry, Kind, Section
from publish.book.vocabulary import ENTRY, LOCATOR, MAIN, SEE, TERM, has_class, is_mark
from publish.typography import profile_of, set_trees

_EMPHASIS = re.compile(r"\*(.+?)\*")


@dataclass(frozen=True, slots=True)
class _Line:
    """One entry as it will stand: its name, what it says and what hangs below it."""

    name: str
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
    headings = [entry.heading for entry in book.entries]
    names = dict(zip(headings, entry_names(book.entries), strict=True))
    body = etree.Element("section", {"class": "index", "id": Kind.INDEX})
    etree.SubElement(body, "h1").text = words.index
    for letter, lines in groupby(_lines(book, folios), lambda line: _letter(line.entry)):
        group = etree.SubElement(body, "div", {"class": "letter"})
        etree.SubElement(group, "h2").text = letter
        _write(etree.SubElement(group, "ul"), lines, words, names)
    metadata = book.metadata
    set_trees([body], profile_of(metadata.profile, metadata.typography), language=metadata.language)
    return Section(Kind.INDEX, Kind.INDEX, words.index, body)


def _lines(book: Book, folios: Mapping[str, int]) -> list[_Line]:
    """Return the entries in alphabetical order, subentries below theirs."""
    found = occurrences(book)
    below: dict[str, list[tuple[str, Entry]]] = defaultdict(list)
    for name, entry in zip(entry_names(book.entries), book.entries, strict=True):
        below[entry.under].append((name, entry))
    key = sort_key(map(sort_text, book.entries))

    def lines(heading: str) -> tuple[_Line, ...]:
        return tuple(
            _Line(
                name,
                entry,
                tuple(locators(found[name], folios)),
                lines(entry.heading) if not entry.under else (),
            )
            for name, entry in sorted(below[heading], key=lambda one: key(sort_text(one[1])))
        )

    return list(lines(""))


def occurrences(book: Book) -> dict[str, list[Occurrence]]:
    """Return the marked occurrences of each entry, by its name, in reading order."""
    found: dict[str, list[Occurrence]] = defaultdict(list)
    for section in book.sections:
        for tree, note in [(section.body, ""), *((n.body, n.number) for n in section.notes)]:
            for mark in filter(is_mark, tree.iter("span")):
                main = mark.get(MAIN) is not None
                found[mark.get(ENTRY, "")].append(Occurrence(mark.get("id", ""), note, main))
    return found


def sort_text(entry: Entry) -> str:
    """Return what an entry is sorted by."""
    return (entry.sort or _EMPHASIS.sub(r"\1", entry.heading)).strip("«»“”[]( ")


def _letter(entry: Entry) -> str:
    """Return the capital an entry stands under: É under E, œ under O, figures under #."""
    first = unicodedata.normalize("NFD", as_filed(sort_text(entry)))[:1].upper()
    return first if first.isalpha() else "#"


def _write(
    parent: Element,
    lines: Iterator[_Line] | Sequence[_Line],
    words: Terms,
    names: Mapping[str, str],
) -> None:
    for line in lines:
        item = etree.SubElement(parent, "li", {"id": f"entry-{line.name}"})
        _append_marked_up(etree.SubElement(item, "span", {"class": TERM}), line.entry.heading)
        if line.locators:
            _write_locators(item, line.locators, words)
        for name, targets in ((words.see, line.entry.see), (words.see_also, line.entry.see_also)):
            if targets:
                _write_references(item, name, targets, names)
        if line.children:
            _write(etree.SubElement(item, "ul"), line.children, words, names)


def _write_locators(item: Element, found: Sequence[Locator], words: Terms) -> None:
    for locator in found:
        item[-1].tail = ", "
        kind = f"{LOCATOR} main" if locator.main else LOCATOR
        link = etree.SubElement(item, "a", {"class": kind, "href": f"#{locator.anchor}"})
        link.text = label(locator, words.note_locator)


def _write_references(
    item: Element, name: str, targets: Sequence[str], names: Mapping[str, str]
) -> None:
    """Write ``, voir X`` after a bare term, ``. Voir aussi X ; Y`` after locators."""
    after_term = has_class(item[-1], TERM)
    item[-1].tail = ", " if after_term else ". "
    span = etree.SubElement(item, "span", {"class": SEE})
    etree.SubElement(span, "em").text = name if after_term else name[:1].upper() + name[1:]
    for n, target in enumerate(targets):
        span[-1].tail = " ; " if n else " "
        link = etree.SubElement(span, "a", {"href": f"#entry-{names[target]}"})
        _append_marked_up(link, target)


def _append_marked_up(element: Element, heading: str) -> None:
    """Write a heading into an element, ``*…*`` as emphasis."""
    parts = _EMPHASIS.split(heading)
    element.text = parts[0]
    for emphasised, after in zip(parts[1::2], parts[2::2], strict=True):
        em = etree.SubElement(element, "em")
        em.text, em.tail = emphasised, after
