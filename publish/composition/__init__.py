"""Book + Styles → pages: lines broken, pages ended, glyphs in their places."""

from publish.composition.output.lettering import Lettering, LinkArea, StyledStretch, Word, lettering
from publish.composition.output.markup import ELEMENT_KEY, PIECES, REPEATED, VACANT, element_keys
from publish.composition.output.section_record import (
    PlacedSection,
    SectionRecord,
    placed_sections,
    print_document,
    section_record,
    turns,
)
from publish.composition.pages.composer import (
    ComposedSection,
    SectionComposer,
    folios,
    imposition,
    page_count,
)
from publish.composition.pages.fitting import BlockExtent
from publish.composition.pages.galley import TableSize
from publish.composition.pages.remarks import Remark, RemarkKind, remarks
from publish.composition.pages.turns import Turn
from publish.composition.style.cascade import PageBox
from publish.composition.style.page_size import PageSize, on_grid, own_margins
from publish.composition.style.styles import Styles, unpacked
from publish.composition.text.print_copy import IMAGES
from publish.composition.text.templates import Imprint

__all__ = [
    "ELEMENT_KEY",
    "IMAGES",
    "PIECES",
    "REPEATED",
    "VACANT",
    "BlockExtent",
    "ComposedSection",
    "Imprint",
    "Lettering",
    "LinkArea",
    "PageBox",
    "PageSize",
    "PlacedSection",
    "Remark",
    "RemarkKind",
    "SectionComposer",
    "SectionRecord",
    "StyledStretch",
    "Styles",
    "TableSize",
    "Turn",
    "Word",
    "element_keys",
    "folios",
    "imposition",
    "lettering",
    "on_grid",
    "own_margins",
    "page_count",
    "placed_sections",
    "print_document",
    "remarks",
    "section_record",
    "turns",
    "unpacked",
]
