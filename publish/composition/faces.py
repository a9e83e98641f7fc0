"""Fonts that measure text as the painter will set it: shaping by HarfBuzz.

``Face.width("afin", features)`` is in thousandths of the size; ligatures and kerning are in it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import uharfbuzz

from publish.composition.cascade import FontFace
from publish.composition.properties import Style

Features = tuple[tuple[str, int], ...]


@dataclass(slots=True)
class Face:
    """One font file. Widths are kept: a book says the same words again and again."""

    font: uharfbuzz.Font
    coverage: frozenset[int]
    language: str
    cap_height: float
    """Height of its capitals, in em."""
    _widths: dict[tuple[str, Features], float] = field(default_factory=dict)

    @classmethod
    def load(cls, content: bytes, language: str) -> Face:
        face = uharfbuzz.Face(content)
        font = uharfbuzz.Font(face)
        height = font.get_metric_position_with_fallback(uharfbuzz.OTMetricsTag.CAP_HEIGHT)
        return cls(font, frozenset(face.unicodes), language, height / face.upem)

    def width(self, text: str, features: Features) -> float:
        """Return the advance of a text without spaces, in em."""
        key = (text, features)
        found = self._widths.get(key)
        if found is None:
            found = self._widths[key] = self._shape(text, features)
        return found

    def covers(self, text: str) -> bool:
        """Whether the font has a glyph for every character."""
        return all(ord(character) in self.coverage for character in text)

    def _shape(self, text: str, features: Features) -> float:
        buffer = uharfbuzz.Buffer()
        buffer.add_str(text)
        buffer.guess_segment_properties()
        buffer.language = self.language
        uharfbuzz.shape(self.font, buffer, dict(features))
        advance = sum(position.x_advance for position in buffer.glyph_positions)
        return float(advance / self.font.face.upem)


@dataclass(frozen=True, slots=True)
class Case:
    """The type case: every face a style sheet names."""

    faces: Mapping[tuple[str, bool], Sequence[tuple[int, Face]]]

    @classmethod
    def load(cls, rules: Sequence[FontFace], files: Mapping[str, bytes], language: str) -> Case:
        """Load the fonts of ``@font-face`` rules; files that are missing are the painter's loss."""
        faces: dict[tuple[str, bool], list[tuple[int, Face]]] = {}
        for rule in rules:
            if content := files.get(rule.path):
                face = Face.load(content, language)
                faces.setdefault((rule.family.lower(), rule.italic), []).append((rule.weight, face))
        return cls(faces)

    def face(self, style: Style) -> Face | None:
        """Return the face for a style, the nearest weight; None for a family without a file."""
        found = self.faces.get((style.family.lower(), style.italic), ())
        return min(found, key=lambda one: abs(one[0] - style.weight))[1] if found else None
