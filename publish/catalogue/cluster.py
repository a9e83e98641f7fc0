"""Books made by the workers of a Dask scheduler, which need share no disk.

A book's files travel there as bytes, what was made of them travels back. A worker that is lost, or
answers no more, loses nothing: its books are sent to another.
"""

from __future__ import annotations

import logging
import platform
import socket
import tempfile
import traceback
import warnings
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from publish import __version__
from publish.catalogue import faults
from publish.catalogue.book_process import BookProcesses
from publish.catalogue.making import BookOutcome, Work
from publish.catalogue.source import files_of, fingerprint
from publish.diagnostics import BookError
from publish.pipeline import Folder

try:
    from distributed import Client, Future, KilledWorker, WorkerPlugin, as_completed, get_worker
except ImportError:
    raise BookError(faults.NO_CLUSTER.at()) from None

_PATIENCE = 8
"""Seconds in which a scheduler answers, then a worker is there."""

_AHEAD = 2
"""Books sent for each thread of the workers: one in the making, one that waits."""

_NAME = "publish-catalogue"


@dataclass(frozen=True, slots=True)
class Tools:
    """What books are made with on a machine."""

    version: str
    python: str
    fingerprint: str

    @classmethod
    def here(cls) -> Tools:
        return cls(__version__, platform.python_version(), fingerprint())

    def __str__(self) -> str:
        return f"publish {self.version} ({self.fingerprint[:8]}), Python {self.python}"


@dataclass(frozen=True, slots=True)
class Parcel:
    """A book on its way to a worker."""

    files: Mapping[str, bytes]
    targets: tuple[str, ...]
    epoch: int | None
    timeout: float | None
    tools: Tools


@dataclass(frozen=True, slots=True)
class Reply:
    """What comes back: the contents of ``dist/``, by target, a folder's by their paths in it.

    ``foreign``: the tools of a worker that would have made another book.
    """

    outcome: BookOutcome
    files: Mapping[str, bytes | Mapping[str, bytes]]
    worker: str
    foreign: Tools | None = None


class _BookProcessesPlugin(WorkerPlugin):  # type: ignore[misc]  # distributed's types are partial
    """A worker's own processes: a book that breaks its process does not break the worker."""

    name = _NAME
    idempotent = True  # another client's books may be in the making

    def setup(self, worker: Any) -> None:  # noqa: ARG002
        self.processes = BookProcesses()

    def teardown(self, worker: Any) -> None:  # noqa: ARG002
        self.processes.close()


def make_there(parcel: Parcel) -> Reply:
    """Make a book that came as a parcel; this runs in a worker."""
    worker = get_worker()
    here = Tools.here()
    if here != parcel.tools:
        return Reply(BookOutcome(), {}, worker.address, here)
    with tempfile.TemporaryDirectory(prefix="publish-") as name:
        root = Path(name)
        for path, content in parcel.files.items():
            Folder(root).write(path, content)
        work = Work(root, parcel.targets, parcel.epoch)
        outcome = worker.plugins[_NAME].processes.make(work, parcel.timeout)
        files = {made.name: _content(root / "dist" / made.name) for made in outcome.files}
    return Reply(outcome, files, worker.address)


def _content(place: Path) -> bytes | Mapping[str, bytes]:
    if place.is_dir():
        return {path: (place / path).read_bytes() for path in Folder(place).files()}
    return place.read_bytes()


def each(
    works: Sequence[Work], address: str, timeout: float | None
) -> Iterator[tuple[int, BookOutcome]]:
    """Have books made by a scheduler's workers; yield each one's number when it lies in its folder.

    Raises BookError where there is no scheduler or worker, and for a worker with other tools.
    """
    for part in ("distributed", "distributed.client"):
        logging.getLogger(part).setLevel(logging.CRITICAL)  # it is told as faults
    warnings.filterwarnings("ignore", "Sending large graph")  # a lost worker's book is sent again
    with _client(address) as client:
        tools = Tools.here()
        _prepare(client, address)
        ahead = _AHEAD * sum(client.nthreads().values())
        numbers: dict[Future, int] = {}
        waiting = iter(enumerate(works))
        coming = as_completed([], loop=client.loop)

        def send() -> None:
            for number, work in waiting:
                parcel = Parcel(files_of(work.root), work.targets, work.epoch, timeout, tools)
                future = client.submit(make_there, parcel, pure=False)
                numbers[future] = number
                coming.add(future)
                return

        for _ in range(ahead):
            send()
        for future in coming:
            send()
            number = numbers.pop(future)
            yield number, _received(future, works[number], address, tools)


def _client(address: str) -> Client:
    """Return a client of a scheduler that has a worker."""
    try:
        place = urlsplit(address)
        # Where nobody listens, a client would try on and on, and complain when it is collected.
        socket.create_connection((place.hostname or "", place.port or 0), _PATIENCE).close()
        client = Client(address, timeout=_PATIENCE, set_as_default=False)
    except (OSError, ValueError):
        raise BookError(faults.NO_SCHEDULER.at(address=address)) from None
    try:
        client.wait_for_workers(1, timeout=_PATIENCE)
    except TimeoutError:
        client.close()
        raise BookError(faults.NO_WORKERS.at(address=address)) from None
    return client


def _prepare(client: Client, address: str) -> None:
    """Give every worker, now or later, its processes; BookError where publish is not installed."""
    try:
        client.run_on_scheduler(Tools.here)  # the scheduler reads what it hands on
        client.register_plugin(_BookProcessesPlugin())
    except Exception as error:  # whatever was raised there
        what = str(error).strip().splitlines()[-1]
        raise BookError(faults.NO_PUBLISH.at(address=address, what=what)) from None


def _received(future: Future, work: Work, address: str, tools: Tools) -> BookOutcome:
    """Put what came back into the book's folder."""
    if future.status == "cancelled" or future.status == "lost":
        raise BookError(faults.LOST_SCHEDULER.at(address=address))
    error = future.exception()
    if isinstance(error, KilledWorker):
        return BookOutcome(diagnostics=(faults.DIED.at(how=str(error.last_worker.address)),))
    if isinstance(error, BookError):
        raise error
    if error is not None:
        words = "".join(traceback.format_exception(error))
        return BookOutcome(diagnostics=(faults.INTERNAL.at(what=str(error)),), fault=words)
    reply: Reply = future.result()
    if reply.foreign is not None:
        theirs, ours = str(reply.foreign), str(tools)
        raise BookError(faults.FOREIGN_WORKER.at(worker=reply.worker, theirs=theirs, ours=ours))
    try:
        _unpack(reply, Folder(work.root / "dist"))
    except BookError as fault:
        return BookOutcome(diagnostics=fault.diagnostics)
    return reply.outcome


def _unpack(reply: Reply, dist: Folder) -> None:
    dist.prepare()
    for name, content in reply.files.items():
        if isinstance(content, bytes):
            dist.write(name, content)
        else:
            dist.write_folder(name, content)
