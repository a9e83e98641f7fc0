"""What is known of a text between two passes."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable
from dataclasses import dataclass, field

from publish.cleaning.dialogue.corrections import Correction
from publish.cleaning.dialogue.questions import Doubt
from publish.cleaning.ledger.ledger import Change, LedgerPiece
from publish.cleaning.ledger.offset_map import OffsetMap, RepairedOffset, SettledOffset
from publish.cleaning.letters.lexicon import Lexicon
from publish.cleaning.letters.repair import Spelled
from publish.cleaning.readers.source_text import SourceText, StyledRun
from publish.cleaning.structure.emphasis import Italics
from publish.cleaning.structure.notices import LibraryNotice
from publish.cleaning.structure.page_turns import PageTurns
from publish.cleaning.structure.raw_blocks import RawBlock
from publish.cleaning.structure.raw_lines import PageHabits, RawLine
from publish.cleaning.structure.raw_notes import RawNotes
from publish.diagnostics import Diagnostic


@dataclass(frozen=True, slots=True)
class Draft:
    """A text on its way from source to Markdown."""

    source: SourceText
    lexicon: Lexicon
    spelled: Spelled
    proof: OffsetMap
    corrections: tuple[Correction, ...] = ()
    accent_capitals: bool = False
    """Whether the editor wants accents on the capitals that are printed without."""
    manuscript: bool = False
    """Whether the text is Markdown already: it is not taken apart."""
    settled: OffsetMap = field(default_factory=lambda: OffsetMap.of("", ()))
    """The proof before letters were decided: :attr:`spelled` gives offsets of its text."""
    lines: tuple[RawLine, ...] = ()
    pages: PageTurns = field(default_factory=PageTurns)
    page: PageHabits = field(default_factory=PageHabits)
    notes: RawNotes = field(default_factory=RawNotes)
    notice: LibraryNotice = field(default_factory=LibraryNotice)
    blocks: tuple[RawBlock, ...] = ()
    inline: tuple[Change, ...] = ()
    title: str = ""
    """What to write where the text has no title."""
    pieces: tuple[LedgerPiece, ...] = ()
    doubts: tuple[Doubt, ...] = ()
    diagnostics: tuple[Diagnostic, ...] = ()
    used: frozenset[Correction] = frozenset()

    @property
    def text(self) -> str:
        """The text with its letters repaired."""
        return self.proof.text

    @property
    def italics(self) -> Italics:
        """Where the repaired text is in italics."""
        spans = [self._stretch(run) for run in self.source.runs if run.italic]
        return Italics.of(self.text, spans if self.source.styled else None)

    def stretches(self, **style: bool) -> list[tuple[int, int]]:
        """Return the stretches of the repaired text that the file gave in a style."""
        return [
            self._stretch(run)
            for run in self.source.runs
            if all(getattr(run, name) == value for name, value in style.items())
        ]

    @property
    def styles(self) -> dict[int, str]:
        """The style of each line whose file tells one: heading, small, quoted or table."""
        found: dict[int, str] = {}
        ends = [line.end for line in self.lines]
        for run in self.source.runs:
            style = "heading" if run.level or run.large else "table" if run.table else ""
            style = style or ("quoted" if run.quoted else "small" if run.small else "")
            if style:
                start, end = self._stretch(run)
                at = bisect_right(ends, start)
                while at < len(self.lines) and self.lines[at].start < end:
                    found[at] = f"{style}{run.level or run.unit or ''}"
                    at += 1
        return found

    def _stretch(self, run: StyledRun) -> tuple[int, int]:
        return self.proof.place_of(run.start), self.proof.place_of(run.end)

    def place_of_settled(self, offset: SettledOffset) -> RepairedOffset:
        """Return the place in the repaired text of an offset that :attr:`spelled` gives."""
        return RepairedOffset(self.proof.place_of(self.settled.source_at(offset)))


Pass = Callable[[Draft], Draft]
