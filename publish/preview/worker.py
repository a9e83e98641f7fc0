"""The process that builds, from the first build to the last: what it has loaded and made stays.

It is not the server's: a build neither delays an answer nor shares PDFium with it, and what happens
to one does not happen to the other. It ends when its pipe does.
"""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from publish import pipeline
from publish.diagnostics import BookError, Diagnostic
from publish.pipeline import BuildReport, Memory, OutputPlaces, faults
from publish.pipeline.last_net import our_fault
from publish.pipeline.workers import Companion, CompanionDiedError


@dataclass(frozen=True, slots=True)
class BuildOutcome:
    """What became of a build: its report, or None and the diagnostics that say why there is none.

    ``seconds``: how long it took.
    """

    report: BuildReport | None
    diagnostics: tuple[Diagnostic, ...]
    seconds: float

    @property
    def made(self) -> tuple[str, ...]:
        """The names of the files that were made."""
        targets = self.report.targets if self.report else ()
        return tuple(target.path.name for target in targets if target.built)


class Worker:
    """Builds one book's targets, one build at a time, in a process of its own."""

    def __init__(self, root: Path, targets: Sequence[str]) -> None:
        self._job = root.resolve(), tuple(targets)
        self._companion = self._hired()

    def build(self) -> BuildOutcome:
        """Bring the targets up to date."""
        if not self._companion.alive:
            self._companion.close()
            self._companion = self._hired()
        try:
            outcome: BuildOutcome = self._companion.ask(None)
        except CompanionDiedError:
            return BuildOutcome(None, (faults.BUILD_DIED.at(),), 0.0)
        return outcome

    def close(self) -> None:
        """End the process, in the middle of a build if need be: files are whole, old or new."""
        self._companion.close()

    def _hired(self) -> Companion:
        return Companion.open(Builds, *self._job)


class Builds:
    """Builds of one book that follow one another in a process: what was made is handed on."""

    def __init__(self, root: Path, targets: Sequence[str]) -> None:
        self._root, self._targets = root, targets
        self._known: OutputPlaces | None = None
        self._memory = pipeline.Memory()

    def __call__(self, _: None) -> BuildOutcome:
        started = time.perf_counter()
        try:
            report = pipeline.build(self._root, self._targets, memory=self._memory)
            self._known = _places(report, self._known, self._root, self._memory)
            found = (*report.diagnostics, *pipeline.style_faults(self._root))
            report = replace(report, places=self._known)
            return BuildOutcome(report, found, time.perf_counter() - started)
        except BookError as error:
            return BuildOutcome(None, error.diagnostics, time.perf_counter() - started)
        except Exception as error:  # the next save may be better
            fault = our_fault(error)
            return BuildOutcome(None, (fault,), time.perf_counter() - started)


def _places(
    report: BuildReport, known: OutputPlaces | None, root: Path, memory: Memory
) -> OutputPlaces:
    """Return where blocks stand, also in what was up to date."""
    if report.places is None:
        return known or pipeline.survey(root, memory)
    return replace(report.places, texts=report.places.texts or (known.texts if known else {}))
