"""A PDF → what a printer, or a reader's screen, would object to."""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO
from typing import Any

import pikepdf

from publish.diagnostics import Diagnostic
from publish.preflight import faults

_MM = 72 / 25.4
_TOLERANCE = 0.1  # mm


def check_impression(content: bytes, file: str, trim: tuple[float, float]) -> Iterator[Diagnostic]:
    """Yield what a printer refuses; ``trim`` is width and height in millimetres."""
    pdf = _opened(content, file)
    if isinstance(pdf, Diagnostic):
        yield pdf
        return
    with pdf:
        if len(pdf.pages) % 2:
            yield faults.ODD_PAGES.at(file, pages=len(pdf.pages))
        if "/Outlines" in pdf.Root:
            yield faults.OUTLINE.at(file)
        for number, page in enumerate(pdf.pages, 1):
            yield from _size(page, number, file, trim)
            yield from _fonts(page, number, file)
            if len(page.get("/Annots", [])):
                yield faults.ANNOTATION.at(file, page=number)


def check_lecture(content: bytes, file: str) -> Iterator[Diagnostic]:
    """Yield what keeps a reader from finding the way, or a screen reader from reading."""
    pdf = _opened(content, file)
    if isinstance(pdf, Diagnostic):
        yield pdf
        return
    with pdf:
        if "/Outlines" not in pdf.Root:
            yield faults.NO_OUTLINE.at(file)
        if "/StructTreeRoot" not in pdf.Root:
            yield faults.NOT_TAGGED.at(file)
        if not str(pdf.Root.get("/Lang", "")):
            yield faults.NO_LANGUAGE.at(file)
        if not str(pdf.docinfo.get("/Title", "")):
            yield faults.NO_TITLE.at(file)
        for number, page in enumerate(pdf.pages, 1):
            yield from _fonts(page, number, file)


def _opened(content: bytes, file: str) -> pikepdf.Pdf | Diagnostic:
    try:
        return pikepdf.open(BytesIO(content))
    except pikepdf.PdfError as error:
        return faults.UNREADABLE_PDF.at(file, reason=str(error))


def _size(
    page: pikepdf.Page, number: int, file: str, trim: tuple[float, float]
) -> Iterator[Diagnostic]:
    left, bottom, right, top = (float(side) for side in page.trimbox)
    size = ((right - left) / _MM, (top - bottom) / _MM)
    if any(abs(a - b) > _TOLERANCE for a, b in zip(size, trim, strict=True)):
        found, wanted = (f"{width:g} x {height:g}" for width, height in (size, trim))
        yield faults.WRONG_SIZE.at(file, page=number, found=found, trim=wanted)


def _fonts(page: pikepdf.Page, number: int, file: str) -> Iterator[Diagnostic]:
    for font in _fonts_of(page):
        descriptor = font.get("/FontDescriptor", {})
        if not any(f"/FontFile{kind}" in descriptor for kind in ("", "2", "3")):
            name = str(font.get("/BaseFont", "?")).lstrip("/")
            yield faults.FONT_NOT_EMBEDDED.at(file, page=number, font=name)


def _fonts_of(page: pikepdf.Page) -> Iterator[Any]:
    """Yield the fonts of a page, the descendants of composite ones in their place."""
    for font in page.resources.get("/Font", {}).values():
        yield from font.get("/DescendantFonts", [font])
