"""The books that a catalogue shows, in its order."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from publish.catalogue.making import Edition, MadeFile
from publish.catalogue.plan import BookPlace, Plan
from publish.catalogue.records import BookRecord
from publish.pipeline.targets import PUBLIC


@dataclass(frozen=True, slots=True)
class ShelvedBook:
    """A book of the catalogue: where it lies, what is known of it, where its pictures are."""

    place: BookPlace
    record: BookRecord
    home: Path

    @property
    def edition(self) -> Edition:
        return self.record.edition

    @property
    def folder(self) -> str:
        """Where its files are, from the catalogue's first page."""
        return f"books/{self.edition.slug}/"

    @property
    def public(self) -> tuple[MadeFile, ...]:
        return tuple(one for one in self.record.files if one.target in PUBLIC)


def in_order(plan: Plan, shown: Sequence[ShelvedBook]) -> list[ShelvedBook]:
    """Return the books in the order that catalogue.toml asks for."""
    match plan.catalogue.order:
        case "title":
            return sorted(shown, key=_title)
        case "author":
            return sorted(shown, key=lambda one: (folded(_author(one.edition)), _title(one)))
        case "date":
            newest = sorted(shown, key=_title)
            return sorted(newest, key=lambda one: one.edition.published, reverse=True)
        case _:
            return list(shown)


def _title(one: ShelvedBook) -> str:
    return folded(one.edition.title)


def folded(text: str) -> str:
    """Return a text without accents and capitals, to sort and to search."""
    opened = unicodedata.normalize("NFKD", text.replace("œ", "oe").replace("Œ", "Oe"))
    return "".join(c for c in opened if not unicodedata.combining(c)).casefold()


def _author(edition: Edition) -> str:
    people = sorted(edition.contributors, key=lambda person: person.role != "aut")
    return next((person.sort or person.name for person in people), "")
