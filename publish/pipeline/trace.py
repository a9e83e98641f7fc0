"""Where the time of a build goes: each step, the text or target it was about, and whether what it
gives was kept from an earlier build.

Written in the Trace Event Format of Chromium, which ``chrome://tracing`` and Perfetto show.
"""

from __future__ import annotations

import json
import os
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from publish.messages import N_

Hear = Callable[["BuildStep", str], None]


class BuildStep(StrEnum):
    """What a build does."""

    COMPARE = "compare"
    LOAD = "load"
    READ = "read"
    SET = "set"
    MARK = "mark"
    COMPOSE = "compose"
    PAINT = "paint"
    JOIN = "join"
    DOCUMENTS = "documents"
    DEFLATE = "deflate"
    INK = "ink"
    COVER = "cover"
    TARGET = "target"


SAID = {
    BuildStep.COMPARE: N_("looking for what changed"),
    BuildStep.LOAD: N_("loading what makes a book"),
    BuildStep.READ: N_("reading {about}"),
    BuildStep.SET: N_("typography of {about}"),
    BuildStep.MARK: N_("index marks of {about}"),
    BuildStep.COMPOSE: N_("composing {about}"),
    BuildStep.PAINT: N_("painting {about}"),
    BuildStep.JOIN: N_("putting together the pages of {about}"),
    BuildStep.DOCUMENTS: N_("documents of the EPUB"),
    BuildStep.DEFLATE: N_("compressing the EPUB"),
    BuildStep.INK: N_("colours into ink"),
    BuildStep.COVER: N_("the cover"),
    BuildStep.TARGET: N_("making {about}"),
}
"""What is said of a step while it is done."""


@dataclass(frozen=True, slots=True)
class TimeSpan:
    """A step that was done: ``start`` in seconds of a clock that all processes share."""

    step: BuildStep
    about: str
    start: float
    seconds: float
    process: int
    kept: bool = False


@dataclass(frozen=True, slots=True)
class Trace:
    """The steps of a build, as they are done; ``hear`` is called when one begins."""

    hear: Hear | None = None
    spans: list[TimeSpan] = field(default_factory=list)

    @contextmanager
    def of(self, step: BuildStep, about: str = "") -> Iterator[None]:
        """Note what a step takes."""
        self.begin(step, about)
        start = time.perf_counter()
        try:
            yield
        finally:
            self.add(step, about, start)

    def begin(self, step: BuildStep, about: str) -> None:
        """Say that a step begins, here or in another process."""
        if self.hear:
            self.hear(step, about)

    def add(self, step: BuildStep, about: str, start: float, *, kept: bool = False) -> None:
        """Note a step that ends now."""
        seconds = time.perf_counter() - start
        self.spans.append(TimeSpan(step, about, start, seconds, os.getpid(), kept))


def chrome_trace(spans: Iterable[TimeSpan]) -> bytes:
    """Return steps in the Trace Event Format, times in microseconds from the first."""
    found = sorted(spans, key=lambda span: (span.start, -span.seconds))
    origin = found[0].start if found else 0.0
    own = os.getpid()
    events = [_event(span, origin) for span in found]
    names = [
        {"ph": "M", "name": "process_name", "pid": process, "args": {"name": name}}
        for process in sorted({span.process for span in found})
        for name in ("publish" if process == own else "publish, beside",)
    ]
    content = {"traceEvents": [*names, *events], "displayTimeUnit": "ms"}
    return json.dumps(content, ensure_ascii=False, indent=1).encode()


def _event(span: TimeSpan, origin: float) -> dict[str, Any]:
    return {
        "ph": "X",
        "name": f"{span.step} {span.about}".strip(),
        "cat": f"{span.step},kept" if span.kept else str(span.step),
        "ts": round((span.start - origin) * 1e6),
        "dur": round(span.seconds * 1e6),
        "pid": span.process,
        "tid": span.process,
        "args": {"step": span.step, "about": span.about, "kept": span.kept},
    }
