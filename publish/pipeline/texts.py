"""A book's folder → the book with its typography and apparatus; texts that are as they were are not
parsed, set or marked again (docs/decisions/0021)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from publish import apparatus, manuscript, typography
from publish.book import Book, Entry, Section
from publish.diagnostics import BookError, Diagnostic, errors
from publish.pipeline.folder import Folder
from publish.pipeline.store import Store, digest
from publish.pipeline.tools import tools
from publish.pipeline.trace import BuildStep
from publish.pipeline.transcript import read_back, transcribed
from publish.typography import Profile


@dataclass(frozen=True, slots=True)
class _Read:
    """A text that was parsed: its sections, and what there is to say of it."""

    transcripts: tuple[str, ...]
    found: tuple[Diagnostic, ...]


@dataclass(frozen=True, slots=True)
class _Examined:
    """A picture that was looked at, and why it cannot be shown."""

    reason: str


@dataclass(frozen=True, slots=True)
class _Set:
    """A text with its typography."""

    transcript: str


@dataclass(frozen=True, slots=True)
class _Marked:
    """A text with its index marks, and how many there are of each entry, by its number."""

    transcript: str
    counts: dict[int, int]


def furnished(root: Path, store: Store) -> Book:
    """Return the book of a folder; BookError if it has errors."""
    opened = manuscript.open_manuscript(Folder(root / "manuscript"))
    texts = [_parsed(store, source, path) for path, source in opened.texts]
    whole = manuscript.gathered(opened, texts)
    read = manuscript.finished(
        whole, {path: _unfit(store, path, one) for path, one in whole.images}
    )
    done = apparatus.with_written_terms(_typeset(store, read))
    sections = [_marked(store, section, done.entries) for section in done.sections]
    book = apparatus.numbered(apparatus.marked(done, sections))
    if found := errors(book.diagnostics):
        raise BookError(*found)
    return book


def _parsed(store: Store, source: str, file: str) -> tuple[list[Section], list[Diagnostic]]:
    """Parse one text."""

    def parse() -> _Read:
        sections, found = manuscript.parsed(source, file)
        return _Read(tuple(map(_written, sections)), tuple(found))

    key = digest(b"read", tools().encode(), file.encode(), source.encode())
    read = store.once(key, _Read, parse, BuildStep.READ, file)
    return [read_back(one.encode()) for one in read.transcripts], list(read.found)


def _typeset(store: Store, book: Book) -> Book:
    """Set every text of a book."""
    metadata = book.metadata
    chosen = typography.profile_for(metadata)
    if chosen is None:
        return book
    rules = f"{metadata.profile} {metadata.typography}"
    sections = (_set(store, rules, one, chosen, metadata.language) for one in book.sections)
    set_metadata = typography.set_metadata(metadata, chosen)
    done = replace(book, metadata=set_metadata, sections=tuple(sections))
    return done.saying(*typography.left_out(metadata))


def _unfit(store: Store, path: str, content: bytes) -> str:
    """Look at one picture."""
    key = digest(b"examined", tools().encode(), path.encode(), content)
    return store.once(
        key, _Examined, lambda: _Examined(manuscript.unfit(path, content)), BuildStep.READ, path
    ).reason


def _set(store: Store, rules: str, section: Section, setting: Profile, language: str) -> Section:
    """Set one text; ``rules`` say which the setting is."""

    def set_() -> _Set:
        return _Set(_written(typography.set_section(section, setting, language)))

    by = f"{rules} {language}".encode()
    key = digest(b"set", tools().encode(), by, transcribed(section))
    return read_back(store.once(key, _Set, set_, BuildStep.SET, section.file).transcript.encode())


def _marked(
    store: Store, section: Section, entries: tuple[Entry, ...]
) -> tuple[Section, Mapping[int, int]]:
    """Mark the index entries in one text."""

    def mark() -> _Marked:
        marked, counts = apparatus.mark_section(section, entries)
        return _Marked(_written(marked), dict(counts))

    key = digest(b"marked", tools().encode(), repr(entries).encode(), transcribed(section))
    found = store.once(key, _Marked, mark, BuildStep.MARK, section.file)
    return read_back(found.transcript.encode()), found.counts


def _written(section: Section) -> str:
    return transcribed(section).decode()
