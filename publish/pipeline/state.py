"""What earlier builds were made from: doit's store of dependencies, safe from crashes and twins.

Killed at any instant, a build leaves the state whole, old or new; what cannot be read is forgotten,
and its targets are made anew.
"""

from __future__ import annotations

import fcntl
import json
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import Any

from doit.dependency import Dependency, FileChangedChecker, JsonDB

from publish.pipeline.folder import Folder
from publish.pipeline.store import digest

STATE = ".state.json"
LOCK = ".lock"


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
    with (dist / LOCK).open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        state = remembered(dist)
        try:
            yield state
        finally:
            state.close()


def digest_of(path: str) -> str:
    """Return the digest of a file, or of a folder's files and their names."""
    place = Path(path)
    if not place.is_dir():
        return digest(place.read_bytes())
    files = Folder(place).files()
    return digest(*(one for file in files for one in (file.encode(), (place / file).read_bytes())))
