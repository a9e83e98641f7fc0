"""Finished bytes → diagnostics: what validators, printers and readers would object to."""

from publish.preflight.epub import check_epub
from publish.preflight.pdf import check_impression, check_lecture, pages_of
from publish.preflight.printer import check_cover, check_interior

__all__ = [
    "check_cover",
    "check_epub",
    "check_impression",
    "check_interior",
    "check_lecture",
    "pages_of",
]
