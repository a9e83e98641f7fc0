"""What glyphs stand for: a PDF's font gives each one meaning, a typeface more than one.

The small capital of « XIX » and of « xix » is one glyph, as is the sign that tells a turned line of
code, which means nothing, and the arrow that an author writes. Where a glyph is to mean something
else than before, a second font of the same file says so, and whoever copies or searches the text
gets what was written (ISO 32000-1, 9.10.3; ISO 14289-1, 7.21.7).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import groupby
from typing import Final

from publish.composition import Word

_POINT: Final = "."


def named(digest: str, layer: int) -> str:
    """Return the name of a font: its file's digest, and which of its meanings."""
    return f"{digest}{_POINT}{layer}" if layer else digest


def digest_in(name: str) -> str:
    """Return the digest of a font's file from its name."""
    return name.partition(_POINT)[0]


@dataclass(slots=True)
class Meanings:
    """The meanings of glyphs in the making: by digest, layer after layer, glyph → text."""

    layers: dict[str, list[dict[int, str]]] = field(default_factory=dict)
    _parted: dict[tuple[str, int], tuple[Word, Sequence[tuple[int, Word]]]] = field(
        default_factory=dict
    )

    def parted(self, digest: str, word: Word) -> Sequence[tuple[int, Word]]:
        """Return a word in the parts that one layer each can say, nearly always one."""
        found = self._parted.get((digest, id(word)))
        if found is None:
            layers = self.layers.setdefault(digest, [])
            said = [
                (self._layer(layers, sort.glyph.number, sort.glyph.text), sort) for sort in word
            ]
            runs = groupby(said, lambda one: one[0])
            parts = [(layer, tuple(sort for _, sort in run)) for layer, run in runs]
            if len(parts) == 1:
                parts = [(parts[0][0], word)]
            found = self._parted[digest, id(word)] = word, parts
        return found[1]

    def _layer(self, layers: list[dict[int, str]], glyph: int, text: str) -> int:
        """Return the first layer that can say a glyph's meaning, and have it say so."""
        for n, layer in enumerate(layers):
            if layer.setdefault(glyph, text) == text:
                return n
        layers.append({glyph: text})
        return len(layers) - 1
