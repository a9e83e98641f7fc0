"""The words of a finished book, read back from its PDF, its EPUB and its Markdown."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from io import BytesIO

import pypdfium2
import pypdfium2.raw as pdfium
import pytest
from lxml import etree

from publish.characters import HYPHEN

XHTML = "{http://www.w3.org/1999/xhtml}"
HEAD = 64  # points from the top of the page that belong to the running head
NOTE_HEIGHT = 10.0  # points: signs of the notes' 8.5 pt are lower, those of all else are higher

DIVIDED = "\x02"
"""Stands in a word where a line ended with a hyphen: its own, or one added for the division."""

_LINE_END_HYPHENS = (HYPHEN, "-", "\u00ad", "\ufffe", DIVIDED)
_WORD = re.compile(rf"[^\W\d_]+(?:{DIVIDED}[^\W\d_]+)*|\d+")


@dataclass(frozen=True)
class Words:
    """The words of the texts and of their notes, each in order; note numbers count as words."""

    text: list[str]
    notes: list[str]


def words(text: str) -> list[str]:
    return [word.casefold() for word in _WORD.findall(text)]


def of_pdf(content: bytes, first: int, last: int) -> Words:
    """Read pages ``first`` to ``last``, from 1: notes are the small type at a page's foot."""
    text, notes = "", ""
    for lines in _pages(content)[first - 1 : last]:
        foot = len(lines)
        while foot and lines[foot - 1].height < NOTE_HEIGHT:
            foot -= 1
        text = _joined(text, lines[:foot])
        notes = _joined(notes, lines[foot:])
    return Words(words(text), words(notes))


@dataclass(frozen=True)
class _Line:
    text: str
    height: float


@lru_cache(2)
def _pages(content: bytes) -> list[list[_Line]]:
    """Return the lines of each page; tests ask more than once for those of one file."""
    with pypdfium2.PdfDocument(content) as document:
        return [list(_lines(page)) for page in document]


def _lines(page: pypdfium2.PdfPage) -> Iterator[_Line]:
    """Yield the lines of a page below its head, in the order they are written."""
    chars = page.get_textpage()
    top = page.get_height() - HEAD
    text, height, level = "", 0.0, top
    box = pdfium.FS_RECTF()
    for n in range(chars.count_chars()):
        pdfium.FPDFText_GetLooseCharBox(chars.raw, n, box)
        bottom, above = box.bottom, box.top
        if bottom > top:
            continue
        if above > bottom and abs(bottom - level) > 4:
            if text:
                yield _Line(text, height)
            text, height, level = "", 0.0, bottom
        text += chr(pdfium.FPDFText_GetUnicode(chars.raw, n))
        height = max(height, above - bottom)
    if text:
        yield _Line(text, height)


def _joined(text: str, lines: Sequence[_Line]) -> str:
    """Add lines to a text; DIVIDED joins those that a hyphen ends."""
    for line in lines:
        told = line.text.strip("\r\n ")
        divided = text.endswith(_LINE_END_HYPHENS)
        text = text[:-1] + DIVIDED + told if divided else f"{text} {told}"
    return text


def of_epub(content: bytes, names: list[str]) -> Words:
    """Read the named documents of an EPUB; list marks are counted as they are shown."""
    text: list[str] = []
    notes: list[str] = []
    with zipfile.ZipFile(BytesIO(content)) as archive:
        for name in names:
            root = etree.fromstring(archive.read(f"EPUB/text/{name}.xhtml"))
            for items in root.iter(f"{XHTML}ol"):
                for count, item in enumerate(items, 1):
                    first = next(item.iter(f"{XHTML}p"), item)
                    first.text = f"{count}. {first.text or ''}"
            for aside in root.findall(f".//{XHTML}aside"):
                notes += words("".join(aside.itertext()))
            for section in root.findall(f".//{XHTML}section[@class='notes']"):
                parent = section.getparent()
                assert parent is not None
                parent.remove(section)
            body = root.find(f"{XHTML}body")
            assert body is not None
            text += words("".join(body.itertext()))
    return Words(text, notes)


def marked_pages(content: bytes, names: list[str]) -> dict[int, list[str]]:
    """Return the first words behind each page marker of the named documents of an EPUB."""
    found: dict[int, list[str]] = {}
    with zipfile.ZipFile(BytesIO(content)) as archive:
        for name in names:
            root = etree.fromstring(archive.read(f"EPUB/text/{name}.xhtml"))
            for items in root.iter(f"{XHTML}ol"):
                for count, item in enumerate(items, 1):
                    first = next(item.iter(f"{XHTML}p"), item)
                    first.text = f"{count}. {first.text or ''}"
            for mark in root.iter(f"{XHTML}span"):
                if mark.get("role") == "doc-pagebreak":
                    behind = mark.xpath("following::text()[not(ancestor::*[@class='notes'])]")
                    folio = int(mark.get("aria-label", ""))
                    found[folio] = words("".join(map(str, behind))[:400])
    return found


def of_markdown(source: str) -> Words:
    """Read a manuscript without the project's own reader: markup is cut away by hand."""
    source = re.sub(r"^\{: [^}]*\}$|(?<=[\]*])\{[^}]*\}|(?<=\S) \{[^}]*\}$", "", source, flags=re.M)
    found = re.findall(r"^\[\^(\w+)\]: (.*(?:\n\n    .*)*)$", source, flags=re.M)
    body = re.sub(r"^\[\^\w+\]: .*(?:\n\n    .*)*$", "", source, flags=re.M)
    numbers: dict[str, int] = {}
    for label in re.findall(r"\[\^(\w+)\]", body):
        numbers.setdefault(label, len(numbers) + 1)
    body = re.sub(r"\[\^(\w+)\]", lambda call: f" {numbers[call[1]]} ", body)
    definitions = sorted((numbers[label], text) for label, text in found)
    notes = " ".join(f"{number}. {text}" for number, text in definitions)
    return Words(words(re.sub(r"[*^#>]", "", body)), words(re.sub(r"[*^]", "", notes)))


def same(found: list[str], expected: list[str]) -> None:
    """Compare two texts word by word, and show the first difference with what stands around it."""
    at = 0
    for n, word in enumerate(found):
        parts = word.split(DIVIDED)
        as_compound, as_one = expected[at : at + len(parts)] == parts, "".join(parts)
        if not as_compound and expected[at : at + 1] != [as_one]:
            pytest.fail(f"word {n}:\n{found[n - 5 : n + 6]}\n{expected[at - 5 : at + 6]}")
        at += len(parts) if as_compound else 1
    assert expected[at:] == []
