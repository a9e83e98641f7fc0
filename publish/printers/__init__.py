"""What printers ask, as data, and what follows from it for one book.

``PrintOptions(printer="kdp", paper="creme")``, 212 pages → inner margin 12.7 mm, spine 13.46 mm.
"""

from publish.printers.job import Job, Margins
from publish.printers.printer import Printer, printers
from publish.printers.sheet import Box, Sheet, cover_sheet

__all__ = ["Box", "Job", "Margins", "Printer", "Sheet", "cover_sheet", "printers"]
