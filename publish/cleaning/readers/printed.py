"""Words with their place on the page: what a PDF and an OCR file have in common."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from statistics import median


@dataclass(frozen=True, slots=True)
class PrintedWord:
    """A printed word. Places are in points, from the top left corner of its page."""

    text: str
    left: float
    right: float
    bottom: float
    size: float
    italic: bool = False
    superior: bool = False
    glued: bool = False
    """Whether no space stands before it."""
    bold: bool = False
    confidence: float | None = None
    """How sure the engine is that recognised it, from 0 to 1; None where none tells."""


@dataclass(frozen=True, slots=True)
class PrintedRow:
    """A printed line: its words from left to right."""

    words: tuple[PrintedWord, ...]

    @property
    def left(self) -> float:
        return self.words[0].left

    @property
    def right(self) -> float:
        return self.words[-1].right

    @property
    def bold(self) -> bool:
        """Whether all of it is bold."""
        return all(word.bold for word in self.words)

    @property
    def bottom(self) -> float:
        return median(word.bottom for word in self.words)

    @property
    def size(self) -> float:
        """The size of most of its characters, superior ones left out."""
        sizes: Counter[float] = Counter()
        for word in self.words:
            if not word.superior or len(self.words) == 1:
                sizes[round(word.size * 2) / 2] += len(word.text)
        return sizes.most_common(1)[0][0] if sizes else 0.0


@dataclass(frozen=True, slots=True)
class PrintedPage:
    """A printed page: its lines from top to bottom."""

    rows: tuple[PrintedRow, ...]
