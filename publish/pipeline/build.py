"""Makes a book's targets: those only that something they rest on has changed for.

The receipt of each target says what it was made from; content alone decides whether it is stale.
"""

from __future__ import annotations

import re
import time
import tomllib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from fnmatch import fnmatch
from functools import cache, partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from publish.collector import rarely_collecting
from publish.diagnostics import BookError, Diagnostic
from publish.pipeline import faults
from publish.pipeline.folder import Folder
from publish.pipeline.receipts import (
    Digests,
    Receipt,
    digest_of,
    locked,
    receipts,
    why_stale,
)
from publish.pipeline.store import Memory, Store, digest
from publish.pipeline.style_folders import style_folders
from publish.pipeline.targets import TARGETS, Content, OutputFormat
from publish.pipeline.told import kept, recalled
from publish.pipeline.tools import epoch, tools
from publish.pipeline.trace import BuildStep, TimeSpan, Trace, chrome_trace

if TYPE_CHECKING:  # what makes a book takes long to load: not where there is nothing to make
    from publish.book.metadata import Metadata
    from publish.pipeline.output_places import OutputPlaces
    from publish.pipeline.products import BookProducts

_T = TypeVar("_T")

CACHE = ".cache"
_SLUG = re.compile(r"[A-Za-z0-9_-]{1,100}")
_NOT_READ = ("sources/*", "corrections.toml", "*.md", "*.part")
"""Files of the manuscript that no target rests on, unless book.toml names them."""


@dataclass(frozen=True, slots=True)
class TargetReport:
    """What became of one target."""

    name: str
    path: Path
    built: bool
    seconds: float = 0.0
    size: int = 0


@dataclass(frozen=True, slots=True)
class BuildReport:
    """What a build did, and what it found that did not stop it.

    ``figures``: pages, notes and index entries. Where nothing was built, they and the diagnostics
    are those of the build that made what is there. ``places``: where the manuscript's blocks stand,
    where something was built.
    """

    targets: tuple[TargetReport, ...]
    diagnostics: tuple[Diagnostic, ...] = ()
    figures: Mapping[str, int] = field(default_factory=dict)
    places: OutputPlaces | None = None


@dataclass(frozen=True, slots=True)
class Explanation:
    """Why a target is stale, and the files it rests on; paths are relative to the book."""

    path: Path
    stale: bool
    reasons: tuple[tuple[str, tuple[str, ...]], ...]
    rests_on: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Outline:
    """What has to be known of a book to see whether its targets are stale."""

    slug: str
    files: tuple[str, ...]


def build(
    root: Path,
    targets: Sequence[str] | None = None,
    *,
    processes: int | None = None,
    memory: Memory | None = None,
    trace: Trace | None = None,
) -> BuildReport:
    """Bring targets up to date, all when none are named; a BookError leaves every old file whole:
    nothing is written before all is made.

    ``root`` is the folder that holds ``manuscript/``; ``processes``: how many work at once, as many
    as there are cores when not said; ``memory``: of the builds before in this process; ``trace``:
    hears what is done, and keeps what it took. A second build of the same book waits for the first.
    """
    trace = trace or Trace()
    outline = _outline(root)
    names = wanted(targets)
    dist = Folder(root / "dist")
    dist.prepare()
    reports: list[TargetReport] = []
    stale: dict[str, Digests] = {}
    known: list[Mapping[str, Any]] = []  # what was told when the others were made
    with locked(dist.root) as receipts, rarely_collecting():
        with trace.of(BuildStep.COMPARE):
            digests = cache(digest_of)  # what is edited during a build has changed since
            for name in names:
                path = _path(name, outline, dist)
                rests_on = _rests_on(root, outline, name, digests)
                receipt = receipts.find(_key(name, path))
                if receipt and not why_stale(receipt, dist.root, _by(), rests_on):
                    reports.append(TargetReport(name, path, built=False, size=_size(path)))
                    known.append(receipt.told)
                else:
                    stale[name] = rests_on
        if not stale:
            return BuildReport(tuple(reports), *recalled(known))
        with trace.of(BuildStep.LOAD):
            shop = opened(root, processes, memory, trace)
        made = _made(shop, list(stale))
        told = kept(shop.diagnostics, shop.figures)
        for name, (content, seconds) in made.items():
            path = _path(name, outline, dist)
            if isinstance(content, Mapping):
                dist.write_folder(path.name, content)
            else:
                dist.write(path.name, content)
            receipt = Receipt({path.name: digest_of(path)}, _by(), stale[name], told)
            receipts.keep(_key(name, path), receipt)
            reports.append(TargetReport(name, path, True, seconds, _size(path)))
        shop.store.prune()
    reports.sort(key=lambda report: names.index(report.name))
    return BuildReport(tuple(reports), shop.diagnostics, shop.figures, shop.places)


def survey(root: Path, memory: Memory | None = None) -> OutputPlaces:
    """Return where the blocks of a manuscript stand, whatever is up to date; BookError where the
    book has errors."""
    shop = opened(root, memory=memory)
    _ = shop.documents
    return shop.places


