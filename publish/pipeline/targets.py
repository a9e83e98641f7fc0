"""The formats a book is made in: the one table. A new format is a row here, and what makes it.

Whatever deals with formats, building, preflight, catalogues, the preview, reads it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from enum import Enum
from pathlib import Path
from typing import TYPE_CHECKING

from publish.messages import N_
from publish.pipeline.style_folders import OF_LARGE_PRINT, OF_THE_WEB, SCREEN_ONLY

if TYPE_CHECKING:  # what makes a book, and what checks it, take long to load
    from publish.diagnostics import Diagnostic
    from publish.pipeline.workshop import Workshop
    from publish.printers import Job

Content = bytes | Mapping[str, bytes]
