"""Makes a book's targets: those only that something they rest on has changed for.

doit keeps what each target was made from and decides, by content alone, whether it is stale.
"""

from __future__ import annotations

import hashlib
import os
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
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
from publish.pipeline import faults
from publish.pipeline.folder import Folder
from publish.pipeline.styles import style_folders
from publish.pipeline.workshop import Workshop

STATE = ".state.json"
_TOOLS = ("publish", "weasyprint", "ebooklib", "markdown", "pymdown-extensions", "pikepdf")
_NOT_READ = ("sources/*", "corrections.toml", "*.part")


@dataclass(frozen=True, slots=True)
class Recipe:
    """How a target is made: the name of its file, and which styles it does not rest on."""

    file: str
    make: Callable[[Workshop], bytes]
    without: tuple[str, ...] = ()


RECIPES: dict[str, Recipe] = {
    "epub": Recipe("{slug}.epub", Workshop.epub),
    "lecture": Recipe("{slug}-lecture.pdf", Workshop.lecture, ("epub.css", "cover.css")),
    "impression": Recipe("{slug}-impression.pdf", Workshop.impression, ("epub.css", "cover.css")),
}


@dataclass(frozen=True, slots=True)
class TargetReport:
    """What became of one target; ``reasons`` say why it was stale."""

    name: str
    path: Path
    built: bool
    seconds: float = 0.0
    size: int = 0
    reasons: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class BuildReport:
    """What a build did, and what it found that did not stop it."""

    targets: tuple[TargetReport, ...]
    diagnostics: tuple[Diagnostic, ...] = ()


class ByContent(FileChangedChecker):  # type: ignore[misc]  # doit ships no types
    """A file has changed when its bytes have: dates and sizes are not looked at."""

    def __init__(self) -> None:
        self._digest = cache(_digest)

    def check_modified(self, file_path: str, file_stat: object, state: str) -> bool:  # noqa: ARG002
        return self._digest(file_path) != state

    def get_state(self, dep: str, current_state: str | None) -> str:  # noqa: ARG002
        return self._digest(dep)


def build(root: Path, targets: Sequence[str] | None = None) -> BuildReport:
    """Bring targets up to date (all when none are named); raises BookError, old files then stay.

    ``root`` is the folder that holds ``manuscript/``.
    """
    for target in targets or ():
        if target not in RECIPES:
            raise BookError(faults.UNKNOWN_TARGET.at(target=target, known=", ".join(RECIPES)))
    metadata = read_metadata(Folder(_manuscript(root)))
    epoch = os.environ.get("SOURCE_DATE_EPOCH")
    workshop = Workshop(root, int(epoch) if epoch else None)
    dist = Folder(root / "dist")
    dist.prepare()
    state = Dependency(JsonDB, str(dist.root / STATE), checker_cls=ByContent)
    try:
        reports = [
            _bring_up_to_date(name, metadata, workshop, dist, state) for name in targets or RECIPES
        ]
    finally:
        state.close()
    made = any(report.built for report in reports)
    diagnostics = workshop.diagnostics if made else ()
    return BuildReport(tuple(reports), diagnostics)


def _manuscript(root: Path) -> Path:
    manuscript = root / "manuscript"
    if not manuscript.is_dir():
        raise BookError(faults.NO_BOOK.at(path=str(root)))
    return manuscript


def _bring_up_to_date(
    name: str, metadata: Metadata, workshop: Workshop, dist: Folder, state: Any
) -> TargetReport:
    recipe = RECIPES[name]
    path = dist.root / recipe.file.format(slug=metadata.slug)
    task = _task(name, recipe, path, workshop)
    status = state.get_status(task, {}, get_log=True)
    if status.status == "up-to-date":
        return TargetReport(name, path, built=False, size=path.stat().st_size)
    started = time.perf_counter()
    content = recipe.make(workshop)
    dist.write(path.name, content)
    task.save_extra_values()
    state.save_success(task)
    seconds = time.perf_counter() - started
    return TargetReport(name, path, True, seconds, len(content), tuple(_reasons(status.reasons)))


def _task(name: str, recipe: Recipe, path: Path, workshop: Workshop) -> Task:
    """Describe a target to doit: its files, the tools it is made with, what it was when made."""
    tools = {tool: version(tool) for tool in _TOOLS}
    task = Task(
        f"{name}:{path.name}",
        None,
        file_dep=list(_sources(workshop.root, recipe)),
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


def _sources(root: Path, recipe: Recipe) -> Iterator[str]:
    """Yield every file a target may rest on: the manuscript's, and the styles that apply."""
    manuscript = root / "manuscript"
    for path in Folder(manuscript).files():
        if not any(fnmatch(path, pattern) for pattern in _NOT_READ):
            yield str(manuscript / path)
    for styles in style_folders(root):
        for path in Folder(styles).files():
            if path not in recipe.without:
                yield str(styles / path)


def _reasons(reasons: dict[str, Any]) -> Iterator[str]:
    """Yield what doit says of a stale target, in one word or by file."""
    for reason, details in reasons.items():
        if reason in ("changed_file_dep", "added_file_dep", "removed_file_dep", "missing_target"):
            yield from (str(detail) for detail in details)
        else:
            yield reason


def _digest(path: str) -> str:
    return hashlib.blake2b(Path(path).read_bytes(), digest_size=16).hexdigest()
