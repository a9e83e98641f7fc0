"""The ways in which a process is started to work for this one: there is no other place for them.

:func:`done` shares the sections of a book among several, for as long as that takes; :func:`beside`
does one job in a process of its own; a :class:`Companion` lives long and does one thing after
another. Each ends with whoever started it, whatever ends that.
"""

from __future__ import annotations

import faulthandler
import multiprocessing
import os
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Callable, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import suppress
from dataclasses import dataclass
from multiprocessing import Pipe
from multiprocessing.connection import Connection
from threading import Thread
from typing import IO, Any, Generic, TypeVar, cast

from publish.pipeline.trace import BuildStep, TimeSpan, Trace

_Bench = TypeVar("_Bench")
_Job = TypeVar("_Job")
_Done = TypeVar("_Done")

FORKS = sys.platform == "linux"
"""A forked process has all that is loaded; elsewhere system libraries forbid it."""

_ENOUGH = 40_000
"""Characters of text that are worth a second process."""


def cores() -> int:
    """Return how many processes can work at once."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


# Several at once, for one build.


@dataclass(frozen=True, slots=True)
class Task(Generic[_Job]):
    """What is to be done with a section: what the job takes, the characters of text in it, and the
    section's name."""

    given: _Job
    size: int
    about: str


def wanted(tasks: Sequence[Task[_Job]], processes: int) -> int:
    """Return how many processes some tasks are worth, of those there may be."""
    return min(processes, len(tasks), sum(task.size for task in tasks) // _ENOUGH + 1)


def done(
    bench: _Bench,
    job: Callable[[_Bench, _Job], _Done],
    tasks: Sequence[Task[_Job]],
    processes: int,
    trace: Trace,
    step: BuildStep,
) -> list[_Done]:
    """Return what each task gives, in their order, done here or by several processes; all that they
    are done with, ``bench``, goes to each process once."""
    if processes < 2:
        return [_traced(trace, step, bench, job, task) for task in tasks]
    start = multiprocessing.get_context("fork" if FORKS else "spawn")
    longest = sorted(range(len(tasks)), key=lambda n: -tasks[n].size)
    with ProcessPoolExecutor(processes, start, _take_place, (bench, job)) as pool:
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


def beside(job: Callable[[], _Done]) -> Callable[[], _Done]:
    """Do a job in a process of its own, where that is at once begun; return what waits for it.

    What the job raises is raised where it is waited for.
    """
    if not FORKS:
        made = job()
        return lambda: made
    fork = multiprocessing.get_context("fork")
    pool = ProcessPoolExecutor(1, fork, _take_place, (None, lambda *_: job()))
    waiting = pool.submit(_do, None)

    def wait() -> _Done:
        with pool:
            return cast(_Done, waiting.result())

    return wait


_place: list[tuple[Any, Callable[[Any, Any], Any]]] = []
"""In a process of the pool: its bench and its job, given once and not with each task."""


def _take_place(*place: Any) -> None:
    _place[:] = [place]
    Thread(target=_leave_with_parent, daemon=True).start()


def _leave_with_parent() -> None:
    """End this process when the build is killed: it would wait for work for ever."""
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)


def _traced(
    trace: Trace,
    step: BuildStep,
    bench: _Bench,
    job: Callable[[_Bench, _Job], _Done],
    task: Task[_Job],
) -> _Done:
    with trace.of(step, task.about):
        return job(bench, task.given)


def _do_traced(step: BuildStep, task: Task[Any]) -> tuple[Any, list[TimeSpan]]:
    ((bench, job),) = _place
    trace = Trace()
    return _traced(trace, step, bench, job, task), trace.spans


def _do(given: Any) -> Any:
    ((bench, job),) = _place
    return job(bench, given)


# One that lives long.


_LAST_WORDS = 4000  # characters of what a dead process wrote


class CompanionDiedError(Exception):
    """A companion ended before it gave an answer: ``how``, and the last ``words`` it wrote."""

    def __init__(self, how: str, words: str = "") -> None:
        super().__init__(how)
        self.how, self.words = how, words


@dataclass(slots=True)
class Companion:
    """A process that answers one question after another: what it has loaded and made stays.

    It is started anew, not forked: Pango and Fontconfig hold state that a fork may break, and a
    process of a Dask worker may not fork. What kills it kills nothing else.
    """

    _connection: Connection
    _process: subprocess.Popen[bytes]
    _words: IO[bytes] | None
    _room: str
    """Its folder for temporary files; what it leaves there goes with it."""

    @classmethod
    def open(
        cls,
        hire: Callable[..., Callable[[Any], Any]],
        *arguments: Any,
        idle: float | None = None,
        quiet: bool = False,
    ) -> Companion:
        """Start a process that answers with what ``hire(*arguments)`` gives there.

        ``idle``: seconds without a question after which it ends; ``quiet``: what it writes is kept
        for its last words. OSError where no process can be started.
        """
        room = tempfile.mkdtemp(prefix="publish-")
        ours, theirs = Pipe()
        words = tempfile.TemporaryFile() if quiet else None  # noqa: SIM115  # closed with it
        path = os.pathsep.join(filter(None, sys.path))
        process = subprocess.Popen(  # noqa: S603  # ourselves
            [sys.executable, "-P", "-c", _SERVE, str(theirs.fileno())],
            stdin=subprocess.PIPE,
            stdout=words,
            stderr=words,
            env={**os.environ, "PYTHONPATH": path, "TMPDIR": room},
            pass_fds=[theirs.fileno()],
            start_new_session=True,  # Ctrl-C is for whoever asked
        )
        theirs.close()
        with suppress(OSError):  # one that has ended already is told of when it is asked
            ours.send((hire, arguments, idle))
        return cls(ours, process, words, room)

    @property
    def alive(self) -> bool:
        return self._process.poll() is None

    def ask(self, question: Any, timeout: float | None = None) -> Any:
        """Return the answer; TimeoutError where it takes longer, CompanionDiedError where there
        will be none."""
        try:
            self._connection.send(question)
            if self._connection.poll(timeout):
                return self._connection.recv()
        except (EOFError, OSError):
            raise self._died() from None
        raise TimeoutError

    def _died(self) -> CompanionDiedError:
        code, words = self._process.wait(), ""
        if self._words:
            self._words.seek(0)
            words = self._words.read().decode(errors="replace")[-_LAST_WORDS:]
        how = signal.Signals(-code).name if code < 0 else f"exit {code}"
        return CompanionDiedError(how, words)

    def kill(self) -> None:
        """End the process; whoever waits for an answer hears of it."""
        self._process.kill()

    def close(self) -> None:
        """End the process, in the middle of an answer if need be."""
        self._process.kill()
        self._process.wait()
        if self._process.stdin:
            self._process.stdin.close()
        self._connection.close()
        if self._words:
            self._words.close()
        shutil.rmtree(self._room, ignore_errors=True)


_SERVE = "from publish.pipeline.workers import serve; serve()"


def serve() -> None:
    """Answer the process at the other end, until it asks no more."""
    faulthandler.enable()
    Thread(target=_leave_with_starter, daemon=True).start()
    connection = Connection(int(sys.argv[1]))
    hire, arguments, idle = connection.recv()
    answer = hire(*arguments)
    while connection.poll(idle):
        try:
            question = connection.recv()
        except (EOFError, OSError):
            break
        found = answer(question)
        try:
            connection.send(found)
        except OSError:
            break


def _leave_with_starter() -> None:
    """End when whoever started this process ends: it holds the other end of standard input.

    Read without Python's file, whose lock a forked child would find held for ever.
    """
    while os.read(0, 1):
        pass
    os._exit(1)
