"""Book + Styles → pages: lines broken, pages ended, glyphs in their places."""

from publish.composition.output.lettering import Lettering, Stretch, Target, Word, lettering
from publish.composition.output.markup import PART, PIECES, REPEATED, VACANT, part_numbers
from publish.composition.output.section_record import (
    Run,
    Sheets,
    print_document,
    runs,
    sheets,
    turns,
)
from publish.composition.pages.composer import Composed, Press, folios, imposition, page_count
from publish.composition.pages.galley import TableSize
from publish.composition.pages.remarks import Kind as RemarkKind
from publish.composition.pages.remarks import Remark, remarks
from publish.composition.pages.turns import Turn
from publish.composition.style.cascade import PageBox
from publish.composition.style.page_size import Leaf, on_grid, own_margins
from publish.composition.style.styles import Styles, unpacked
from publish.composition.text.printed import IMAGES
from publish.composition.text.templates import Imprint

__all__ = [
    "IMAGES",
    "PART",
    "PIECES",
    "REPEATED",
    "VACANT",
    "Composed",
    "Imprint",
    "Leaf",
    "Lettering",
    "PageBox",
    "Press",
    "Remark",
    "RemarkKind",
    "Run",
    "Sheets",
    "Stretch",
    "Styles",
    "TableSize",
    "Target",
    "Turn",
    "Word",
    "folios",
    "imposition",
    "lettering",
    "on_grid",
    "own_margins",
    "page_count",
    "part_numbers",
    "print_document",
    "remarks",
    "runs",
    "sheets",
    "turns",
    "unpacked",
]
