"""The files of a book → Book.

``book.toml`` names the texts in reading order; ``index.toml`` may give an index.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from fnmatch import fnmatchcase
from itertools import count
from pathlib import PurePosixPath

from publish.book import MADE, Book, Entry, Kind, Section
from publish.book.metadata import Metadata
from publish.diagnostics import BookError, Diagnostic, errors, in_order
from publish.manuscript import faults
from publish.manuscript.front import filled, take_front, unused
from publish.manuscript.manifest import line_of, read_entries, read_manifest
from publish.manuscript.own_sizes import with_own_sizes
from publish.manuscript.pictures import unfit
from publish.manuscript.references import (
    Files,
    identifiers_once,
    load_images,
    resolve_links,
    unfit_pictures,
)
from publish.manuscript.section import decode, read_text

MANIFEST = "book.toml"
INDEX = "index.toml"
NOBODY = "Prénom Nom"
"""The author of a new book."""
_PATTERN = re.compile(r"[*?\[]")
_NO_TEXTS = frozenset({"README", "LICENSE", "LISEZMOI"})
"""What lies in many folders and is of no book."""


Parsed = tuple[Sequence[Section], Sequence[Diagnostic]]
"""The sections of a text, none where it cannot be read, and what is to be said of it."""


@dataclass(frozen=True, slots=True)
class Opened:
    """What the files of a manuscript say: book.toml, and each text with its Markdown."""

    files: Files
    toml: str
    metadata: Metadata
    texts: tuple[tuple[str, str], ...]
    found: tuple[Diagnostic, ...]


@dataclass(frozen=True, slots=True)
class Gathered:
    """A manuscript whose texts are parsed, and whose pictures nobody has looked at."""

    opened: Opened
    sections: tuple[Section, ...]
    entries: tuple[Entry, ...]
    images: tuple[tuple[str, bytes], ...]
    found: tuple[Diagnostic, ...]


def read(files: Files) -> Book:
    """Read a book; raises BookError with every fault that was found in its files."""
    opened = open_manuscript(files)
    whole = gathered(opened, [parsed(source, path) for path, source in opened.texts])
    return finished(whole, {path: unfit(path, content) for path, content in whole.images})


def open_manuscript(files: Files) -> Opened:
    """Read book.toml and the texts it names; raises BookError where there is no book."""
    toml = _text(files, MANIFEST)
    metadata = _with_front(files, _listed(files, read_manifest(toml, MANIFEST), toml))
    found: list[Diagnostic] = list(_repeated_texts(metadata, toml))
    texts: list[tuple[str, str]] = []
    for path in dict.fromkeys(metadata.texts):
        try:
            texts.append((path, _text(files, path)))
        except BookError as error:
            found += error.diagnostics
    return Opened(files, toml, metadata, tuple(texts), tuple(found))


def parsed(source: str, file: str) -> Parsed:
    """Parse one text."""
    try:
        return read_text(source, file)
    except BookError as error:
        return (), error.diagnostics


def gathered(opened: Opened, texts: Sequence[Parsed]) -> Gathered:
    """Return the parsed texts as the sections of one book; ``texts``: in the order of the opened
    ones."""
    found = list(opened.found)
    sections: list[Section] = []
    for (path, _), (of_text, faults_of_text) in zip(opened.texts, texts, strict=True):
        found += faults_of_text
        sections += of_text
        if of_text:
            front = take_front(of_text[0].source, path)
            found += unused(front, path, first=path == opened.metadata.texts[0])
    whole = tuple(_in_parts(_told_apart(sections)))
    entries = _entries(opened.files, found)
    found += identifiers_once(whole)
    found += resolve_links(whole)
    images = load_images(whole, opened.files, found)
    line = line_of(opened.toml, ("texts",))
    placed = (one if one.file else replace(one, file=MANIFEST, line=line) for one in found)
    return Gathered(opened, whole, entries, images, tuple(placed))


def finished(whole: Gathered, reasons: Mapping[str, str]) -> Book:
    """Return the book; ``reasons``: why each picture cannot be shown, "" where it can.

    Raises BookError with every fault that was found.
    """
    metadata, toml = whole.opened.metadata, whole.opened.toml
    found = [*whole.found, *unfit_pictures(whole.sections, reasons)]
    if errors(found):
        raise BookError(*in_order(found))
    found += [*_left_out(whole.opened.files, metadata, toml), *placeholders(metadata, toml)]
    images = tuple(one for one in whole.images if not reasons[one[0]])
    book = with_own_sizes(Book(metadata, whole.sections, whole.entries, images))
    book = book.saying(*in_order(found))
    return book if metadata.date else book.saying(faults.NO_DATE.at(MANIFEST, 1))


def read_metadata(files: Files) -> Metadata:
    """Read book.toml alone; raises BookError."""
    toml = _text(files, MANIFEST)
    return _with_front(files, _listed(files, read_manifest(toml, MANIFEST), toml))


def placeholders(metadata: Metadata, toml: str) -> list[Diagnostic]:
    """Return a diagnostic for each contributor who still has the name of a new book's author."""
    return [
        faults.PLACEHOLDER.at(MANIFEST, line_of(toml, ("contributors", n)), name=one.name)
        for n, one in enumerate(metadata.contributors)
        if one.name == NOBODY
    ]


