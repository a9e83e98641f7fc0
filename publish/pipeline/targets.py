"""The formats a book is made in: the one table. A new format is a row here and what makes it.

Building, preflight, catalogues and the preview read it: none has a list of its own.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import Enum
from fnmatch import fnmatch
from pathlib import Path
from typing import TYPE_CHECKING

from publish.messages import N_
from publish.pipeline.style_folders import OF_LARGE_PRINT, OF_THE_WEB, SCREEN_ONLY

if TYPE_CHECKING:  # what makes a book, and what checks it, take long to load
    from publish.diagnostics import Diagnostic
    from publish.pipeline.products import BookProducts
    from publish.printers import Job

Content = bytes | Mapping[str, bytes]
"""A file, or a folder's files by their path."""

EPUB, PDF, WEB = "application/epub+zip", "application/pdf", "text/html"


class View(Enum):
    """How the preview shows a file."""

    TEXT = "text"
    PAGES = "pages"


@dataclass(frozen=True, slots=True)
class BuiltFile:
    """A finished file to be checked: by whom the book is printed, and where the others are."""

    path: Path
    job: Job
    paths: Mapping[str, Path]


@dataclass(frozen=True, slots=True)
class OutputFormat:
    """One format.

    ``file``: its name, a folder where it is several files; ``make``: how it is made; ``media``: its
    type, for those who fetch it; ``opens``: the file of a folder that is opened. ``looked_at`` and
    ``check``: what preflight does with it. ``public``: what it is called for readers, "" for what
    is not theirs; ``fetched``: by reading applications, from a catalogue's feed; ``view``: how the
    preview shows it. ``without``: styles it does not rest on, by patterns; ``on_demand``: only when
    it is named; ``flows``: on the reader's screen, it needs no painted pages; ``painted``: it is
    made of the pages that are painted once for all who need them.
    """

    file: str
    make: Callable[[BookProducts], Content]
    media: str
    looked_at: str = ""
    check: Callable[[BuiltFile], Iterable[Diagnostic]] | None = None
    public: str = ""
    fetched: bool = True
    opens: str = ""
    view: View | None = None
    without: tuple[str, ...] = ()
    on_demand: bool = False
    flows: bool = False
    painted: bool = False

    def rests_on(self, style: str) -> bool:
        """Whether the target is made with a file of the styles, by its path."""
        return not any(fnmatch(style, pattern) for pattern in self.without)


def _epub(built: BuiltFile) -> Iterator[Diagnostic]:
    from publish import preflight

    yield from preflight.check_epub(built.path)
    yield from preflight.check_with_ace(built.path)


def _web(built: BuiltFile) -> Iterable[Diagnostic]:
    from publish import preflight

    return preflight.check_web(built.path)


def _lecture(built: BuiltFile) -> Iterable[Diagnostic]:
    from publish import preflight

    options = built.job.options
    any_side = options.chapters != "recto" or bool(options.openings)
    return preflight.check_lecture(built.path.read_bytes(), built.path.name, any_side=any_side)


def _interior(built: BuiltFile) -> Iterable[Diagnostic]:
    from publish import preflight

    return preflight.check_interior(built.path.read_bytes(), built.path.name, built.job)


def _cover(built: BuiltFile) -> Iterable[Diagnostic]:
    """Check the cover against the interior it goes around, where that can be read."""
    from publish import preflight
    from publish.preflight.faults import NOT_BUILT
    from publish.printers import cover_sheet

    interior = built.paths["impression"]
    pages = preflight.pages_of(interior.read_bytes()) if interior.is_file() else 0
    if not pages:
        return (NOT_BUILT.at(path=interior.name),)
    sheet = cover_sheet(built.job, pages)
    return preflight.check_cover(built.path.read_bytes(), built.path.name, built.job, sheet)


def _large_print(built: BuiltFile) -> Iterable[Diagnostic]:
    from publish import preflight

    return preflight.check_large_print(built.path.read_bytes(), built.path.name)


def _make_large_print(products: BookProducts) -> bytes:
    from publish.pipeline.large_print import large_print

    return large_print(products)


_READ = N_("EPUBCheck, and Ace where it is installed")
_FLOWING = (*OF_THE_WEB, *OF_LARGE_PRINT)
_PAGES = (*SCREEN_ONLY, *OF_LARGE_PRINT)
_ON_COVER = ("epub.css", *OF_THE_WEB, *OF_LARGE_PRINT)

TARGETS: Mapping[str, OutputFormat] = {
    "epub": OutputFormat(
        "{slug}.epub", lambda book: book.epub(), EPUB, _READ, _epub,
        public=N_("EPUB"), view=View.TEXT, without=_FLOWING, flows=True,
    ),
    "kindle": OutputFormat(
        "{slug}-kindle.epub", lambda book: book.kindle(), EPUB, _READ, _epub,
        public=N_("Kindle"), fetched=False, view=View.TEXT, without=_FLOWING, flows=True,
    ),
    "kobo": OutputFormat(
        "{slug}.kepub.epub", lambda book: book.kobo(), EPUB, _READ, _epub,
        public=N_("Kobo"), fetched=False, without=_FLOWING, flows=True, on_demand=True,
    ),
    "web": OutputFormat(
        "{slug}-web", lambda book: book.web(), WEB, N_("links, nothing from the network"), _web,
        public=N_("Read online"), opens="index.html", without=OF_LARGE_PRINT, flows=True,
    ),
    "lecture": OutputFormat(
        "{slug}-lecture.pdf", lambda book: book.lecture(), PDF,
        N_("PDF/UA-1, notes, index, register, facing pages, widows, blank pages"), _lecture,
        public=N_("PDF"), view=View.PAGES, without=_PAGES, painted=True,
    ),
    "impression": OutputFormat(
        "{slug}-impression.pdf", lambda book: book.impression(), PDF,
        N_("PDF/X, inks, boxes, even pages, fonts, pictures, the printer's own demands"), _interior,
        view=View.PAGES, without=_PAGES, painted=True,
    ),
    "couverture": OutputFormat(
        "{slug}-couverture.pdf", lambda book: book.cover(), PDF,
        N_("PDF/X, inks, size for the number of pages, bleed, fonts, pictures"), _cover,
        without=_ON_COVER,
    ),
    "reperes": OutputFormat(
        "{slug}-couverture-reperes.pdf", lambda book: book.cover(guides=True), PDF,
        without=_ON_COVER, on_demand=True,
    ),
    "grands-caracteres": OutputFormat(
        "{slug}-grands-caracteres.pdf", _make_large_print, PDF,
        N_("PDF/UA-1, notes, index, size of all type, leading, fonts"), _large_print,
        public=N_("Large print (PDF)"), without=SCREEN_ONLY, on_demand=True,
    ),
}  # fmt: skip
"""Every format by its name, those that are shown first before others of their kind."""

PUBLIC = tuple(name for name, target in TARGETS.items() if target.public)
"""What readers are given; the printer's files stay in the book's ``dist/``."""


def shown_as(view: View) -> tuple[str, ...]:
    """Return the targets that the preview can show in a way, the best first."""
    return tuple(name for name, target in TARGETS.items() if target.view is view)