def _made(shop: BookProducts, names: Sequence[str]) -> dict[str, tuple[Content, float]]:
    """Make targets, each with the seconds it took: those that flow beside the others, from pages
    that are composed once and documents that the report knows too."""
    from publish.pipeline.workers import beside

    trace = shop.store.trace

    def make(some: Iterable[str]) -> dict[str, tuple[Content, float]]:
        return {name: _timed(partial(make_one, name)) for name in some}

    def make_one(name: str) -> Content:
        with trace.of(BuildStep.TARGET, name):
            return TARGETS[name].make(shop)

    def make_beside() -> tuple[dict[str, tuple[Content, float]], list[TimeSpan]]:
        trace.spans.clear()  # this process has a copy of what the other noted
        return make(flowing), trace.spans

    flowing = [name for name in names if TARGETS[name].flows]
    printed = [name for name in names if not TARGETS[name].flows]
    if not (flowing and printed and shop.processes > 1):
        return make(names)
    # Before there is a process beside: what is forked while another's threads run may hang.
    painted = any(TARGETS[name].painted for name in printed)
    _, seconds = _timed(lambda: (shop.painted if painted else shop.paged, shop.documents))
    waited = beside(make_beside)
    try:
        made = make(printed)
    finally:
        others, spans = waited()
    trace.spans.extend(spans)
    first, *_ = names
    made |= others
    content, own = made[first]
    return made | {first: (content, own + seconds)}


def _timed(make: Callable[[], _T]) -> tuple[_T, float]:
    started = time.perf_counter()
    return make(), time.perf_counter() - started


def write_trace(path: Path, trace: Trace) -> None:
    """Write the steps of a build in the Trace Event Format; BookError where that cannot be."""
    Folder(path.parent).write(path.name, chrome_trace(trace.spans))


def explain(root: Path, target: str) -> Explanation:
    """Say why a target is stale and what it rests on; nothing is written."""
    outline = _outline(root)
    (name,) = wanted([target])
    dist = Folder(root / "dist")
    path = _path(name, outline, dist)
    rests_on = _rests_on(root, outline, name, digest_of)
    receipt = receipts(dist.root).find(_key(name, path))
    reasons = tuple(why_stale(receipt, dist.root, _by(), rests_on))
    return Explanation(path, bool(reasons), reasons, tuple(sorted(rests_on)))


def named_files(root: Path) -> tuple[str, ...]:
    """Return the files of the manuscript that book.toml names as texts; none where it is broken."""
    try:
        return _outline(root).files
    except BookError:
        return ()


def target_files(root: Path) -> dict[str, Path]:
    """Return where each target's file is, or would be."""
    outline, dist = _outline(root), Folder(root / "dist")
    return {name: _path(name, outline, dist) for name in TARGETS}


def metadata_of(root: Path) -> Metadata:
    """Return what book.toml says; BookError where there is no book."""
    from publish.manuscript import read_metadata

    _toml(root)
    return read_metadata(Folder(root / "manuscript"))


def wanted(targets: Iterable[str] | None) -> list[str]:
    """Return the names of targets, those not made on demand when none are named; BookError for a
    name that is none."""
    names = list(dict.fromkeys(targets or (n for n in TARGETS if not TARGETS[n].on_demand)))
    for name in names:
        if name not in TARGETS:
            raise BookError(faults.UNKNOWN_TARGET.at(target=name, known=", ".join(TARGETS)))
    return names


def _toml(root: Path) -> Path:
    path = root / "manuscript" / "book.toml"
    if not path.is_file():
        raise BookError(faults.NO_BOOK.at(path=str(root.resolve())))
    return path


def _outline(root: Path) -> _Outline:
    """Return a book's outline, without checking all that book.toml says if it need not be."""
    try:
        said = tomllib.loads(_toml(root).read_bytes().decode())
        slug, files = said["slug"], (*said["texts"], said.get("cover", {}).get("back", ""))
        if all(isinstance(file, str) for file in files) and _SLUG.fullmatch(slug):
            if any(sign in file for file in files for sign in "*?["):
                return _whole_outline(root)
            return _Outline(slug, files)
    except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError):
        pass  # to be told with its line
    return _whole_outline(root)


def _whole_outline(root: Path) -> _Outline:
    metadata = metadata_of(root)
    return _Outline(metadata.slug, (*metadata.texts, metadata.cover.back))


def opened(
    root: Path,
    processes: int | None = None,
    memory: Memory | None = None,
    trace: Trace | None = None,
) -> BookProducts:
    """Return a book's workshop, which has what earlier builds kept; BookError where there is no
    book."""
    from publish.pipeline.products import BookProducts
    from publish.pipeline.workers import cores

    _toml(root)
    store = Store(root / "dist" / CACHE, memory, trace or Trace())
    return BookProducts(root, epoch(), store, processes or cores())


def _path(name: str, outline: _Outline, dist: Folder) -> Path:
    return dist.root / TARGETS[name].file.format(slug=outline.slug)


def _key(name: str, path: Path) -> str:
    """Return what a target's receipt is called."""
    return f"{name}:{path.name}"


def _by() -> str:
    """Return what every target rests on besides files."""
    return digest(tools().encode(), repr(epoch()).encode())


def _rests_on(
    root: Path, outline: _Outline, name: str, digests: Callable[[Path], str]
) -> dict[str, str]:
    """Return the files a target rests on, relative to the book, with their digests."""
    files = _sources(root, outline.files, TARGETS[name])
    return {_relative(file, root): digests(file) for file in files}


def _sources(root: Path, texts: Sequence[str], target: OutputFormat) -> Iterator[Path]:
    """Yield every file a target may rest on: the manuscript's, and the styles that apply."""
    manuscript = root / "manuscript"
    for path in Folder(manuscript).files():
        if path in texts or not any(fnmatch(path, pattern) for pattern in _NOT_READ):
            yield (manuscript / path).resolve()
    for styles in style_folders(root):
        for path in Folder(styles).files():
            if target.rests_on(path):
                yield styles / path


def _relative(path: Path, root: Path) -> str:
    place = root.resolve()
    return str(path.relative_to(place) if path.is_relative_to(place) else path)


def _size(path: Path) -> int:
    files = [path / file for file in Folder(path).files()] if path.is_dir() else [path]
    return sum(file.stat().st_size for file in files)
