"""A PDF's pages → the pieces of text painted on them, by PDFium, in the order of painting."""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from dataclasses import dataclass

import pypdfium2
import pypdfium2.raw as pdfium

_ARTIFACT = "Artifact"


@dataclass(frozen=True, slots=True)
class PaintedText:
    """Text painted at once. ``x``, ``y``: its baseline's left end; ``size``: of its type; points.

    ``content``: the number of its marked content on the page, if it has one; ``artifact``: it is
    marked as no part of the text.
    """

    x: float
    y: float
    size: float
    content: int | None
    artifact: bool


def painted(content: bytes) -> list[list[PaintedText]]:
    """Return the pieces of each page."""
    with pypdfium2.PdfDocument(content) as document:
        return [list(_pieces(page)) for page in document]


def _pieces(page: pypdfium2.PdfPage) -> Iterator[PaintedText]:
    for number in range(pdfium.FPDFPage_CountObjects(page.raw)):
        painted = pdfium.FPDFPage_GetObject(page.raw, number)
        if pdfium.FPDFPageObj_GetType(painted) != pdfium.FPDF_PAGEOBJ_TEXT:
            continue
        matrix, size = pdfium.FS_MATRIX(), ctypes.c_float()
        pdfium.FPDFPageObj_GetMatrix(painted, matrix)
        pdfium.FPDFTextObj_GetFontSize(painted, size)
        content = pdfium.FPDFPageObj_GetMarkedContentID(painted)
        yield PaintedText(
            x=matrix.e,
            y=matrix.f,
            size=size.value * abs(matrix.d),
            content=content if content >= 0 else None,
            artifact=_ARTIFACT in _marks(painted),
        )


def _marks(painted: pdfium.FPDF_PAGEOBJECT) -> Iterator[str]:
    """Yield the names of the marks around a piece."""
    for number in range(pdfium.FPDFPageObj_CountMarks(painted)):
        mark = pdfium.FPDFPageObj_GetMark(painted, number)
        name, length = ctypes.create_string_buffer(64), ctypes.c_ulong()
        buffer = ctypes.cast(name, ctypes.POINTER(ctypes.c_ushort))
        if pdfium.FPDFPageObjMark_GetName(mark, buffer, len(name), length):
            yield name.raw[: length.value - 2].decode("utf-16-le")
