"""A printer as data: one TOML file each, in ``data/``, every value with its source.

The dataclasses are the schema, checked by pydantic; lengths are millimetres once read.
"""

from __future__ import annotations

import datetime
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any, ClassVar

from pydantic import TypeAdapter

from publish.printers.lengths import Length

_DATA = Path(__file__).parent / "data"
_STRICT: dict[str, Any] = {
    "extra": "forbid",
    "alias_generator": lambda name: name.replace("_", "-"),
}


@dataclass(frozen=True, slots=True)
class Source:
    """Where a value comes from; ``grade``: A the printer itself, B a third party, C unconfirmed."""

    __pydantic_config__: ClassVar[dict[str, Any]] = _STRICT

    what: str
    grade: str
    seen: datetime.date

    def __str__(self) -> str:
        return f"{self.what} [{self.grade}, {self.seen}]"


@dataclass(frozen=True, slots=True)
class Trims:
    """Least and greatest width and height of the trimmed page."""

    __pydantic_config__: ClassVar[dict[str, Any]] = _STRICT

    width: tuple[Length, Length]
    height: tuple[Length, Length]
    source: str

    def take(self, width: float, height: float) -> bool:
        """Whether a trim lies within."""
        return all(
            least - 0.05 <= side <= most + 0.05
            for side, (least, most) in ((width, self.width), (height, self.height))
        )


@dataclass(frozen=True, slots=True)
class Bleed:
    """What is printed beyond the trim; ``at_spine``: of the interior, on the spine's side too."""

    __pydantic_config__: ClassVar[dict[str, Any]] = _STRICT

    width: Length
    source: str
    at_spine: bool = False


@dataclass(frozen=True, slots=True)
class Step:
    """The least inner margin of books of at most ``up_to`` pages."""

    __pydantic_config__: ClassVar[dict[str, Any]] = _STRICT

    least: Length
    up_to: int | None = None


@dataclass(frozen=True, slots=True)
class MarginRules:
    """Least margins of the text; 0 where nothing is known."""

    __pydantic_config__: ClassVar[dict[str, Any]] = _STRICT

    source: str
    inside: tuple[Step, ...] = ()
    outside: Length = 0.0
    top: Length = 0.0
    bottom: Length = 0.0


@dataclass(frozen=True, slots=True)
class PageRange:
    """How few and how many pages can be bound."""

    __pydantic_config__: ClassVar[dict[str, Any]] = _STRICT

    least: int
    most: int
    source: str


@dataclass(frozen=True, slots=True)
class SpineRule:
    """Width of the spine: so much a page, and so much for the cover itself."""

    __pydantic_config__: ClassVar[dict[str, Any]] = _STRICT

    per_page: Length
    source: str
    cover: Length = 0.0

    def width(self, pages: int) -> float:
        return pages * self.per_page + self.cover


@dataclass(frozen=True, slots=True)
class Paper:
    """A paper of the interior; ``spine`` is None where only the printer's template tells it."""

    __pydantic_config__: ClassVar[dict[str, Any]] = _STRICT

    name: str
    pages: PageRange | None = None
    spine: SpineRule | None = None


@dataclass(frozen=True, slots=True)
class SpineText:
    """From how many pages the spine may bear text, and how far it keeps from its edges."""

    __pydantic_config__: ClassVar[dict[str, Any]] = _STRICT

    least_pages: int
    source: str
    clear: Length = 0.0


@dataclass(frozen=True, slots=True)
class CoverRules:
    """``safety``: how far what matters keeps from the trim of the cover."""

    __pydantic_config__: ClassVar[dict[str, Any]] = _STRICT

    safety: Length
    source: str


@dataclass(frozen=True, slots=True)
class BarcodeRules:
    """The white field of the barcode and its distance from foot and spine.

    ``by_printer``: the printer adds the barcode, the field stays empty.
    """

    __pydantic_config__: ClassVar[dict[str, Any]] = _STRICT

    source: str
    width: Length = 0.0
    height: Length = 0.0
    gap: Length = 0.0
    black_only: bool = False
    by_printer: bool = False


@dataclass(frozen=True, slots=True)
class FileRules:
    """What is asked of the files; ``flavour`` is "pdf" or a PDF/X standard, ``cover`` pdf or jpeg.

    ``flattened``: nothing may be transparent. ``ink_limit``: percent, all inks together.
    Numbers are 0 where none is known.
    """

    __pydantic_config__: ClassVar[dict[str, Any]] = _STRICT

    source: str
    flavour: str = "pdf"
    cover: str = "pdf"
    flattened: bool = False
    megabytes: int = 0
    dots_per_inch: int = 0
    thinnest_line: Length = 0.0
    ink_limit: int = 0
    last_page_blank: bool = False


@dataclass(frozen=True, slots=True)
class Printer:
    """All that is known of a printer; ``id`` is the name of its file."""

    __pydantic_config__: ClassVar[dict[str, Any]] = _STRICT

    name: str
    sources: Mapping[str, Source]
    bleed: Bleed
    margins: MarginRules
    papers: Mapping[str, Paper]
    file: FileRules
    trims: Trims | None = None
    spine_text: SpineText | None = None
    cover: CoverRules | None = None
    barcode: BarcodeRules | None = None
    id: str = field(default="")

    def source(self, name: str) -> str:
        """Return where a value comes from, to be shown."""
        return str(self.sources[name])

    def inside(self, pages: int) -> float:
        """Return the least inner margin of so many pages; beyond the last step, that step's."""
        steps = self.margins.inside
        fit = (step for step in steps if step.up_to is None or pages <= step.up_to)
        step = next(fit, steps[-1] if steps else None)
        return step.least if step else 0.0


@cache
def printers() -> Mapping[str, Printer]:
    """Return every printer by its identifier."""
    found = {}
    for path in sorted(_DATA.glob("*.toml")):
        values = tomllib.loads(path.read_text("utf-8"))
        found[path.stem] = TypeAdapter(Printer).validate_python({**values, "id": path.stem})
    return found
