"""Makes a book's targets: those only that something they rest on has changed for.

doit keeps what each target was made from and decides, by content alone, whether it is stale.
"""

from __future__ import annotations

import re
import time
import tomllib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from fnmatch import fnmatch
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from doit.task import Task
from doit.tools import config_changed

from publish.collector import rarely_collecting
from publish.diagnostics import BookError, Diagnostic
from publish.messages import N_
from publish.pipeline import faults
from publish.pipeline.folder import Folder
from publish.pipeline.state import digest_of, remembered, remembering
from publish.pipeline.store import Memory, Store
from publish.pipeline.style_folders import OF_THE_WEB, SCREEN_ONLY, style_folders
from publish.pipeline.told import kept, recalled
from publish.pipeline.tools import epoch, tools

if TYPE_CHECKING:  # what makes a book takes long to load: not where there is nothing to make
    from publish.book.metadata import Metadata
    from publish.pipeline.output_places import OutputPlaces
    from publish.pipeline.products import BookProducts

_T = TypeVar("_T")
_PAINTED = frozenset({"lecture", "impression"})
"""Targets made of the book's painted pages."""

CACHE = ".cache"
_SLUG = re.compile(r"[A-Za-z0-9_-]{1,100}")
_NOT_READ = ("sources/*", "corrections.toml", "*.md", "*.part")
"""Files of the manuscript that no target rests on, unless book.toml names them."""


@dataclass(frozen=True, slots=True)
class Recipe:
    """How a target is made: the name of its file, and which styles it does not rest on.

    What gives several files makes a folder. ``on_demand``: only when it is named; ``flows``: on the
    reader's screen, it needs no painted pages.
    """

    file: str
    make: Callable[[BookProducts], bytes | Mapping[str, bytes]]
    without: tuple[str, ...] = ()
    on_demand: bool = False
    flows: bool = False


RECIPES: dict[str, Recipe] = {
    "epub": Recipe("{slug}.epub", lambda shop: shop.epub(), OF_THE_WEB, flows=True),
    "kindle": Recipe("{slug}-kindle.epub", lambda shop: shop.kindle(), OF_THE_WEB, flows=True),
    "web": Recipe("{slug}-web", lambda shop: shop.web(), flows=True),
    "lecture": Recipe("{slug}-lecture.pdf", lambda shop: shop.lecture(), SCREEN_ONLY),
    "impression": Recipe("{slug}-impression.pdf", lambda shop: shop.impression(), SCREEN_ONLY),
    "couverture": Recipe(
        "{slug}-couverture.pdf", lambda shop: shop.cover(), ("epub.css", *OF_THE_WEB)
    ),
    "reperes": Recipe(
        "{slug}-couverture-reperes.pdf",
        lambda shop: shop.cover(guides=True),
        ("epub.css", *OF_THE_WEB),
        on_demand=True,
    ),
}


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


_REASONS = {
    "changed_file_dep": N_("changed"),
    "added_file_dep": N_("new"),
    "removed_file_dep": N_("gone"),
    "missing_target": N_("it is not there"),
    "uptodate_false": N_("it was never built, was changed by hand, or a tool's version changed"),
    "has_no_dependencies": N_("it rests on nothing"),
    "checker_changed": N_("the way changes are found has changed"),
}


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
) -> BuildReport:
    """Bring targets up to date, all when none are named; a BookError leaves every old file whole:
    nothing is written before all is made.

    ``root`` is the folder that holds ``manuscript/``; ``processes``: how many work at once, as many
    as there are cores when not said; ``memory``: of the builds before in this process. A second
    build of the same book waits for the first.
    """
    outline = _outline(root)
    names = wanted(targets)
    dist = Folder(root / "dist")
    dist.prepare()
    reports: list[TargetReport] = []
    stale: dict[str, Task] = {}
    known: list[Mapping[str, Any]] = []  # what was told when the others were made
    with remembering(dist.root) as state, rarely_collecting():
        for name in names:
            path = _path(name, outline, dist)
            task = _task(name, outline, path, root)
            for file in task.file_dep:
                state.checker.get_state(file, None)
            if state.get_status(task, {}).status == "up-to-date":
                reports.append(TargetReport(name, path, built=False, size=_size(path)))
                known.append(state.get_values(task.name))
            else:
                stale[name] = task
        if not stale:
            return BuildReport(tuple(reports), *recalled(known))
        shop = _open(root, processes, memory)
        made = _made(shop, list(stale))
        told = kept(shop.diagnostics, shop.figures)
        for name, (content, seconds) in made.items():
            path = _path(name, outline, dist)
            stale[name].value_savers.append(lambda: told)
            if isinstance(content, Mapping):
                dist.write_folder(path.name, content)
            else:
                dist.write(path.name, content)
            stale[name].save_extra_values()
            state.save_success(stale[name])
            reports.append(TargetReport(name, path, True, seconds, _size(path)))
        shop.store.prune()
    reports.sort(key=lambda report: names.index(report.name))
    return BuildReport(tuple(reports), shop.diagnostics, shop.figures, shop.places)


def survey(root: Path, memory: Memory | None = None) -> OutputPlaces:
    """Return where the blocks of a manuscript stand, whatever is up to date; BookError where the
    book has errors."""
    shop = _open(root, None, memory)
    _ = shop.documents
    return shop.places


