"""The novel as other typesetters take it: Markdown for pandoc, Typst, HTML.

All get the text as publish has set it (spaces, quotes, apostrophes), its notes where they are
called and its index marks, so that none is charged for work that it does not do.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from html import escape
from pathlib import Path

import pyphen

from publish import apparatus, manuscript, typography
from publish.apparatus.index_marks import entry_names
from publish.book import Book, Element, Section, text_of
from publish.pipeline.folder import Folder

_PATTERNS = pyphen.Pyphen(lang="fr_FR", left=2, right=3)


@dataclass(frozen=True)
class Note:
    text: str


@dataclass(frozen=True)
class Mark:
    """An occurrence of an index entry; ``number`` counts them from 1."""

    heading: str
    number: int


Paragraph = tuple[str | Note | Mark, ...]


@dataclass(frozen=True)
class Chapter:
    title: str
    paragraphs: tuple[Paragraph, ...]


@dataclass(frozen=True)
class Novel:
    chapters: tuple[Chapter, ...]

    @property
    def notes(self) -> list[Note]:
        return [piece for piece in self._pieces() if isinstance(piece, Note)]

    @property
    def marks(self) -> list[Mark]:
        return [piece for piece in self._pieces() if isinstance(piece, Mark)]

    def _pieces(self) -> Iterator[str | Note | Mark]:
        for chapter in self.chapters:
            for paragraph in chapter.paragraphs:
                yield from paragraph


def read(root: Path) -> Novel:
    """Read a book folder of benchmarks/novel.py."""
    book = apparatus.furnish(typography.typeset(manuscript.read(Folder(root / "manuscript"))))
    headings = dict(zip(entry_names(book.entries), (e.heading for e in book.entries), strict=True))
    marks = {
        a.get("id"): Mark(headings[a.get("data-entry", "")], number)
        for number, a in enumerate(_marks(book), 1)
    }
    chapters = []
    for section in book.sections:
        blocks = section.body.iter("p")
        paragraphs = tuple(tuple(_pieces(p, section, marks)) for p in blocks)
        chapters.append(Chapter(section.title, paragraphs))
    return Novel(tuple(chapters))


def _marks(book: Book) -> Iterator[Element]:
    for section in book.sections:
        yield from section.body.xpath(".//a[@class='mark']")


def _pieces(
    element: Element, section: Section, marks: dict[str | None, Mark]
) -> Iterator[str | Note | Mark]:
    """Yield an element's text with notes and marks in their places; marks in notes are left out."""
    if element.text:
        yield element.text
    for child in element:
        if child.get("class") == "call":
            (note,) = (n for n in section.notes if n.label == child.get("data-note"))
            yield Note(" ".join(text_of(note.body).split()))
        elif child.get("class") == "mark":
            yield marks[child.get("id")]
        else:
            yield from _pieces(child, section, marks)
        if child.tail:
            yield child.tail


def markdown(novel: Novel) -> str:
    """Return pandoc's Markdown; index marks as LaTeX's, sorted without accents."""

    def safe(text: str) -> str:
        return re.sub(r"([\\`*_{}\[\]()#+.!<>$@~^|\"'-])", r"\\\1", text)

    def piece(one: str | Note | Mark) -> str:
        match one:
            case Note(text):
                return f"^[{safe(text)}]"
            case Mark(heading, _):
                return f"`\\index{{{_plain(heading)}@{heading}}}`{{=latex}}"
            case _:
                return safe(one)

    parts = ["---\ntitle: Roman\nauthor: Anonyme\nlang: fr\n---"]
    for chapter in novel.chapters:
        parts.append(f"# {safe(chapter.title)}")
        parts += ["".join(map(piece, paragraph)) for paragraph in chapter.paragraphs]
    return "\n\n".join(parts) + "\n"


def typst(novel: Novel) -> str:
    """Return the novel as Typst markup; peers/book.typ makes the index of its marks."""

    def safe(text: str) -> str:
        return re.sub(r"([\\#*_`$<>@\[\]~/\"'=+.-])", r"\\\1", text)

    def piece(one: str | Note | Mark) -> str:
        match one:
            case Note(text):
                return f"#footnote[{safe(text)}];"
            case Mark(heading, _):
                return f'#mark("{heading}", "{_plain(heading)}");'
            case _:
                return safe(one)

    parts = ["#let mark(heading, sort) = [#metadata((heading: heading, sort: sort))<mark>]"]
    for chapter in novel.chapters:
        parts.append(f"= {safe(chapter.title)}")
        parts += ["".join(map(piece, paragraph)) for paragraph in chapter.paragraphs]
    return "\n\n".join(parts) + "\n"


def html(novel: Novel, *, index: bool, soft: bool = False) -> str:
    """Return one page: contents and index show folios by ``target-counter`` (peers/book.css).

    ``soft``: with soft hyphens, for a browser that has no patterns to divide French words with.
    """

    def shown(text: str) -> str:
        return escape(re.sub(r"[^\W\d_]{5,}", _divisible, text) if soft else text)

    def piece(one: str | Note | Mark) -> str:
        match one:
            case Note(text):
                return f'<span class="note">{shown(text)}</span>'
            case Mark(_, number):
                return f'<a id="m{number}"></a>' if index else ""
            case _:
                return shown(one)

    body = ["<nav><h1>Table</h1>"]
    for number, chapter in enumerate(novel.chapters, 1):
        body.append(f'<p><a href="#c{number}">{escape(chapter.title)}</a></p>')
    body.append("</nav>")
    for number, chapter in enumerate(novel.chapters, 1):
        body.append(f'<section><h1 id="c{number}">{escape(chapter.title)}</h1>')
        body += [f"<p>{''.join(map(piece, paragraph))}</p>" for paragraph in chapter.paragraphs]
        body.append("</section>")
    if index:
        body.append('<section class="index"><h1>Index</h1>')
        for heading in sorted({mark.heading for mark in novel.marks}, key=_plain):
            marks = [mark for mark in novel.marks if mark.heading == heading]
            links = ", ".join(f'<a href="#m{mark.number}"></a>' for mark in marks)
            body.append(f"<p>{escape(heading)}, {links}</p>")
        body.append("</section>")
    head = '<meta charset="utf-8"><title>Roman</title><link rel="stylesheet" href="book.css">'
    return f'<!doctype html>\n<html lang="fr"><head>{head}</head><body>\n{chr(10).join(body)}\n'


def _plain(heading: str) -> str:
    """Return a heading as programs that know no collation can sort it."""
    return unicodedata.normalize("NFD", heading).encode("ascii", "ignore").decode()


def _divisible(word: re.Match[str]) -> str:
    return _PATTERNS.inserted(word[0], "\u00ad")
