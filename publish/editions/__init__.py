"""Pages, documents and metadata → the bytes of an edition, and proofs that nothing was lost."""

from publish.editions.cover.cover_drawing import (
    Cover,
    draw_cover,
    lay_out_cover,
    picture_of,
    refuse_cover,
)
from publish.editions.epub.archive import deflated
from publish.editions.epub.package import epub
from publish.editions.epub.pronunciation import lexicon
from publish.editions.epub.variants import KINDLE, KOBO, STANDARD, Variant
from publish.editions.library_records import (
    dublin_core,
    iso2709,
    marc21,
    marcxml,
    unimarc,
)
from publish.editions.onix import Manufacture, onix
from publish.editions.painter.block_sizes import PaintedSizes
from publish.editions.painter.door import Painter, paint
from publish.editions.pdf.audit import anchors, audit, complaints, losses
from publish.editions.pdf.font_metrics import typeface_digests
from publish.editions.pdf.impression import impression_pdf, inked
from publish.editions.pdf.joining import joined
from publish.editions.pdf.lecture import lecture_pdf
from publish.editions.pdf.painted_section import PaintedSection
from publish.editions.pdf.plate import Plate, plates
from publish.editions.proofs.contact_sheets import Views, views
from publish.editions.proofs.spreads import spreads_page
from publish.editions.screen_pictures import ScreenPicture, screen_picture
from publish.editions.web import web

__all__ = [
    "KINDLE",
    "KOBO",
    "STANDARD",
    "Cover",
    "Manufacture",
    "PaintedSection",
    "PaintedSizes",
    "Painter",
    "Plate",
    "ScreenPicture",
    "Variant",
    "Views",
    "anchors",
    "audit",
    "complaints",
    "deflated",
    "draw_cover",
    "dublin_core",
    "epub",
    "impression_pdf",
    "inked",
    "iso2709",
    "joined",
    "lay_out_cover",
    "lecture_pdf",
    "lexicon",
    "losses",
    "marc21",
    "marcxml",
    "onix",
    "paint",
    "picture_of",
    "plates",
    "refuse_cover",
    "screen_picture",
    "spreads_page",
    "typeface_digests",
    "unimarc",
    "views",
    "web",
]
