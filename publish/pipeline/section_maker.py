"""What is done with a section, composing and painting: here, or by several processes at once.

Both take and give plain values, so that it makes no difference where they are done.
"""

from __future__ import annotations

import multiprocessing
import os
import sys
from collections.abc import Callable, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, replace
from functools import cached_property
from threading import Thread
from typing import Any, Generic, TypeVar, cast

from publish.composition import (
    Imprint,
    PageSize,
    PlacedSection,
    SectionComposer,
    SectionRecord,
    Styles,
    print_document,
    section_record,
)
from publish.editions import (
    PaintedSection,
    PaintedSizes,
    Painter,
    Plate,
    joined,
    paint,
    plates,
    typeface_digests,
)
from publish.pipeline.store import packed, unpacked
from publish.pipeline.trace import BuildStep, TimeSpan, Trace
from publish.pipeline.transcript import read_back

_Job = TypeVar("_Job")
_Done = TypeVar("_Done")

_ENOUGH = 40_000
"""Characters of text that are worth a second process."""


@dataclass(frozen=True, slots=True)
class MadeSection:
    """A composed section: its sheets, and its pages' plates, packed until they are wanted."""

    record: SectionRecord
    plates: str


_Plates = tuple[Plate | None, ...]


@dataclass(frozen=True)
class SectionMaker:
    """All that sections are made with."""

    painter: Painter
    imprint: Imprint
    page_size: PageSize

    @property
    def styles(self) -> Styles:
        return self.painter.styles

    @cached_property
    def composer(self) -> SectionComposer:
        return SectionComposer(
            self.styles, self.imprint, PaintedSizes(self.painter), self.page_size
        )

    @cached_property
    def typefaces(self) -> dict[str, bytes]:
        """The fonts, by what stands for each in a painted section."""
        return typeface_digests(self.styles.fonts.values())

    def compose(self, transcript: bytes) -> MadeSection:
        """Compose a section, and keep what the painter and the folios need."""
        composed = self.composer.compose(read_back(transcript))
        drawn = plates(composed)
        lettered = frozenset(number for number, plate in enumerate(drawn) if plate)
        made = section_record(composed, self.composer.frame, self.imprint, lettered)
        return MadeSection(made, packed(drawn, _Plates).decode())

    def document(self, run: PlacedSection) -> str:
        """Return what the painter is given of a section in its place."""
        return print_document(run, self.styles, self.imprint, self.page_size)

    def paint(self, task: tuple[str, int]) -> PaintedSection:
        """Paint a document, but for the first pages, by their number."""
        document, skipped = task
        return paint(self.painter.lay_out(document), self.typefaces, skipped)

    def join(self, task: tuple[PaintedSection, PlacedSection, str]) -> PaintedSection:
        """Lay a section's plates on its painted pages."""
        painted, run, drawn = task
        blank: _Plates = (None,)
        own = unpacked(drawn.encode(), _Plates) or blank * run.record.length
        laid = (*blank * run.before, *own, *blank * run.after)
        return joined(painted, laid, self.typefaces)


@dataclass(frozen=True, slots=True)
class Task(Generic[_Job]):
    """What is to be done with a section: what the job takes, the characters of text in it, and the
    section's name."""

    given: _Job
    size: int
    about: str


def done(
    maker: SectionMaker,
    job: Callable[[SectionMaker, _Job], _Done],
    tasks: Sequence[Task[_Job]],
    processes: int,
    trace: Trace,
    step: BuildStep,
) -> list[_Done]:
    """Return what each task gives, in their order."""
    processes = min(processes, len(tasks), sum(task.size for task in tasks) // _ENOUGH + 1)
    if processes < 2:
        return [_traced(trace, step, maker, job, task) for task in tasks]
    start = multiprocessing.get_context("fork" if _FORKS else "spawn")
    if _FORKS:
        maker.painter.prepare()  # once for all, and cleaned up by this process
    else:
        maker = replace(maker, painter=replace(maker.painter))  # nothing loaded goes with it
    longest = sorted(range(len(tasks)), key=lambda n: -tasks[n].size)
    with ProcessPoolExecutor(processes, start, _take_place, (maker, job)) as pool:
        waiting = {n: pool.submit(_do_traced, step, tasks[n]) for n in longest}
        found: list[_Done] = []
        try:
            for n, task in enumerate(tasks):
                trace.begin(step, task.about)
                made, spans = waiting[n].result()
                found.append(made)
                trace.spans.extend(spans)
            return found
        finally:
            pool.shutdown(cancel_futures=True)


def _traced(
    trace: Trace,
    step: BuildStep,
    maker: SectionMaker,
    job: Callable[[SectionMaker, _Job], _Done],
    task: Task[_Job],
) -> _Done:
    with trace.of(step, task.about):
        return job(maker, task.given)


def beside(job: Callable[[], _Done]) -> Callable[[], _Done]:
    """Do a job in a process of its own, where that is at once begun; return what waits for it.

    What the job raises is raised where it is waited for.
    """
    if not _FORKS:
        made = job()
        return lambda: made
    fork = multiprocessing.get_context("fork")
    pool = ProcessPoolExecutor(1, fork, _take_place, (None, lambda *_: job()))
    waiting = pool.submit(_do, None)

    def wait() -> _Done:
        with pool:
            return cast(_Done, waiting.result())

    return wait


def cores() -> int:
    """Return how many processes can work at once."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


_FORKS = sys.platform == "linux"
"""A forked process has all that is loaded; elsewhere system libraries forbid it."""

_place: list[tuple[Any, Callable[[Any, Any], Any]]] = []
"""In a process of the pool: its maker and its job, given once and not with each task."""


def _take_place(*place: Any) -> None:
    _place[:] = [place]
    Thread(target=_leave_with_parent, daemon=True).start()


def _leave_with_parent() -> None:
    """End this process when the build is killed: it would wait for work for ever."""
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)


def _do_traced(step: BuildStep, task: Task[Any]) -> tuple[Any, list[TimeSpan]]:
    ((maker, job),) = _place
    trace = Trace()
    return _traced(trace, step, maker, job, task), trace.spans


def _do(task: Any) -> Any:
    ((maker, job),) = _place
    return job(maker, task)
