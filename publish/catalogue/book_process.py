"""A process that makes one book after another, and several of such processes.

A process is started anew, not forked: Pango and Fontconfig hold state that a fork may break, and a
process of a Dask worker may not fork. It loads the libraries once; a book of 70 pages then takes
3.6 s instead of 5.2 s. What kills it kills one book.
"""

from __future__ import annotations

import faulthandler
import os
import resource
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor, as_completed
from contextlib import suppress
from dataclasses import dataclass, field
from multiprocessing import Pipe
from multiprocessing.connection import Connection
from threading import Lock, Thread
from typing import IO

from publish.catalogue import faults
from publish.catalogue.making import BookOutcome, Work, make
from publish.pipeline.folder import reason_of

_MOST = 100
"""Books after which a process makes room for a fresh one, should memory leak somewhere."""

_IDLE = 300
"""Seconds after which a process that a Dask worker keeps for the next catalogue ends."""

MEMORY = 4096
"""Megabytes that a process may ask for: some ten times what a long novel needs."""
_LARGEST_FILE = 2**31

_LAST_WORDS = 4000  # characters of what a dead process wrote


class _DiedError(Exception):
    """The process ended before it gave a book back."""

    def __init__(self, how: str, words: str) -> None:
        super().__init__(how)
        self.how, self.words = how, words


@dataclass(slots=True)
class BookProcess:
    """A process at work, one book at a time."""

    connection: Connection
    process: subprocess.Popen[bytes]
    words: IO[bytes]
    room: str
    """Its folder for temporary files; what it leaves there goes with it."""
    done: int = 0

    @classmethod
    def open(cls, memory: int) -> BookProcess:
        """Start a process; it ends with this one, whatever ends this one."""
        room = tempfile.mkdtemp(prefix="publish-")
        ours, theirs = Pipe()
        words = tempfile.TemporaryFile()  # noqa: SIM115  # closed with the process
        path = os.pathsep.join(filter(None, sys.path))
        process = subprocess.Popen(  # noqa: S603  # ourselves
            [sys.executable, "-P", "-m", __name__, str(theirs.fileno()), str(memory)],
            stdin=subprocess.PIPE,
            stdout=words,
            stderr=words,
            env={**os.environ, "PYTHONPATH": path, "TMPDIR": room},
            pass_fds=[theirs.fileno()],
            start_new_session=True,  # Ctrl-C is for whoever asked
        )
        theirs.close()
        return cls(ours, process, words, room)

    def make(self, work: Work, timeout: float | None) -> BookOutcome:
        """Have a book made; raises _DiedError."""
        try:
            self.connection.send(work)
            if not self.connection.poll(timeout):
                late = faults.TIMED_OUT.at(seconds=f"{timeout:g}")
                self.close()
                return BookOutcome(diagnostics=(late,), seconds=timeout or 0.0)
            outcome = self.connection.recv()
        except (EOFError, OSError):
            raise self._died() from None
        self.done += 1
        assert isinstance(outcome, BookOutcome)
        return outcome

    def _died(self) -> _DiedError:
        code = self.process.wait()
        self.words.seek(0)
        words = self.words.read().decode(errors="replace")[-_LAST_WORDS:]
        self.close()
        return _DiedError(signal.Signals(-code).name if code < 0 else f"exit {code}", words)

    @property
    def usable(self) -> bool:
        return self.done < _MOST and self.process.poll() is None

    def close(self) -> None:
        """End the process."""
        self.process.kill()
        self.process.wait()
        if self.process.stdin:
            self.process.stdin.close()
        self.connection.close()
        self.words.close()
        shutil.rmtree(self.room, ignore_errors=True)


@dataclass(slots=True)
class BookProcesses:
    """Processes that are started as they are needed, one for each thread that has a book made."""

    memory: int = MEMORY
    _free: list[BookProcess] = field(default_factory=list)
    _all: list[BookProcess] = field(default_factory=list)
    _lock: Lock = field(default_factory=Lock)
    _closed: bool = False

    def make(self, work: Work, timeout: float | None = None) -> BookOutcome:
        """Have a book made; where its process dies, once more in another."""
        died = _DiedError("", "")
        for _ in range(2):
            try:
                process = self._take()
            except OSError as error:
                return _told(_DiedError(reason_of(error), ""))
            try:
                return process.make(work, timeout)
            except _DiedError as error:
                died = error
            finally:
                self._give_back(process)
        return _told(died)

    def _take(self) -> BookProcess:
        with self._lock:
            if self._closed:
                raise InterruptedError
            while self._free:
                process = self._free.pop()
                if process.usable:
                    return process
                self._end(process)
            process = BookProcess.open(self.memory)
            self._all.append(process)
            return process

    def _give_back(self, process: BookProcess) -> None:
        with self._lock:
            if process.usable and not self._closed:
                self._free.append(process)
            else:
                self._end(process)

    def _end(self, process: BookProcess) -> None:
        self._all.remove(process)
        process.close()

    def close(self) -> None:
        """End every process; books in the making are left as they were."""
        with self._lock:
            self._closed = True
            for process in self._all:
                process.process.kill()
            for process in self._free:
                process.close()


def _told(died: _DiedError) -> BookOutcome:
    return BookOutcome(diagnostics=(faults.DIED.at(how=died.how),), fault=died.words)


def each(
    works: Sequence[Work], processes: int, timeout: float | None, memory: int = MEMORY
) -> Iterator[tuple[int, BookOutcome]]:
    """Have books made by several processes on this machine; yield each one's number when done.

    They are begun in the order given.
    """
    makers = BookProcesses(memory)
    threads = ThreadPoolExecutor(processes)
    try:
        waiting = {threads.submit(makers.make, work, timeout): n for n, work in enumerate(works)}
        for future in as_completed(waiting):
            yield waiting[future], future.result()
    finally:
        threads.shutdown(wait=False, cancel_futures=True)
        makers.close()
        threads.shutdown()


def _leave_with_parent() -> None:
    """End when whoever started this process ends: it holds the other end of standard input."""
    sys.stdin.buffer.read()
    os._exit(1)


def _limit(memory: int) -> None:
    """Take no more of this machine than is given: megabytes of memory, no endless file."""
    for kind, most in (
        (resource.RLIMIT_AS, memory * 2**20),
        (resource.RLIMIT_FSIZE, _LARGEST_FILE),
        (resource.RLIMIT_CORE, 0),
    ):
        hard = resource.getrlimit(kind)[1]
        most = most if hard == resource.RLIM_INFINITY else min(most, hard)
        with suppress(ValueError, OSError):  # macOS takes no limit of memory
            resource.setrlimit(kind, (most, hard))


def main() -> None:
    """Make books for the process at the other end, until it has no more."""
    faulthandler.enable()
    _limit(int(sys.argv[2]))
    Thread(target=_leave_with_parent, daemon=True).start()
    connection = Connection(int(sys.argv[1]))
    while connection.poll(_IDLE):
        try:
            work = connection.recv()
        except EOFError:
            return
        connection.send(make(work))
    os._exit(0)  # the thread still reads: Python could not close standard input


if __name__ == "__main__":
    main()
