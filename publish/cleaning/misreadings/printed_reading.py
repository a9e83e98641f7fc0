"""What may be printed for what is read."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple


class MisreadEdit(NamedTuple):
    """A confusion undone: what is printed, what was read, what that costs by the table."""

    printed: str
    read: str
    cost: float


@dataclass(frozen=True, slots=True)
class PrintedReading:
    """A word that may be printed; ``cost`` of its confusions, in powers of ten."""

    text: str
    cost: float
    edits: tuple[MisreadEdit, ...]
    expected: float
    """How often the document may be expected to have it."""
