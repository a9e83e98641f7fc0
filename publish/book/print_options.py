"""``[print]`` of book.toml: how the printed book is made up."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, ClassVar

from publish.messages import N_

STRICT: dict[str, Any] = {"extra": "forbid", "allow_inf_nan": False}
HYPHENED: dict[str, Any] = {**STRICT, "alias_generator": lambda name: name.replace("_", "-")}
"""How tables are checked: no key that is not known, ``-`` in the place of ``_``."""

OPENINGS = ("recto", "page", "run-on")
"""Where a text may open: on a right-hand page, on the next one, below the text before it."""


@dataclass(frozen=True, slots=True)
class PrintOptions:
    """``[print]`` of book.toml; ``trim`` is width x height in millimetres, as every length is.

    ``chapters``: where texts open, one of :data:`OPENINGS`; ``openings``: the same for single kinds
    of text. ``contents``: where the contents stand, ``contents_depth`` how many levels they list,
    ``contents_style`` how a folio is led to. ``left_head``, ``right_head``: what the running heads
    say. ``drop_cap``: lines that the first letter of a chapter takes, 0 for none, 1 for a raised
    one; ``first_words``: how many words behind it are small capitals, less than 0 for what is usual
    beside the cap. ``links``: whether addresses are printed. ``index_subentries``: how those of the
    index stand. ``number_figures``, ``number_tables``: captions open with a number.

    ``standard``: of the printer's PDF, "x-4" or "x-1a"; ``colours``: its inks, "black" or "cmyk".
    ``printer`` and ``paper``: identifiers of publish/printers. ``inside``, ``outside``, ``top``,
    ``bottom``: margins, 0 for those of the style sheet. ``spine``: its width, where only the
    printer's template tells it. ``bleed``: pictures run over the edge of pages.
    ``fallback``: type families for signs that the style sheet's own have not, of styles/fonts or
    of this system.
    """

    __pydantic_config__: ClassVar[dict[str, Any]] = HYPHENED

    trim: str = "140x216"
    chapters: str = "recto"
    openings: Mapping[str, str] = field(default_factory=dict)
    contents: str = "end"
    contents_depth: int = 1
    contents_style: str = "plain"
    left_head: str = "book"
    right_head: str = "chapter"
    drop_cap: int = 0
    first_words: int = -1
    links: str = "none"
    index_subentries: str = "set-out"
    number_figures: bool = False
    number_tables: bool = False
    standard: str = "x-4"
    colours: str = "black"
    printer: str = ""
    paper: str = ""
    inside: float = 0.0
    outside: float = 0.0
    top: float = 0.0
    bottom: float = 0.0
    spine: float = 0.0
    bleed: bool = False
    fallback: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        if any(n < 0 for n in (self.inside, self.outside, self.top, self.bottom, self.spine)):
            raise ValueError(N_("margins and spine are not negative"))
        sides = self.trim.split("x")
        if len(sides) != 2 or not all(side.replace(".", "", 1).isdecimal() for side in sides):
            raise ValueError(N_("trim is written width x height in millimetres, as in 140x216"))
        if not all(50 <= float(side) <= 600 for side in sides):
            raise ValueError(N_("each side of the trim lies between 50 and 600 mm"))
        for name, allowed, reason in _WORDS:
            if getattr(self, name) not in allowed:
                raise ValueError(reason)
        if not set(self.openings) <= set(_OPENING_KINDS):
            raise ValueError(_NO_KIND)
        if not set(self.openings.values()) <= set(OPENINGS):
            raise ValueError(N_('a text opens on a "recto", a "page", or "run-on"'))
        if not 0 <= self.drop_cap <= 4:
            raise ValueError(N_("drop-cap is 1 to 4 lines, or 0 for none"))
        if self.first_words > 12:
            raise ValueError(N_("first-words is a number of words up to 12"))
        if not 1 <= self.contents_depth <= 4:
            raise ValueError(N_("contents-depth is 1 to 4 levels"))

    @property
    def size(self) -> tuple[float, float]:
        """Trim width and height, in millimetres."""
        width, height = self.trim.split("x")
        return float(width), float(height)

    @property
    def opening_words(self) -> int:
        """How many words of a chapter's beginning are set in small capitals."""
        return self.first_words if self.first_words >= 0 else min(self.drop_cap, 1)


_OPENING_KINDS = (
    "dedication", "epigraph", "foreword", "preface", "introduction", "part", "chapter",
    "afterword", "appendix", "note-on-texts", "bibliography", "index", "contents", "colophon",
)  # fmt: skip
_NO_KIND = N_("openings names kinds of texts: part, chapter, preface, appendix, index…")
_WORDS: tuple[tuple[str, tuple[str, ...], str], ...] = (
    ("chapters", OPENINGS, N_('chapters is "recto", "page" or "run-on"')),
    ("contents", ("end", "front", "none"), N_('contents is "end", "front" or "none"')),
    (
        "contents_style",
        ("plain", "leaders", "near", "centred"),
        N_('contents-style is "plain", "leaders", "near" or "centred"'),
    ),
    (
        "left_head",
        ("book", "author", "part", "chapter", "none"),
        N_('left-head is "book", "author", "part", "chapter" or "none"'),
    ),
    (
        "right_head",
        ("chapter", "section", "part", "none"),
        N_('right-head is "chapter", "section", "part" or "none"'),
    ),
    ("links", ("none", "inline", "note"), N_('links is "none", "inline" or "note"')),
    (
        "index_subentries",
        ("set-out", "run-in"),
        N_('index-subentries is "set-out" or "run-in"'),
    ),
    ("standard", ("x-4", "x-1a", "x-1a-2001"), N_('standard is "x-4", "x-1a" or "x-1a-2001"')),
    ("colours", ("black", "cmyk"), N_('colours is "black" or "cmyk"')),
)
"""Keys that take one word of several, and what is said of another."""
