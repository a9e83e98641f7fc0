"""Markdown → lxml tree of XHTML elements without a namespace.

Raw HTML goes through as it stands, so the engine's output is read as a browser would read it
(tinyhtml5), and only listed elements and attributes enter the tree.

``*Quoi* ?`` → ``<section><p data-line="1"><em>Quoi</em> ?</p></section>``
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from publish.book import Element
from publish.diagnostics import Diagnostic
from publish.manuscript.allowed import Refusal
from publish.manuscript.markdown.conversion import convert
from publish.manuscript.markdown.copying import Copier
from publish.manuscript.markdown.reading import MarkdownReading, NoteCall, Tag

__all__ = ["Definition", "Fragment", "NoteCall", "Tag", "parse"]


@dataclass(frozen=True, slots=True)
class Definition:
    """A note's label, and the line where it begins; those written where they are called are
    labelled ``^1``, ``^2``…"""

    label: str
    line: int


@dataclass(frozen=True, slots=True)
class Fragment:
    """Parsed Markdown: the text's tree, for each note definition its tree, and what was found."""

    body: Element
    notes: tuple[tuple[Definition, Element], ...]
    text: str
    refusals: tuple[Refusal, ...] = ()
    calls: tuple[NoteCall, ...] = ()
    tags: tuple[Tag, ...] = ()
    spent: tuple[str, ...] = ()
    made: Mapping[str, int] = field(default_factory=dict)
    diagnostics: tuple[Diagnostic, ...] = ()


def parse(markdown: str, file: str = "", *, comments: bool = False) -> Fragment:
    """Parse Markdown into a ``<section>`` and one ``<div>`` for each note definition.

    Calls of undefined notes stay as text. HTML comments are dropped unless asked for. Raises
    RecursionError where blocks are nested beyond all reason.
    """
    reading = MarkdownReading(file)
    converted = convert(markdown, reading)
    copier = Copier(comments)
    body = copier.tree(converted.body, "section")
    notes = tuple(
        (Definition(label, line), copier.tree(html, "div")) for label, line, html in converted.notes
    )
    return Fragment(
        body,
        notes,
        markdown,
        tuple(copier.refusals),
        tuple(reading.calls),
        tuple(reading.tags),
        tuple(reading.spent),
        dict(reading.made),
        tuple(reading.diagnostics),
    )
