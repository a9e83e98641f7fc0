"""XHTML and metadata → the bytes of an edition. Each library stays behind its own module."""

from publish.editions.audit import audit
from publish.editions.cover import Cover, draw_cover
from publish.editions.epub import epub
from publish.editions.pdf import Layout, Surveyor, lay_out, write_pdf
from publish.editions.variants import KINDLE, STANDARD, Variant
from publish.editions.web import web

__all__ = [
    "KINDLE",
    "STANDARD",
    "Cover",
    "Layout",
    "Surveyor",
    "Variant",
    "audit",
    "draw_cover",
    "epub",
    "lay_out",
    "web",
    "write_pdf",
]
