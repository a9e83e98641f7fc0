"""The last good book, held in memory: nothing that is served is looked for on the disk.

EPUB + PDF + places → documents whose blocks say their line (``data-line``), a spine, pages to draw.
"""

from __future__ import annotations

import hashlib
import posixpath
import re
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass, field
from io import BytesIO
from pathlib import Path

from lxml import etree

from publish.pipeline import BuildReport, Folder, OutputPlaces
from publish.pipeline.targets import View, shown_as

NOWHERE = OutputPlaces({}, {})
XHTML = "{http://www.w3.org/1999/xhtml}"
SHEET = "/assets/book.css"

_TEXTS, _PAGES = shown_as(View.TEXT), shown_as(View.PAGES)
"""The targets that can be shown, the best first."""

_CONTAINER = "META-INF/container.xml"
_FOLIO = re.compile(r"page-(\d+)")
_PARSER = etree.XMLParser(resolve_entities=False, no_network=True)


@dataclass(frozen=True, slots=True)
class Chapter:
    """A document of the EPUB; ``folios``: the printed pages that begin in it."""

    path: str
    title: str
    folios: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class ServedTexts:
    """An EPUB's files by their path in its package, and its documents in reading order."""

    digest: str
    title: str
    chapters: tuple[Chapter, ...]
    files: Mapping[str, bytes]


@dataclass(frozen=True, slots=True)
class ServedBook:
    """What is shown of a book: its texts, its pages (a PDF), and where its blocks stand."""

    texts: ServedTexts | None = None
    pdf: bytes = b""
    places: OutputPlaces = NOWHERE
    pdf_digest: str = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "pdf_digest", _digest(self.pdf) if self.pdf else "")


def served_book(root: Path, report: BuildReport) -> ServedBook:
    """Return what a build has made of a book; BookError for a file that leads out of ``dist``."""
    dist = Folder(root / "dist")
    files = {
        target.name: dist.read(target.path.name) or b""
        for target in report.targets
        if target.name in (*_TEXTS, *_PAGES)
    }
    epub = next((files[name] for name in _TEXTS if name in files), b"")
    pdf = next((files[name] for name in _PAGES if name in files), b"")
    places = report.places or NOWHERE
    return ServedBook(texts(epub, places) if epub else None, pdf, places)


def texts(epub: bytes, places: OutputPlaces) -> ServedTexts:
    """Open an EPUB that this press has made; each block of a document bears its line."""
    with zipfile.ZipFile(BytesIO(epub)) as archive:
        package = _package(archive.read(_CONTAINER))
        folder = posixpath.dirname(package)
        files = {
            posixpath.relpath(name, folder): archive.read(name)
            for name in archive.namelist()
            if name.startswith(f"{folder}/")
        }
    described = etree.fromstring(files[posixpath.basename(package)], _PARSER)
    hrefs = {item.get("id"): item.get("href", "") for item in described.iterfind(".//{*}item")}
    chapters = []
    for reference in described.iterfind(".//{*}itemref"):
        path = hrefs[reference.get("idref")]
        tree = etree.fromstring(files[path], _PARSER)
        _, lines = places.texts.get(path, ("", {}))
        for number, element in enumerate(tree.iter("*")):
            if number in lines:
                element.set("data-line", str(lines[number]))
        _dress(tree)
        files[path] = etree.tostring(tree.getroottree(), encoding="utf-8", xml_declaration=True)
        folios = (_FOLIO.fullmatch(str(name)) for name in tree.xpath("//@id"))
        title = tree.findtext(".//{*}title") or path
        chapters.append(Chapter(path, title, tuple(int(found[1]) for found in folios if found)))
    title = described.findtext(".//{http://purl.org/dc/elements/1.1/}title") or ""
    digest = _digest(*(part for path in sorted(files) for part in (path.encode(), files[path])))
    return ServedTexts(digest, title, tuple(chapters), files)


def _dress(tree: etree._Element) -> None:
    """Lay the preview's own style sheet under the book's, and let no link leave the book: the
    frame would show nothing any more."""
    for link in tree.iter(f"{XHTML}a"):
        if ":" in str(link.get("href", "")).partition("/")[0]:
            del link.attrib["href"]
    head = tree.find("{*}head")
    assert head is not None
    head.insert(0, etree.Element(f"{XHTML}link", rel="stylesheet", href=SHEET))


def _package(container: bytes) -> str:
    """Return the path of the package document."""
    root = etree.fromstring(container, _PARSER).find(".//{*}rootfile")
    assert root is not None
    return str(root.get("full-path"))


def _digest(*parts: bytes) -> str:
    found = hashlib.blake2b(digest_size=12)
    for part in parts:
        found.update(len(part).to_bytes(8, "big"))
        found.update(part)
    return found.hexdigest()
