"""Finished bytes → diagnostics: what validators, printers and readers would object to."""

from publish.preflight.epub import check_epub
from publish.preflight.pdf import check_impression, check_lecture

__all__ = ["check_epub", "check_impression", "check_lecture"]
