"""A file → Source: the one way in for every format.

Plain text in any encoding; what else can be read is told by the first bytes, not by the name.
"""

from __future__ import annotations

from publish.cleaning.decoding import decode
from publish.cleaning.source import Source


def read_source(content: bytes, file: str = "", encoding: str = "") -> Source:
    """Return what a file holds; raises BookError where nothing can be read."""
    text, used, diagnostics = decode(content, encoding, file)
    return Source(text, encoding=used, diagnostics=tuple(diagnostics))
