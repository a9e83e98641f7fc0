"""Waits for changes in a book's files.

A folder that is not there yet, or is put in another's place, is looked for several times a second:
the system's notices tell of neither.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from threading import Event

from watchfiles import watch

FOLDERS = ("manuscript", "styles")
"""What targets are made from, as far as it is the book's own."""

_QUIET = 50  # milliseconds without a change after which a save is over
_LOOK = 200  # milliseconds between looks at the folders and the targets


def changes(root: Path, whole: Callable[[], bool], ended: Event) -> Iterator[None]:
    """Yield once when the watch has begun, then after each change, until it is ended; what changes
    between is told together.

    ``whole`` is asked now and then whether what was built is still there.
    """
    while not ended.is_set():
        folders = _folders(root)
        known = False  # what changed before the watch began
        for found in watch(
            *(folders.values() or [root.resolve()]),
            recursive=bool(folders),
            step=_QUIET,
            rust_timeout=_LOOK,
            yield_on_timeout=True,
            stop_event=ended,
        ):
            replaced = any(Path(path) in folders.values() for _, path in found)
            if replaced or _folders(root) != folders:
                break
            if found or not known or not whole():
                known = True
                yield


def _folders(root: Path) -> dict[int, Path]:
    """Return the folders to be watched, each by the number of its file system's entry."""
    paths = (path for name in FOLDERS if (path := (root / name).resolve()).is_dir())
    return {path.stat().st_ino: path for path in paths}
