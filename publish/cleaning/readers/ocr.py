"""ALTO and hOCR → Source: what libraries give of their scans.

A word divided at a line's end keeps its hyphen: a soft one where the file tells the whole word
(``SUBS_CONTENT``), otherwise the cleaner decides it with the words it knows, as in any other text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Final

import lxml.html
from lxml import etree

from publish.characters import HYPHEN, SOFT_HYPHEN
from publish.cleaning import faults
from publish.cleaning.readers.decoding import decode
from publish.cleaning.readers.ocr_sizes import in_points, size_of
from publish.cleaning.readers.printed import PrintedPage, PrintedRow, PrintedWord
from publish.cleaning.readers.printed_source import source_of
from publish.cleaning.readers.source_text import SourceText
from publish.diagnostics import BookError

_BOX: Final = re.compile(r"bbox (-?\d+) (-?\d+) (-?\d+) (-?\d+)")
_SIZE: Final = re.compile(r"x_fsize (\d+(?:\.\d+)?)")
"""The size that an engine found by its typeface; ``x_size`` is but the height of the line."""
_CONFIDENCE: Final = re.compile(r"x_wconf (\d+)")
_ALTO: Final = re.compile(rb"<(?:\w+:)?alto\b", re.I)


def is_alto(content: bytes) -> bool:
    """Whether the first bytes are those of an ALTO file."""
    return bool(_ALTO.search(content[:2048]))


def is_hocr(content: bytes) -> bool:
    """Whether the first bytes are those of an hOCR file."""
    return b"ocr_page" in content[:8192] or b"ocr-system" in content[:4096]


def read_alto(content: bytes, file: str = "") -> SourceText:
    """Return what an ALTO file holds; raises BookError where it cannot be read."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, recover=True)
    try:
        tree = etree.fromstring(content, parser)
        if tree is None:
            raise ValueError(file)
        styles = _styles(tree)
        leaves = [_alto_leaf(page, styles) for page in _named(tree, "Page")]
    except (etree.XMLSyntaxError, ValueError) as error:
        raise BookError(faults.UNREADABLE.at(file, format="ALTO", reason=str(error))) from None
    if not any(leaf.rows for leaf in leaves):
        raise BookError(faults.NO_TEXT.at(file))
    told = any(size for size, _ in styles.values())
    return replace(source_of(leaves if told else in_points(leaves)), recognised=True)


def _named(tree: etree._Element, name: str) -> Iterator[etree._Element]:
    for element in tree.iter():
        if isinstance(element.tag, str) and etree.QName(element).localname == name:
            yield element


def _styles(tree: etree._Element) -> dict[str, tuple[float, bool]]:
    """Return size and slant of each text style."""
    return {
        str(style.get("ID")): (
            _number(style.get("FONTSIZE")),
            "italic" in str(style.get("FONTSTYLE", "")).lower(),
        )
        for style in _named(tree, "TextStyle")
    }


def _alto_leaf(page: etree._Element, styles: dict[str, tuple[float, bool]]) -> PrintedPage:
    rows = []
    for block in _named(page, "TextBlock"):
        refs = str(block.get("STYLEREFS", ""))
        for line in _named(block, "TextLine"):
            own = f"{refs} {line.get('STYLEREFS', '')}"
            if words := list(_alto_words(line, own, styles)):
                rows.append(PrintedRow(tuple(words)))
    return PrintedPage(tuple(rows))


def _alto_words(
    line: etree._Element, refs: str, styles: dict[str, tuple[float, bool]]
) -> Iterator[PrintedWord]:
    height = _number(line.get("HEIGHT")) or 10.0
    bottom = _number(line.get("VPOS")) + height
    boxes = [
        (str(word.get("CONTENT", "")), _number(word.get("HEIGHT")))
        for word in _named(line, "String")
    ]
    usual = size_of(boxes, height)
    last: etree._Element | None = None
    for element in line:
        name = etree.QName(element).localname if isinstance(element.tag, str) else ""
        if name == "HYP":
            left = _number(element.get("HPOS"))
            yield PrintedWord(_hyphen(last), left, left, bottom, usual, glued=True)
        if name != "String":
            continue
        last = element
        known = [
            styles[ref] for ref in f"{refs} {element.get('STYLEREFS', '')}".split() if ref in styles
        ]
        size = next((size for size, _ in reversed(known) if size), usual)
        slant = "italic" in str(element.get("STYLE", "")).lower() or (bool(known) and known[-1][1])
        raised = "superscript" in str(element.get("STYLE", "")).lower()
        left = _number(element.get("HPOS"))
        right = left + _number(element.get("WIDTH"))
        text = str(element.get("CONTENT", ""))
        if text:
            sure = _share(element.get("WC"))
            yield PrintedWord(text, left, right, bottom, size, slant, raised, confidence=sure)


