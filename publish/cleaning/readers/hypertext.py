"""HTML and EPUB → Source: one line a paragraph; headings, italics and quotations are told.

``<h2>II</h2><p>Il <em>parla</em><sup>1</sup>.</p>`` → ``II`` / blank / ``Il parla¹.`` with two runs
"""

from __future__ import annotations

import io
import lzma
import posixpath
import re
import zipfile
import zlib
from collections.abc import Iterator
from typing import Final
from urllib.parse import unquote

import lxml.html
from lxml import etree

from publish.cleaning import faults
from publish.cleaning.alphabet import SUPERIORS
from publish.cleaning.readers.decoding import decode, is_of_texts
from publish.cleaning.readers.source_text import SourceText, StyledRun
from publish.diagnostics import BookError, Diagnostic

_SKIPPED: Final = frozenset(
    "head script style nav template noscript svg math form iframe object".split()
)
_BLOCKS: Final = frozenset(
    "address article aside blockquote body center dd details div dl dt fieldset figcaption figure "
    "footer h1 h2 h3 h4 h5 h6 header li main ol p pre section summary table tbody td th tr "
    "ul".split()
)
_TABULAR: Final = frozenset("table thead tbody tfoot colgroup col tr td th b span strong".split())
_ITALIC: Final = frozenset(("em", "i", "cite", "dfn", "var"))
_MARKED: Final = re.compile(r"[•·▪*–—-]|\(?[\dIVXLivxl]+[.)]\s")
"""How an item opens that has its own mark."""
_RAISED: Final = str.maketrans("0123456789", SUPERIORS)
_BACK_LINKS: Final = re.compile("[↩↑⏎]\ufe0e?")
_CHARSET: Final = re.compile(rb"""(?:charset|encoding)\s*=\s*["']?([\w-]+)""", re.I)
_ENCRYPTION: Final = "META-INF/encryption.xml"
_CONTAINER: Final = "META-INF/container.xml"
_BROKEN_ARCHIVE: Final = (
    zipfile.BadZipFile,
    zlib.error,
    lzma.LZMAError,
    etree.XMLSyntaxError,
    EOFError,
    KeyError,
    NotImplementedError,  # a compression that Python does not know
    OSError,
    RuntimeError,  # a password is wanted
    ValueError,
)
_LARGEST: Final = 40_000_000
"""Bytes that an EPUB's texts may unfold to."""


def read_html(content: bytes, file: str = "", encoding: str = "") -> SourceText:
    """Return what a web page holds; raises BookError where it holds no text."""
    named = _CHARSET.search(content[:2048])
    if not encoding and named and not content.startswith((b"\xff\xfe", b"\xfe\xff")):
        encoding = _known(named[1].decode("ascii", "replace"))
    text, _, diagnostics = decode(content, encoding, file)
    writer = _Writer()
    writer.page(text)
    return writer.source(file, diagnostics)


