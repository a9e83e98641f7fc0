"""Book + Styles → XHTML, for the page and for the reader's screen."""

from publish.composition.cascade import PageBox
from publish.composition.galley import TableSize
from publish.composition.leaf import Leaf, on_grid, own_margins
from publish.composition.leaves import Imprint
from publish.composition.lettering import Lettering, Stretch, Target, Word, lettering
from publish.composition.markers import OPS
from publish.composition.markup import PART, PIECES, REPEATED, VACANT, part_numbers
from publish.composition.press import Composed, Press, folios, imposition, page_count
from publish.composition.reading import XHTML, Document, picture_name, reading_documents
from publish.composition.remarks import Kind as RemarkKind
from publish.composition.remarks import Remark, remarks
from publish.composition.setting import IMAGES
from publish.composition.sheets import (
    Run,
    Sheets,
    print_document,
    runs,
    sheets,
    turns,
)
from publish.composition.styles import Styles, unpacked
from publish.composition.turns import Turn

__all__ = [
    "IMAGES",
    "OPS",
    "PART",
    "PIECES",
    "REPEATED",
    "VACANT",
    "XHTML",
    "Composed",
    "Document",
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
    "picture_name",
    "print_document",
    "reading_documents",
    "remarks",
    "runs",
    "sheets",
    "turns",
    "unpacked",
]
