"""The book as values: what every stage receives and returns.

A text is an lxml tree of XHTML elements without a namespace: ``<section>`` holds ``<h1>``, then
blocks. Two private elements survive until the editions:

``<a class="call" data-note="LABEL"/>``
    where note LABEL of the same section is called; apparatus gives it its number;
``<span class="mark" id="…" data-entry="N"/>``
    an empty anchor before an occurrence of index entry N.

Every block carries ``data-line``, the line of the Markdown file where it begins.
A stage never changes a tree it received: it copies it first (``trees.each_tree``).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import Any, ClassVar, Final

from lxml import etree

from publish.book.metadata import Metadata
from publish.book.print_options import HYPHENED
from publish.diagnostics import Diagnostic

Element = etree._Element


class Kind(StrEnum):
    """What a section is in the book; written as a class of its title, ``# Titre {.preface}``."""

    HALF_TITLE = "half-title"
    TITLE_PAGE = "title-page"
    ALSO_BY = "also-by"
    COPYRIGHT = "copyright"
    DEDICATION = "dedication"
    EPIGRAPH = "epigraph"
    FOREWORD = "foreword"
    PREFACE = "preface"
    INTRODUCTION = "introduction"
    PART = "part"
    CHAPTER = "chapter"
    AFTERWORD = "afterword"
    APPENDIX = "appendix"
    NOTE_ON_TEXTS = "note-on-texts"
    BIBLIOGRAPHY = "bibliography"
    INDEX = "index"
    CONTENTS = "contents"
    COLOPHON = "colophon"
    ACCESSIBILITY = "accessibility"


MADE: Final = (
    Kind.HALF_TITLE, Kind.TITLE_PAGE, Kind.COPYRIGHT, Kind.INDEX, Kind.CONTENTS, Kind.COLOPHON,
    Kind.ACCESSIBILITY,
)  # fmt: skip
"""Kinds of the sections that the press makes itself; their identifiers are these names."""


@dataclass(frozen=True, slots=True)
class Note:
    """A note of a section; ``body`` is a ``<div>`` of blocks.

    ``ordinal`` (which note of its section, from 1) and ``number`` (what its call shows) are set by
    apparatus.
    """

    label: str
    body: Element
    line: int
    ordinal: int = 0
    number: str = ""

    @property
    def mark(self) -> str:
        """What opens the note: ``3.``, ``c.``, ``***``."""
        return f"{self.number}." if self.number.isalnum() else self.number

    @property
    def by_editor(self) -> bool:
        """Whether its label begins with a letter, as those of the present editor's notes do."""
        return self.label[:1].isalpha()


@dataclass(frozen=True, slots=True)
class Section:
    """One text of the book, or a page made from what is known of it.

    ``part``: identifier of the part that a chapter belongs to. ``opens``: where it opens in print,
    one of ``OPENINGS``, "" where that is for the book to say. What print alone knows: ``on_verso``
    tells that its first page is a left one, ``heads`` are its running heads, left and right, and
    ``following`` the sections that run on below it.
    """

    id: str
    kind: Kind
    title: str
    body: Element
    notes: tuple[Note, ...] = ()
    author: str = ""
    running: str = ""
    file: str = ""
    source: str = ""
    part: str = ""
    opens: str = ""
    on_verso: bool = False
    heads: tuple[str, ...] = ()
    following: tuple[Section, ...] = ()

    @property
    def run(self) -> tuple[Section, ...]:
        """The section and those that run on below it."""
        return (self, *self.following)

    @property
    def trees(self) -> tuple[Element, ...]:
        """The body, then each note's body."""
        return (self.body, *(note.body for note in self.notes))


@dataclass(frozen=True, slots=True)
class Entry:
    """An entry of index.toml; ``line`` is where it stands there; ``pronounced``: how names of it
    are said, in the International Phonetic Alphabet.

    ``forms`` are sought in text and notes, whole words only; a form that ends with ``*`` also
    takes the words that begin with it. Occurrences within a ``without`` string do not count.
    """

    __pydantic_config__: ClassVar[dict[str, Any]] = HYPHENED

    heading: str
    sort: str = ""
    forms: tuple[str, ...] = ()
    without: tuple[str, ...] = ()
    under: str = ""
    texts: tuple[str, ...] = ()
    see: tuple[str, ...] = ()
    see_also: tuple[str, ...] = ()
    pronounced: Mapping[str, str] = field(default_factory=dict, hash=False)
    line: int = 0


@dataclass(frozen=True, slots=True)
class Book:
    """The whole book between two stages, with what the stages found to say of it."""

    metadata: Metadata
    sections: tuple[Section, ...]
    entries: tuple[Entry, ...] = ()
    images: tuple[tuple[str, bytes], ...] = ()
    diagnostics: tuple[Diagnostic, ...] = ()

    def saying(self, *diagnostics: Diagnostic) -> Book:
        """Return the book with more diagnostics."""
        return replace(self, diagnostics=self.diagnostics + diagnostics) if diagnostics else self
