"""One process at a time in a folder: a second one waits until the first is done."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from publish.diagnostics import BookError
from publish.pipeline import faults

try:
    import fcntl
except ImportError:  # Windows has none: there two runs at once are the user's own care
    fcntl = None  # type: ignore[assignment]

LOCK = ".lock"


@contextmanager
def alone(folder: Path) -> Iterator[None]:
    """Hold a folder's lock; BookError where it cannot be had.

    The lock's file is never emptied, and a link in its place is not followed: it might lead to
    another file of the user's.
    """
    path = folder / LOCK
    flags = os.O_CREAT | os.O_RDWR | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0)
    try:
        handle = os.open(path, flags, 0o644)
    except OSError as error:
        reason = error.strerror or type(error).__name__
        raise BookError(faults.UNWRITABLE.at(path=str(path), reason=reason)) from None
    try:
        if fcntl is not None:
            fcntl.flock(handle, fcntl.LOCK_EX)
        yield
    finally:
        os.close(handle)