def read_epub(content: bytes, file: str = "") -> SourceText:
    """Return the texts of an EPUB in the order of its spine."""
    writer = _Writer()
    diagnostics: list[Diagnostic] = []
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            if _protected(archive):
                raise BookError(faults.PROTECTED.at(file))
            paths = dict.fromkeys(_spine(archive))  # each once, however often it is named
            if sum(archive.getinfo(path).file_size for path in paths) > _LARGEST:
                raise BookError(faults.TOO_LARGE.at(file, megabytes=_LARGEST // 10**6))
            for path in paths:
                text, _, found = decode(archive.read(path), "", f"{file}/{path}" if file else path)
                writer.page(text)
                diagnostics += found
    except _BROKEN_ARCHIVE as error:
        raise BookError(faults.UNREADABLE.at(file, format="EPUB", reason=str(error))) from None
    return writer.source(file, diagnostics)


def _protected(archive: zipfile.ZipFile) -> bool:
    """Whether texts of an EPUB are encrypted: fonts alone may be, by a key that all know."""
    if any(info.flag_bits & 1 for info in archive.infolist()):
        return True
    if _ENCRYPTION not in archive.namelist():
        return False
    told = archive.read(_ENCRYPTION)
    return b"xmlenc#aes" in told or b"adept" in told or b"lcp" in told


def _known(encoding: str) -> str:
    """Return the name of an encoding that texts can be in, "" for what is none."""
    return encoding if is_of_texts(encoding) else ""


def _spine(archive: zipfile.ZipFile) -> Iterator[str]:
    """Yield the paths of an EPUB's texts, in reading order."""
    container = etree.fromstring(archive.read(_CONTAINER), _parser())
    package = str(container.xpath("string(//*[local-name()='rootfile']/@full-path)"))
    opf = etree.fromstring(archive.read(package), _parser())
    items = {
        str(item.get("id")): item
        for item in opf.iter()
        if isinstance(item.tag, str) and etree.QName(item).localname == "item"
    }
    for ref in opf.iter():
        if isinstance(ref.tag, str) and etree.QName(ref).localname == "itemref":
            item = items.get(str(ref.get("idref")))
            if item is not None and "nav" not in str(item.get("properties", "")).split():
                href = unquote(str(item.get("href")))
                yield posixpath.normpath(posixpath.join(posixpath.dirname(package), href))


def _parser() -> etree.XMLParser:
    return etree.XMLParser(resolve_entities=False, no_network=True)


def _rows(table: etree._Element) -> list[list[str]]:
    """Return the cells of a table with heads, all full and of words only; of others nothing.

    Old pages are laid out in tables: without a head, none is believed to be one.
    """
    tags = {one.tag for one in table.iter() if isinstance(one.tag, str)}
    if "th" not in tags or tags - _TABULAR:
        return []
    rows = [
        [" ".join("".join(cell.itertext()).split()) for cell in row if cell.tag in ("td", "th")]
        for row in table.iter("tr")
    ]
    even = len(rows) > 1 and len({len(row) for row in rows}) == 1 and len(rows[0]) > 1
    return rows if even and all(all(row) for row in rows) else []


class _Writer:
    """Writes the blocks of pages, one line each, and where their styles begin and end."""

    def __init__(self) -> None:
        self._parts: list[str] = []
        self._length = 0
        self._runs: list[StyledRun] = []
        self._pages: list[int] = []
        self._line: list[str] = []
        self._line_length = 0
        self._waiting: list[tuple[int, int]] = []
        self._blank = True
        self._tables = 0
        self._bullet = ""
        """What the next text of an item begins with."""
        self._italic = self._raised = self._quoted = 0
        self._levels: list[int] = []
        """The level of heading of each open element."""

    @property
    def _level(self) -> int:
        return self._levels[-1] if self._levels else 0

    def page(self, html: str) -> None:
        """Write a page."""
        html = re.sub(r"^\s*<\?xml[^>]*\?>", "", html)
        parser = lxml.html.HTMLParser(huge_tree=True)  # or all below 255 elements is lost
        try:
            tree = lxml.html.document_fromstring(html or "<p></p>", parser)
        except (etree.ParserError, ValueError):
            return
        if any("depth" in error.message.lower() for error in parser.error_log):
            raise BookError(faults.TOO_DEEP.at())
        self._pages.append(self._length)
        body = tree.find("body")
        self._walk(tree if body is None else body)
        self._end_line()

    def _walk(self, root: etree._Element) -> None:
        """Write an element; old pages never close theirs, and lie thousands deep."""
        walk = etree.iterwalk(root, events=("start", "end", "comment", "pi"))
        for event, element in walk:
            tag = element.tag if isinstance(element.tag, str) else ""
            if event == "start" and tag in _SKIPPED:
                walk.skip_subtree()
            elif event == "start" and tag == "table" and (rows := _rows(element)):
                self._table(rows)
                walk.skip_subtree()
            elif event == "start":
                self._open(element, tag)
            if event != "start":
                if tag == "table" and _rows(element):
                    pass  # written as a whole
                elif tag not in _SKIPPED and tag:
                    self._close(tag)
                if element is not root:
                    self._text(element.tail or "")

    def _open(self, element: etree._Element, tag: str) -> None:
        if tag in _BLOCKS or tag in ("br", "hr"):
            self._end_line(soft=tag == "br")
        if tag == "hr":
            self._text("* * *")
            self._end_line()
        self._levels.append(int(tag[1]) if re.fullmatch("h[1-6]", tag) else self._level)
        self._quoted += tag == "blockquote"
        self._italic += tag in _ITALIC
        self._raised += tag == "sup"
        if tag == "li":
            self._number(element)
        self._text(element.text or "")

    def _close(self, tag: str) -> None:
        if tag in _BLOCKS:
            self._end_line()
        self._levels.pop()
        if tag == "li":
            self._bullet = ""
        self._quoted -= tag == "blockquote"
        self._italic -= tag in _ITALIC
        self._raised -= tag == "sup"

    def _table(self, rows: list[list[str]]) -> None:
        """Write the rows of a table, one below the other."""
        self._end_line()
        self._tables += 1
        for row in rows:
            start = self._length
            self._write("\t".join(row))
            self._runs.append(StyledRun(start, self._length, table=True, unit=self._tables))
            self._write("\n")
        self._write("\n")
        self._blank = True

    def _number(self, item: etree._Element) -> None:
        """Print the number or the bullet of an item, as a browser does."""
        above = item.getparent()
        if above is not None and above.tag == "ul":
            self._bullet = "• "
        if above is not None and above.tag == "ol":
            items = [one for one in above if one.tag == "li"]
            start = str(above.get("start", "1"))
            first = int(start) if start.isdecimal() and len(start) < 9 else 1
            self._text(f"{first + items.index(item)}. ")

    def _text(self, text: str) -> None:
        text = _BACK_LINKS.sub("", re.sub(r"[ \t\r\n\f]+", " ", text))
        if not self._line_length or (self._line and self._line[-1].endswith(" ")):
            text = text.lstrip(" ")
        if not text:
            return
        if self._bullet:
            bullet, self._bullet = self._bullet, ""
            if not _MARKED.match(text):
                self._line.append(bullet)
                self._line_length += len(bullet)
        if self._raised:
            text = text.translate(_RAISED)
        if self._italic and text.strip():
            lead = len(text) - len(text.lstrip())
            start = self._line_length + lead
            self._waiting.append((start, start + len(text.strip())))
        self._line.append(text)
        self._line_length += len(text)

    def _end_line(self, *, soft: bool = False) -> None:
        """End a line; ``soft`` where the paragraph goes on."""
        text = "".join(self._line).rstrip()
        if text:
            if not soft and self._length and not self._blank:
                self._write("\n")
            start = self._length
            for one, two in self._waiting:
                self._runs.append(StyledRun(start + one, start + two, italic=True))
            self._write(text)
            if self._level:
                self._runs.append(StyledRun(start, self._length, level=self._level))
            if self._quoted:
                self._runs.append(StyledRun(start, self._length, quoted=True))
            self._write("\n")
            self._blank = False
        if not soft and self._length and not self._blank:
            self._write("\n")
            self._blank = True
        self._line, self._line_length, self._waiting = [], 0, []

    def _write(self, text: str) -> None:
        self._parts.append(text)
        self._length += len(text)

    def source(self, file: str, diagnostics: list[Diagnostic]) -> SourceText:
        """Return what was written; raises BookError where that is nothing."""
        if not self._length:
            raise BookError(faults.NO_TEXT.at(file))
        runs = tuple(sorted(self._runs, key=lambda run: (run.start, run.end)))
        return SourceText(
            "".join(self._parts),
            tuple(self._pages),
            runs,
            styled=True,
            encoding="",
            diagnostics=tuple(diagnostics),
        )
