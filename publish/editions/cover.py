"""The front cover as a picture, drawn from the metadata by ``templates/cover.html.j2``."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from io import BytesIO

import pypdfium2

from publish.composition import Imprint, Styles
from publish.editions.layout import Forme

HEIGHT = 2400
"""Pixels: what shops ask of a cover's long side, and enough for any screen."""


@dataclass(frozen=True, slots=True)
class Cover:
    """A JPEG picture and what it shows, in words."""

    jpeg: bytes
    alternative: str


def draw_cover(styles: Styles, imprint: Imprint, images: Mapping[str, bytes]) -> Cover:
    """Draw the front cover at the book's trim size."""
    width, height = imprint.metadata.print.size
    xhtml = styles.render(
        "cover.html.j2",
        book=imprint.metadata,
        imprint=imprint,
        terms=imprint.terms,
        page_size=f"@page {{ size: {width:g}mm {height:g}mm; margin: 0 }}",
    )
    layout = Forme(styles, images, "cover.css").lay_out(xhtml)
    page = pypdfium2.PdfDocument(layout.document.write_pdf())[0]
    picture = page.render(scale=HEIGHT / page.get_height()).to_pil()
    content = BytesIO()
    picture.convert("RGB").save(content, "JPEG", quality=90, subsampling=0, optimize=True)
    alternative = ", ".join((*imprint.authors, imprint.metadata.title, imprint.metadata.subtitle))
    return Cover(content.getvalue(), alternative.rstrip(", "))
