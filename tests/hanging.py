"""A build that waits for ever, and who is waiting: what kills and limits are tried on."""

from __future__ import annotations

import fcntl
import time
from collections.abc import Iterator
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


def waiting(book: Path, parent: int) -> psutil.Process:
    """Return the process below another that waits for a book's lock, as soon as there is one."""
    lock = str((book / "dist" / LOCK).resolve())
    while True:
        for process in psutil.Process(parent).children(recursive=True):
            try:
                if any(file.path == lock for file in process.open_files()):
                    return process
            except psutil.NoSuchProcess:
                continue
        time.sleep(0.02)
