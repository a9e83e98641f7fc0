"""PDFs drawn by hand, as small as they can be: each shows one habit of the programs that make them.

``sheet(line(72, 700, "mot"))`` → a PDF of one page that prints ``mot`` in Times, at 72 pt from the
left and 700 pt from the foot.
"""

from __future__ import annotations

from io import BytesIO

import pikepdf
from pikepdf import Array, Dictionary, Name

HEIGHT, WIDTH = 800, 500


def line(x: float, y: float, text: str, size: float = 10, font: str = "R") -> str:
    """Print a line in Times (R, B bold, I italic), in Windows' encoding."""
    return f"BT /{font} {size} Tf 1 0 0 1 {x} {y} Tm {string(text)} Tj ET"


def pieces(x: float, y: float, *parts: str | float, size: float = 10, font: str = "R") -> str:
    """Print strings with moves between them, in thousandths of an em to the left."""
    shown = " ".join(string(part) if isinstance(part, str) else str(part) for part in parts)
    return f"BT /{font} {size} Tf 1 0 0 1 {x} {y} Tm [{shown}] TJ ET"


def string(text: str) -> str:
    return "<" + text.encode("cp1252").hex() + ">"


def codes(x: float, y: float, numbers: bytes, size: float = 10) -> str:
    """Print glyphs of the font without a table, by their numbers."""
    return f"BT /T {size} Tf 1 0 0 1 {x} {y} Tm <{numbers.hex()}> Tj ET"


def sheet(*pages: str | list[str]) -> bytes:
    """Return a PDF; each page is what is drawn on it."""
    pdf = pikepdf.new()
    faces = {"R": "/Times-Roman", "B": "/Times-Bold", "I": "/Times-Italic"}
    fonts = {
        f"/{key}": Dictionary(
            Type=Name.Font, Subtype=Name.Type1, BaseFont=Name(face), Encoding=Name.WinAnsiEncoding
        )
        for key, face in faces.items()
    }
    fonts["/T"] = _bitmap_font(pdf)
    resources = Dictionary(Font=Dictionary(fonts))
    for drawn in pages:
        content = "\n".join(drawn) if isinstance(drawn, list) else drawn
        page = Dictionary(
            Type=Name.Page,
            MediaBox=Array([0, 0, WIDTH, HEIGHT]),
            Resources=resources,
            Contents=pdf.make_stream(content.encode()),
        )
        pdf.pages.append(pikepdf.Page(pdf.make_indirect(page)))
    out = BytesIO()
    pdf.save(out)
    return out.getvalue()


def _bitmap_font(pdf: pikepdf.Pdf) -> Dictionary:
    """Return a Type 3 font whose glyphs are boxes, and have numbers for names, as TeX's have."""
    box = pdf.make_stream(b"500 0 50 0 450 450 d1 50 0 400 450 re f")
    names: list[object] = [0, *(Name(f"/a{code}") for code in range(256))]
    return Dictionary(
        Type=Name.Font,
        Subtype=Name.Type3,
        FontBBox=Array([0, 0, 500, 500]),
        FontMatrix=Array([0.001, 0, 0, 0.001, 0, 0]),
        FirstChar=0,
        LastChar=255,
        Widths=Array([500] * 256),
        Encoding=Dictionary(Type=Name.Encoding, Differences=Array(names)),
        CharProcs=Dictionary({f"/a{code}": box for code in range(256)}),
        Resources=Dictionary(),
    )
