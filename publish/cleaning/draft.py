"""What is known of a text between two passes."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from publish.cleaning.accents import Spelled
from publish.cleaning.corrections import Correction
from publish.cleaning.ledger import Change, Piece
from publish.cleaning.lexicon import Lexicon
from publish.cleaning.lines import Line, Page
from publish.cleaning.notes import Notes
from publish.cleaning.pages import Pages
from publish.cleaning.paragraphs import Block
from publish.cleaning.proof import Proof
from publish.cleaning.questions import Doubt
from publish.cleaning.source import Source
from publish.diagnostics import Diagnostic


@dataclass(frozen=True, slots=True)
class Draft:
    """A text on its way from source to Markdown."""

    source: Source
    lexicon: Lexicon
    spelled: Spelled
    proof: Proof
    corrections: tuple[Correction, ...] = ()
    settled: Proof = field(default_factory=lambda: Proof.of("", ()))
    """The proof before letters were decided: :attr:`spelled` gives offsets of its text."""
    lines: tuple[Line, ...] = ()
    pages: Pages = field(default_factory=Pages)
    page: Page = field(default_factory=Page)
    notes: Notes = field(default_factory=Notes)
    blocks: tuple[Block, ...] = ()
    inline: tuple[Change, ...] = ()
    title: str = ""
    """What to write where the text has no title."""
    pieces: tuple[Piece, ...] = ()
    doubts: tuple[Doubt, ...] = ()
    diagnostics: tuple[Diagnostic, ...] = ()
    used: frozenset[Correction] = frozenset()

    @property
    def text(self) -> str:
        """The text with its letters repaired."""
        return self.proof.text

    def place_in_settled(self, offset: int) -> int:
        """Return the place in the repaired text of an offset that :attr:`spelled` gives."""
        return self.proof.place_of(self.settled.source_at(offset))


Pass = Callable[[Draft], Draft]
