"""XHTML documents and metadata → an EPUB 3.

ebooklib re-parses chapters with an HTML parser, writes a poor navigation and takes dates from the
clock: documents go in as finished bytes, the navigation is written apart, and the archive is packed
here, in a fixed order with fixed dates. The same input gives the same bytes.
"""

from __future__ import annotations

import datetime
import uuid
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import PurePosixPath

from ebooklib import epub as ebooklib
from lxml import etree

from publish.apparatus import Heading
from publish.book.metadata import Metadata
from publish.composition import IMAGES, Styles
from publish.diagnostics import BookError
from publish.documents import LEXICON, AccessibilityFacts, Document, picture_name, xhtml
from publish.editions import faults
from publish.editions.cover.cover_drawing import Cover
from publish.editions.epub.accessibility import accessibility
from publish.editions.epub.archive import Pack, archive, deflated
from publish.editions.epub.description import certify, describe
from publish.editions.epub.font_subset import subset_font
from publish.editions.epub.navigation import (
    COVER,
    COVER_PAGE,
    addresses,
    cover_page,
    label,
    navigation,
    printed_pages,
)
from publish.editions.epub.ncx import finished
from publish.editions.epub.pronunciation import LEXICON_TYPE
from publish.editions.epub.variants import STANDARD, Variant

XHTML_TYPE = "application/xhtml+xml"
MEDIA_TYPES = {
    ".css": "text/css",
    ".gif": "image/gif",
    ".jpeg": "image/jpeg",
    ".jpg": "image/jpeg",
    ".otf": "font/otf",
    ".png": "image/png",
    ".svg": "image/svg+xml",
    ".ttf": "font/ttf",
    ".webp": "image/webp",
    ".woff2": "font/woff2",
}


class _Finished(ebooklib.EpubHtml):  # type: ignore[misc]  # ebooklib ships no types
    """A document whose bytes are written as they are."""

    def __init__(self, uid: str, path: str, content: bytes) -> None:
        super().__init__(uid=uid, file_name=path, media_type=XHTML_TYPE)
        self._finished = content

    def get_content(self, default: object = None) -> bytes:  # noqa: ARG002
        return self._finished


class _Writer(ebooklib.EpubWriter):  # type: ignore[misc]
    """Names the package's language, lists printed pages in the NCX, and hands files over instead of
    packing them: ebooklib does none of it."""

    def write(self) -> None:
        self.files: dict[str, bytes] = {"mimetype": b"application/epub+zip"}
        self.out = self
        self._write_container()
        self._write_opf()
        self._write_items()

    def writestr(self, path: str, content: bytes | str) -> None:
        self.files[path] = content if isinstance(content, bytes) else content.encode()

    def _write_opf_file(self, root: etree._Element) -> None:
        root.set("{http://www.w3.org/XML/1998/namespace}lang", self.book.language)
        del root.attrib["prefix"]  # “rendition” is declared but not used
        super()._write_opf_file(root)

    def _get_ncx(self) -> bytes:
        return finished(super()._get_ncx(), self.book.printed_pages)


def epub(
    metadata: Metadata,
    documents: Sequence[Document],
    outline: Sequence[Heading],
    styles: Styles,
    images: Mapping[str, bytes],
    cover: Cover,
    facts: AccessibilityFacts,
    said: bytes,
    modified: datetime.datetime,
    variant: Variant = STANDARD,
    pack_file: Pack = deflated,
) -> bytes:
    """Return the EPUB; raises BookError where ebooklib would silently leave something out.

    ``said``: its lexicon of names, b"" for none; ``pack_file`` compresses a file of it.
    """
    outline = outline or (Heading(metadata.title, documents[0].id),)  # a list is never empty
    book = ebooklib.EpubBook()
    book.FOLDER_NAME = "EPUB"
    describe(book, metadata, identifier(metadata))
    certify(book, facts.claim)
    for name, value in accessibility(metadata, facts):
        book.add_metadata(None, "meta", value, {"property": name})
    css = styles.text("epub.css")
    fonts = {name: font for name, font in styles.fonts.items() if name in css}
    table = variant.table(fonts.values())
    outline = tuple(_told(heading, table) for heading in outline)
    texts = [
        variant.finish(xhtml(one).translate(table), one.path.rpartition("/")[2])
        for one in documents
    ]
    _add_files(book, css, _subsets(fonts, texts), images)
    if said:
        book.add_item(ebooklib.EpubItem("lexicon", LEXICON, LEXICON_TYPE, said))
    covered = cover if variant.cover_page else None
    book.spine = _add_documents(book, metadata, documents, texts, outline, covered)
    _add_cover_picture(book, cover)
    homes = addresses(documents)
    book.toc = [_ncx(heading, homes) for heading in outline]
    book.printed_pages = printed_pages(documents)
    book.add_item(ebooklib.EpubNcx())
    return _packed(book, modified, pack_file)


