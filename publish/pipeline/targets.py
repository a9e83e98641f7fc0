"""The formats a book is made in: the one table. A new format is a row here, and what makes it.

Whatever deals with formats, building, preflight, catalogues, the preview, reads it.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

if TYPE_CHECKING:  # what makes a book, and what checks it, take long to load
    pass

Content = bytes | Mapping[str, bytes]
