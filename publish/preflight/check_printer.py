"""An order's files → what this printer would refuse, beyond what PDF/X and all printers ask."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pikepdf
import pypdfium2
import pypdfium2.raw as pdfium

from publish.diagnostics import Diagnostic
from publish.preflight import faults
from publish.preflight.check_pdf import check_impression, opened
from publish.preflight.print_file import DOTS, MOST_INK
from publish.printers import CoverSheet, Job

_MM = 72 / 25.4
_CLOSE = 0.15  # mm
_HANGING = 2.0  # mm that hyphens and points may hang into a margin
_MEGABYTE = 1_000_000
_CMYK = "cmyk"


def check_interior(content: bytes, file: str, job: Job) -> Iterator[Diagnostic]:
    """Yield what the job's printer refuses in the interior.

    Everything every printer asks, then this one's number of pages, margins, bleed and last page.
    """
    options = job.options
    yield from check_impression(
        content, file, options.size, job.standard, options.colours, _most_ink(job), _dots(job)
    )
    pdf = opened(content, file)
    if isinstance(pdf, Diagnostic):
        return
    with pdf:
        yield from (replace(one, file=file) for one in job.faults(len(pdf.pages)))
        if options.bleed:
            yield from _bleeds(pdf, file, job)
    yield from _weight(content, file, job)
    if job.is_ordered:
        try:
            yield from _contents(content, file, job)
        except pypdfium2.PdfiumError as error:
            yield faults.UNREADABLE_PDF.at(file, reason=str(error))


def check_cover(content: bytes, file: str, job: Job, sheet: CoverSheet) -> Iterator[Diagnostic]:
    """Yield what the job's printer refuses in the cover."""
    trim = (sheet.width - 2 * sheet.bleed, sheet.height - 2 * sheet.bleed)
    found = check_impression(content, file, trim, job.standard, _CMYK, _most_ink(job), _dots(job))
    yield from (one for one in found if one.code != faults.ODD_PAGES.code)
    pdf = opened(content, file)
    if isinstance(pdf, Diagnostic):
        return
    with pdf:
        if len(pdf.pages) != 1:
            yield faults.COVER_PAGES.at(file, pages=len(pdf.pages))
        for page in pdf.pages:
            if (over := min(_over(page))) < sheet.bleed - _CLOSE:
                wanted = f"{sheet.bleed:.4g}"
                yield faults.NO_BLEED.at(file, page=1, found=f"{over:.1f}", wanted=wanted)
    yield from _weight(content, file, job)


def _most_ink(job: Job) -> int:
    """Return the percent of ink that is too much."""
    return (job.is_ordered and job.printer.file.ink_limit) or MOST_INK


def _dots(job: Job) -> int:
    """Return the dots per inch that pictures must have."""
    return (job.is_ordered and job.printer.file.dots_per_inch) or DOTS


def _weight(content: bytes, file: str, job: Job) -> Iterator[Diagnostic]:
    most = job.printer.file.megabytes
    if most and len(content) > most * _MEGABYTE:
        weight = f"{len(content) / _MEGABYTE:.0f}"
        source = job.printer.source(job.printer.file.source)
        yield faults.TOO_HEAVY.at(
            file, weight=weight, printer=job.printer.name, most=most, source=source
        )


def _over(page: pikepdf.Page) -> tuple[float, float, float, float]:
    """Return how far the sheet goes beyond the trim: left, bottom, right, top, in millimetres."""
    media = [float(side) / _MM for side in page.mediabox]
    trim = [float(side) / _MM for side in page.trimbox]
    return trim[0] - media[0], trim[1] - media[1], media[2] - trim[2], media[3] - trim[3]


def _bleeds(pdf: pikepdf.Pdf, file: str, job: Job) -> Iterator[Diagnostic]:
    """Every page has its bleed, on the spine's side only where the printer wants it there."""
    bleed = job.printer.bleed
    for number, page in enumerate(pdf.pages, 1):
        left, bottom, right, top = _over(page)
        inner, outer = (left, right) if number % 2 else (right, left)
        sides = [bottom, top, outer, *([inner] if bleed.at_spine else [])]
        if min(sides) < bleed.width - _CLOSE:
            yield faults.NO_BLEED.at(
                file, page=number, found=f"{min(sides):.1f}", wanted=f"{bleed.width:.4g}"
            )


def _contents(content: bytes, file: str, job: Job) -> Iterator[Diagnostic]:
    """Text keeps out of the inner and outer margins, and of the last page where it must be blank.

    Above and below, heads and folios stand in the margin by custom: they are looked at by eye.
    """
    width, source = job.options.size[0], job.printer.source(job.printer.margins.source)
    with pypdfium2.PdfDocument(content) as document:
        least = job.least(len(document))
        for number, page in enumerate(document, 1):
            left, right = _text_span(page)
            sides = (left, width - right) if number % 2 else (width - right, left)
            limits = (least.inside, least.outside)
            for side, found, limit in zip(("inside", "outside"), sides, limits, strict=True):
                if found < limit - _HANGING:
                    yield faults.TEXT_IN_MARGIN.at(
                        file, page=number, margin=side, found=f"{found:.1f}", least=f"{limit:.4g}",
                        printer=job.printer.name, source=source,
                    )  # fmt: skip
        if (
            job.last_page_blank
            and next(document[len(document) - 1].get_objects(), None) is not None
        ):
            yield faults.LAST_NOT_BLANK.at(
                file, printer=job.printer.name, source=job.printer.source(job.printer.file.source)
            )


def _text_span(page: pypdfium2.PdfPage) -> tuple[float, float]:
    """Return the left and right edge of a page's text, in millimetres from the trim's left."""
    origin = page.get_trimbox()[0]
    texts = page.get_objects(filter=[pdfium.FPDF_PAGEOBJ_TEXT])
    spans = [(left, right) for left, _, right, _ in (one.get_bounds() for one in texts)]
    edges = [
        (edge - origin) / _MM for left, right in spans if right > left for edge in (left, right)
    ]
    return (min(edges), max(edges)) if edges else (float("inf"), float("-inf"))
