"""What a PDF says of one font: metrics, widths, what its glyphs stand for.

In a painted section a digest stands in the place of its file.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import Any, Final

import pikepdf
import uharfbuzz
from pikepdf import Array, Dictionary, Name, String

from publish.characters import HYPHEN, SOFT_HYPHEN

_SPECIAL: Final = frozenset({"fvar", "CBDT", "sbix", "SVG ", "COLR", "EBDT"})
"""Tables of fonts that the painter makes into others: they stay in a section as painted."""

_SYMBOLIC: Final = 1 << 2
_ITALIC: Final = 1 << 6
"""Flags of a font descriptor (ISO 32000-1, table 123)."""

_BATCH: Final = 100  # pairs that one block of a CMap may hold
_CMAP: Final = """/CIDInit /ProcSet findresource begin
12 dict begin
begincmap
/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def
/CMapName /Adobe-Identity-UCS def
/CMapType 2 def
1 begincodespacerange
<0000> <ffff>
endcodespacerange
{pairs}
endcmap
CMapName currentdict /CMap defineresource pop
end
end
"""


@lru_cache(maxsize=32)
def digest_of(font: bytes) -> str:
    """Return what stands for a font's file in a painted section."""
    return hashlib.blake2b(font, digest_size=16).hexdigest()


def typeface_digests(fonts: Iterable[bytes]) -> dict[str, bytes]:
    """Return font files by what stands for them in a painted section."""
    return {digest_of(font): font for font in fonts}


@lru_cache(maxsize=32)
def is_whole(font: bytes) -> bool:
    """Whether a font's file can stand in a PDF as it is, but for the glyphs that are not used."""
    tags = uharfbuzz.Face(font).table_tags  # none for a packed font
    return bool(tags) and not _SPECIAL.intersection(tags)


def stand_in(pdf: pikepdf.Pdf, file: bytes, glyphs: Mapping[int, str]) -> Any:
    """Return a font, a digest in its file's place, with glyphs and what they stand for.

    Its metrics are the font's own, in thousandths of the size (ISO 32000-1, 9.7.4 and 9.8).
    """
    face = uharfbuzz.Face(file)
    font = uharfbuzz.Font(face)
    extents, italic = font.get_font_extents("ltr"), _italic_angle(font)
    height = font.get_metric_position_with_fallback(uharfbuzz.OTMetricsTag.CAP_HEIGHT)

    def scaled(length: float) -> float:
        return float(round(length * 1000 / face.upem, 3))

    name, outlines = _name(file), "CFF " in face.table_tags
    program = pdf.make_stream(file[:4] + digest_of(file).encode())
    descriptor = Dictionary(
        Type=Name.FontDescriptor,
        FontName=name,
        Flags=_SYMBOLIC | (_ITALIC if italic else 0),
        FontBBox=Array([0, scaled(extents.descender), 1000, scaled(extents.ascender)]),
        ItalicAngle=italic,
        Ascent=scaled(extents.ascender),
        Descent=scaled(extents.descender),
        CapHeight=scaled(height),
        StemV=80,
    )
    descriptor["/FontFile3" if outlines else "/FontFile2"] = program
    descendant = Dictionary(
        Type=Name.Font,
        Subtype=Name.CIDFontType0 if outlines else Name.CIDFontType2,
        BaseFont=name,
        CIDSystemInfo=Dictionary(
            Registry=String("Adobe"), Ordering=String("Identity"), Supplement=0
        ),
        FontDescriptor=pdf.make_indirect(descriptor),
        W=Array(runs({glyph: scaled(font.get_glyph_h_advance(glyph)) for glyph in glyphs})),
    )
    if not outlines:
        descendant.CIDToGIDMap = Name.Identity
    texts = {glyph: text.encode("utf-16-be").hex().encode() for glyph, text in glyphs.items()}
    return pdf.make_indirect(
        Dictionary(
            Type=Name.Font,
            Subtype=Name.Type0,
            BaseFont=name,
            Encoding=Name("/Identity-H"),
            DescendantFonts=Array([pdf.make_indirect(descendant)]),
            ToUnicode=pdf.make_stream(cmap({g: text for g, text in texts.items() if text})),
        )
    )


def _name(file: bytes) -> Any:
    """Return a font's name behind the six letters that tell a subset."""
    said = uharfbuzz.Face(file).get_name(uharfbuzz.OTNameIdPredefined.POSTSCRIPT_NAME) or "Font"
    letters = "".join(chr(65 + int(digest_of(file)[n : n + 2], 16) % 26) for n in range(0, 12, 2))
    return Name("/" + f"{letters}+{said}")


def _italic_angle(font: Any) -> float:
    return round(float(font.get_style_value(uharfbuzz.StyleTag.SLANT_ANGLE)), 3)


def runs(widths: Mapping[int, Any]) -> Iterable[Any]:
    """Yield ``first [width width …]`` for each run of glyphs (ISO 32000-1, 9.7.4.3)."""
    run: list[Any] = []
    for glyph in sorted(widths):
        if glyph - 1 not in widths:
            if run:
                yield Array(run)
            yield glyph
            run = []
        run.append(widths[glyph])
    yield Array(run)


def cmap(texts: Mapping[int, bytes]) -> bytes:
    """Return the map from glyphs to text. The hyphens of divided words are soft, so that whoever
    copies or reads the text aloud gets whole words; those of compounds are another glyph."""
    hyphen, soft = (f"{ord(mark):04x}" for mark in (HYPHEN, SOFT_HYPHEN))
    lines = [
        f"<{glyph:04x}> <{soft if text.decode() == hyphen else text.decode()}>"
        for glyph, text in sorted(texts.items())
    ]
    batches = [lines[at : at + _BATCH] for at in range(0, len(lines), _BATCH)]
    blocks = ("\n".join([f"{len(one)} beginbfchar", *one, "endbfchar"]) for one in batches)
    return _CMAP.format(pairs="\n".join(blocks)).encode()
