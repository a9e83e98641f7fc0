"""A build that waits for ever, and who is waiting: what kills and limits are tried on."""

from __future__ import annotations

import fcntl
import time
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from pathlib import Path

import psutil

LOCK = ".lock"


@contextmanager
def held(book: Path) -> Iterator[None]:
    """Hold a book's lock, as another build would: who builds it waits."""
    dist = book / "dist"
    dist.mkdir(exist_ok=True)
    with (dist / LOCK).open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def waiting(book: Path, parent: int, besides: Collection[int] = ()) -> psutil.Process:
    """Return the process below another that waits for a book's lock, as soon as there is one.

    AssertionError where there is none for a minute, those left aside that are named.
    """
    lock = str((book / "dist" / LOCK).resolve())
    ends = time.monotonic() + 60
    while time.monotonic() < ends:
        for process in psutil.Process(parent).children(recursive=True):
            try:
                if process.pid not in besides and any(
                    file.path == lock for file in process.open_files()
                ):
                    return process
            except psutil.NoSuchProcess:
                continue
        time.sleep(0.02)
    raise AssertionError("nobody waits")
