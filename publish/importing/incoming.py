"""One document, whatever file it came from: blocks of text, and what is known of the work.

pandoc's own values, read from its JSON, with what French manuscripts hold besides: verse with its
indents, marks of an index, a corrector's changes and remarks. Every reader gives these values,
every transform takes and returns them, and the writer knows nothing else.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum


class Emphasis(StrEnum):
    """How words stand out."""

    ITALIC = "em"
    BOLD = "strong"
    SMALL_CAPITALS = "sc"
    SUPERIOR = "sup"
    INFERIOR = "sub"
    STRUCK = "del"
    UNDERLINED = "u"


class ParagraphRole(StrEnum):
    """What a paragraph is by its style, where its style says it."""

    BODY = ""
    TITLE = "title"
    SUBTITLE = "subtitle"
    AUTHOR = "author"
    DATE = "date"
    SIGNATURE = "signature"
    EPIGRAPH = "epigraph"
    SOURCE = "source"
    CAPTION = "caption"
    QUOTATION = "quotation"
    VERSE = "verse"
    SPEAKER = "speaker"
    STAGE = "stage"
    LETTER = "letter"
    CONTENTS = "contents"


@dataclass(frozen=True, slots=True)
class Text:
    text: str


@dataclass(frozen=True, slots=True)
class Styled:
    style: Emphasis
    inner: Inlines


@dataclass(frozen=True, slots=True)
class SpanInline:
    """Words in another language, or an anchor that something refers to."""

    inner: Inlines
    lang: str = ""
    id: str = ""


@dataclass(frozen=True, slots=True)
class LinkInline:
    inner: Inlines
    address: str


@dataclass(frozen=True, slots=True)
class PictureInline:
    """``address``: a key of the text's pictures; ``width``: of the measure, in percent."""

    address: str
    alt: str = ""
    width: int = 0


@dataclass(frozen=True, slots=True)
class NoteBody:
    """``label``: what the manuscript calls the note, where that is known; ``^1`` for one that is
    written where it is called."""

    blocks: Blocks
    label: str = ""


@dataclass(frozen=True, slots=True)
class CodeText:
    text: str


@dataclass(frozen=True, slots=True)
class Formula:
    tex: str


@dataclass(frozen=True, slots=True)
class LineBreak:
    pass


@dataclass(frozen=True, slots=True)
class IndexMark:
    """An occurrence of an index entry: ``heading`` and what stands under it."""

    heading: tuple[str, ...]
    see: str = ""
    main: bool = False


@dataclass(frozen=True, slots=True)
class ChangeInline:
    """What a corrector has put in (``inserted``) or struck out."""

    inserted: bool
    author: str
    date: str
    inner: Inlines


@dataclass(frozen=True, slots=True)
class RemarkInline:
    """What a corrector has to say at a place, or a change that is asked about: words that were
    ``put_in`` and stand before it, or were ``struck`` there and are gone."""

    author: str
    date: str
    text: str
    id: str = ""
    put_in: str = ""
    struck: str = ""


Inline = (
    Text | Styled | SpanInline | LinkInline | PictureInline | NoteBody | CodeText | Formula
    | LineBreak | IndexMark | ChangeInline | RemarkInline
)  # fmt: skip
Inlines = tuple[Inline, ...]


@dataclass(frozen=True, slots=True)
class Paragraph:
    """``align``: "center" or "right", where the file says so."""

    inner: Inlines
    role: ParagraphRole = ParagraphRole.BODY
    align: str = ""


@dataclass(frozen=True, slots=True)
class HeadingBlock:
    """``kind``: what the file calls the text (``preface``, ``part``…), where it says so."""

    level: int
    inner: Inlines
    id: str = ""
    kind: str = ""


@dataclass(frozen=True, slots=True)
class Quotation:
    blocks: Blocks


@dataclass(frozen=True, slots=True)
class ListBlock:
    """``start``: the first number, None for a list without numbers."""

    items: tuple[Blocks, ...]
    start: int | None = None


@dataclass(frozen=True, slots=True)
class Definitions:
    items: tuple[tuple[Inlines, tuple[Blocks, ...]], ...]


@dataclass(frozen=True, slots=True)
class VerseLine:
    inner: Inlines
    indent: int = 0


@dataclass(frozen=True, slots=True)
class Verse:
    """Stanzas of lines."""

    stanzas: tuple[tuple[VerseLine, ...], ...]


@dataclass(frozen=True, slots=True)
class CodeBlock:
    text: str
    language: str = ""


@dataclass(frozen=True, slots=True)
class BlockCell:
    blocks: Blocks
    align: str = ""
    columns: int = 1
    rows: int = 1


Row = tuple[BlockCell, ...]


@dataclass(frozen=True, slots=True)
class TableBlock:
    head: tuple[Row, ...]
    body: tuple[Row, ...]
    aligns: tuple[str, ...] = ()
    caption: Inlines = ()
    id: str = ""


@dataclass(frozen=True, slots=True)
class Figure:
    picture: PictureInline
    caption: Inlines = ()
    id: str = ""


@dataclass(frozen=True, slots=True)
class BreakBlock:
    """A break within a text."""


@dataclass(frozen=True, slots=True)
class PageBreak:
    pass


@dataclass(frozen=True, slots=True)
class Blank:
    """An empty paragraph."""


@dataclass(frozen=True, slots=True)
class DivisionBlock:
    """Blocks that belong together: ``name`` is a class of the manuscript, "" for none."""

    blocks: Blocks
    name: str = ""
    id: str = ""
    lang: str = ""


Block = (
    Paragraph | HeadingBlock | Quotation | ListBlock | Definitions | Verse | CodeBlock | TableBlock
    | Figure | BreakBlock | PageBreak | Blank | DivisionBlock
)  # fmt: skip
Blocks = tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class About:
    """What a file says of the work."""

    title: str = ""
    subtitle: str = ""
    authors: tuple[tuple[str, str], ...] = ()
    """Names, each with its MARC role."""
    language: str = ""
    publisher: str = ""
    place: str = ""
    isbn: str = ""
    series: str = ""
    rights: str = ""
    description: str = ""
    subjects: tuple[str, ...] = ()
    source: str = ""
    cover: str = ""


@dataclass(frozen=True, slots=True)
class Aside:
    """Words of the source that are not in the manuscript, and why."""

    reason: str
    text: str


@dataclass(frozen=True, slots=True)
class IncomingText:
    blocks: Blocks
    about: About = field(default_factory=About)
    pictures: Mapping[str, bytes] = field(default_factory=dict)
    asides: tuple[Aside, ...] = ()
    supplied: tuple[str, ...] = ()
    """Words that the texts have and the file has not: a title taken from its properties."""
    doubts: tuple[tuple[str, str], ...] = ()
    """What the editor is asked to look at: a message, and the words it is about."""
    citations: tuple[str, ...] = ()
    """Citations by key, as they are typed: ``[@durand1900, p. 12]``."""


Transform = Callable[[IncomingText], IncomingText]
