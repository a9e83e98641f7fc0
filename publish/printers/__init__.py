"""What printers ask, as data, and what follows from it for one book.

``PrintOptions(printer="kdp", paper="creme")``, 212 pages → inner margin 12.7 mm, spine 13.46 mm.
"""

from publish.printers.cover_sheet import Box, CoverSheet, cover_sheet
from publish.printers.job import Job, Margins
from publish.printers.printer import Printer, printers

__all__ = ["Box", "CoverSheet", "Job", "Margins", "Printer", "cover_sheet", "printers"]
