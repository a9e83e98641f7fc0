"""Fonts that shape text by HarfBuzz: what is measured is what is drawn.

``Face.width("afin", features)`` is in em; ligatures and kerning are in it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple
from unicodedata import normalize

import uharfbuzz

from publish.characters import INVISIBLE, NO_BREAK_SPACE, RIGID_SPACES, VARIATION_SELECTORS
from publish.composition.style.cascade import FontFace
from publish.composition.style.properties import Style
from publish.composition.style.styles import unpacked

_WITHOUT_GLYPH = frozenset(INVISIBLE + RIGID_SPACES + VARIATION_SELECTORS)
"""Signs that need no glyph: HarfBuzz makes the spaces that a font lacks as wide as they are."""

_SAID = dict.fromkeys(map(ord, INVISIBLE)) | {ord(NO_BREAK_SPACE): " "}
"""What is read of a glyph: nothing of signs that are not seen; fonts have one glyph for both
spaces."""

_WHITE = frozenset(" \t\r\n" + NO_BREAK_SPACE)

Features = tuple[tuple[str, int], ...]


class Glyph(NamedTuple):
    """A glyph of a font by its number, as shaped: lengths in em.

    ``text``: what it stands for; "" where a glyph before it stands for all.
    """

    number: int
    advance: float
    x: float
    y: float
    text: str


@dataclass(slots=True)
class Face:
    """One font file. Words once shaped are kept: a book says the same ones again and again."""

    file: bytes
    font: uharfbuzz.Font
    coverage: frozenset[int]
    language: str
    cap_height: float
    """Height of its capitals, in em."""
    _glyphs: dict[tuple[str, Features], tuple[Glyph, ...]] = field(default_factory=dict)
    _widths: dict[tuple[str, Features], float] = field(default_factory=dict)
    _naturals: dict[int, float] = field(default_factory=dict)

    @classmethod
    def load(cls, content: bytes, language: str) -> Face:
        face = uharfbuzz.Face(unpacked(content))
        font = uharfbuzz.Font(face)
        height = font.get_metric_position_with_fallback(uharfbuzz.OTMetricsTag.CAP_HEIGHT)
        return cls(content, font, frozenset(face.unicodes), language, height / face.upem)

    @property
    def extents(self) -> tuple[float, float]:
        """How far the face reaches above and below its baseline, in em."""
        found = self.font.get_font_extents("ltr")
        return found.ascender / self.font.face.upem, -found.descender / self.font.face.upem

    def width(self, text: str, features: Features) -> float:
        """Return the advance of a text without spaces, in em."""
        key = (text, features)
        found = self._widths.get(key)
        if found is None:
            places = self._shaped(text, features).glyph_positions or ()
            advance = sum(place.x_advance for place in places)
            found = self._widths[key] = advance / self.font.face.upem
        return found

    def reach(self, text: str, features: Features) -> tuple[float, float]:
        """Return how far the ink of a text reaches below its baseline, and beyond its advance, in
        em; less than 0 where it does not."""
        buffer, em = self._shaped(text, features), self.font.face.upem
        below = beyond = -em
        end = sum(place.x_advance for place in buffer.glyph_positions or ())
        at = 0
        for info, place in zip(buffer.glyph_infos, buffer.glyph_positions or (), strict=True):
            if (ink := self.font.get_glyph_extents(info.codepoint)) is not None:
                below = max(below, -(ink.y_bearing + ink.height) - place.y_offset)
                beyond = max(beyond, at + place.x_offset + ink.x_bearing + ink.width - end)
            at += place.x_advance
        return below / em, beyond / em

    def natural(self, glyph: int) -> float:
        """Return the width that the font itself gives a glyph, in em."""
        found = self._naturals.get(glyph)
        if found is None:
            advance = self.font.get_glyph_h_advance(glyph)
            found = self._naturals[glyph] = advance / self.font.face.upem
        return found

    def covers(self, text: str) -> bool:
        """Whether the font has a glyph for every character that is seen."""
        return all(self._shows(sign) for sign in text) or self._composes(text)

    def _shows(self, sign: str) -> bool:
        return ord(sign) in self.coverage or sign in _WITHOUT_GLYPH or sign in _WHITE

    def _composes(self, text: str) -> bool:
        """Whether it has what letters and loose marks make together, as HarfBuzz sets them."""
        return all(map(self._shows, normalize("NFC", text)))

    def glyphs(self, text: str, features: Features) -> tuple[Glyph, ...]:
        """Return the glyphs of a text, in the order they are drawn."""
        key = (text, features)
        found = self._glyphs.get(key)
        if found is None:
            found = self._glyphs[key] = tuple(self._set(text, features))
        return found

    def _shaped(self, text: str, features: Features) -> uharfbuzz.Buffer:
        buffer = uharfbuzz.Buffer()
        buffer.add_str(text)
        buffer.guess_segment_properties()
        buffer.language = self.language
        buffer.flags = uharfbuzz.BufferFlags.REMOVE_DEFAULT_IGNORABLES
        buffer.cluster_level = uharfbuzz.BufferClusterLevel.MONOTONE_CHARACTERS  # marks apart
        uharfbuzz.shape(self.font, buffer, dict(features))
        return buffer

    def _set(self, text: str, features: Features) -> Iterator[Glyph]:
        buffer, em = self._shaped(text, features), self.font.face.upem
        clusters = [info.cluster for info in buffer.glyph_infos]
        ends = dict(pairwise([*sorted(set(clusters)), len(text)]))
        places = buffer.glyph_positions or ()  # none where nothing is seen
        for info, place in zip(buffer.glyph_infos, places, strict=True):
            said = text[info.cluster : ends.pop(info.cluster, info.cluster)].translate(_SAID)
            yield Glyph(
                info.codepoint,
                place.x_advance / em,
                place.x_offset / em,
                place.y_offset / em,
                said,
            )


@lru_cache(maxsize=32)
def _face(content: bytes, language: str) -> Face:
    """Load a font; builds that follow one another share what was shaped."""
    return Face.load(content, language)


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
                face = _face(content, language)
                faces.setdefault((rule.family.lower(), rule.italic), []).append((rule.weight, face))
        return cls(faces)

    def face(self, style: Style) -> Face | None:
        """Return the face for a style: of the first of its families that has a file, the nearest
        weight; None where none has one."""
        found = (self._nearest(name, style, style.italic) for name in (style.family, *style.spare))
        return next(filter(None, found), None)

    def stand_in(self, family: str, style: Style) -> Face | None:
        """Return the face of a family that stands in for a style's own, upright if need be."""
        return self._nearest(family, style, style.italic) or self._nearest(family, style, False)

    def _nearest(self, family: str, style: Style, italic: bool) -> Face | None:
        found = self.faces.get((family.lower(), italic), ())
        return min(found, key=lambda one: _distance(one[0], style.weight))[1] if found else None


def _distance(weight: int, wanted: int) -> tuple[bool, int]:
    """Return how far a weight is from the one that is wanted: lighter ones are tried first for what
    is light, heavier ones for what is bold (CSS Fonts 4, 5.2)."""
    if 400 <= wanted <= 500:
        return not wanted <= weight <= 500 and weight > wanted, abs(weight - wanted)
    return (weight < wanted) == (wanted > 500) and weight != wanted, abs(weight - wanted)
