"""A book, watched: rebuilt on save, its text and pages shown side by side in a browser.

Needs the libraries of the extra ``watch``.
"""

from publish.preview.session import TARGETS, Preview, opened
from publish.preview.worker import Outcome

__all__ = ["TARGETS", "Outcome", "Preview", "opened"]
