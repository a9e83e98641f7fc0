"""A table of text that is read where it lies: one line a key, in the order of its bytes.

``⏎pres⇥près54o⇥prés39n⏎`` → ``find("pres")`` → ``près54o⇥prés39n``

Every thirty-second key and the byte where its line starts stand in an index beside it, so that
loading costs one decompression and no object a line.
"""

from __future__ import annotations

import zipfile
from bisect import bisect_right
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class KeyedLines:
    """The lines, each between line feeds, and some of their keys."""

    content: bytes
    keys: list[bytes]
    _starts: list[int]

    def find(self, key: str) -> str:
        """Return what stands after a key on its line; nothing where there is none."""
        sought = key.encode()
        at = bisect_right(self.keys, sought) - 1
        if at < 0:
            return ""
        found = self.content.find(b"\n%b\t" % sought, self._starts[at] - 1, self._starts[at + 1])
        if found < 0:
            return ""
        begin = found + len(sought) + 2
        return self.content[begin : self.content.index(b"\n", begin)].decode()


def read_keyed(archive: zipfile.ZipFile, name: str, index: str) -> KeyedLines:
    """Read a table and its index from an archive."""
    content = archive.read(name)
    keys, _, starts = zip(
        *(line.partition(b"\t") for line in archive.read(index).split(b"\n")), strict=True
    )
    return KeyedLines(content, list(keys), [*map(int, starts), len(content)])
