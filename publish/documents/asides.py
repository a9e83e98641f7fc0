"""Calls and notes as e-readers want them.

``<a class="call" href="#note-x-1">1</a>`` →
``<sup class="call"><a epub:type="noteref" role="doc-noteref" …>1</a></sup>`` and, behind the text,
``<aside epub:type="footnote" role="doc-footnote">`` that opens with the way back (Kindle).

Readers with pop-ups (Apple Books) hide an ``aside`` that is a footnote; the others show the asides
where they stand, a list of notes at the end of the text. Nothing else belongs to that list, no
title either: it would be left over where the notes are hidden.
"""

from __future__ import annotations

from copy import deepcopy

from lxml import etree

from publish.apparatus import Terms, call_id, note_id
from publish.book import Element, Note, Section
from publish.book.vocabulary import CALL, NOTE_LABEL, is_call
from publish.documents.markers import OPS

_TYPE = f"{{{OPS}}}type"


def write_notes(body: Element, section: Section, words: Terms) -> None:
    """Give the calls of a body their roles and append the section's notes, in place."""
    by_label = {note.label: note for note in section.notes}
    for call in list(filter(is_call, body.iter("a"))):
        _call(call, by_label.get(call.get(NOTE_LABEL, "")))
    if section.notes:
        notes = etree.SubElement(
            body, "section", {"class": "notes", _TYPE: "footnotes", "aria-label": words.notes}
        )
        notes.extend(_aside(section, note, words) for note in section.notes)


def _call(call: Element, note: Note | None) -> None:
    call.set(_TYPE, "noteref")
    call.set("role", "doc-noteref")
    superior = etree.Element("sup", {"class": _series(CALL, note)})
    call.addprevious(superior)
    superior.tail, call.tail = call.tail, None
    superior.append(call)


def _aside(section: Section, note: Note, words: Terms) -> Element:
    aside = etree.Element(
        "aside", {"id": note_id(section, note), _TYPE: "footnote", "role": "doc-footnote"}
    )
    if note.by_editor:
        aside.set("class", "editor")
    blocks = list(deepcopy(note.body))
    if not blocks or blocks[0].tag != "p":
        blocks.insert(0, etree.Element("p"))
    back = etree.Element(
        "a",
        {
            "class": "back",
            "href": f"#{call_id(section, note)}",
            _TYPE: "backlink",
            "role": "doc-backlink",
            "title": words.back_to_text,
        },
    )
    back.text = note.mark
    back.tail = " " + (blocks[0].text or "").lstrip()
    blocks[0].text = None
    blocks[0].insert(0, back)
    aside.extend(blocks)
    return aside


def _series(name: str, note: Note | None) -> str:
    """Return the class of a call or note, with the series it belongs to."""
    return f"{name} editor" if note is not None and note.by_editor else name
