"""Receipts: what was made, from what and with what, and what was told of it.

A target of a book has one, and so has a book of a catalogue: whether either is still good is asked
of its receipt. The receipts of a book lie in one file, ``dist/.state.json``. Killed at any instant,
a build leaves it whole, old or new; what cannot be read is forgotten, and made anew.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from publish.messages import N_
from publish.pipeline.folder import Folder
from publish.pipeline.lock import alone
from publish.pipeline.store import digest

STATE = ".state.json"

Digests = Mapping[str, str]
Reason = tuple[str, tuple[str, ...]]
"""Why something is stale, and the files that this is about."""


@dataclass(frozen=True, slots=True)
class Receipt:
    """``made``: the files and folders that were made, by name, with their digests; ``by``: the
    digest of all that it rests on besides files; ``rests_on``: the files, with their digests, where
    each is told apart; ``told``: diagnostics and figures, as :mod:`publish.pipeline.told` keeps
    them.
    """

    made: Digests
    by: str
    rests_on: Digests = field(default_factory=dict)
    told: Mapping[str, Any] = field(default_factory=dict)

    def whole(self, folder: Path) -> bool:
        """Whether all that was made is still there as it was made."""
        return not self._missing(folder) and not self._changed(folder)

    def reasons(self, folder: Path, by: str, rests_on: Digests) -> Iterator[Reason]:
        """Yield why what was made in a folder is stale, from what it would be made of now."""
        old, new = self.rests_on, rests_on
        yield N_("changed"), _files(name for name in old if new.get(name, old[name]) != old[name])
        yield N_("new"), _files(name for name in new if name not in old)
        yield N_("gone"), _files(name for name in old if name not in new)
        yield N_("it is not there"), self._missing(folder)
        yield N_("it was changed by hand"), self._changed(folder)
        if by != self.by:
            yield N_("publish, a library or SOURCE_DATE_EPOCH is another"), ("",)

    def _missing(self, folder: Path) -> tuple[str, ...]:
        return _files(name for name in self.made if not (folder / name).exists())

    def _changed(self, folder: Path) -> tuple[str, ...]:
        return _files(
            name
            for name, made in self.made.items()
            if (folder / name).exists() and digest_of(folder / name) != made
        )


def why_stale(receipt: Receipt | None, folder: Path, by: str, rests_on: Digests) -> list[Reason]:
    """Return why something is stale, nothing where it is not."""
    if receipt is None:
        return [(N_("it was never built"), ())]
    found = receipt.reasons(folder, by, rests_on)
    return [(reason, tuple(filter(None, files))) for reason, files in found if files]


@dataclass(frozen=True, slots=True)
class Receipts:
    """The receipts of a book's targets, by what each is called."""

    folder: Path
    _known: dict[str, Receipt]

    def find(self, name: str) -> Receipt | None:
        return self._known.get(name)

    def keep(self, name: str, receipt: Receipt) -> None:
        """Keep a receipt, on the disk at once."""
        self._known[name] = receipt
        content = {one: asdict(known) for one, known in self._known.items()}
        Folder(self.folder).write(STATE, json.dumps(content, ensure_ascii=False).encode())


def receipts(folder: Path) -> Receipts:
    """Return what is known of earlier builds, to be looked at."""
    try:
        found = json.loads((folder / STATE).read_text("utf-8"))
        return Receipts(folder, {name: _receipt(one) for name, one in found.items()})
    except (ValueError, OSError, AttributeError, TypeError):
        return Receipts(folder, {})


@contextmanager
def locked(folder: Path) -> Iterator[Receipts]:
    """Open what is known of earlier builds, to be added to; a second build waits."""
    with alone(folder):
        yield receipts(folder)


def digest_of(place: Path) -> str:
    """Return the digest of a file, or of a folder's files and their names."""
    if not place.is_dir():
        return digest(_content(place))
    files = Folder(place).own_files()
    return digest(*(one for file in files for one in (os.fsencode(file), _content(place / file))))


def _content(place: Path) -> bytes:
    """Return a file's bytes; of one that may not be read, what its reader will tell of."""
    try:
        return place.read_bytes()
    except PermissionError:
        return b"unreadable"


def _receipt(value: Any) -> Receipt:
    """Return a receipt that was kept; TypeError or ValueError for what is none."""
    found = Receipt(**value)
    digests = (*found.made.items(), *found.rests_on.items())
    if not all(isinstance(one, str) for pair in digests for one in pair):
        raise TypeError
    dict(found.told)
    return found


def _files(names: Iterator[str]) -> tuple[str, ...]:
    return tuple(sorted(names))
