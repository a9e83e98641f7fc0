"""What reading a text finds besides its blocks: notes, link definitions, markup that was spent,
and what there is to say of it."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field

from publish.diagnostics import Diagnostic, Rule
from publish.manuscript.markdown.block import MarkdownBlock


@dataclass(frozen=True, slots=True)
class NoteCall:
    """A note's call, and the label of the note that it stands in, "" in the text."""

    label: str
    line: int
    within: str = ""


@dataclass(frozen=True, slots=True)
class Tag:
    """A tag of raw HTML; ``closes``: ``</b>``."""

    name: str
    closes: bool
    line: int


@dataclass(slots=True)
class MarkdownReading:
    """Filled while a text is read.

    ``references``: label → address and title; ``headings``: words of a heading → address;
    ``examples``: number of each ``(@label)``, ``counted``: of the last; ``spent``: pieces of the
    source that are markup, so that their words are not sought in the book; ``made``: how many
    links, pictures and tables.
    """

    file: str = ""
    notes: list[MarkdownBlock] = field(default_factory=list)
    references: dict[str, tuple[str, str]] = field(default_factory=dict)
    headings: dict[str, str] = field(default_factory=dict)
    examples: dict[str, int] = field(default_factory=dict)
    counted: int = 0
    spent: list[str] = field(default_factory=list)
    calls: list[NoteCall] = field(default_factory=list)
    tags: list[Tag] = field(default_factory=list)
    made: Counter[str] = field(default_factory=Counter)
    diagnostics: list[Diagnostic] = field(default_factory=list)

    def tell(self, rule: Rule, line: int, **values: str) -> None:
        """Note a fault."""
        self.diagnostics.append(rule.at(self.file, line, None, **values))

    def count_example(self, label: str) -> None:
        """Note an example: its number goes on through the whole text."""
        self.counted += 1
        if label:
            self.examples.setdefault(label, self.counted)
