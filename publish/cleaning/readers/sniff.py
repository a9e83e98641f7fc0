"""A file → Source: the one way in for every format.

What a file is, its first bytes tell, not its name; plain text may be in any encoding.
"""

from __future__ import annotations

import re
import unicodedata
from typing import Final

from publish.cleaning import faults
from publish.cleaning.readers.decoding import decode
from publish.cleaning.readers.source_text import SourceText
from publish.diagnostics import BookError

_HTML: Final = re.compile(
    rb"\s*(?:<\?xml[^>]*>\s*)?(?:<!--(?:(?!-->).)*-->\s*)*<(?:!doctype\s+html|html)\b", re.I | re.S
)

PICTURES: Final = (b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff", b"II*\x00", b"MM\x00*")
"""How PNG, JPEG and TIFF begin."""
_MARKDOWN: Final = (".md", ".markdown", ".mdown", ".rmd", ".qmd")
"""Names of files of which the author says how they are written."""
_LATEX: Final = re.compile(rb"^[ \t]*\\(?:documentclass|documentstyle|begin\{document\})", re.M)
_MAIL: Final = re.compile(rb"[A-Za-z][A-Za-z0-9-]*:")
_PACKED: Final = {
    b"word/document.xml": "Word (.docx)",
    b"application/vnd.oasis.opendocument.text": "OpenDocument (.odt)",
    b"xl/workbook.xml": "Excel (.xlsx)",
    b"ppt/presentation.xml": "PowerPoint (.pptx)",
}
"""What a packed file holds that is no EPUB, and what it is called."""
_SAMPLE: Final = 20_000
_MOST_CONTROL: Final = 0.05
"""Control characters may be codes of accents: those are fewer, and stand among letters."""
_LEAST_WORDS: Final = 0.75
"""Share of letters and blanks below which such a file holds no text."""


def read_source(
    content: bytes, file: str = "", encoding: str = "", *, ocr: bool = False
) -> SourceText:
    """Return what a file holds; raises BookError where nothing can be read.

    ``ocr`` has the pages of a PDF or a picture recognised. The readers of other formats are only
    loaded for such a file.
    """
    if ocr:
        content = seen(content, file)
    if content.startswith(b"%PDF-"):
        from publish.cleaning.readers.printed_pdf import read_pdf

        return read_pdf(content, file)
    if content.startswith(PICTURES):
        raise BookError(faults.NO_TEXT.at(file))
    head = content[:8192].removeprefix(b"\xef\xbb\xbf").lstrip()
    if head.startswith(b"{\\rtf"):
        from publish.cleaning.readers.rich_text import read_rich_text

        return read_rich_text(content, file)
    if foreign := _foreign(content, head):
        raise BookError(faults.FOREIGN.at(file, format=foreign))
    if head.startswith((b"<", b"PK\x03\x04")):
        found = _read_marked(content, head, file, encoding)
        if found is not None:
            return found
    if _MAIL.match(head):
        from publish.cleaning.readers.mail_message import is_packed_mail, read_mail

        if is_packed_mail(content):
            return read_mail(content, file)
    text, used, diagnostics = decode(content, encoding, file)
    _refuse_noise(text, file)
    markdown = file.lower().endswith(_MARKDOWN)
    return SourceText(text, markdown=markdown, encoding=used, diagnostics=tuple(diagnostics))


def _foreign(content: bytes, head: bytes) -> str:
    """Return the name of a format that is no text and that nothing here reads; empty for others.

    A sheet of LaTeX or TEI is no prose: its commands and tags would be cleaned as words.
    """
    if head.startswith(b"PK\x03\x04"):
        return next((name for mark, name in _PACKED.items() if mark in content), "")
    if head.startswith(b"\xd0\xcf\x11\xe0"):
        return "Word (.doc)"
    if re.search(rb"<TEI(?:\.2)?\b|<teiCorpus\b", head):
        return "TEI"
    return "LaTeX" if _LATEX.search(head) else ""


def seen(content: bytes, file: str = "") -> bytes:
    """Return the ALTO of a file that has pages to look at; any other file as it is."""
    from publish.cleaning.readers.recognition import recognised

    return recognised(content, file) if content.startswith((b"%PDF-", *PICTURES)) else content


def _refuse_noise(text: str, file: str) -> None:
    """Raise BookError for an empty file, and for one that holds no text."""
    if not text.strip("\ufeff\0 \t\r\n\v\f"):
        raise BookError(faults.EMPTY.at(file))
    head = text[:_SAMPLE]
    control = sum(
        unicodedata.category(char) in ("Cc", "Cs", "Cn") and not char.isspace() for char in head
    )
    words = sum(char.isalpha() or char.isspace() for char in head)
    if control > _MOST_CONTROL * len(head) and words < _LEAST_WORDS * len(head):
        raise BookError(faults.BINARY.at(file, share=round(100 * control / len(head))))


def _read_marked(content: bytes, head: bytes, file: str, encoding: str) -> SourceText | None:
    """Return what a marked-up or packed file holds; None where it is neither."""
    from publish.cleaning.readers import hypertext, ocr

    if head.startswith(b"PK"):
        return hypertext.read_epub(content, file)
    if ocr.is_alto(head):
        return ocr.read_alto(content, file)
    if ocr.is_hocr(head):
        return ocr.read_hocr(content, file)
    if _HTML.match(head):
        return hypertext.read_html(content, file, encoding)
    return None
