"""The process that builds, from the first build to the last: what it has loaded and made stays.

It is not the server's: a build neither delays an answer nor shares PDFium with it, and what happens
to one does not happen to the other. It ends when its pipe does.
"""

from __future__ import annotations

import multiprocessing
import signal
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass, replace
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from pathlib import Path

from publish import pipeline
from publish.diagnostics import BookError, Diagnostic
from publish.pipeline import BuildReport, Memory, OutputPlaces, faults
from publish.pipeline.last_net import our_fault


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
        self._process, self._pipe = self._hired()

    def build(self) -> BuildOutcome:
        """Bring the targets up to date."""
        if not self._process.is_alive():
            self._process, self._pipe = self._hired()
        try:
            self._pipe.send(None)
            outcome: BuildOutcome = self._pipe.recv()
        except (EOFError, OSError):
            self._pipe.close()
            self._process.join()
            return BuildOutcome(None, (faults.BUILD_DIED.at(),), 0.0)
        return outcome

    def close(self) -> None:
        """End the process, in the middle of a build if need be: files are whole, old or new."""
        self._pipe.close()
        self._process.terminate()
        self._process.join()

    def _hired(self) -> tuple[BaseProcess, Connection]:
        context = multiprocessing.get_context("spawn")  # nothing of the server's goes with it
        ours, theirs = context.Pipe()
        process = context.Process(target=_work, args=(*self._job, theirs))
        process.start()
        theirs.close()
        return process, ours


def _work(root: Path, targets: Sequence[str], pipe: Connection) -> None:
    """Build whenever asked, until the other end of the pipe is gone."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for who started it
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))  # and nothing temporary is left behind
    known: OutputPlaces | None = None
    memory = pipeline.Memory()
    while _asked(pipe):
        started = time.perf_counter()
        try:
            report = pipeline.build(root, targets, memory=memory)
            known = _places(report, known, root, memory)
            found = (*report.diagnostics, *pipeline.style_faults(root))
            report = replace(report, places=known)
            outcome = BuildOutcome(report, found, time.perf_counter() - started)
        except BookError as error:
            outcome = BuildOutcome(None, error.diagnostics, time.perf_counter() - started)
        except Exception as error:  # the next save may be better
            fault = our_fault(error)
            outcome = BuildOutcome(None, (fault,), time.perf_counter() - started)
        try:
            pipe.send(outcome)
        except OSError:
            return


def _asked(pipe: Connection) -> bool:
    """Wait to be asked; whether there still is who asks."""
    try:
        pipe.recv()
    except (EOFError, OSError):
        return False
    return True


def _places(
    report: BuildReport, known: OutputPlaces | None, root: Path, memory: Memory
) -> OutputPlaces:
    """Return where blocks stand, also in what was up to date."""
    if report.places is None:
        return known or pipeline.survey(root, memory)
    return replace(report.places, texts=report.places.texts or (known.texts if known else {}))
