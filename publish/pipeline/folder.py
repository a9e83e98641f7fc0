"""A folder on disk: reads only what lies in it, writes whole files or none.

A path that leads out, through ``..`` or through a symbolic link, is refused.
"""

from __future__ import annotations

import errno
import os
import shutil
import tempfile
import time
from collections.abc import Collection, Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from publish.diagnostics import BookError
from publish.messages import N_
from publish.pipeline import faults
from publish.pipeline.inventory import INVENTORY, inventory, rescue, written

Content = bytes | Path
"""What a file is to hold, or the file that it is to be."""

_FORSAKEN = 10
"""Seconds after which a file that is still being written belongs to a process that was killed."""

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
        try:
            place = (self.root / path).resolve()
        except (OSError, RuntimeError, ValueError) as error:  # a link to itself, a name too long
            reason = getattr(error, "strerror", None) or N_("the link leads to itself")
            raise BookError(faults.UNREADABLE.at(path=path, reason=reason)) from None
        if not place.is_relative_to(self.root.resolve()):
            from publish.manuscript.faults import OUTSIDE_BOOK  # loads what reads manuscripts

            raise BookError(OUTSIDE_BOOK.at(path=path))
        try:
            if not place.is_file() and place.exists() and not place.is_dir():
                reason = N_("it is no file: a pipe, a socket or a device")
                raise BookError(faults.UNREADABLE.at(path=path, reason=reason))
            return place.read_bytes()
        except (FileNotFoundError, NotADirectoryError, IsADirectoryError):
            return None
        except OSError as error:
            raise BookError(faults.UNREADABLE.at(path=path, reason=reason_of(error))) from None

    def files(self) -> list[str]:
        """Return the path of every file in the folder in a fixed order.

        Hidden ones are left out, and those whose names are no text: nothing can name them.
        """
        found = (path.relative_to(self.root) for path in self.root.rglob("*") if path.is_file())
        return sorted(
            path.as_posix()
            for path in found
            if not any(part.startswith(".") for part in path.parts) and _is_text(path.as_posix())
        )

    def prepare(self) -> None:
        """Make the folder if it is missing; BookError if nothing can be written in it."""
        try:
            self.root.mkdir(parents=True, exist_ok=True)
            tempfile.TemporaryFile(dir=self.root).close()
        except OSError as error:
            path, reason = str(self.root), reason_of(error)
            raise BookError(faults.UNWRITABLE.at(path=path, reason=reason)) from None

    def _home(self, path: str) -> Path:
        """Return where a path lies; BookError where a link leads out of the folder."""
        place = self.root / path
        if not place.parent.resolve().is_relative_to(self.root.resolve()):
            reason = N_("a link leads out of the folder")
            raise BookError(faults.UNWRITABLE.at(path=str(place), reason=reason))
        return place

    def own_files(self) -> list[str]:
        """Return the files that a inventory calls ours; every file where there is none."""
        ours = written(self.root / INVENTORY)
        return [file for file in self.files() if ours is None or file in ours]

    def write_folder(self, path: str, files: Mapping[str, Content]) -> None:
        """Replace a folder by one with these files, in one step once all of them are written.

        What others put into it stays. A file of the disk is linked where it can be: it takes no
        room.
        """
        place = self._home(path)
        if place.is_symlink():  # what it leads to is not ours to move
            reason = N_("a link leads out of the folder")
            raise BookError(faults.UNWRITABLE.at(path=str(place), reason=reason))
        made, old = self.root / f".{path}.part", self.root / f".{path}.old"
        try:
            shutil.rmtree(made, ignore_errors=True)
            if old.is_dir():  # killed between two of the steps that follow
                if place.is_dir():
                    rescue(old, place)
                else:
                    old.rename(place)
            for name, content in files.items():
                Folder(made).put(name, content)
            Folder(made).write(INVENTORY, inventory(files))
            if place.is_dir():
                place.rename(old)
            elif place.exists():
                place.unlink()
            made.rename(place)
            if old.is_dir():
                rescue(old, place)
        except OSError as error:
            raise BookError(
                faults.UNWRITABLE.at(path=str(place), reason=reason_of(error))
            ) from None

    def put(self, path: str, content: Content) -> None:
        """Write a file, or link or copy another one to its place."""
        if isinstance(content, bytes):
            self.write(path, content)
            return
        place = self._home(path)
        place.parent.mkdir(parents=True, exist_ok=True)
        with suppress(OSError):
            os.link(content, place)
            return
        shutil.copyfile(content, place)

    def write(self, path: str, content: bytes) -> None:
        """Replace a file in one step: an interrupted write leaves the old one whole."""
        place = self._home(path)
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

    def tidy(self, path: str) -> None:
        """Remove from a folder in it what writes that were killed have left."""
        for part in (self.root / path).glob(".*.part"):
            with suppress(OSError):
                if time.time() - part.stat().st_mtime > _FORSAKEN:
                    part.unlink()

    def own(self, names: Collection[str]) -> None:
        """Note which files a command has written here: those that an earlier run of it wrote, and
        this one did not, go."""
        beside = f".{self.root.name}{INVENTORY}"
        for name in (written(self.root.parent / beside) or frozenset()).difference(names):
            if (self.root / name).is_file():
                self._home(name).unlink(missing_ok=True)
        Folder(self.root.parent).write(beside, inventory(names))


def _is_text(name: str) -> bool:
    """Whether the bytes of a name are UTF-8: Python keeps those that are not as surrogates."""
    return not any("\ud800" <= char <= "\udfff" for char in name)


def reason_of(error: OSError) -> str:
    """Return why the system refused something, as a message to translate."""
    return REASONS.get(error.errno or 0) or error.strerror or type(error).__name__
