"""A run of painted pages, as values: what a section gives to the book's PDFs.

A section rests on nothing outside it: links are by name, pages and structure are counted from its
own first page. It can be kept on disk and put together with others in any process.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, ClassVar

POINT = 0.75
"""Points in a CSS pixel."""

Sides = tuple[float, float, float, float]
"""Left, low, right and high, in points from the page's lower left."""


@dataclass(frozen=True, slots=True)
class Link:
    """An area that leads to an anchor of the book, or out of it; ``said`` is read aloud for it."""

    target: str
    inside: bool
    sides: Sides
    said: str = ""


@dataclass(frozen=True, slots=True)
class Bookmark:
    """A line of the outline: ``level`` from 1, and the place it leads to, in points."""

    level: int
    label: str
    x: float
    y: float


@dataclass(frozen=True, slots=True)
class Cell:
    """What a table's cell says of itself; ``scope`` is "Row" or "Column" for a header."""

    scope: str = ""
    columns: int = 1
    rows: int = 1


@dataclass(frozen=True, slots=True)
class StructureNote:
    """What an element adds to the structure of its book.

    ``element_key``: what all parts of one element have in common; ``roles``: structure types, from
    the outer to the one that holds the content; ``above``: the structure note around it, by its
    number on its page, None for one in no other; ``target``: the identifier that a link leads to.
    """

    element_key: str
    roles: tuple[str, ...]
    above: int | None = None
    id: str = ""
    language: str = ""
    alternative: str = ""
    target: str = ""
    cell: Cell | None = None


@dataclass(frozen=True, slots=True)
class ShownContent:
    """What an element shows on its page: marked content, or a link there by its number.

    ``within``: its structure note, by its number on the page, None for what stands in no element
    that the structure knows; ``sides`` are those of a picture.
    """

    within: int | None
    content: int | None = None
    link: int | None = None
    sides: Sides | None = None


@dataclass(frozen=True, slots=True)
class PageRecord:
    """What a page holds besides its drawing. ``anchors``: name → place, in points; ``letters``: how
    many letters and figures of text; ``origin``: the upper left of its text area, in points."""

    anchors: dict[str, tuple[float, float]]
    letters: int = 0
    links: tuple[Link, ...] = ()
    bookmarks: tuple[Bookmark, ...] = ()
    structure: tuple[StructureNote, ...] = ()
    shown: tuple[ShownContent, ...] = ()
    origin: tuple[float, float] = (0.0, 0.0)


@dataclass(frozen=True, slots=True)
class MarkedContent:
    """Marked content of a page (from 0), a link there by its number, or both."""

    page: int
    content: int | None = None
    link: int | None = None


@dataclass(frozen=True, slots=True)
class Node:
    """A structure element (ISO 32000-1, 14.7) and what it holds, in reading order."""

    role: str
    kids: tuple[Node | MarkedContent, ...] = ()
    id: str = ""
    language: str = ""
    alternative: str | None = None
    sides: Sides | None = None
    cell: Cell | None = None


@dataclass(frozen=True, slots=True)
class PaintedSection:
    """Pages as a PDF that lacks the book's fonts (a digest stands for each), and what they hold.

    ``tree``: the structure of all its pages; ``complaints``: what the painter had to say.
    """

    __pydantic_config__: ClassVar[dict[str, Any]] = {
        "ser_json_bytes": "base64",
        "val_json_bytes": "base64",
    }

    content: bytes
    pages: tuple[PageRecord, ...]
    tree: tuple[Node | MarkedContent, ...] = ()
    complaints: tuple[str, ...] = ()
