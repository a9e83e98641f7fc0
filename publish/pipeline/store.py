"""What a section gave, kept from build to build by a digest of all that it rests on.

An entry is JSON, compressed, behind a digest of its key and itself. It is read as data and checked
against the type it should be: nothing in it can run, and what is damaged or foreign counts as not
there.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import shutil
import tempfile
import time
import zlib
from collections.abc import Callable, Hashable, Iterator
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar, TypeVar, cast

from publish.pipeline.trace import BuildStep, Trace

if TYPE_CHECKING:
    from pydantic import TypeAdapter

_Kept = TypeVar("_Kept")
_SIZE = 20  # bytes of an entry's digest
_LIMIT = 256_000_000  # bytes; beyond them the entries that were used longest ago go
_SPARED = 64_000_000
"""Bytes of a disk that are left to what was asked for: what is kept for the next build can wait."""
_FAST = 1


@dataclass(frozen=True, slots=True)
class Blob:
    """Bytes, as a value that can be kept."""

    __pydantic_config__: ClassVar[dict[str, Any]] = {
        "ser_json_bytes": "base64",
        "val_json_bytes": "base64",
    }

    content: bytes


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


@dataclass(slots=True)
class Memory:
    """What one process has found or kept, for builds that follow one another in it.

    What a build does not ask for is forgotten when it ends.
    """

    _used: dict[str, Any] = field(default_factory=dict)
    _older: dict[str, Any] = field(default_factory=dict)

    def find(self, key: str) -> Any:
        """Return what was kept under a key, or None."""
        found = self._used.get(key)
        if found is None and (found := self._older.get(key)) is not None:
            self._used[key] = found
        return found

    def keep(self, key: str, value: Any) -> None:
        self._used[key] = value

    def turn(self) -> None:
        """End a build."""
        self._used, self._older = {}, self._used


@dataclass(frozen=True, slots=True)
class Store:
    """A folder of entries; a build does not need it: with None for a folder nothing is kept.

    With a memory, values are also handed on as they are: they are not to be changed.
    """

    folder: Path | None
    memory: Memory | None = None
    trace: Trace = field(default_factory=Trace)
    """Where it is noted what was made and what was kept."""

    def once(
        self,
        key: str,
        kind: type[_Kept],
        make: Callable[[], _Kept],
        step: BuildStep,
        about: str = "",
    ) -> _Kept:
        """Return what is kept under a key; what is not is made, and kept from now on."""
        start = time.perf_counter()
        found = self.find(key, kind)
        kept = found is not None
        if found is None:
            self.trace.begin(step, about)
            found = make()
            self.keep(key, found)
        self.trace.add(step, about, start, kept=kept)
        return found

    def find(self, key: str, kind: type[_Kept]) -> _Kept | None:
        """Return what is kept under a key, None for what is missing, damaged or of another type."""
        if self.memory and isinstance(known := self.memory.find(key), kind):
            return known
        found = self._read(key, kind)
        if self.memory and found is not None:
            self.memory.keep(key, found)
        return found

    def _read(self, key: str, kind: type[_Kept]) -> _Kept | None:
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
        """Keep a value; where nothing can be written, or little room is left, nothing is kept."""
        if self.memory:
            self.memory.keep(key, value)
        if self.folder is None:
            return
        content = zlib.compress(packed(value), _FAST)
        with contextlib.suppress(OSError):
            self.folder.mkdir(parents=True, exist_ok=True)
            if shutil.disk_usage(self.folder).free < _SPARED + len(content):
                return
            handle, temporary = tempfile.mkstemp(dir=self.folder, suffix=".part")
            try:
                with os.fdopen(handle, "wb") as file:
                    file.write(_seal(key, content) + content)
                Path(temporary).replace(self.folder / key)
            except OSError:
                Path(temporary).unlink(missing_ok=True)

    def prune(self) -> None:
        """Remove the entries used longest ago, and what interrupted builds left."""
        if self.memory:
            self.memory.turn()
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
