"""The cover sheet: back, spine and front side by side, with what may stand where.

Places are millimetres from the top left corner of the sheet, bleed included:
width = bleed + back + spine + front + bleed, height = bleed + trim + bleed.
"""

from __future__ import annotations

from dataclasses import dataclass

from publish.printers.job import Job

_SAFETY = 5.0  # what keeps clear of the cover's trim where the printer says nothing
_GAP = 8.0  # of the barcode from foot and spine, likewise
_CLEAR = 1.6  # of the spine's text from its edges: the sixteenth of an inch binders may be off
_THINNEST = 4.0  # a band for the spine's text narrower than this bears nothing legible
_BARCODE = (45.0, 30.0)  # EAN-13 at full size with its white, its number and its price


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle; ``x`` and ``y`` are its top left corner."""

    x: float
    y: float
    width: float
    height: float

    def inset(self, by: float) -> Box:
        return Box(self.x + by, self.y + by, self.width - 2 * by, self.height - 2 * by)


@dataclass(frozen=True, slots=True)
class CoverSheet:
    """The cover of one book; ``spine_band`` is how wide its text may be, 0 where none may stand."""

    trim: tuple[float, float]
    bleed: float
    spine: float
    safety: float
    spine_band: float
    barcode: Box
    by_printer: bool = False

    @property
    def width(self) -> float:
        return 2 * self.bleed + 2 * self.trim[0] + self.spine

    @property
    def height(self) -> float:
        return 2 * self.bleed + self.trim[1]

    @property
    def back(self) -> Box:
        return Box(self.bleed, self.bleed, *self.trim)

    @property
    def middle(self) -> Box:
        """The spine."""
        return Box(self.bleed + self.trim[0], self.bleed, self.spine, self.trim[1])

    @property
    def front(self) -> Box:
        return Box(self.bleed + self.trim[0] + self.spine, self.bleed, *self.trim)


def cover_sheet(job: Job, pages: int) -> CoverSheet:
    """Return the cover's sheet for a book of so many pages; BookError if the spine is not known."""
    width, height = job.options.size
    bleed, spine = job.printer.bleed.width, job.spine(pages)
    rules = job.printer.barcode
    gap = max(_GAP, rules.gap) if rules else _GAP
    field = (
        max(_BARCODE[0], rules.width) if rules else _BARCODE[0],
        max(_BARCODE[1], rules.height) if rules else _BARCODE[1],
    )
    return CoverSheet(
        trim=(width, height),
        bleed=bleed,
        spine=spine,
        safety=job.printer.cover.safety if job.printer.cover else _SAFETY,
        spine_band=_band(job, spine, pages),
        barcode=Box(bleed + width - gap - field[0], bleed + height - gap - field[1], *field),
        by_printer=bool(rules and rules.by_printer),
    )


def _band(job: Job, spine: float, pages: int) -> float:
    rules = job.printer.spine_text
    if rules and pages < rules.least_pages:
        return 0.0
    band = spine - 2 * max(_CLEAR, rules.clear if rules else 0.0)
    return band if band >= _THINNEST else 0.0
