"""One book → its files, and what the catalogue says and shows of it.

This runs in a process of its own (``book_process.py``); all it takes and gives is plain values.
"""

from __future__ import annotations

import datetime
import os
import resource
import sys
import time
import traceback
import zipfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from io import BytesIO
from pathlib import Path

from publish.book.metadata import Contributor
from publish.catalogue import faults
from publish.diagnostics import BookError, Diagnostic, errors

COVER, THUMBNAIL = "cover.jpg", "thumbnail.jpg"
_FOLDERS = ("manuscript", "styles", "dist", "dist/.cache", "dist/reports")
_HEIGHTS = {COVER: 1200, THUMBNAIL: 480}
"""Pixels of the pictures' long side: shown large, and in the grid on a fine screen."""


@dataclass(frozen=True, slots=True)
class Work:
    """A book to be made: its folder, what of it, and SOURCE_DATE_EPOCH."""

    root: Path
    targets: tuple[str, ...]
    epoch: int | None = None


@dataclass(frozen=True, slots=True)
class MadeFile:
    """A file or folder in the book's ``dist/``; ``size`` in bytes."""

    target: str
    name: str
    size: int
    digest: str


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture of the cover; sizes in pixels."""

    name: str
    width: int
    height: int


@dataclass(frozen=True, slots=True)
class Edition:
    """What a catalogue tells of a book; dates as ISO 8601 writes them."""

    slug: str
    title: str
    subtitle: str
    language: str
    identifier: str
    contributors: tuple[Contributor, ...] = ()
    publisher: str = ""
    published: str = ""
    modified: str = ""
    description: str = ""
    rights: str = ""
    subjects: tuple[str, ...] = ()
    collection: str = ""
    number: str = ""
    languages: tuple[str, ...] = ()
    pictures: tuple[Picture, ...] = ()


@dataclass(frozen=True, slots=True)
class BookOutcome:
    """What became of a book. ``seconds`` by the clock, ``memory`` of its process in megabytes.

    ``edition`` is None where it failed; ``fault`` then holds what only a developer can read.
    """

    edition: Edition | None = None
    files: tuple[MadeFile, ...] = ()
    pictures: Mapping[str, bytes] = field(default_factory=dict)
    figures: Mapping[str, int] = field(default_factory=dict)
    diagnostics: tuple[Diagnostic, ...] = ()
    built: bool = False
    seconds: float = 0.0
    memory: int = 0
    fault: str = ""

    @property
    def failed(self) -> bool:
        return bool(errors(self.diagnostics))


def make(work: Work) -> BookOutcome:
    """Build a book and describe it; whatever goes wrong is told in the outcome."""
    begun = time.perf_counter()
    try:
        return _made(work, begun)
    except BookError as error:
        return BookOutcome(diagnostics=error.diagnostics, seconds=time.perf_counter() - begun)
    except MemoryError:
        limit = resource.getrlimit(resource.RLIMIT_AS)[0] // 2**20
        found = (faults.TOO_LARGE.at(memory=limit),)
        return BookOutcome(diagnostics=found, seconds=time.perf_counter() - begun)
    except Exception as error:  # one book's fault is not another's
        what = "".join(traceback.format_exception_only(error)).strip().splitlines()[-1]
        return BookOutcome(
            diagnostics=(faults.INTERNAL.at(what=what),),
            seconds=time.perf_counter() - begun,
            fault=traceback.format_exc(),
        )


def _made(work: Work, begun: float) -> BookOutcome:
    from publish.pipeline import build, style_faults
    from publish.pipeline.receipts import digest_of

    _stay_inside(work.root)
    _tell_date(work.epoch)
    report = build(work.root, work.targets, processes=1)
    files = tuple(
        MadeFile(one.name, one.path.name, one.size, digest_of(one.path)) for one in report.targets
    )
    epub = next(one.path for one in report.targets if one.name == "epub")
    pictures = cover_pictures(epub.read_bytes())
    return BookOutcome(
        _edition(work, pictures),
        files,
        {picture.name: content for picture, content in pictures},
        report.figures,
        (*report.diagnostics, *style_faults(work.root)),
        any(one.built for one in report.targets),
        time.perf_counter() - begun,
        _memory(),
    )


def _stay_inside(root: Path) -> None:
    """Refuse a book whose folders are links to others: a stranger's may lead to what is yours."""
    home = root.resolve()
    for name in _FOLDERS:
        if not (root / name).resolve().is_relative_to(home):
            raise BookError(faults.LEADS_OUT.at(path=name))


def _tell_date(epoch: int | None) -> None:
    """Give this process the date of whoever asks, which may be another machine."""
    os.environ.pop("SOURCE_DATE_EPOCH", None)
    if epoch is not None:
        os.environ["SOURCE_DATE_EPOCH"] = str(epoch)


def _edition(work: Work, pictures: Sequence[tuple[Picture, bytes]]) -> Edition:
    from publish.book import Book
    from publish.editions.epub.package import identifier
    from publish.pipeline.build import metadata_of
    from publish.typography import typeset

    metadata = typeset(Book(metadata_of(work.root), ())).metadata  # as the editions have it
    modified = metadata.date.isoformat() + "T00:00:00Z" if metadata.date else ""
    if work.epoch is not None:
        moment = datetime.datetime.fromtimestamp(work.epoch, datetime.UTC)
        modified = moment.isoformat().replace("+00:00", "Z")
    return Edition(
        slug=metadata.slug,
        title=metadata.title,
        subtitle=metadata.subtitle,
        language=metadata.language,
        identifier=identifier(metadata),
        contributors=metadata.contributors,
        publisher=metadata.publisher.name,
        published=metadata.date.isoformat() if metadata.date else "",
        modified=modified,
        description=metadata.description,
        rights=metadata.rights,
        subjects=metadata.subjects,
        collection=metadata.cover.collection,
        number=metadata.cover.number,
        languages=metadata.languages,
        pictures=tuple(picture for picture, _ in pictures),
    )


def cover_pictures(epub: bytes) -> list[tuple[Picture, bytes]]:
    """Return an EPUB's cover in the sizes that a catalogue shows."""
    from PIL import Image

    from publish.editions.epub.navigation import COVER as PATH

    with zipfile.ZipFile(BytesIO(epub)) as archive:
        name = next(n for n in archive.namelist() if n.endswith(f"/{PATH}"))
        picture = Image.open(BytesIO(archive.read(name))).convert("RGB")
    found = []
    for name, height in _HEIGHTS.items():
        width = round(picture.width * height / picture.height)
        content = BytesIO()
        small = picture.resize((width, height), Image.Resampling.LANCZOS)
        small.save(content, "JPEG", quality=85, optimize=True, progressive=True)
        found.append((Picture(name, width, height), content.getvalue()))
    return found


def _memory() -> int:
    """Return the most memory this process ever held, in megabytes."""
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return most // (1024 * 1024 if sys.platform == "darwin" else 1024)
