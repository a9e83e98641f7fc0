"""What a run of the catalogue did: one report a book, and all of them together."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path

from publish.catalogue.making import MadeFile
from publish.diagnostics import Diagnostic
from publish.messages import N_


class Status(StrEnum):
    """What became of a book."""

    BUILT = "built"
    UP_TO_DATE = "up-to-date"
    FAILED = "failed"

    @property
    def label(self) -> str:
        """The status as a message to translate."""
        return {
            Status.BUILT: N_("built"),
            Status.UP_TO_DATE: N_("up to date"),
            Status.FAILED: N_("failed"),
        }[self]


@dataclass(frozen=True, slots=True)
class BookReport:
    """What became of one book; figures, files and seconds are the last that are known.

    ``path``: relative to the catalogue's folder. ``seconds``: by the clock; ``memory``: megabytes
    of the process that made it, 0 where nothing was made. ``shown``: whether the catalogue has it.
    """

    path: str
    title: str
    language: str
    status: Status
    figures: Mapping[str, int] = field(default_factory=dict)
    files: tuple[MadeFile, ...] = ()
    diagnostics: tuple[Diagnostic, ...] = ()
    seconds: float = 0.0
    memory: int = 0
    fault: str = ""
    shown: bool = False


@dataclass(frozen=True, slots=True)
class CatalogueReport:
    """All books in the catalogue's order; ``site`` and ``page``: the folder to put on a host, and
    the page for whoever keeps the catalogue."""

    title: str
    books: tuple[BookReport, ...]
    site: Path
    page: Path

    @property
    def counts(self) -> dict[Status, int]:
        """How many books have each status."""
        counted = Counter(book.status for book in self.books)
        return {status: counted[status] for status in Status}

    @property
    def failed(self) -> bool:
        return any(book.status is Status.FAILED for book in self.books)