def identifier(metadata: Metadata) -> str:
    """Return the book's identifier: the given one, its ISBN, or one slug and title always give."""
    if not metadata.identifier and metadata.isbn.epub:
        return f"urn:isbn:{metadata.isbn.epub.replace('-', '')}"
    name = f"{metadata.slug}/{metadata.title}"
    return metadata.identifier.strip() or f"urn:uuid:{uuid.uuid5(uuid.NAMESPACE_URL, name)}"


def _told(heading: Heading, table: Mapping[int, str]) -> Heading:
    """Return a heading with the characters that can be shown."""
    return replace(
        heading,
        text=heading.text.translate(table),
        author=heading.author.translate(table),
        children=tuple(_told(child, table) for child in heading.children),
    )


def _subsets(fonts: Mapping[str, bytes], texts: Sequence[str]) -> dict[str, bytes]:
    """Return the fonts reduced to the characters of the book."""
    wanted = frozenset[str]().union(*texts)
    return {name: subset_font(font, wanted, name) for name, font in fonts.items()}


def _add_files(
    book: ebooklib.EpubBook, css: str, fonts: Mapping[str, bytes], images: Mapping[str, bytes]
) -> None:
    """Add the style sheet, the fonts it names, and the book's pictures."""
    files = {"styles/epub.css": css.encode()}
    files |= {f"styles/fonts/{name}": font for name, font in fonts.items()}
    files |= {IMAGES + picture_name(path): content for path, content in images.items()}
    for count, (path, content) in enumerate(files.items(), 1):
        media_type = MEDIA_TYPES[PurePosixPath(path).suffix.lower()]
        book.add_item(ebooklib.EpubItem(f"file-{count}", path, media_type, content))


def _add_cover_picture(book: ebooklib.EpubBook, cover: Cover) -> None:
    """Add the cover's picture, named as EPUB 3 does and as EPUB 2 did."""
    picture = ebooklib.EpubCover(file_name=COVER)
    picture.content = cover.jpeg
    book.add_item(picture)
    book.add_metadata(None, "meta", "", {"name": "cover", "content": picture.id})


def _add_documents(
    book: ebooklib.EpubBook,
    metadata: Metadata,
    documents: Sequence[Document],
    texts: Sequence[str],
    outline: Sequence[Heading],
    cover: Cover | None,
) -> list[ebooklib.EpubHtml]:
    """Add the cover's page, if it has one, texts and navigation; return the spine."""
    front = [_Finished("cover", COVER_PAGE, cover_page(metadata, cover))] if cover else []
    written = [
        _Finished(f"text-{document.id}", document.path, text.encode())
        for document, text in zip(documents, texts, strict=True)
    ]
    content = navigation(metadata.language, documents, outline, covered=cover is not None)
    nav = _Finished("nav", "nav.xhtml", content)
    nav.properties = ["nav"]
    spine = [*front, *written, nav]
    for item in spine:
        book.add_item(item)
    return spine


def _ncx(heading: Heading, homes: Mapping[str, str]) -> object:
    """Return a heading for the NCX that old readers navigate by."""
    link = ebooklib.Link(homes[heading.anchor], label(heading), f"ncx-{heading.anchor}")
    return (link, [_ncx(child, homes) for child in heading.children]) if heading.children else link


def _packed(book: ebooklib.EpubBook, modified: datetime.datetime, pack_file: Pack) -> bytes:
    """Write the package's files and pack them: mimetype first, fixed order, fixed dates."""
    writer = _Writer("", book, {"mtime": modified, "raise_exceptions": True, "epub3_pages": False})
    try:
        writer.process()
        writer.write()
    except (ValueError, TypeError, etree.LxmlError) as error:
        raise BookError(faults.EPUB_INCOMPLETE.at("book.toml", reason=str(error))) from None
    names = sorted(writer.files, key=lambda n: (n != "mimetype", not n.startswith("META-INF/"), n))
    files = {name: writer.files[name] for name in names}
    return archive(files, frozenset({"mimetype"}), pack_file)