_Content = bytes | Mapping[str, bytes]


def _made(shop: BookProducts, names: Sequence[str]) -> dict[str, tuple[_Content, float]]:
    """Make targets, each with the seconds it took: those that flow beside the others, from pages
    that are composed once and documents that the report knows too."""
    from publish.pipeline.section_maker import beside

    def make(some: Iterable[str]) -> dict[str, tuple[_Content, float]]:
        return {name: _timed(partial(RECIPES[name].make, shop)) for name in some}

    flowing = [name for name in names if RECIPES[name].flows]
    printed = [name for name in names if not RECIPES[name].flows]
    if not (flowing and printed and shop.processes > 1):
        return make(names)
    # Before there is a process beside: what is forked while another's threads run may hang.
    painted = bool(_PAINTED.intersection(printed))
    _, seconds = _timed(lambda: (shop.painted if painted else shop.paged, shop.documents))
    waited = beside(partial(make, flowing))
    try:
        made = make(printed)
    finally:
        others = waited()
    first, *_ = names
    made |= others
    content, own = made[first]
    return made | {first: (content, own + seconds)}


def _timed(make: Callable[[], _T]) -> tuple[_T, float]:
    started = time.perf_counter()
    return make(), time.perf_counter() - started


def explain(root: Path, target: str) -> Explanation:
    """Say why a target is stale and what it rests on; nothing is written."""
    outline = _outline(root)
    (name,) = wanted([target])
    dist = Folder(root / "dist")
    path = _path(name, outline, dist)
    task = _task(name, outline, path, root)
    status = remembered(dist.root).get_status(task, {}, get_log=True)
    reasons = tuple(
        (_REASONS.get(reason, reason), _files(what, root))
        for reason, what in status.reasons.items()
        if what
    )
    rests_on = tuple(sorted(_relative(file, root) for file in task.file_dep))
    return Explanation(path, status.status != "up-to-date", reasons, rests_on)


def named_files(root: Path) -> tuple[str, ...]:
    """Return the files of the manuscript that book.toml names as texts; none where it is broken."""
    try:
        return _outline(root).files
    except BookError:
        return ()


def target_files(root: Path) -> dict[str, Path]:
    """Return where each target's file is, or would be."""
    outline, dist = _outline(root), Folder(root / "dist")
    return {name: _path(name, outline, dist) for name in RECIPES}


def metadata_of(root: Path) -> Metadata:
    """Return what book.toml says; BookError where there is no book."""
    from publish.manuscript import read_metadata

    _toml(root)
    return read_metadata(Folder(root / "manuscript"))


def wanted(targets: Iterable[str] | None) -> list[str]:
    """Return the names of targets, those not made on demand when none are named; BookError for a
    name that is none."""
    names = list(dict.fromkeys(targets or (n for n in RECIPES if not RECIPES[n].on_demand)))
    for name in names:
        if name not in RECIPES:
            raise BookError(faults.UNKNOWN_TARGET.at(target=name, known=", ".join(RECIPES)))
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


def _open(root: Path, processes: int | None, memory: Memory | None) -> BookProducts:
    from publish.pipeline.products import BookProducts
    from publish.pipeline.section_maker import cores

    return BookProducts(root, epoch(), Store(root / "dist" / CACHE, memory), processes or cores())


def _path(name: str, outline: _Outline, dist: Folder) -> Path:
    return dist.root / RECIPES[name].file.format(slug=outline.slug)


def _task(name: str, outline: _Outline, path: Path, root: Path) -> Task:
    """Describe a target to doit: its files, the tools it is made with, what it was when made."""
    task = Task(
        f"{name}:{path.name}",
        None,
        file_dep=list(_sources(root, outline.files, RECIPES[name])),
        targets=[str(path)],
        uptodate=[config_changed({"tools": tools(), "epoch": epoch()}), _untouched],
    )
    task.value_savers.append(lambda: {"digest": digest_of(str(path))})
    task.init_options()
    return task


def _untouched(task: Any, values: dict[str, str]) -> bool:
    """Whether the target is still the file that was made."""
    target = task.targets[0]
    return Path(target).exists() and values.get("digest") == digest_of(target)


def _sources(root: Path, texts: Sequence[str], recipe: Recipe) -> Iterator[str]:
    """Yield every file a target may rest on: the manuscript's, and the styles that apply."""
    manuscript = root / "manuscript"
    for path in Folder(manuscript).files():
        if path in texts or not any(fnmatch(path, pattern) for pattern in _NOT_READ):
            yield str((manuscript / path).resolve())
    for styles in style_folders(root):
        for path in Folder(styles).files():
            if not any(fnmatch(path, pattern) for pattern in recipe.without):
                yield str(styles / path)


def _files(what: Any, root: Path) -> tuple[str, ...]:
    """Return the files a reason names; other details say nothing to a reader."""
    return tuple(sorted(_relative(w, root) for w in what if isinstance(w, str)))


def _relative(file: str, root: Path) -> str:
    path = Path(file)
    return str(path.relative_to(root.resolve()) if path.is_relative_to(root.resolve()) else path)


def _size(path: Path) -> int:
    files = [path / file for file in Folder(path).files()] if path.is_dir() else [path]
    return sum(file.stat().st_size for file in files)
