"""A printing job: a printer, a paper and a trim → margins, spine, and what stands against it.

``Job.of(PrintOptions(printer="bod", paper="creme-90")).spine(212)`` → 14.91 (mm)
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict, astuple, dataclass

from publish.book.print_options import PrintOptions
from publish.diagnostics import BookError, Diagnostic
from publish.printers import faults
from publish.printers.printer import Paper, Printer, printers

X1A = "x-1a"
FLAT = frozenset({X1A, "x-1a-2001"})
STANDARDS = FLAT | {"x-4"}
GENERIC = "generique"


@dataclass(frozen=True, slots=True)
class Margins:
    """Margins of the text, in millimetres."""

    inside: float = 0.0
    outside: float = 0.0
    top: float = 0.0
    bottom: float = 0.0


@dataclass(frozen=True, slots=True)
class Job:
    """What is printed, by whom, on what."""

    options: PrintOptions
    printer: Printer
    paper: Paper

    @classmethod
    def of(cls, options: PrintOptions) -> Job:
        """Return the job of ``[print]``; BookError for an unknown printer or paper.

        Without a printer the generic one lends its bleed and papers; without a paper, the printer's
        first is taken.
        """
        known = printers()
        printer = known.get(options.printer or GENERIC)
        if printer is None:
            listed = ", ".join(known)
            fault = faults.UNKNOWN_PRINTER.at(printer=options.printer, known=listed)
            raise BookError(fault)
        paper = printer.papers.get(options.paper or next(iter(printer.papers)))
        if paper is None:
            listed = ", ".join(printer.papers)
            raise BookError(
                faults.UNKNOWN_PAPER.at(printer=printer.name, paper=options.paper, known=listed)
            )
        return cls(options, printer, paper)

    @property
    def is_ordered(self) -> bool:
        """Whether book.toml names a printer, whose limits then hold."""
        return bool(self.options.printer)

    @property
    def standard(self) -> str:
        """The PDFs' standard: the printer's, X-1a if they are to be flat, else the editor's."""
        file = self.printer.file
        if not self.is_ordered:
            return self.options.standard
        if file.flavour in STANDARDS:
            return file.flavour
        return (
            X1A if file.flattened and self.options.standard not in FLAT else self.options.standard
        )

    @property
    def last_page_blank(self) -> bool:
        return self.is_ordered and self.printer.file.last_page_blank

    def margins(self, pages: int, own: Margins) -> Margins:
        """Return the margins of a book of so many pages.

        The editor's count first, then the style sheet's ``own``, where the printer's are not wider.
        """
        asked = (self.options.inside, self.options.outside, self.options.top, self.options.bottom)
        least = astuple(self.least(pages))
        return Margins(
            *(
                mine or max(style, limit)
                for mine, style, limit in zip(asked, astuple(own), least, strict=True)
            )
        )

    def least(self, pages: int) -> Margins:
        """Return the least margins the printer takes of a book of so many pages."""
        if not self.is_ordered:
            return Margins()
        rules = self.printer.margins
        return Margins(self.printer.inside(pages), rules.outside, rules.top, rules.bottom)

    def spine(self, pages: int) -> float:
        """Return the width of the spine in millimetres; BookError where nothing tells it."""
        if self.options.spine:
            return self.options.spine
        if self.paper.spine is None:
            raise BookError(
                faults.SPINE_NOT_KNOWN.at(
                    printer=self.printer.name, paper=self.paper.name, pages=pages
                )
            )
        return self.paper.spine.width(pages)

    def faults(self, pages: int) -> Iterator[Diagnostic]:
        """Yield what this printer cannot print; nothing where no printer is named."""
        if self.is_ordered:
            yield from self._trim()
            yield from self._pages(pages)
            yield from self._margins(pages)

    def _trim(self) -> Iterator[Diagnostic]:
        trims = self.printer.trims
        if trims and not trims.take(*self.options.size):
            least, most = (f"{trims.width[n]:.4g}x{trims.height[n]:.4g}" for n in (0, 1))
            yield faults.TRIM_OUT_OF_RANGE.at(
                trim=self.options.trim, printer=self.printer.name, least=least, most=most,
                source=self.printer.source(trims.source),
            )  # fmt: skip

    def _pages(self, pages: int) -> Iterator[Diagnostic]:
        bound = self.paper.pages
        if bound and not bound.least <= pages <= bound.most:
            yield faults.PAGES_OUT_OF_RANGE.at(
                pages=pages, printer=self.printer.name, least=bound.least, most=bound.most,
                paper=self.paper.name, source=self.printer.source(bound.source),
            )  # fmt: skip

    def _margins(self, pages: int) -> Iterator[Diagnostic]:
        source = self.printer.source(self.printer.margins.source)
        for side, limit in asdict(self.least(pages)).items():
            asked = getattr(self.options, side)
            if 0 < asked < limit - 0.005:
                yield faults.MARGIN_TOO_SMALL.at(
                    margin=side, found=f"{asked:g}", printer=self.printer.name,
                    least=f"{limit:.4g}", source=source,
                )  # fmt: skip
