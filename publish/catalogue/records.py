"""What is known of each book that was made: its record and its cover, kept in the output folder.

A record is written in one step when its book is done, so that a run that is killed has lost only
the books it was making.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from publish.catalogue.making import BookOutcome, Edition, MadeFile
from publish.catalogue.plan import BookPlace
from publish.diagnostics import Diagnostic
from publish.pipeline import Folder
from publish.pipeline.receipts import Receipt
from publish.pipeline.store import digest, packed, unpacked

FOLDER = ".books"
_RECORD = "record.json"


@dataclass(frozen=True, slots=True)
class BookRecord:
    """A book as it was last made; its receipt says by which key, and what was made."""

    receipt: Receipt
    edition: Edition
    files: tuple[MadeFile, ...]
    figures: Mapping[str, int]
    diagnostics: tuple[Diagnostic, ...]
    seconds: float

    @classmethod
    def of(cls, key: str, outcome: BookOutcome, last: BookRecord | None) -> BookRecord:
        """Return the record of a book that was made; what only was looked at keeps its time."""
        assert outcome.edition is not None
        seconds = outcome.seconds if outcome.built or last is None else last.seconds
        receipt = Receipt({one.name: one.digest for one in outcome.files}, key)
        return cls(
            receipt, outcome.edition, outcome.files, outcome.figures, outcome.diagnostics, seconds
        )


@dataclass(frozen=True, slots=True)
class Records:
    """The records in an output folder."""

    output: Path

    def home(self, place: BookPlace) -> Path:
        """Return the folder of a book's record and pictures."""
        return self.output / FOLDER / digest(place.path.encode())[:16]

    def find(self, place: BookPlace) -> BookRecord | None:
        """Return a book's record; None for one that is missing or cannot be read."""
        try:
            return unpacked((self.home(place) / _RECORD).read_bytes(), BookRecord)
        except (OSError, ValueError):
            return None

    def keep(self, place: BookPlace, record: BookRecord, pictures: Mapping[str, bytes]) -> None:
        home = self.home(place)
        Folder(home.parent).write_folder(home.name, {**pictures, _RECORD: packed(record)})


def whole(place: BookPlace, record: BookRecord) -> bool:
    """Whether every file of a record is still what was made."""
    return record.receipt.whole(place.root / "dist")
