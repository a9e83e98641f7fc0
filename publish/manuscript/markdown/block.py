"""What a Markdown text is made of: blocks in blocks, each with the lines it stands on."""

from __future__ import annotations

from dataclasses import dataclass, field

from publish.book.vocabulary import VERSE, VERSETS
from publish.manuscript.markdown.attributes import Attributes


@dataclass(slots=True)
class MarkdownBlock:
    """A block of a text.

    ``kind``: document, quote, list, item, div, note, definitions, definition hold ``children``;
    paragraph, heading, code, html, rule, verse, table, term, references hold ``lines``, the text
    without what its containers put before it. ``line``: where it begins, ``end``: its last line;
    ``label``: a note's label, a list's marker, an item's number where some are left out, a code's
    language, a div's fence.
    """

    kind: str
    line: int
    end: int = 0
    lines: list[str] = field(default_factory=list)
    children: list[MarkdownBlock] = field(default_factory=list)
    parent: MarkdownBlock | None = None
    label: str = ""
    level: int = 0
    """Of a heading; the first number of a list; the columns that an item's text stands in."""
    tight: bool = True
    """Of a list: no blank line parts its items."""
    lazy: bool = False
    """Of a paragraph: its last line is not indented as its container's are; of a note: a blank
    line has not been seen yet."""
    closed: bool = False
    ended: bool = False
    """Of a div: a fence closed it."""
    attributes: Attributes | None = None
    element: str = ""
    """Of a div: the element that it is to be."""
    next_number: int = 0
    """Of a list: the number that its next item has, if it says no other."""
    look: tuple[str, str] = ("", "")
    """Of a list: the type of its numbers, and the class that says what stands around them."""
    caption: MarkdownBlock | None = None
    """Of a table: the paragraph that says what it shows."""
    under: frozenset[str] = frozenset()
    """Classes of the headings that it stands under."""

    @property
    def in_verse(self) -> bool:
        """Whether a line's end is a verse's in this block."""
        return self.is_in(VERSE) or self.is_in(VERSETS)

    def is_in(self, genre: str) -> bool:
        """Whether a div of a genre is, or stands around, this block, or a title names it."""
        around: MarkdownBlock | None = self
        while around is not None:
            named = around.attributes.classes if around.attributes else ()
            if genre in named or genre in around.under:
                return True
            around = around.parent
        return False

    @property
    def text(self) -> str:
        return "\n".join(self.lines)
