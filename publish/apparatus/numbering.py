"""Notes get their numbers, calls and notes their identifiers, headings theirs.

``<a class="call" data-note="x"/>`` →
``<a class="call" data-note="x" id="call-essai-1" href="#note-essai-1">1</a>``
"""

from __future__ import annotations

from dataclasses import replace

from publish.book import Book, Element, Note, Section, each_tree


def number_notes(book: Book) -> Book:
    """Number each section's notes from 1, in the order of their calls."""
    book = each_tree(book)
    return replace(book, sections=tuple(_numbered(section) for section in book.sections))


def name_headings(book: Book) -> Book:
    """Give an identifier to every section and to every heading that has none."""
    book = each_tree(book)
    for section in book.sections:
        section.body.set("id", section.id)
        headings = section.body.iter("h2", "h3", "h4", "h5", "h6")
        for count, heading in enumerate(headings, 1):
            if heading.get("id") is None:
                heading.set("id", f"{section.id}-{count}")
    return book


def note_id(section: Section, note: Note) -> str:
    return f"note-{section.id}-{note.number}"


def _numbered(section: Section) -> Section:
    notes = tuple(replace(note, number=str(n)) for n, note in enumerate(section.notes, 1))
    by_label = {note.label: note for note in notes}
    for call in calls(section.body):
        note = by_label[call.get("data-note", "")]
        call.set("id", f"call-{section.id}-{note.number}")
        call.set("href", f"#{note_id(section, note)}")
        call.text = note.number
    return replace(section, notes=notes)


def calls(tree: Element) -> list[Element]:
    """Return the note calls of a tree, in order."""
    return [a for a in tree.iter("a") if a.get("class") == "call"]
