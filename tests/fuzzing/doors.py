"""Where inputs come in: each door takes bytes, and may raise nothing but BookError."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from publish.api import typeset_fragment
from publish.book import Book
from publish.cleaning import clean, read_source
from publish.cleaning.dialogue.corrections import read_corrections
from publish.importing.bringing_in import bring_in
from publish.manuscript import read_text
from publish.manuscript.manifest import read_entries, read_manifest
from publish.manuscript.pictures import unfit
from publish.proofreading import proofread
from publish.typography import typeset
from tests.books import book
from tests.fuzzing import seeds
from tests.fuzzing.built_book import FONT, TEMPLATE, WHOLE, built


@dataclass(frozen=True)
class Door:
    """One way in, and what goes through it unharmed."""

    enter: Callable[[bytes], object]
    seeds: Mapping[str, bytes]
    dear: bool = False
    """Whether an input takes a second and more: few of them are sent."""


def _text(data: bytes) -> str:
    return data.decode("utf-8", "replace")


def _source(data: bytes) -> object:
    return clean(read_source(data, "source"))


def _section(data: bytes) -> object:
    return read_text(_text(data), "a.md")


def _book(data: bytes) -> object:
    read: Book = book(_text(data), plan_png=seeds.picture("PNG"))
    return proofread(typeset(read))


def _manifest(data: bytes) -> object:
    return read_manifest(_text(data), "book.toml")


def _imported(data: bytes) -> object:
    ending = next((end for sign, end in _SIGNS.items() if sign in data[:400]), "md")
    return bring_in(data, f"a.{ending}")


_SIGNS = {
    b"mimetype": "epub",
    b"PK": "docx",
    b"{\\rtf": "rtf",
    b"<TEI": "xml",
    b"<html": "html",
    b"\\document": "tex",
}


def _built(file: str, **others: bytes) -> Door:
    return Door(built(file), {"whole": WHOLE[file], **others}, dear=True)


DOORS: Mapping[str, Door] = {
    "sources": Door(_source, seeds.sources()),
    "texts": Door(_section, {"markdown": seeds.MARKDOWN.encode()}),
    "books": Door(_book, {"markdown": seeds.MARKDOWN.encode()}),
    "fragments": Door(lambda data: typeset_fragment(_text(data)), {"a": seeds.MARKDOWN.encode()}),
    "manifests": Door(_manifest, {"book.toml": seeds.BOOK.encode()}),
    "indexes": Door(lambda data: read_entries(_text(data), "i"), {"i": seeds.INDEX.encode()}),
    "corrections": Door(
        lambda data: read_corrections(_text(data)),
        {"c": b'[[correction]]\nkind = "accent"\nfound = "Joffe"\nread = "Joff\xc3\xa9"\n'},
    ),
    "drawings": Door(lambda data: unfit("a.svg", data), {"svg": seeds.DRAWING.encode()}),
    "pictures": Door(
        lambda data: [unfit(f"a.{kind}", data) for kind in ("png", "jpg", "gif", "webp")],
        {kind: seeds.picture(kind) for kind in ("PNG", "JPEG", "GIF", "WEBP")},
    ),
    "imports": Door(_imported, seeds.imports(), dear=True),
    "built texts": _built("manuscript/a.md"),
    "built book.toml": _built("manuscript/book.toml"),
    "built index": _built("manuscript/index.toml"),
    "built pictures": _built("manuscript/plan.png"),
    "built css": _built("styles/print.css", small=seeds.CSS.encode()),
    "built epub css": _built("styles/epub.css"),
    "built fonts": Door(built(FONT), {"otf": seeds.font()}, dear=True),
    "built templates": _built(TEMPLATE),
}
