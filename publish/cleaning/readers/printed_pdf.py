"""PDF → Source: characters, fonts and places as pdfium gives them.

A page of pictures without a text layer has nothing to read, and says so.
"""

from __future__ import annotations

import ctypes
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final

import pypdfium2
import pypdfium2.raw as pdfium

from publish.cleaning import faults
from publish.cleaning.readers.printed import PrintedPage, PrintedRow, PrintedWord, source_of
from publish.cleaning.readers.source_text import SourceText
from publish.diagnostics import BookError

_SLANTED: Final = re.compile(r"italic|oblique|slanted|kursiv|-it\b|,it", re.I)
_RAISED: Final = 0.12
"""Share of the line's size by which a superior figure is raised."""
_SMALLER: Final = 0.82
_SPACE: Final = 0.17
"""Gap, in ems, at which two characters belong to different words."""
_FEWEST_ROWS: Final = 6
_LINE: Final = 0.45
"""Share of the size by which baselines differ from line to line."""


@dataclass(frozen=True, slots=True)
class PrintedGlyph:
    """A printed character, from the top left corner of its page."""

    char: str
    left: float
    right: float
    base: float
    size: float
    italic: bool


def read_pdf(content: bytes, file: str = "") -> SourceText:
    """Return what a PDF holds; raises BookError where it cannot be read or holds no text."""
    try:
        document = pypdfium2.PdfDocument(content)
    except pypdfium2.PdfiumError as error:
        raise BookError(faults.UNREADABLE.at(file, format="PDF", reason=str(error))) from None
    try:
        leaves = [_leaf(document[number]) for number in range(len(document))]
    finally:
        document.close()
    if not any(leaf.rows for leaf in leaves):
        raise BookError(faults.NO_TEXT.at(file))
    return source_of(leaves)


def _leaf(page: Any) -> PrintedPage:
    lines: list[list[PrintedGlyph]] = []
    for glyph in _glyphs(page):
        if lines and _same_line(lines[-1], glyph):
            lines[-1].append(glyph)
        else:
            lines.append([glyph])
    rows = [PrintedRow(tuple(_words(line))) for line in lines if any(g.char.strip() for g in line)]
    if not _in_columns(rows, page.get_width() / 2):
        rows.sort(key=lambda row: (row.bottom, row.left))
    return PrintedPage(tuple(_merged(rows)))


def _in_columns(rows: list[PrintedRow], middle: float) -> bool:
    """Whether a page has two columns: then its own order of lines is kept."""
    left = [row for row in rows if row.words[-1].right < middle]
    right = [row for row in rows if row.left > middle]
    return min(len(left), len(right)) > _FEWEST_ROWS


def _glyphs(page: Any) -> Iterator[PrintedGlyph]:
    """Yield the characters of a page in the order of its text."""
    height = page.get_height()
    text = page.get_textpage()
    box = [ctypes.c_double() for _ in range(4)]
    x, y = ctypes.c_double(), ctypes.c_double()
    name = ctypes.create_string_buffer(256)
    flags = ctypes.c_int()
    for at in range(text.count_chars()):
        code = pdfium.FPDFText_GetUnicode(text, at)
        if pdfium.FPDFText_IsGenerated(text, at) == 1 or code in (10, 13):
            continue
        char = "\ufffd" if not code or 0xD800 <= code < 0xE000 or code > 0x10FFFF else chr(code)
        if pdfium.FPDFText_HasUnicodeMapError(text, at) == 1:
            char = "\ufffd"
        if code in (2, 0xAD, 0x2010, 0xFFFE) or pdfium.FPDFText_IsHyphen(text, at) == 1:
            char = "-"
        pdfium.FPDFText_GetLooseCharBox(text, at, loose := pdfium.FS_RECTF())
        pdfium.FPDFText_GetCharOrigin(text, at, x, y)
        size = pdfium.FPDFText_GetFontSize(text, at)
        matrix = pdfium.FS_MATRIX()
        if pdfium.FPDFText_GetMatrix(text, at, matrix):
            size *= (matrix.c**2 + matrix.d**2) ** 0.5 or 1.0
        pdfium.FPDFText_GetFontInfo(text, at, name, 256, flags)
        italic = bool(flags.value & 64) or bool(_SLANTED.search(name.value.decode("latin-1")))
        yield PrintedGlyph(char, loose.left, loose.right, height - y.value, size, italic)
    del box


def _same_line(line: list[PrintedGlyph], glyph: PrintedGlyph) -> bool:
    """Whether a character goes on with a line, raised or not."""
    last = line[-1]
    if glyph.left < last.left - last.size * 1.5 and glyph.char.strip():
        return False
    return abs(glyph.base - line[0].base) < max(line[0].size, glyph.size) * _LINE


def _words(line: list[PrintedGlyph]) -> Iterator[PrintedWord]:
    """Yield the words of a line: divided by spaces, wide gaps and changes of style."""
    size = max(
        {glyph.size for glyph in line if glyph.char.strip()},
        key=lambda s: sum(g.size == s for g in line),
    )
    bases = sorted(g.base for g in line if g.size == size and g.char.strip())
    base = bases[len(bases) // 2]
    word: list[PrintedGlyph] = []
    glued = False
    for glyph in line:
        blank = not glyph.char.strip()
        raised = _superior(glyph, size, base)
        apart = bool(word) and glyph.left - word[-1].right > size * _SPACE
        turned = bool(word) and (
            raised is not _superior(word[-1], size, base) or glyph.italic is not word[-1].italic
        )
        if word and (blank or apart or turned):
            yield _word(word, size, base, glued)
            glued = not blank and not apart
            word = []
        elif blank:
            glued = False
        if not blank:
            word.append(glyph)
    if word:
        yield _word(word, size, base, glued)


def _superior(glyph: PrintedGlyph, size: float, base: float) -> bool:
    raised = base - glyph.base > size * _RAISED
    return raised and glyph.size < size * _SMALLER and (glyph.char.isdigit() or glyph.char in "*†‡")


def _word(glyphs: list[PrintedGlyph], size: float, base: float, glued: bool) -> PrintedWord:
    return PrintedWord(
        "".join(glyph.char for glyph in glyphs),
        glyphs[0].left,
        glyphs[-1].right,
        base,
        glyphs[0].size,
        sum(glyph.italic for glyph in glyphs) * 2 > len(glyphs),
        _superior(glyphs[0], size, base),
        glued,
    )


def _merged(rows: list[PrintedRow]) -> Iterator[PrintedRow]:
    """Yield the rows, those on one baseline made one: a folio and its running head."""
    waiting: PrintedRow | None = None
    for row in rows:
        if waiting and abs(row.bottom - waiting.bottom) < 0.3 * max(row.size, 1.0):
            words = sorted((*waiting.words, *row.words), key=lambda word: word.left)
            waiting = PrintedRow(tuple(words))
            continue
        if waiting:
            yield waiting
        waiting = row
    if waiting:
        yield waiting
