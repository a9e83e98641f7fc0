"""The text as it came: pages → lines → runs, whatever file it came from.

A plain text gives its characters and nothing else; a PDF, an HTML page or an OCR file also gives
styles (italics, superior figures) and sizes. Everything after this module is shared.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from publish.diagnostics import Diagnostic


@dataclass(frozen=True, slots=True)
class StyledRun:
    """A stretch of the source in one style; offsets are of the source."""

    start: int
    end: int
    italic: bool = False
    small: bool = False
    large: bool = False
    quoted: bool = False
    table: bool = False
    """A row of a table: tabs stand between its cells."""
    unit: int = 0
    """The paragraph of a quotation, or the table, that it is part of, where the file tells."""
    level: int = 0
    """That of a heading, from 1, where the file tells."""


class UnsureWord(NamedTuple):
    """A word of the source that an engine was not sure of: offsets, confidence from 0 to 1."""

    start: int
    end: int
    confidence: float


@dataclass(frozen=True, slots=True)
class SourceText:
    """What is to be cleaned: its characters, and what the file told of them.

    ``pages`` are the offsets where a new page is known to begin; ``runs`` the stretches that are
    not in the ordinary style; ``styled`` tells that the file could have shown styles.
    """

    text: str
    pages: tuple[int, ...] = ()
    runs: tuple[StyledRun, ...] = ()
    styled: bool = False
    encoding: str = "utf-8"
    """In what encoding the text gives the bytes of its file back; empty where it cannot."""
    diagnostics: tuple[Diagnostic, ...] = ()
    recognised: bool = False
    """Whether the file says that an engine recognised the text on a picture."""
    unsure: tuple[UnsureWord, ...] = ()
    """The words that the engine was not sure of, in order."""
    markdown: bool = False
    """Whether the file's name says that it is Markdown."""
