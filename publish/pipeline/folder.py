"""A folder on disk: reads only what lies in it, writes whole files or none.

A path that leads out, through ``..`` or through a symbolic link, is refused.
"""

from __future__ import annotations

import errno
import os
import shutil
import tempfile
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from publish.diagnostics import BookError
from publish.messages import N_
from publish.pipeline import faults

REASONS = {
    errno.EACCES: N_("you have no right to it"),
    errno.EPERM: N_("you have no right to it"),
    errno.ENOENT: N_("it does not exist"),
    errno.ENOTDIR: N_("part of its path is no folder"),
    errno.EISDIR: N_("it is a folder"),
    errno.ENOSPC: N_("the disk is full"),
    errno.EDQUOT: N_("the disk is full"),
    errno.EROFS: N_("the disk cannot be written to"),
    errno.ENAMETOOLONG: N_("its name is too long"),
    errno.ELOOP: N_("its links lead in a circle"),
    errno.EIO: N_("the disk does not answer"),
    errno.EEXIST: N_("it exists"),
    errno.ENOTEMPTY: N_("the folder is not empty"),
    errno.EBUSY: N_("another program uses it"),
}
"""What the system says, for who reads it."""


@dataclass(frozen=True, slots=True)
class Folder:
    """A folder of a book; all paths are relative to it, with ``/``."""

    root: Path

    def read(self, path: str) -> bytes | None:
        """Return a file's content, None where there is no file; BookError if it may not be read."""
        place = (self.root / path).resolve()
        if not place.is_relative_to(self.root.resolve()):
            from publish.manuscript.faults import OUTSIDE_BOOK  # loads what reads manuscripts

            raise BookError(OUTSIDE_BOOK.at(path=path))
        try:
            return place.read_bytes()
        except (FileNotFoundError, NotADirectoryError, IsADirectoryError):
            return None
        except OSError as error:
            raise BookError(faults.UNREADABLE.at(path=path, reason=reason_of(error))) from None

    def files(self) -> list[str]:
        """Return the path of every file in the folder, hidden ones excepted, in a fixed order."""
        found = (path.relative_to(self.root) for path in self.root.rglob("*") if path.is_file())
        return sorted(
            path.as_posix()
            for path in found
            if not any(part.startswith(".") for part in path.parts)
        )

    def prepare(self) -> None:
        """Make the folder if it is missing; BookError if nothing can be written in it."""
        try:
            self.root.mkdir(parents=True, exist_ok=True)
            tempfile.TemporaryFile(dir=self.root).close()
        except OSError as error:
            path, reason = str(self.root), reason_of(error)
            raise BookError(faults.UNWRITABLE.at(path=path, reason=reason)) from None

    def write_folder(self, path: str, files: Mapping[str, bytes]) -> None:
        """Replace a folder by one with these files, in one step once all of them are written."""
        place = self.root / path
        made = self.root / f".{path}.part"
        old = self.root / f".{path}.old"
        try:
            for left in (made, old):
                shutil.rmtree(left, ignore_errors=True)
            for name, content in files.items():
                Folder(made).write(name, content)
            if place.is_dir():
                place.rename(old)
            elif place.exists():
                place.unlink()
            made.rename(place)
            shutil.rmtree(old, ignore_errors=True)
        except OSError as error:
            raise BookError(
                faults.UNWRITABLE.at(path=str(place), reason=reason_of(error))
            ) from None

    def write(self, path: str, content: bytes) -> None:
        """Replace a file in one step: an interrupted write leaves the old one whole."""
        place = self.root / path
        try:
            place.parent.mkdir(parents=True, exist_ok=True)
            handle, temporary = tempfile.mkstemp(dir=place.parent, prefix=".", suffix=".part")
            try:
                with os.fdopen(handle, "wb") as file:
                    file.write(content)
                    file.flush()
                    os.fsync(file.fileno())
                Path(temporary).chmod(0o644)
                Path(temporary).replace(place)
            except BaseException:
                Path(temporary).unlink(missing_ok=True)
                raise
        except OSError as error:
            raise BookError(
                faults.UNWRITABLE.at(path=str(place), reason=reason_of(error))
            ) from None

    def clear(self, path: str, patterns: Iterable[str], kept: Collection[str]) -> None:
        """Remove what an earlier run of a command left: the files of its patterns, but ``kept``."""
        for pattern in patterns:
            for file in (self.root / path).glob(pattern):
                if file.name not in kept:
                    file.unlink(missing_ok=True)


def reason_of(error: OSError) -> str:
    """Return why the system refused something, as a message to translate."""
    return REASONS.get(error.errno or 0) or error.strerror or type(error).__name__
