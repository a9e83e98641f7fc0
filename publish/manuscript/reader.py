"""The files of a book → Book.

``book.toml`` names the texts in reading order; ``index.toml`` may give an index.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from itertools import count

from publish.book import MADE, Book, Entry, Kind, Section
from publish.book.metadata import Metadata
from publish.diagnostics import BookError, Diagnostic, errors, in_order
from publish.manuscript import faults
from publish.manuscript.manifest import line_of, read_entries, read_manifest
from publish.manuscript.pictures import unfit
from publish.manuscript.references import (
    Examine,
    Files,
    identifiers_once,
    load_images,
    resolve_links,
)
from publish.manuscript.section import decode, read_section

MANIFEST = "book.toml"
INDEX = "index.toml"


Parse = Callable[[str, str], tuple[Section, list[Diagnostic]]]


def read(files: Files, parse: Parse = read_section, examine: Examine = unfit) -> Book:
    """Read a book; raises BookError with every fault that was found in its files.

    ``parse`` gives what :func:`read_section` gives of a text and the name of its file; ``examine``
    what :func:`unfit` gives of a picture.
    """
    toml = _text(files, MANIFEST)
    metadata = read_manifest(toml, MANIFEST)
    found: list[Diagnostic] = list(_repeated_texts(metadata, toml))
    sections = tuple(_sections(files, metadata, toml, found, parse))
    entries = _entries(files, found)
    found += identifiers_once(sections)
    found += resolve_links(sections)
    images = load_images(sections, files, found, examine)
    if errors(found):
        raise BookError(*in_order(found))
    book = Book(metadata, sections, entries, images).saying(*in_order(found))
    return book if metadata.date else book.saying(faults.NO_DATE.at(MANIFEST, 1))


def read_metadata(files: Files) -> Metadata:
    """Read book.toml alone; raises BookError."""
    return read_manifest(_text(files, MANIFEST), MANIFEST)


def _sections(
    files: Files, metadata: Metadata, toml: str, found: list[Diagnostic], parse: Parse
) -> list[Section]:
    """Return the sections that can be read; add what is wrong to ``found``."""
    sections: list[Section] = []
    for path in dict.fromkeys(metadata.texts):
        try:
            section, faults_of_text = parse(_text(files, path), path)
        except BookError as error:
            line = line_of(toml, ("texts",))
            found += [
                d if d.file else replace(d, file=MANIFEST, line=line) for d in error.diagnostics
            ]
        else:
            sections.append(section)
            found += faults_of_text
    return _in_parts(_told_apart(sections))


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
