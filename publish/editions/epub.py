"""XHTML documents and metadata → an EPUB 3; the only module that imports ebooklib.

ebooklib re-parses chapters with an HTML parser, writes a poor navigation and takes dates from the
clock: documents go in as finished bytes, the navigation is written apart, and the archive is packed
anew in a fixed order with fixed dates. The same input gives the same bytes.
"""

from __future__ import annotations

import datetime
import uuid
import zipfile
from collections.abc import Mapping, Sequence
from io import BytesIO
from pathlib import PurePosixPath

from ebooklib import epub as ebooklib
from lxml import etree

from publish.apparatus import Heading
from publish.book import Metadata
from publish.composition import Document, Styles
from publish.diagnostics import BookError
from publish.editions import faults
from publish.editions.accessibility import accessibility
from publish.editions.cover import Cover
from publish.editions.navigation import COVER, cover_page, home_of, navigation

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
_EPOCH = (1980, 1, 1, 0, 0, 0)
_READ_BY_ALL = 0o644 << 16
_UNIX = 3


class _Finished(ebooklib.EpubHtml):  # type: ignore[misc]  # ebooklib ships no types
    """A document whose bytes are written as they are."""

    def __init__(self, uid: str, path: str, title: str, content: bytes) -> None:
        super().__init__(uid=uid, file_name=path, media_type=XHTML_TYPE, title=title)
        self._finished = content

    def get_content(self, default: object = None) -> bytes:  # noqa: ARG002
        return self._finished


class _Writer(ebooklib.EpubWriter):  # type: ignore[misc]
    """Names the package's language, which accessibility asks for and ebooklib leaves out."""

    def _write_opf_file(self, root: etree._Element) -> None:
        root.set("{http://www.w3.org/XML/1998/namespace}lang", self.book.language)
        del root.attrib["prefix"]  # “rendition” is declared but not used
        super()._write_opf_file(root)


def epub(
    metadata: Metadata,
    documents: Sequence[Document],
    outline: Sequence[Heading],
    styles: Styles,
    images: Mapping[str, bytes],
    cover: Cover,
    modified: datetime.datetime,
) -> bytes:
    """Return the EPUB; raises BookError where ebooklib would silently leave something out."""
    book = ebooklib.EpubBook()
    book.FOLDER_NAME = "EPUB"
    _describe(book, metadata)
    for name, value in accessibility(metadata.language, documents, images):
        book.add_metadata(None, "meta", value, {"property": f"schema:{name}"})
    _add_files(book, styles, images)
    book.spine = _add_documents(book, metadata, documents, outline, cover)
    book.toc = [_ncx(heading, documents) for heading in outline]
    book.add_item(ebooklib.EpubNcx())
    return _packed(book, modified)


def identifier(metadata: Metadata) -> str:
    """Return the book's identifier: the given one, its ISBN, or one slug and title always give."""
    if not metadata.identifier and metadata.isbn.epub:
        return f"urn:isbn:{metadata.isbn.epub.replace('-', '')}"
    name = f"{metadata.slug}/{metadata.title}"
    return metadata.identifier or f"urn:uuid:{uuid.uuid5(uuid.NAMESPACE_URL, name)}"


def _describe(book: ebooklib.EpubBook, metadata: Metadata) -> None:
    """Write the Dublin Core metadata."""
    book.set_identifier(identifier(metadata))
    book.set_language(metadata.language)
    book.title = metadata.title
    _titled(book, "title", metadata.title, "main")
    if metadata.subtitle:
        _titled(book, "subtitle", metadata.subtitle, "subtitle")
    for count, person in enumerate(metadata.contributors, 1):
        name = f"person-{count}"
        kind = "creator" if person.role == "aut" else "contributor"
        book.add_metadata("DC", kind, person.name, {"id": name})
        _refine(book, name, "role", person.role, {"scheme": "marc:relators"})
        if person.sort:
            _refine(book, name, "file-as", person.sort)
    for term, value in (
        ("publisher", metadata.publisher.name),
        ("date", metadata.date.isoformat() if metadata.date else ""),
        ("description", metadata.description),
        ("rights", metadata.rights),
    ):
        if value:
            book.add_metadata("DC", term, value)
    for subject in metadata.subjects:
        book.add_metadata("DC", "subject", subject)


