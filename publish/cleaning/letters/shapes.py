"""French words by their shape: what may stand in a gap.

``under("pr\\ufffcs")`` → ``pres``; ``between("gu\\ufffcre", 2)`` → ``è`` 61 times, ``é`` 19 times

The tables come with the package in french.zip, made by tools/build_lexicon.py.
"""

from __future__ import annotations

import re
import zipfile
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Final

from publish.cleaning.letters.keyed_lines import KeyedLines, read_keyed
from publish.cleaning.letters.lexicon import ARCHIVE, read_counts

GAP: Final = "\ufffc"
"""What stands for a gap in the shape of a word."""
_BEYOND_ASCII: Final = re.compile(r"[^\x00-\x7f]")
_ENOUGH: Final = 20
"""How often neighbours must be met for what stands between them to be told by them alone."""


@dataclass(frozen=True, slots=True)
class Shapes:
    """The accented words of French by their shape, and their accents by their neighbours."""

    _shapes: KeyedLines
    _between: dict[str, str]

    def keys_of(self, shape: str) -> Iterator[str]:
        """Yield the spellings without accents of the words that have a shape."""
        if found := self._shapes.find(shape):
            pattern = shape.replace(GAP, "{}")
            yield from (pattern.format(*letters) for letters in found.split("\t"))

    def between(self, word: str, at: int) -> Counter[str]:
        """Count, over all words, the accented letters that stand where ``word`` has a gap."""
        padded, at = f"^^{word}$$", at + 2
        wide = self._counts(f"{padded[at - 2 : at]}.{padded[at + 1 : at + 3]}")
        if wide.total() >= _ENOUGH:
            return wide
        return self._counts(f"{padded[at - 1]}.{padded[at + 1]}")

    def _counts(self, neighbours: str) -> Counter[str]:
        return read_counts(self._between.get(neighbours, ""))


def shape_of(word: str) -> str:
    """Return ``word``, lower case, with a gap for each letter beyond ASCII."""
    return _BEYOND_ASCII.sub(GAP, word.lower())


@cache
def french_shapes() -> Shapes:
    """Load the tables that come with the package."""
    with ARCHIVE.open("rb") as stream, zipfile.ZipFile(stream) as archive:
        lines = archive.read("gaps.txt").decode().split("\n")
        between = dict(line.split("\t") for line in lines)
        return Shapes(read_keyed(archive, "shapes.txt", "shapes-index.txt"), between)
