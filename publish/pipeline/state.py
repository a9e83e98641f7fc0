"""What earlier builds were made from: doit's store of dependencies, safe from crashes and twins.

Killed at any instant, a build leaves the state whole, old or new; what cannot be read is forgotten,
and its targets are made anew.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import Any

from doit.dependency import Dependency, FileChangedChecker, JsonDB

from publish.pipeline.folder import Folder
from publish.pipeline.lock import alone
from publish.pipeline.store import digest

STATE = ".state.json"


class ByContent(FileChangedChecker):  # type: ignore[misc]  # doit ships no types
    """A file has changed when its bytes have: dates and sizes are not looked at.

    Each is read once, before anything is made: what is edited during a build has changed since.
    """

    def __init__(self) -> None:
        self._digest = cache(digest_of)

    def check_modified(self, file_path: str, file_stat: object, state: str) -> bool:  # noqa: ARG002
        return self._digest(file_path) != state

    def get_state(self, dep: str, current_state: str | None) -> str:  # noqa: ARG002
        return self._digest(dep)


class _Whole(JsonDB):  # type: ignore[misc]
    """doit's file, replaced in one step."""

    def _load(self) -> dict[str, Any]:
        try:
            found = json.loads(Path(self.name).read_text("utf-8"))
        except (ValueError, OSError):
            return {}
        tasks = found.values() if isinstance(found, dict) else [None]
        return found if all(isinstance(task, dict) for task in tasks) else {}

    def dump(self) -> None:
        path = Path(self.name)
        Folder(path.parent).write(path.name, self.codec.encode(self._db).encode())


def remembered(dist: Path) -> Any:
    """Return what is known of earlier builds, to be looked at."""
    return Dependency(_Whole, str(dist / STATE), checker_cls=ByContent)


@contextmanager
def remembering(dist: Path) -> Iterator[Any]:
    """Open what is known of earlier builds, and keep what is learnt; a second build waits."""
    with alone(dist):
        state = remembered(dist)
        try:
            yield state
        finally:
            state.close()


def digest_of(path: str) -> str:
    """Return the digest of a file, or of a folder's files and their names."""
    place = Path(path)
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
