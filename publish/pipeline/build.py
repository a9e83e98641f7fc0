"""Makes a book's targets: those only that something they rest on has changed for.

doit keeps what each target was made from and decides, by content alone, whether it is stale.
"""

from __future__ import annotations

import hashlib
import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from fnmatch import fnmatch
from functools import cache
from importlib.metadata import version
from pathlib import Path
from typing import Any

from doit.dependency import Dependency, FileChangedChecker, JsonDB
from doit.task import Task
from doit.tools import config_changed

from publish.book import Metadata
from publish.diagnostics import BookError, Diagnostic
from publish.manuscript import read_metadata
from publish.messages import N_
from publish.pipeline import faults
from publish.pipeline.folder import Folder
from publish.pipeline.styles import style_folders
from publish.pipeline.workshop import Workshop, epoch

STATE = ".state.json"
_TOOLS = (
    "publish",
    "weasyprint",
    "ebooklib",
    "markdown",
    "pymdown-extensions",
    "pikepdf",
    "python-barcode",
)
_NOT_READ = ("sources/*", "corrections.toml", "*.md", "*.part")
"""Files of the manuscript that no target rests on, unless book.toml names them."""


@dataclass(frozen=True, slots=True)
class Recipe:
    """How a target is made: the name of its file, and which styles it does not rest on.

    ``on_demand``: only when it is named.
    """

    file: str
    make: Callable[[Workshop], bytes]
    without: tuple[str, ...] = ()
    on_demand: bool = False


_COVERS = "covers/*"

RECIPES: dict[str, Recipe] = {
    "epub": Recipe("{slug}.epub", Workshop.epub),
    "lecture": Recipe("{slug}-lecture.pdf", Workshop.lecture, ("epub.css", _COVERS)),
    "impression": Recipe("{slug}-impression.pdf", Workshop.impression, ("epub.css", _COVERS)),
    "couverture": Recipe("{slug}-couverture.pdf", Workshop.cover, ("epub.css",)),
    "reperes": Recipe(
        "{slug}-couverture-reperes.pdf",
        lambda workshop: workshop.cover(guides=True),
        ("epub.css",),
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

    ``figures``: pages, notes and index entries, where something was built.
    """

    targets: tuple[TargetReport, ...]
    diagnostics: tuple[Diagnostic, ...] = ()
    figures: Mapping[str, int] = field(default_factory=dict)


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


class ByContent(FileChangedChecker):  # type: ignore[misc]  # doit ships no types
    """A file has changed when its bytes have: dates and sizes are not looked at."""

    def __init__(self) -> None:
        self._digest = cache(_digest)

    def check_modified(self, file_path: str, file_stat: object, state: str) -> bool:  # noqa: ARG002
        return self._digest(file_path) != state

    def get_state(self, dep: str, current_state: str | None) -> str:  # noqa: ARG002
        return self._digest(dep)


def build(root: Path, targets: Sequence[str] | None = None) -> BuildReport:
    """Bring targets up to date, all when none are named; a BookError leaves old files whole.

    ``root`` is the folder that holds ``manuscript/``.
    """
    metadata = metadata_of(root)
    names = _known(targets or [name for name in RECIPES if not RECIPES[name].on_demand])
    workshop = Workshop(root, epoch())
    dist = Folder(root / "dist")
    dist.prepare()
    with _state(dist) as state:
        reports = [_bring_up_to_date(name, metadata, workshop, dist, state) for name in names]
    if not any(report.built for report in reports):
        return BuildReport(tuple(reports))
    return BuildReport(tuple(reports), workshop.diagnostics, workshop.figures)


def explain(root: Path, target: str) -> Explanation:
    """Say why a target is stale and what it rests on."""
    metadata = metadata_of(root)
    (name,) = _known([target])
    dist = Folder(root / "dist")
    dist.prepare()
    path = _path(name, metadata, dist)
    task = _task(name, metadata, path, Workshop(root, epoch()))
    with _state(dist) as state:
        status = state.get_status(task, {}, get_log=True)
    reasons = tuple(
        (_REASONS.get(reason, reason), _files(what, root))
        for reason, what in status.reasons.items()
        if what
    )
    rests_on = tuple(sorted(_relative(file, root) for file in task.file_dep))
    return Explanation(path, status.status != "up-to-date", reasons, rests_on)


def target_files(root: Path) -> dict[str, Path]:
    """Return where each target's file is, or would be."""
    metadata, dist = metadata_of(root), Folder(root / "dist")
    return {name: _path(name, metadata, dist) for name in RECIPES}


def metadata_of(root: Path) -> Metadata:
    """Return what book.toml says; BookError where there is no book."""
    manuscript = root / "manuscript"
    if not (manuscript / "book.toml").is_file():
        raise BookError(faults.NO_BOOK.at(path=str(root.resolve())))
    return read_metadata(Folder(manuscript))


def _known(targets: Iterable[str]) -> list[str]:
    names = list(dict.fromkeys(targets))
    for name in names:
        if name not in RECIPES:
            raise BookError(faults.UNKNOWN_TARGET.at(target=name, known=", ".join(RECIPES)))
    return names


@contextmanager
def _state(dist: Folder) -> Iterator[Any]:
    """Open what doit remembers of earlier builds, and keep what it learns."""
    state = Dependency(JsonDB, str(dist.root / STATE), checker_cls=ByContent)
    try:
        yield state
    finally:
        state.close()


def _path(name: str, metadata: Metadata, dist: Folder) -> Path:
    return dist.root / RECIPES[name].file.format(slug=metadata.slug)


def _bring_up_to_date(
    name: str, metadata: Metadata, workshop: Workshop, dist: Folder, state: Any
) -> TargetReport:
    path = _path(name, metadata, dist)
    task = _task(name, metadata, path, workshop)
    if state.get_status(task, {}).status == "up-to-date":
        return TargetReport(name, path, built=False, size=path.stat().st_size)
    started = time.perf_counter()
    content = RECIPES[name].make(workshop)
    dist.write(path.name, content)
    task.save_extra_values()
    state.save_success(task)
    return TargetReport(name, path, True, time.perf_counter() - started, len(content))


def _task(name: str, metadata: Metadata, path: Path, workshop: Workshop) -> Task:
    """Describe a target to doit: its files, the tools it is made with, what it was when made."""
    tools = {tool: version(tool) for tool in _TOOLS}
    task = Task(
        f"{name}:{path.name}",
        None,
        file_dep=list(
            _sources(workshop.root, (*metadata.texts, metadata.cover.back), RECIPES[name])
        ),
        targets=[str(path)],
        uptodate=[config_changed({"tools": tools, "epoch": workshop.epoch}), _untouched],
    )
    task.value_savers.append(lambda: {"digest": _digest(str(path))})
    task.init_options()
    return task


def _untouched(task: Any, values: dict[str, str]) -> bool:
    """Whether the target is still the file that was made."""
    target = task.targets[0]
    return Path(target).is_file() and values.get("digest") == _digest(target)


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


def _digest(path: str) -> str:
    return hashlib.blake2b(Path(path).read_bytes(), digest_size=16).hexdigest()
