"""PDF → Source: its letters, lines and pages, or the fault that says why it cannot be read.

A page of pictures without a text layer has nothing to read, and says so; so does a file that has
letters but does not say which they are: only recognising their shapes can tell (``--ocr``).
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from typing import Final

import pypdfium2

from publish.characters import REPLACEMENT
from publish.cleaning import faults
from publish.cleaning.alphabet import LETTER, plain
from publish.cleaning.known.glyph_tables import TABLES, companion
from publish.cleaning.letters.lexicon import french
from publish.cleaning.readers.pdf_dropcaps import body_size, with_drop_caps
from publish.cleaning.readers.pdf_glyphs import PrintedGlyph, glyphs_of
from publish.cleaning.readers.pdf_letters import lettered
from publish.cleaning.readers.pdf_lines import page_of, parted
from publish.cleaning.readers.pdf_streams import without_empty_strings
from publish.cleaning.readers.printed import PrintedPage, PrintedRow
from publish.cleaning.readers.printed_source import source_of
from publish.cleaning.readers.source_text import SourceText
from publish.diagnostics import BookError

_WORDS_READ: Final = 0.85
"""Share of known French words that the right table of a font makes; a wrong accent costs more."""
_SAMPLE: Final = 3000
"""How many words are read to choose a table."""
_MOST_UNREAD: Final = 0.2
"""Share of letters without a table from which a file is not readable."""
_FEWEST_VOWELS: Final = 0.25
"""Share of vowels among letters, which no language of Latin letters comes near."""
_ALIKE: Final = 0.25
"""Share by which the sizes of recognised lines differ that are one."""
_VOWELS: Final = frozenset("aeiouy")
_WORD: Final = re.compile(f"[{LETTER}{REPLACEMENT}]+")

Leaf = tuple[list[PrintedGlyph], float]
"""The glyphs of a page, and its width."""


def read_pdf(content: bytes, file: str = "") -> SourceText:
    """Return what a PDF holds; raises BookError where it cannot be read or holds no text."""
    try:
        document = pypdfium2.PdfDocument(without_empty_strings(content))
    except pypdfium2.PdfiumError as error:
        if error.err_code == pypdfium2.raw.FPDF_ERR_PASSWORD:
            raise BookError(faults.LOCKED.at(file)) from None
        raise BookError(faults.UNREADABLE.at(file, format="PDF", reason=str(error))) from None
    try:
        sheets = [document[number] for number in range(len(document))]
        leaves = [(list(glyphs_of(sheet)), sheet.get_width()) for sheet in sheets]
    except pypdfium2.PdfiumError as error:  # a page is broken: what is read would not be the book
        raise BookError(faults.UNREADABLE.at(file, format="PDF", reason=str(error))) from None
    finally:
        document.close()
    tables = _tables(leaves)
    body = body_size([glyphs for glyphs, _ in leaves])
    pages = [
        page_of(with_drop_caps(lettered(glyphs, tables), body), width) for glyphs, width in leaves
    ]
    if not any(page.rows for page in pages):
        raise BookError(faults.NO_TEXT.at(file))
    _refuse_unread(pages, file)
    scanned = _are_scanned([glyphs for glyphs, _ in leaves])
    return source_of(_evened(pages, body) if scanned else pages, exact=not scanned)


def _are_scanned(leaves: Sequence[Sequence[PrintedGlyph]]) -> bool:
    """Whether most letters were recognised in pictures: their sizes and places are about right."""
    hidden = Counter(glyph.hidden for glyphs in leaves for glyph in glyphs)
    return hidden[True] > hidden[False]


def _evened(pages: Sequence[PrintedPage], body: float) -> list[PrintedPage]:
    """Return the pages with lines of one size where they are nearly that."""
    return [
        PrintedPage(
            tuple(
                PrintedRow(tuple(replace(word, size=body) for word in row.words))
                if abs(row.size - body) < _ALIKE * body
                else row
                for row in page.rows
            )
        )
        for page in pages
    ]


def _tables(leaves: Sequence[Leaf]) -> dict[str, Callable[[int], str]]:
    """Return the table of each font that only numbers its glyphs, where words tell which."""
    fonts = {glyph.font for glyphs, _ in leaves for glyph in glyphs if not glyph.mapped}
    if not fonts:
        return {}
    best: dict[str, tuple[float, Callable[[int], str]]] = {}
    for table in TABLES:
        for font, share in _shares(leaves, fonts, table).items():
            if share >= _WORDS_READ and share > best.get(font, (0.0, table))[0]:
                best[font] = share, table
    most = Counter(table for _, table in best.values()).most_common(1)
    other = companion if most and most[0][0] is TABLES[0] else most[0][0] if most else None
    usual = dict.fromkeys(fonts, other) if other else {}
    return usual | {font: table for font, (_, table) in best.items()}


def _shares(
    leaves: Sequence[Leaf], fonts: Iterable[str], table: Callable[[int], str]
) -> dict[str, float]:
    """Return, for each font, the share of known words among those that a table makes of it."""
    told: dict[str, list[bool]] = defaultdict(list)
    tables = dict.fromkeys(fonts, table)
    for glyphs, _ in leaves:
        for font, word in _numbered_words(lettered(glyphs, tables)):
            if len(told[font]) < _SAMPLE:
                told[font].append(_known(word))
    return {font: sum(known) / len(known) for font, known in told.items()}


def _numbered_words(glyphs: Sequence[PrintedGlyph]) -> Iterator[tuple[str, str]]:
    """Yield the words of more than one letter that glyphs without a table have part in."""
    run: list[PrintedGlyph] = []
    for glyph in [*glyphs, None]:
        last = run[-1] if run else None
        if last and (glyph is None or parted(last, glyph) or glyph.font != last.font):
            text = unicodedata.normalize("NFKC", "".join(g.char for g in run))
            if not all(g.mapped for g in run):
                words = _WORD.findall(text)
                yield from ((last.font, word) for word in words if len(word) > 1)
            run = []
        if glyph is not None:
            run.append(glyph)


def _known(word: str) -> bool:
    low = word.lower()
    return any(form.text == low for form in french().lookup(plain(low)))


def _refuse_unread(pages: Sequence[PrintedPage], file: str) -> None:
    """Raise BookError where most letters are unread, or what was read is no writing."""
    text = "".join(word.text for page in pages for row in page.rows for word in row.words)
    letters = Counter(char for char in plain(text.lower()) if not char.isdigit())
    total = sum(letters.values())
    unread = letters[REPLACEMENT]
    latin = sum(letters[char] for char in "abcdefghijklmnopqrstuvwxyz")
    vowels = sum(letters[char] for char in _VOWELS)
    alien = sum(
        n for char, n in letters.items() if unicodedata.category(char) in ("Cc", "Co", "So")
    )
    mute = unread + alien > _MOST_UNREAD * total
    shifted = latin > 0.5 * total and latin > 200 and vowels < _FEWEST_VOWELS * latin
    if mute or shifted:
        raise BookError(faults.UNREAD_LETTERS.at(file))
