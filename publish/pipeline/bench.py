"""A section's two jobs, composing and painting: done here, or by several processes at once.

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
from typing import Any, TypeVar

from publish.composition import Imprint, Leaf, Press, Run, Sheets, Styles, print_document, sheets
from publish.editions import Forme, Part, Surveyor, paint, typeface_digests
from publish.pipeline.transcript import read_back

_Job = TypeVar("_Job")
_Done = TypeVar("_Done")

_ENOUGH = 40_000
"""Characters of text that are worth a second process."""


@dataclass(frozen=True)
class Bench:
    """All that sections are made with."""

    forme: Forme
    imprint: Imprint
    leaf: Leaf

    @property
    def styles(self) -> Styles:
        return self.forme.styles

    @cached_property
    def press(self) -> Press:
        return Press(self.styles, self.imprint, Surveyor(self.forme), self.leaf)

    @cached_property
    def _typefaces(self) -> frozenset[str]:
        return frozenset(typeface_digests(self.styles.fonts.values()))

    def compose(self, transcript: bytes) -> Sheets:
        """Compose a section, and keep what the painter and the folios need."""
        return sheets(self.press.compose(read_back(transcript)), self.press.frame, self.imprint)

    def paint(self, run: Run) -> Part:
        """Paint a section in its place."""
        layout = self.forme.lay_out(print_document(run, self.styles, self.imprint, self.leaf))
        return paint(layout, self._typefaces, run.skipped)


def done(
    bench: Bench,
    job: Callable[[Bench, _Job], _Done],
    tasks: Sequence[_Job],
    sizes: Sequence[int],
    processes: int,
) -> list[_Done]:
    """Return what each task gives, in their order; ``sizes``: their characters of text."""
    processes = min(processes, len(tasks), sum(sizes) // _ENOUGH + 1)
    if processes < 2:
        return [job(bench, task) for task in tasks]
    # A forked process has all that is loaded; elsewhere than on Linux system libraries forbid it.
    start = multiprocessing.get_context("fork" if sys.platform == "linux" else "spawn")
    if start.get_start_method() == "spawn":
        bench = replace(bench, forme=replace(bench.forme))  # nothing loaded goes with it
    else:
        bench.forme.prepare()  # once for all, and cleaned up by this process
    longest = sorted(range(len(tasks)), key=lambda n: -sizes[n])
    with ProcessPoolExecutor(processes, start, _take_place, (bench, job)) as crew:
        waiting = {n: crew.submit(_do, tasks[n]) for n in longest}
        try:
            return [waiting[n].result() for n in range(len(tasks))]
        finally:
            crew.shutdown(cancel_futures=True)


def cores() -> int:
    """Return how many processes can work at once."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


_place: list[tuple[Bench, Callable[[Bench, Any], Any]]] = []
"""In a process of the crew: its bench and its job, given once and not with each task."""


def _take_place(*place: Any) -> None:
    _place[:] = [place]
    Thread(target=_leave_with_parent, daemon=True).start()


def _leave_with_parent() -> None:
    """End this process when the build is killed: it would wait for work for ever."""
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)


def _do(task: Any) -> Any:
    ((bench, job),) = _place
    return job(bench, task)
