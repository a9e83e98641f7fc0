"""Of which kind a file is: by what it holds first, by its name where that says nothing."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from posixpath import splitext

from publish.diagnostics import BookError
from publish.importing import faults
from publish.importing.formats import (
    epub_book,
    hypertext_reader,
    open_document,
    pandoc_kinds,
    rtf,
    tei,
    word,
)
from publish.importing.incoming import IncomingText
from publish.importing.packed import unpack
from publish.importing.word_proof import Count

_OLE = b"\xd0\xcf\x11\xe0"


@dataclass(frozen=True, slots=True)
class FileKind:
    """One kind of file: what people call it, how it is read, how it is counted.

    ``count`` also takes whether insertions are refused; None: the words are those that were read.
    ``calls``: in whose way it calls other files in, "" where it does not.
    """

    name: str
    read: Callable[[bytes, str], IncomingText]
    count: Callable[[bytes, str, bool], Count] | None = None
    calls: str = ""


KINDS: Mapping[str, FileKind] = {
    "docx": FileKind(word.FORM, word.read_word, word.count_word),
    "odt": FileKind(
        open_document.FORM, open_document.read_open_document, open_document.count_open_document
    ),
    "tei": FileKind(tei.FORM, tei.read_tei, tei.count_tei),
    "rtf": FileKind(rtf.FORM, rtf.read_rtf, rtf.count_rtf),
    "html": FileKind("HTML", hypertext_reader.read_html, hypertext_reader.count_html),
    "epub": FileKind(epub_book.FORM, epub_book.read_epub, epub_book.count_epub),
    **{k: FileKind(form.name, form.read, calls=k) for k, form in pandoc_kinds.FORMS.items()},
}

_ENDINGS: Mapping[str, str] = {
    ".docx": "docx", ".docm": "docx", ".dotx": "docx", ".odt": "odt", ".rtf": "rtf",
    ".html": "html", ".htm": "html", ".xhtml": "html", ".epub": "epub", ".md": "markdown",
    ".markdown": "markdown", ".qmd": "markdown", ".rmd": "markdown", ".tex": "latex",
    ".latex": "latex", ".rst": "rst", ".org": "org", ".adoc": "asciidoc", ".textile": "textile",
    ".fb2": "fb2", ".typ": "typst", ".docbook": "docbook", ".dbk": "docbook", ".opml": "opml",
    ".ipynb": "ipynb", ".wiki": "mediawiki", ".mediawiki": "mediawiki", ".muse": "muse",
    ".t2t": "t2t", ".man": "man", ".jats": "jats", ".json": "json",
}  # fmt: skip


def kind_of(content: bytes, file: str) -> FileKind:
    """Return of which kind a file is; BookError where that is none that can be brought in."""
    name = _sniffed(content, file) or _ENDINGS.get(splitext(file)[1].lower(), "")
    if name == "doc":
        raise BookError(faults.OLD_WORD.at(file))
    if name not in KINDS:
        raise BookError(faults.UNKNOWN_KIND.at(file))
    return KINDS[name]


def _sniffed(content: bytes, file: str) -> str:
    head = content[:8192].lstrip(b"\xef\xbb\xbf \t\r\n")
    if head.startswith(_OLE):
        return "doc"
    if head.startswith(b"{\\rtf"):
        return "rtf"
    if head.startswith(b"PK"):
        return _packed(content, file)
    if re.search(rb"<TEI(?:\.2)?[\s>]|<teiCorpus\b", head):
        return "tei"
    if re.search(rb"<(?:book|article|chapter)\b[^>]*docbook", head):
        return "docbook"
    if re.match(rb"(?is)(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html)\b", head):
        return "html"
    if re.search(rb"(?m)^[ \t]*\\(?:documentclass|documentstyle|begin\{document\})", head):
        return "latex"
    return ""


def _packed(content: bytes, file: str) -> str:
    package = unpack(content, file, "ZIP")
    names = set(package.names())
    types = package.read("[Content_Types].xml", 1_000_000) or b""
    if "word/document.xml" in names or b"wordprocessingml.document.main+xml" in types:
        return "docx"
    mime = (package.read("mimetype", 200) or b"") if "mimetype" in names else b""
    if b"opendocument.text" in mime:
        return "odt"
    if b"epub" in mime or "META-INF/container.xml" in names:
        return "epub"
    return "none"