def texts_of(patterns: Iterable[str], names: Sequence[str]) -> tuple[str, ...]:
    """Return the texts that the list of book.toml names: ``*.md`` stands for all such files that
    are not named elsewhere in it, in the order of their names, figures by their number."""
    patterns = tuple(patterns)
    named = {one for one in patterns if not _PATTERN.search(one)}
    texts: list[str] = []
    for one in patterns:
        if one in named:
            texts.append(one)
            continue
        fitting = (name for name in names if fnmatchcase(name, one) and _is_text(name))
        texts += sorted((name for name in fitting if name not in {*named, *texts}), key=_natural)
    return tuple(texts)


def _is_text(name: str) -> bool:
    """Whether a file of the manuscript may be a text of the book."""
    return (
        name.endswith(".md")
        and not name.startswith("sources/")
        and PurePosixPath(name).stem.upper() not in _NO_TEXTS
    )


def _natural(name: str) -> list[tuple[int, str]]:
    return [(int(part) if part.isdigit() else 0, part) for part in re.split(r"(\d{1,18})", name)]


def _listed(files: Files, metadata: Metadata, toml: str) -> Metadata:
    """Return the metadata with the texts that its patterns stand for."""
    if not any(map(_PATTERN.search, metadata.texts)):
        return metadata
    names = [name for name in files.files() if name != metadata.cover.back]
    texts = texts_of(metadata.texts, names)
    if not texts:
        line = line_of(toml, ("texts",))
        raise BookError(faults.NO_TEXTS.at(MANIFEST, line, patterns=", ".join(metadata.texts)))
    return replace(metadata, texts=texts)


def _with_front(files: Files, metadata: Metadata) -> Metadata:
    """Return the metadata with what the first text says at its head and book.toml does not."""
    try:
        content = files.read(metadata.texts[0])
        path = metadata.texts[0]
        return (
            metadata
            if content is None
            else filled(metadata, take_front(decode(content, path), path))
        )
    except BookError:
        return metadata  # told when the text is read


def _left_out(files: Files, metadata: Metadata, toml: str) -> Iterator[Diagnostic]:
    """Tell the texts that lie in the manuscript and are not in the book."""
    line = line_of(toml, ("texts",))
    for name in files.files():
        if _is_text(name) and name not in {*metadata.texts, metadata.cover.back}:
            yield faults.LEFT_OUT.at(MANIFEST, line, path=name)


def _in_parts(sections: Iterable[Section]) -> list[Section]:
    """Tell each chapter the part it belongs to: the last before it, unless another kind of text
    stands between."""
    told: list[Section] = []
    part = ""
    for section in sections:
        if section.kind is not Kind.CHAPTER:
            part = section.id if section.kind is Kind.PART else ""
        told.append(replace(section, part=part) if section.kind is Kind.CHAPTER else section)
    return told


def _told_apart(sections: Iterable[Section]) -> Iterator[Section]:
    """Yield the sections with identifiers of their own: ``été.md`` and ``ete.md`` → ete, ete-2."""
    taken = {kind.value for kind in MADE}
    for section in sections:
        names = (f"{section.id}-{n}" if n > 1 else section.id for n in count(1))
        name = next(name for name in names if name not in taken)
        taken.add(name)
        yield replace(section, id=name)


def _entries(files: Files, found: list[Diagnostic]) -> tuple[Entry, ...]:
    try:
        content = files.read(INDEX)
        return () if content is None else read_entries(decode(content, INDEX), INDEX)
    except BookError as error:
        found += error.diagnostics
        return ()


def _text(files: Files, path: str) -> str:
    content = files.read(path)
    if content is None:
        raise BookError(faults.MISSING_FILE.at(path=path))
    return decode(content, path)


def _repeated_texts(metadata: Metadata, toml: str) -> list[Diagnostic]:
    line = line_of(toml, ("texts",))
    repeated = {path for path in metadata.texts if metadata.texts.count(path) > 1}
    return [faults.SAME_TEXT_TWICE.at(MANIFEST, line, path=path) for path in sorted(repeated)]
