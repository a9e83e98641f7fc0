"""What a section gave, kept from build to build by a digest of all that it rests on.

An entry is JSON, compressed, behind a digest of its key and itself. It is read as data and checked
against the type it should be: nothing in it can run, and what is damaged or foreign counts as not
there.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import tempfile
import zlib
from collections.abc import Hashable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar, cast

if TYPE_CHECKING:
    from pydantic import TypeAdapter

_Kept = TypeVar("_Kept")
_SIZE = 20  # bytes of an entry's digest
_LIMIT = 256_000_000  # bytes; beyond them the entries that were used longest ago go
_FAST = 1


def digest(*parts: bytes) -> str:
    """Return what identifies a sequence of contents."""
    found = hashlib.blake2b(digest_size=_SIZE)
    for part in parts:
        found.update(len(part).to_bytes(8, "big"))
        found.update(part)
    return found.hexdigest()


def packed(value: Any, kind: Any = None) -> bytes:
    """Return a value of a type, its own if none is said, as bytes that :func:`unpacked` reads in
    any process."""
    return _adapter(cast(Hashable, kind or type(value))).dump_json(value)


def unpacked(content: bytes, kind: type[_Kept]) -> _Kept:
    """Return the value of a type; ValueError for what is none."""
    found: _Kept = _adapter(cast(Hashable, kind)).validate_json(content)
    return found


def _seal(key: str, content: bytes) -> bytes:
    return bytes.fromhex(digest(key.encode(), content))


@cache
def _adapter(kind: Hashable) -> TypeAdapter[Any]:
    from pydantic import TypeAdapter  # slow to load

    return TypeAdapter(cast(type, kind))


@dataclass(frozen=True, slots=True)
class Store:
    """A folder of entries; a build does not need it: with None for a folder nothing is kept."""

    folder: Path | None

    def find(self, key: str, kind: type[_Kept]) -> _Kept | None:
        """Return what is kept under a key, None for what is missing, damaged or of another type."""
        if self.folder is None:
            return None
        path = self.folder / key
        try:
            entry = path.read_bytes()
            checked, content = entry[:_SIZE], entry[_SIZE:]
            if _seal(key, content) != checked:
                return None
            found = unpacked(zlib.decompress(content), kind)
            os.utime(path)
        except (OSError, zlib.error, ValueError):
            return None
        return found

    def keep(self, key: str, value: Any) -> None:
        """Keep a value; where nothing can be written, nothing is kept."""
        if self.folder is None:
            return
        content = zlib.compress(packed(value), _FAST)
        with contextlib.suppress(OSError):
            self.folder.mkdir(parents=True, exist_ok=True)
            handle, temporary = tempfile.mkstemp(dir=self.folder, suffix=".part")
            with os.fdopen(handle, "wb") as file:
                file.write(_seal(key, content) + content)
            Path(temporary).replace(self.folder / key)

    def prune(self) -> None:
        """Remove the entries used longest ago, and what interrupted builds left."""
        if self.folder is None:
            return
        room = _LIMIT
        for path, size in self._by_use():
            room -= size
            if room < 0 or path.suffix == ".part":
                with contextlib.suppress(OSError):
                    path.unlink()

    def _by_use(self) -> Iterator[tuple[Path, int]]:
        """Yield the entries and their sizes, the last used first."""
        found = []
        with contextlib.suppress(OSError):
            for entry in os.scandir(self.folder):
                told = entry.stat()
                found.append((told.st_mtime_ns, Path(entry.path), told.st_size))
        for _, path, size in sorted(found, reverse=True):
            yield path, size