def _titled(book: ebooklib.EpubBook, name: str, title: str, kind: str) -> None:
    book.add_metadata("DC", "title", title, {"id": name})
    _refine(book, name, "title-type", kind)


def _refine(
    book: ebooklib.EpubBook, name: str, term: str, value: str, more: dict[str, str] | None = None
) -> None:
    refinement = {"refines": f"#{name}", "property": term, **(more or {})}
    book.add_metadata(None, "meta", value, refinement)


def _add_files(book: ebooklib.EpubBook, styles: Styles, images: Mapping[str, bytes]) -> None:
    """Add the style sheet, the fonts it names, and the book's pictures."""
    css = styles.text("epub.css")
    files = {"styles/epub.css": css.encode()}
    files |= {f"styles/fonts/{name}": font for name, font in styles.fonts.items() if name in css}
    files |= {f"images/{path}": content for path, content in images.items()}
    for count, (path, content) in enumerate(files.items(), 1):
        media_type = MEDIA_TYPES.get(PurePosixPath(path).suffix.lower())
        if media_type is None:
            raise BookError(faults.UNKNOWN_IMAGE.at(path=path.removeprefix("images/")))
        book.add_item(ebooklib.EpubItem(f"file-{count}", path, media_type, content))


def _add_documents(
    book: ebooklib.EpubBook,
    metadata: Metadata,
    documents: Sequence[Document],
    outline: Sequence[Heading],
    cover: Cover,
) -> list[ebooklib.EpubHtml]:
    """Add cover, texts and navigation; return the spine."""
    picture = ebooklib.EpubCover(file_name=COVER)
    picture.content = cover.jpeg
    book.add_item(picture)
    book.add_metadata(None, "meta", "", {"name": "cover", "content": picture.id})
    front = _Finished("cover", "text/cover.xhtml", "", cover_page(metadata, cover))
    texts = [_Finished(d.id, d.path, d.title, d.content) for d in documents]
    nav = _Finished("nav", "nav.xhtml", "", navigation(metadata.language, documents, outline))
    nav.properties = ["nav"]
    for item in (front, *texts, nav):
        book.add_item(item)
    return [front, *texts, nav]


def _ncx(heading: Heading, documents: Sequence[Document]) -> object:
    """Return a heading for the NCX that old readers navigate by."""
    link = ebooklib.Link(home_of(heading.anchor, documents), heading.text, f"ncx-{heading.anchor}")
    return (
        (link, [_ncx(child, documents) for child in heading.children]) if heading.children else link
    )


def _packed(book: ebooklib.EpubBook, modified: datetime.datetime) -> bytes:
    """Write the package and pack it anew: mimetype first, fixed order, fixed dates."""
    loose = BytesIO()
    writer = _Writer(
        loose, book, {"mtime": modified, "raise_exceptions": True, "epub3_pages": False}
    )
    try:
        writer.process()
        writer.write()
    except (ValueError, TypeError, etree.LxmlError) as error:
        raise BookError(faults.EPUB_INCOMPLETE.at("book.toml", reason=str(error))) from None
    packed = BytesIO()
    with zipfile.ZipFile(loose) as source, zipfile.ZipFile(packed, "w") as target:
        for name in sorted(
            source.namelist(), key=lambda n: (n != "mimetype", not n.startswith("META-INF/"), n)
        ):
            entry = zipfile.ZipInfo(name, _EPOCH)
            entry.create_system, entry.external_attr = _UNIX, _READ_BY_ALL
            method = zipfile.ZIP_STORED if name == "mimetype" else zipfile.ZIP_DEFLATED
            target.writestr(entry, source.read(name), method, 9)
    return packed.getvalue()
