"""XHTML and metadata → the bytes of an edition. Each library stays behind its own module."""

from publish.editions.archive import deflated
from publish.editions.audit import anchors, audit, complaints, losses
from publish.editions.contact import Views, views
from publish.editions.cover import Cover, draw_cover, lay_out_cover, picture_of
from publish.editions.epub import epub
from publish.editions.forme import Forme, paint
from publish.editions.impression import impression_pdf, inked
from publish.editions.joining import joined
from publish.editions.lecture import lecture_pdf
from publish.editions.onix import Manufacture, onix
from publish.editions.part import Part
from publish.editions.plate import Plate, plates
from publish.editions.spreads import spreads_page
from publish.editions.surveyor import Surveyor
from publish.editions.typeface import typeface_digests
from publish.editions.variants import KINDLE, STANDARD, Variant
from publish.editions.web import web

__all__ = [
    "KINDLE",
    "STANDARD",
    "Cover",
    "Forme",
    "Manufacture",
    "Part",
    "Plate",
    "Surveyor",
    "Variant",
    "Views",
    "anchors",
    "audit",
    "complaints",
    "deflated",
    "draw_cover",
    "epub",
    "impression_pdf",
    "inked",
    "joined",
    "lay_out_cover",
    "lecture_pdf",
    "losses",
    "onix",
    "paint",
    "picture_of",
    "plates",
    "spreads_page",
    "typeface_digests",
    "views",
    "web",
]
