"""Pictures of a .docx: at the width they are to have, with what describes them."""

from __future__ import annotations

from io import BytesIO
from typing import Final
from xml.sax.saxutils import quoteattr

from PIL import Image

from publish.importing.incoming import PictureInline
from publish.sending.word_styles import MEASURE

_EMU: Final = 360_000
"""English metric units in a centimetre."""
_HIGHEST: Final = 20.0
_DOTS: Final = 118.0
"""Dots in a centimetre: 300 to the inch."""
_TYPES: Final = {"PNG": "png", "JPEG": "jpeg", "GIF": "gif"}


def fit_picture(content: bytes) -> tuple[bytes, str, float, float] | None:
    """Return a picture as Word takes it, with the ending of its file, its width and height in
    dots; None where it is no such picture (SVG)."""
    try:
        with Image.open(BytesIO(content)) as image:
            width, height = image.size
            if image.format in _TYPES:
                return content, _TYPES[image.format], width, height
            made = BytesIO()
            image.convert("RGBA").save(made, "PNG")
            return made.getvalue(), "png", width, height
    except (OSError, ValueError, Image.DecompressionBombError):
        return None


def drawing(one: PictureInline, number: int, relation: str, size: tuple[float, float]) -> str:
    """Return the XML of a picture; ``size`` in dots."""
    width, height = _extent(size, one.width)
    name = f'id="{number}" name="Image {number}" descr={quoteattr(one.alt)}'
    return (
        '<w:drawing><wp:inline distT="0" distB="0" distL="0" distR="0">'
        f'<wp:extent cx="{width}" cy="{height}"/><wp:docPr {name}/>'
        '<a:graphic><a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/picture">'
        f"<pic:pic><pic:nvPicPr><pic:cNvPr {name}/><pic:cNvPicPr/></pic:nvPicPr><pic:blipFill>"
        f'<a:blip r:embed="{relation}"/><a:stretch><a:fillRect/></a:stretch></pic:blipFill>'
        f'<pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="{width}" cy="{height}"/></a:xfrm>'
        '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr></pic:pic></a:graphicData>'
        "</a:graphic></wp:inline></w:drawing>"
    )


def _extent(size: tuple[float, float], percent: int) -> tuple[int, int]:
    width, height = max(size[0], 1.0), max(size[1], 1.0)
    wide = MEASURE * percent / 100 if percent else min(MEASURE, width / _DOTS * 2)
    tall = wide * height / width
    shrink = min(1.0, _HIGHEST / tall)
    return round(wide * shrink * _EMU), round(tall * shrink * _EMU)
