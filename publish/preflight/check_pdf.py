"""A PDF → what a printer, or a reader's screen, would object to."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from io import BytesIO
from typing import Any

import pikepdf
from pikepdf import Dictionary, Name

from publish.diagnostics import Diagnostic
from publish.preflight import faults, print_file, screen, typesetting
from publish.preflight.painted_text import painted


def check_impression(
    content: bytes,
    file: str,
    trim: tuple[float, float],
    standard: str = "x-4",
    colours: str = "black",
    most_ink: int = print_file.MOST_INK,
    dots: int = print_file.DOTS,
) -> Iterator[Diagnostic]:
    """Yield what a printer refuses.

    ``trim``: width and height in millimetres; ``standard``: "x-4" or "x-1a"; ``colours``: "black"
    or "cmyk"; ``most_ink``: percent, all inks together; ``dots``: per inch, of pictures.
    """
    pdf = opened(content, file)
    if isinstance(pdf, Diagnostic):
        yield pdf
        return
    with pdf:
        looked_at = print_file.PrintFile(pdf, file, trim, standard, colours, most_ink, dots)
        for check in print_file.CHECKS:
            yield from check(looked_at)
        yield from _fonts(pdf, file)


def check_lecture(
    content: bytes,
    file: str,
    looks: Sequence[typesetting.Look] = typesetting.CHECKS,
    *,
    any_side: bool = False,
) -> Iterator[Diagnostic]:
    """Yield what keeps a reader from finding the way or a screen reader from reading, and what a
    typographer would circle: ``looks`` says how the pages are looked at; ``any_side``: texts may
    open on the left."""
    pdf = opened(content, file)
    if isinstance(pdf, Diagnostic):
        yield pdf
        return
    with pdf:
        shown = screen.Screen(pdf, file, painted(content))
        for check in screen.CHECKS:
            yield from check(shown)
        yield from _fonts(pdf, file)
        pages = typesetting.Pages(shown)
        for look in looks:
            if not (any_side and look is typesetting.opens_right):
                yield from look(pages)


def opened(content: bytes, file: str) -> pikepdf.Pdf | Diagnostic:
    """Return the file, open, or why it cannot be."""
    try:
        return pikepdf.open(BytesIO(content))
    except pikepdf.PasswordError:
        return faults.ENCRYPTED.at(file)
    except pikepdf.PdfError as error:
        return faults.UNREADABLE_PDF.at(file, reason=str(error))


def _fonts(pdf: pikepdf.Pdf, file: str) -> Iterator[Diagnostic]:
    """Fonts are in the file, and their signs can be read back as text."""
    seen: set[Any] = set()
    for number, page in enumerate(pdf.pages, 1):
        for font in page.resources.get("/Font", Dictionary()).values():
            name = str(font.get("/BaseFont", "?")).lstrip("/")
            if name in seen:
                continue
            seen.add(name)
            composite = font.get("/Subtype") == Name.Type0
            if "/ToUnicode" not in font and (composite or "/Encoding" not in font):
                yield faults.FONT_UNREADABLE.at(file, page=number, font=name)
            for one in font.get("/DescendantFonts", [font]):
                descriptor = one.get("/FontDescriptor", Dictionary())
                if not any(f"/FontFile{kind}" in descriptor for kind in ("", "2", "3")):
                    yield faults.FONT_NOT_EMBEDDED.at(file, page=number, font=name)


def pages_of(content: bytes) -> int:
    """Return the number of pages; 0 for what is not a PDF that can be read."""
    pdf = opened(content, "")
    if isinstance(pdf, Diagnostic):
        return 0
    with pdf:
        return len(pdf.pages)
