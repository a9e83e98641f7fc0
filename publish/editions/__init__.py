"""XHTML and metadata → the bytes of an edition. Each library stays behind its own module."""

from publish.editions.audit import audit
from publish.editions.contact import Views, views
from publish.editions.cover import Cover, draw_cover, lay_out_cover, picture_of
from publish.editions.epub import epub
from publish.editions.impression import impression_pdf
from publish.editions.lecture import lecture_pdf
from publish.editions.onix import Manufacture, onix
from publish.editions.pdf import Layout, Surveyor, lay_out
from publish.editions.spreads import spreads_page
from publish.editions.variants import KINDLE, STANDARD, Variant
from publish.editions.web import web

__all__ = [
    "KINDLE",
    "STANDARD",
    "Cover",
    "Layout",
    "Manufacture",
    "Surveyor",
    "Variant",
    "Views",
    "audit",
    "draw_cover",
    "epub",
    "impression_pdf",
    "lay_out",
    "lay_out_cover",
    "lecture_pdf",
    "onix",
    "picture_of",
    "spreads_page",
    "views",
    "web",
]