def _hyphen(word: etree._Element | None) -> str:
    """Return the hyphen after a word: a soft one, where the file tells that it divides a word."""
    whole = str(word.get("SUBS_CONTENT", "")) if word is not None else ""
    part = str(word.get("CONTENT", "")) if word is not None else ""
    divides = whole.startswith(part) and whole[len(part) :][:1] not in ("", "-", HYPHEN)
    return SOFT_HYPHEN if divides and part else "-"


def _share(value: str | None, whole: float = 1.0) -> float | None:
    """Return a confidence as a share of 1; None where none is told."""
    try:
        return float(value) / whole if value is not None else None
    except ValueError:
        return None


def _number(value: object) -> float:
    try:
        return float(str(value))
    except ValueError:
        return 0.0


def read_hocr(content: bytes, file: str = "") -> SourceText:
    """Return what an hOCR file holds; raises BookError where it holds no text."""
    text, _, diagnostics = decode(content, "", file)
    try:
        parser = lxml.html.HTMLParser(huge_tree=True)
        tree = lxml.html.document_fromstring(re.sub(r"^\s*<\?xml[^>]*\?>", "", text), parser)
    except (etree.ParserError, ValueError):
        raise BookError(faults.NO_TEXT.at(file)) from None
    leaves = [
        PrintedPage(tuple(row for line in _classed(page, "ocr_line") if (row := _hocr_row(line))))
        for page in _classed(tree, "ocr_page")
    ]
    if not any(leaf.rows for leaf in leaves):
        raise BookError(faults.NO_TEXT.at(file))
    source = source_of(leaves if _SIZE.search(text) else in_points(leaves))
    return replace(source, diagnostics=tuple(diagnostics), recognised=True)


_LINES: Final = {"ocr_line": ("ocr_line", "ocr_header", "ocr_caption", "ocr_textfloat")}


def _classed(tree: etree._Element, name: str) -> Iterator[etree._Element]:
    wanted = set(_LINES.get(name, (name,)))
    for element in tree.iter():
        if isinstance(element.tag, str) and wanted & set(str(element.get("class", "")).split()):
            yield element


def _hocr_row(line: etree._Element) -> PrintedRow | None:
    box = _BOX.search(str(line.get("title", "")))
    bottom = float(box[4]) if box else 0.0
    height = float(box[4]) - float(box[2]) if box else 10.0
    size = _SIZE.search(str(line.get("title", "")))
    read = [
        ("".join(map(str, element.itertext())).strip(), element)
        for element in _classed(line, "ocrx_word")
    ]
    if not read:
        return _undivided(line, box, float(size[1]) if size else 0.0)
    boxes = [(text, _BOX.search(str(element.get("title", "")))) for text, element in read]
    heights = [(text, float(box[4]) - float(box[2])) for text, box in boxes if box]
    usual = size_of(heights, height)
    words = []
    for (text, element), (_, place) in zip(read, boxes, strict=True):
        own = _SIZE.search(str(element.get("title", ""))) or size
        if text:
            left, right = (float(place[1]), float(place[3])) if place else (0.0, 0.0)
            slant = element.find(".//em") is not None
            points = float(own[1]) if own else usual
            told = _CONFIDENCE.search(str(element.get("title", "")))
            sure = _share(told[1] if told else None, 100.0)
            words.append(PrintedWord(text, left, right, bottom, points, slant, confidence=sure))
    return PrintedRow(tuple(words)) if words else None


def _undivided(line: etree._Element, box: re.Match[str] | None, size: float) -> PrintedRow | None:
    """Return a line whose words have no boxes of their own: each has its share of the line's."""
    text = " ".join("".join(map(str, line.itertext())).split())
    if not text:
        return None
    left, top, right, bottom = map(float, box.groups()) if box else (0.0, 0.0, 0.0, 10.0)
    step = (right - left) / len(text)
    usual = size or size_of([(text, bottom - top)], bottom - top)
    words = [
        PrintedWord(m[0], left + m.start() * step, left + m.end() * step, bottom, usual)
        for m in re.finditer(r"\S+", text)
    ]
    return PrintedRow(tuple(words))
