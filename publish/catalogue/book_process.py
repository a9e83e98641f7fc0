"""A process that makes one book after another, and several of such processes.

A process is started anew, not forked: Pango and Fontconfig hold state that a fork may break, and a
process of a Dask worker may not fork. It loads the libraries once; a book of 70 pages then takes
3.6 s instead of 5.2 s. What kills it kills one book.
"""

from __future__ import annotations

import resource
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor, as_completed
from contextlib import suppress
from dataclasses import dataclass, field
from threading import Lock

from publish.catalogue import faults
from publish.catalogue.making import BookOutcome, Work, make
from publish.pipeline.folder import reason_of
from publish.pipeline.workers import Companion, CompanionDiedError

_MOST = 100
"""Books after which a process makes room for a fresh one, should memory leak somewhere."""

_IDLE = 300
"""Seconds after which a process that a Dask worker keeps for the next catalogue ends."""

MEMORY = 4096
"""Megabytes that a process may ask for: some ten times what a long novel needs."""
_LARGEST_FILE = 2**31


def _hired(memory: int) -> Callable[[Work], BookOutcome]:
    """Return what makes books, in the process that is to make them."""
    _limit(memory)
    return make


@dataclass(slots=True)
class BookProcess:
    """A process at work, one book at a time; it takes nothing with it but the work."""

    companion: Companion
    done: int = 0

    @classmethod
    def open(cls, memory: int) -> BookProcess:
        return cls(Companion.open(_hired, memory, idle=_IDLE, quiet=True))

    def make(self, work: Work, timeout: float | None) -> BookOutcome:
        """Have a book made; raises CompanionDiedError."""
        try:
            outcome = self.companion.ask(work, timeout)
        except TimeoutError:
            late = faults.TIMED_OUT.at(seconds=f"{timeout:g}")
            self.companion.close()
            return BookOutcome(diagnostics=(late,), seconds=timeout or 0.0)
        self.done += 1
        assert isinstance(outcome, BookOutcome)
        return outcome

    @property
    def usable(self) -> bool:
        return self.done < _MOST and self.companion.alive


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
        died = CompanionDiedError("")
        for _ in range(2):
            try:
                process = self._take()
            except OSError as error:
                return _told(CompanionDiedError(reason_of(error)))
            try:
                return process.make(work, timeout)
            except CompanionDiedError as error:
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
        process.companion.close()

    def close(self) -> None:
        """End every process; books in the making are left as they were."""
        with self._lock:
            self._closed = True
            for process in self._all:
                process.companion.kill()
            for process in self._free:
                process.companion.close()


def _told(died: CompanionDiedError) -> BookOutcome:
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
