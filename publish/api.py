"""What other programs call. These names and signatures are kept stable."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from publish import pipeline
from publish.cleaning import Cleaned, clean_text
from publish.pipeline import BuildReport

__all__ = ["BuildReport", "Cleaned", "build", "clean_text"]


def build(book: Path, targets: Sequence[str] | None = None) -> BuildReport:
    """Build a book's targets (``epub``, ``lecture``, ``impression``; all when none are named).

    ``book`` is the folder that holds ``manuscript/``. Raises BookError with every diagnostic when
    the book has errors; what was built before is then untouched.
    """
    return pipeline.build(book, targets)
