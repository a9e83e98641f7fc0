"""A section as bytes, and back: what identifies it, and what goes to another process."""

from __future__ import annotations

from dataclasses import dataclass

from lxml import etree

from publish.book import Element, Kind, Note, Section
from publish.pipeline.store import packed, unpacked


@dataclass(frozen=True, slots=True)
class _Note:
    label: str
    body: str
    line: int
    ordinal: int
    number: str


@dataclass(frozen=True, slots=True)
class _Section:
    id: str
    kind: Kind
    title: str
    body: str
    notes: tuple[_Note, ...]
    author: str
    running: str
    file: str
    source: str
    part: str


def transcribed(section: Section) -> bytes:
    """Return all that a section holds."""
    notes = tuple(
        _Note(note.label, _written(note.body), note.line, note.ordinal, note.number)
        for note in section.notes
    )
    return packed(
        _Section(
            section.id,
            section.kind,
            section.title,
            _written(section.body),
            notes,
            section.author,
            section.running,
            section.file,
            section.source,
            section.part,
        )
    )


def read_back(transcript: bytes) -> Section:
    """Return the section that was transcribed."""
    found = unpacked(transcript, _Section)
    notes = tuple(
        Note(note.label, etree.fromstring(note.body), note.line, note.ordinal, note.number)
        for note in found.notes
    )
    return Section(
        found.id,
        found.kind,
        found.title,
        etree.fromstring(found.body),
        notes,
        found.author,
        found.running,
        found.file,
        found.source,
        found.part,
    )


def _written(tree: Element) -> str:
    return etree.tostring(tree, encoding="unicode", with_tail=False)
