"""Notes get their numbers, calls and notes their identifiers, headings theirs.

``<a class="call" data-note="x"/>`` →
``<a class="call" data-note="x" id="call-essai-1" href="#note-essai-1">1</a>``
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import replace

from lxml import etree

from publish.apparatus.terms import terms
from publish.book import Book, Element, Kind, Note, Section, each_tree
from publish.book.metadata import NoteOptions
from publish.book.vocabulary import BETWEEN, NOTE_LABEL, is_call
from publish.characters import SPACES

_ALPHABET = "abcdefghijklmnopqrstuvwxyz"


def number_notes(book: Book, pages: Mapping[str, int] | None = None) -> Book:
    """Number the notes, each series for itself, in the order of their calls.

    ``pages``: on which page each call stands, for notes numbered by the page; while it is not known
    they are numbered as if all calls stood on one.
    """
    book = each_tree(book)
    options = book.metadata.notes
    counts: dict[tuple[object, bool], int] = defaultdict(int)
    sections = []
    for section in book.sections:
        notes = []
        for ordinal, note in enumerate(section.notes, 1):
            note = replace(note, ordinal=ordinal)
            series = bool(options.editor) and note.by_editor
            scope = _scope(options, section, call_id(section, note), pages or {})
            counts[scope, series] += 1
            notes.append(replace(note, number=_number(counts[scope, series], series, options)))
        section = replace(section, notes=tuple(notes))
        _write_calls(section)
        sections.append(section)
    return replace(book, sections=tuple(sections))


def _scope(options: NoteOptions, section: Section, call: str, pages: Mapping[str, int]) -> object:
    """Return what a note is numbered within."""
    if options.numbering == "book":
        return "book"
    return pages.get(call, 0) if options.numbering == "page" else section.id


def _number(count: int, by_editor: bool, options: NoteOptions) -> str:
    """Return 3 for the third note; c or *** for the third of the editor's own."""
    if not by_editor:
        return str(count)
    if options.editor == "stars":
        return "*" * count
    letters = ""
    while count:
        count, rest = divmod(count - 1, len(_ALPHABET))
        letters = _ALPHABET[rest] + letters
    return letters


def _write_calls(section: Section) -> None:
    by_label = {note.label: note for note in section.notes}
    _part_calls(section.body)
    for call in calls(section.body):
        note = by_label[call.get(NOTE_LABEL, "")]
        call.set("id", call_id(section, note))
        call.set("href", f"#{note_id(section, note)}")
        call.text = note.number


def _part_calls(tree: Element) -> None:
    """Put a superior comma between calls that follow one another, which else read as one number:
    ¹², ² after ¹ (docs/typography.md)."""
    for call in list(calls(tree)):
        after = call.getnext()
        if after is not None and is_call(after) and not (call.tail or "").strip(f"{SPACES},\n"):
            call.tail = None
            comma = etree.Element("sup", {"class": BETWEEN})
            comma.text = ","
            call.addnext(comma)


def name_headings(book: Book) -> Book:
    """Give an identifier to every section and to every heading that has none; a title, where a name
    is needed, to a section that shows none."""
    book = each_tree(book)
    words = terms(book.metadata.language)
    names = {
        Kind.DEDICATION: words.dedication,
        Kind.EPIGRAPH: words.epigraph,
        Kind.ALSO_BY: words.also_by,
    }
    for section in book.sections:
        section.body.set("id", section.id)
        if section.kind is Kind.ALSO_BY and section.body.find("h1") is None:
            title = etree.Element("h1")
            title.text = words.also_by
            section.body.insert(0, title)
        headings = section.body.iter("h2", "h3", "h4", "h5", "h6")
        for count, heading in enumerate(headings, 1):
            if heading.get("id") is None:
                heading.set("id", f"{section.id}-{count}")
    return replace(
        book,
        sections=tuple(
            replace(section, title=section.title or names.get(section.kind, ""))
            for section in book.sections
        ),
    )


def note_id(section: Section, note: Note) -> str:
    return f"note-{section.id}-{note.ordinal}"


def call_id(section: Section, note: Note) -> str:
    return f"call-{section.id}-{note.ordinal}"


def calls(tree: Element) -> list[Element]:
    """Return the note calls of a tree, in order."""
    return list(filter(is_call, tree.iter("a")))
