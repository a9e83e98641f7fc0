"""The fonts that sections leave out → one subset of each in the finished PDF.

Parts name glyphs by their numbers in the font's file, so that a subset which keeps the numbers
serves them all; widths and meanings of the glyphs used in any section are put together.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

import pikepdf
import uharfbuzz
from pikepdf import Array, Name

from publish.editions.pdf.font_metrics import cmap, runs

_PAIR: Final = re.compile(rb"^<([0-9a-f]{4})> <([0-9a-f]*)>$", re.M)
_DROPPED: Final = ("BASE", "DSIG", "GPOS", "GSUB", "JSTF", "LTSH", "PCLT", "name")
_DIGEST: Final = 32  # letters of one


@dataclass
class _Face:
    """A font of the book in the making: the glyphs in use, by number."""

    font: Any
    widths: dict[int, Any] = field(default_factory=dict)
    texts: dict[int, bytes] = field(default_factory=dict)

    def takes(self, widths: Mapping[int, Any], texts: Mapping[int, bytes]) -> bool:
        """Whether a section's widths and meanings agree: rounded at the size a glyph was first
        painted in, widths may differ by a thousandth of an em, and the section's drawing rests on
        its own; a glyph may mean one thing here, another there."""
        return all(
            self.widths.get(glyph, width) == width for glyph, width in widths.items()
        ) and all(
            self.texts.get(glyph, b"") == texts.get(glyph, b"")
            for glyph in widths
            if glyph in self.widths
        )


@dataclass
class Typefaces:
    """The fonts of a PDF in the making; ``files``: digest → font file."""

    pdf: pikepdf.Pdf
    files: Mapping[str, bytes]
    faces: dict[str, list[_Face]] = field(default_factory=dict)

    def join(self, fonts: Any) -> None:
        """Put a book's font in the place of each that a section left out."""
        for name in fonts.keys():  # noqa: SIM118  # a PDF dictionary is not iterated over
            font = fonts[name]
            if (digest := self._digest(font)) is None:
                continue
            widths, texts = _widths(font), _texts(font)
            alike = self.faces.setdefault(digest, [])
            face = next((one for one in alike if one.takes(widths, texts)), None)
            if face is None:
                face = _Face(font)
                alike.append(face)
            face.widths |= widths
            face.texts = texts | face.texts
            fonts[name] = face.font

    def embed(self) -> None:
        """Write each font's subset, with the widths and meanings of its glyphs."""
        for digest, faces in self.faces.items():
            glyphs = sorted({glyph for face in faces for glyph in face.widths})
            program = self._program(self.files[digest], glyphs)
            for face in faces:
                self._write(face, program)

    def _digest(self, font: Any) -> str | None:
        descriptor = _descriptor(font)
        key = "/FontFile3" if "/FontFile3" in descriptor else "/FontFile2"
        content = descriptor[key].read_bytes()[4:]
        digest = content.decode("ascii", "replace") if len(content) == _DIGEST else ""
        return digest if digest in self.files else None

    def _program(self, file: bytes, glyphs: Sequence[int]) -> Any:
        subset = _subset(_subset(file, glyphs, keep=True), range(max(glyphs) + 1), keep=False)
        if subset[:4] != b"OTTO":
            return self.pdf.make_stream(subset, Length1=len(subset))
        # The outlines alone: an OpenType wrapper is younger than PDF/X-1a, and serves nothing.
        outlines = bytes(uharfbuzz.Face(subset).reference_table("CFF ").data)
        return self.pdf.make_stream(outlines, Subtype=Name.CIDFontType0C)

    def _write(self, face: _Face, program: Any) -> None:
        descendant, descriptor = face.font.DescendantFonts[0], _descriptor(face.font)
        descendant.W = Array(runs(face.widths))
        descriptor["/FontFile3" if "/FontFile3" in descriptor else "/FontFile2"] = program
        low, high = descriptor.Descent, descriptor.Ascent
        descriptor.FontBBox = Array([0, low, max(face.widths.values()), high])
        face.font.ToUnicode = self.pdf.make_stream(cmap(face.texts))


def _descriptor(font: Any) -> Any:
    return font.DescendantFonts[0].FontDescriptor


def _widths(font: Any) -> dict[int, Any]:
    """Return the width of each glyph, from ``[first [width width …] first […] …]``."""
    entries = list(font.DescendantFonts[0].W)
    return {
        int(first) + n: width
        for first, run in zip(entries[::2], entries[1::2], strict=True)
        for n, width in enumerate(run)
    }


def _texts(font: Any) -> dict[int, bytes]:
    """Return the text each glyph stands for, as hexadecimal UTF-16."""
    pairs = _PAIR.findall(font.ToUnicode.read_bytes())
    return {int(glyph, 16): text for glyph, text in pairs}


def _subset(file: bytes, glyphs: Iterable[int], *, keep: bool) -> bytes:
    """Return a font with some of its glyphs; ``keep``: under the numbers they had."""
    wanted = uharfbuzz.SubsetInput()
    wanted.glyph_set.set(glyphs)
    wanted.drop_table_tag_set.update(int.from_bytes(tag.encode(), "big") for tag in _DROPPED)
    flags = uharfbuzz.SubsetFlags
    wanted.flags = flags.NO_LAYOUT_CLOSURE | flags.DESUBROUTINIZE
    if keep:
        wanted.flags |= flags.RETAIN_GIDS
    else:
        wanted.flags |= flags.NO_HINTING
    face = uharfbuzz.subset(uharfbuzz.Face(file), wanted)
    return bytes(face.blob.data)
