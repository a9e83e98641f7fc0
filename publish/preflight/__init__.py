"""Finished bytes → diagnostics: what validators, printers and readers would object to."""

from publish.preflight.check_ace import ace_installed, check_with_ace
from publish.preflight.check_epub import check_epub
from publish.preflight.check_large_print import check_large_print
from publish.preflight.check_pdf import check_impression, check_lecture, pages_of
from publish.preflight.check_printer import check_cover, check_interior
from publish.preflight.check_web import check_web

__all__ = [
    "ace_installed",
    "check_cover",
    "check_epub",
    "check_impression",
    "check_interior",
    "check_large_print",
    "check_lecture",
    "check_web",
    "check_with_ace",
    "pages_of",
]
