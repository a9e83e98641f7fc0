"""What a finished PDF of the novel holds: pages, paragraphs and notes, whoever typeset it.

Only letters are compared, so that hyphens, spaces and ligatures make no difference. Size tells text
(10.5 pt) from notes (8.5 pt); running heads and folios stand above the first line.
"""

from __future__ import annotations

import math
import unicodedata
from bisect import bisect_right
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

import pypdfium2
import pypdfium2.raw as pdfium

from benchmarks.scripts import Note, Novel

HEAD = 58  # points from the top of the page that hold no text
TEXT, NOTES = (9.5, 12.0), (7.5, 9.4)  # sizes of type, in points
BEGINNING = 30  # letters of a note that are sought; more might run over a page


@dataclass(frozen=True)
class Found:
    """``whole``: paragraphs with all their letters; ``placed``: notes that begin on the page of
    their call."""

    pages: int
    whole: int
    notes: int
    placed: int
    tagged: bool


@dataclass(frozen=True)
class _Letters:
    """Letters in a row, and how many there are before each page."""

    text: str
    starts: tuple[int, ...]

    def page(self, at: int) -> int:
        return bisect_right(self.starts, at)


def witness(pdf: Path, novel: Novel) -> Found:
    document = pypdfium2.PdfDocument(pdf)
    texts, notes = [], []
    for page in document:
        large, small = _page(page)
        texts.append(large)
        notes.append(small)
    text, small = _joined(texts), _joined(notes)
    calls, whole = _calls(text, novel)
    begun = [letters(note.text)[:BEGINNING] for note in novel.notes]
    where = {one: _places(small, one) for one in begun}
    found = sum(min(count, len(where[one])) for one, count in Counter(begun).items())
    placed = sum(call in where[one] for one, call in zip(begun, calls, strict=True))
    tagged = bool(pdfium.FPDFCatalog_IsTagged(document.raw))
    return Found(len(document), whole, found, placed, tagged)


def letters(text: str) -> str:
    """Return the letters of a text, decomposed and without case or accents."""
    return "".join(c for c in unicodedata.normalize("NFKD", text).casefold() if c.isalpha())


def _page(page: pypdfium2.PdfPage) -> tuple[str, str]:
    """Return a page's letters of text and of notes."""
    chars = page.get_textpage()
    top = page.get_height() - HEAD
    large, small = [], []
    matrix = pdfium.FS_MATRIX()
    for n in range(chars.count_chars()):
        sign = chr(pdfium.FPDFText_GetUnicode(chars.raw, n))
        pdfium.FPDFText_GetMatrix(chars.raw, n, matrix)
        size = pdfium.FPDFText_GetFontSize(chars.raw, n) * math.hypot(matrix.c, matrix.d)
        if matrix.f > top or not sign.isalpha():
            continue
        if TEXT[0] <= size <= TEXT[1]:
            large.append(sign)
        elif NOTES[0] <= size <= NOTES[1]:
            small.append(sign)
    return letters("".join(large)), letters("".join(small))


def _joined(pages: list[str]) -> _Letters:
    starts, total = [], 0
    for page in pages:
        starts.append(total)
        total += len(page)
    return _Letters("".join(pages), tuple(starts))


def _calls(text: _Letters, novel: Novel) -> tuple[list[int], int]:
    """Return the page of each call, 0 where it is not found, and the number of whole paragraphs."""
    calls: list[int] = []
    at = whole = 0
    for chapter in novel.chapters:
        for paragraph in chapter.paragraphs:
            expected, before = "", []
            for piece in paragraph:
                if isinstance(piece, str):
                    expected += letters(piece)
                elif isinstance(piece, Note):
                    before.append(len(expected))
            found = text.text.find(expected, at)
            if found >= 0:
                whole += 1
                at = found + len(expected)
                calls += [text.page(found + n - 1) for n in before]
            else:
                calls += [_call(text, expected[max(0, n - BEGINNING) : n], at) for n in before]
    return calls, whole


def _call(text: _Letters, before: str, at: int) -> int:
    """Return the page of a call by the letters before it, in a paragraph that is not whole."""
    found = text.text.find(before, at)
    return text.page(found + len(before) - 1) if found >= 0 else 0


def _places(notes: _Letters, beginning: str) -> list[int]:
    """Return the pages on which these letters stand in the notes."""
    pages, at = [], notes.text.find(beginning)
    while at >= 0:
        pages.append(notes.page(at))
        at = notes.text.find(beginning, at + 1)
    return pages
