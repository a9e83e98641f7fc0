"""One book's stages, each done at most once in a build and only when something needs it."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path
from typing import Final, TypeVar

from publish import apparatus, manuscript, typography
from publish.book import Book, Section
from publish.composition import (
    Composed,
    Document,
    Imprint,
    Run,
    Sheets,
    Styles,
    folios,
    reading_documents,
    runs,
)
from publish.diagnostics import BookError, Diagnostic, errors
from publish.editions import (
    Part,
    anchors,
    audit,
    complaints,
    draw_cover,
    epub,
    impression_pdf,
    lecture_pdf,
)
from publish.editions.faults import UNSTABLE_FOLIOS
from publish.pipeline.bench import Bench, cores, done
from publish.pipeline.folder import Folder
from publish.pipeline.store import Store, digest
from publish.pipeline.styles import load_styles
from publish.pipeline.tools import tools
from publish.pipeline.transcript import transcribed

SCREEN_ONLY: Final = ("epub.css", "cover.css", "templates/cover.html.j2")
"""Styles that no printed page rests on."""

_Task = TypeVar("_Task")
_Made = TypeVar("_Made")

_UNDATED = datetime.date(2000, 1, 1)
_ROUNDS = 5  # after which the folios must have settled


@dataclass(frozen=True)
class Workshop:
    """A book's folder, and everything that can be made from it."""

    root: Path
    epoch: int | None = None
    """SOURCE_DATE_EPOCH: seconds since 1970, written into the files instead of the book's date."""
    store: Store = Store(None)  # noqa: RUF009  # a frozen value
    """Where what sections give is kept between builds."""
    processes: int = field(default_factory=cores)

    @cached_property
    def styles(self) -> Styles:
        return load_styles(self.root)

    @cached_property
    def book(self) -> Book:
        """The book with its typography and apparatus; BookError if it has errors."""
        read = manuscript.read(Folder(self.root / "manuscript"))
        furnished = apparatus.furnish(typography.typeset(read))
        if found := errors(furnished.diagnostics):
            raise BookError(*found)
        return furnished

    @cached_property
    def imprint(self) -> Imprint:
        return Imprint(self.book.metadata, self.styles.families)

    @cached_property
    def bench(self) -> Bench:
        return Bench(self.styles, self.imprint, self.book.images)

    @cached_property
    def _rests_on(self) -> bytes:
        """What every section rests on, as a digest."""
        book = replace(self.book.metadata, texts=("",), ignore=(), sources=())
        styles = (
            part
            for path, content in sorted(self.styles.files.items())
            if path not in SCREEN_ONLY
            for part in (path.encode(), content)
        )
        return digest(tools().encode(), repr(book).encode(), *styles).encode()

    def _made(
        self,
        kind: type[_Made],
        job: Callable[[Bench, _Task], _Made],
        tasks: Mapping[str, tuple[_Task, int]],
    ) -> dict[str, _Made]:
        """Return what each task gives, by its key; what was kept is not done again.

        ``tasks``: key → what the job takes, and its characters of text.
        """
        found = {key: one for key in tasks if (one := self.store.find(key, kind)) is not None}
        missing = {key: task for key, task in tasks.items() if key not in found}
        sizes = [size for _, size in missing.values()]
        waiting = [task for task, _ in missing.values()]
        results = done(self.bench, job, waiting, sizes, self.processes)
        for key, result in zip(missing, results, strict=True):
            self.store.keep(key, result)
            found[key] = result
        return found

    @cached_property
    def _known(self) -> dict[str, Sheets]:
        """The sections composed so far, by what they rest on."""
        return {}

    def _sheets(self, sections: Sequence[Section]) -> tuple[tuple[str, Sheets], ...]:
        """Return the sheets of sections, each with its key."""
        keys: list[str] = []
        tasks: dict[str, tuple[bytes, int]] = {}
        for section in sections:
            transcript = transcribed(section)
            pictures = (
                image.get("src", "") for tree in section.trees for image in tree.iter("img")
            )
            images = (self._images.get(path, b"") for path in pictures)
            key = digest(b"sheets", self._rests_on, transcript, *images)
            keys.append(key)
            if key not in self._known:
                tasks[key] = transcript, len(transcript)
        self._known.update(self._made(Sheets, Bench.compose, tasks))
        return tuple((key, self._known[key]) for key in keys)

    @cached_property
    def _images(self) -> dict[str, bytes]:
        return dict(self.book.images)

    @cached_property
    def _settled(self) -> tuple[Book, tuple[tuple[str, Sheets], ...]]:
        """The complete book and its pages, once index and contents show the folios they rest on."""
        known: dict[str, int] = {}
        by_page = self.book.metadata.notes.numbering == "page"
        for _ in range(_ROUNDS):
            texts = apparatus.number_notes(self.book, known) if by_page else self.book
            book = apparatus.complete(texts, known)
            pages = self._sheets(book.sections)
            found = folios(sheets for _, sheets in pages)
            if found == known:
                return book, pages
            known = found
        raise BookError(UNSTABLE_FOLIOS.at("book.toml"))

    @property
    def complete(self) -> Book:
        """The book with its index and contents."""
        return self._settled[0]

    @cached_property
    def runs(self) -> list[Run]:
        """The book's pages, ready to be painted."""
        return runs(sheets for _, sheets in self._settled[1])

    @property
    def composed(self) -> tuple[Composed, ...]:
        """Each section with its lines and pages, composed anew: they fill much memory."""
        return tuple(self.bench.press.compose(section) for section in self.complete.sections)

    @cached_property
    def parts(self) -> tuple[Part, ...]:
        """The painted pages; BookError if a note or a folio is not where composition put it."""
        book, pages = self._settled
        keys, tasks = [], {}
        for (sheets, _), run in zip(pages, self.runs, strict=True):
            place = f"{run.first} {run.before} {run.after}"
            keys.append(digest(b"part", sheets.encode(), place.encode()))
            tasks[keys[-1]] = run, len(run.sheets.markup)
        made = self._made(Part, Bench.paint, tasks)
        parts = tuple(made[key] for key in keys)
        expected = folios(run.sheets for run in self.runs)
        if found := errors(audit(book, expected, anchors(parts))):
            raise BookError(*found)
        return parts

    @cached_property
    def _fonts(self) -> tuple[bytes, ...]:
        return tuple(self.styles.fonts.values())

    @cached_property
    def documents(self) -> tuple[Document, ...]:
        """The EPUB's documents; their index shows the folios of the print edition."""
        return reading_documents(self.complete, self.styles, self.imprint)

    @property
    def modified(self) -> datetime.datetime:
        """The date written into the files: SOURCE_DATE_EPOCH, else the book's own."""
        if self.epoch is not None:
            return datetime.datetime.fromtimestamp(self.epoch, datetime.UTC)
        date = self.book.metadata.date or _UNDATED
        return datetime.datetime.combine(date, datetime.time(), datetime.UTC)

    @property
    def diagnostics(self) -> tuple[Diagnostic, ...]:
        """What was found that does not stop the build."""
        composed = (d for run in self.runs for d in run.sheets.diagnostics)
        painted = complaints(self.parts) if "parts" in vars(self) else ()
        return (*self.book.diagnostics, *composed, *painted)

    @property
    def figures(self) -> dict[str, int]:
        """Pages, notes and index entries."""
        last = self.runs[-1]
        return {
            "pages": last.first + last.before + last.sheets.length - 1,
            "notes": sum(len(section.notes) for section in self.book.sections),
            "entries": len(self.book.entries),
        }

    def epub(self) -> bytes:
        """Return the EPUB."""
        book = self.complete
        images = dict(book.images)
        return epub(
            book.metadata,
            self.documents,
            apparatus.outline(book.sections),
            self.styles,
            images,
            draw_cover(self.styles, self.imprint, images),
            self.modified,
        )

    def lecture(self) -> bytes:
        """Return the PDF for the screen."""
        return lecture_pdf(self.parts, self._fonts, self.imprint, self.modified)

    def impression(self) -> bytes:
        """Return the PDF for the printer."""
        return impression_pdf(self.parts, self._fonts, self.imprint, self.modified)
