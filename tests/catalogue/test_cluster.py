"""A real Dask scheduler and its workers on this machine: nothing is lost, nothing made twice."""

from __future__ import annotations

import os
import re
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Thread

import pytest

import publish
from publish.catalogue import BookReport, Status, build
from publish.diagnostics import BookError
from publish.pipeline.style_folders import default_styles
from tests.catalogue.shelves import BAD, TEXT, write_shelf
from tests.catalogue.test_build import published, run, statuses, write

REPOSITORY = Path(publish.__file__).parents[1]
SCHEDULER = r"Scheduler at:\s+(tcp://\S+)"


@contextmanager
def started(
    *arguments: str, says: str, path: Path | None = None
) -> Iterator[tuple[subprocess.Popen[str], str]]:
    """Start a part of Dask, yield it and what it says when it is there, and end it.

    ``path``: where it finds another ``publish`` than ours.
    """
    environment = {**os.environ, "PYTHONPATH": str(path or REPOSITORY)}
    command = [sys.executable, "-P", "-m", "dask", *arguments, "--host", "127.0.0.1"]
    with subprocess.Popen(
        [*command, "--no-dashboard"], stderr=subprocess.PIPE, text=True, env=environment
    ) as process:
        assert process.stderr
        lines: list[str] = []
        for line in process.stderr:
            lines.append(line)
            if found := re.search(says, line):
                break
        else:
            pytest.fail("".join(lines))
        Thread(target=process.stderr.read, daemon=True).start()
        try:
            yield process, found[1]
        finally:
            process.kill()  # or a test that fails waits for it for ever


@pytest.fixture
def scheduler() -> Iterator[str]:
    """The address of a scheduler without workers."""
    with started("scheduler", "--port", "0", says=SCHEDULER) as (_, address):
        yield address


@contextmanager
def worker(scheduler: str, path: Path | None = None) -> Iterator[subprocess.Popen[str]]:
    arguments = ("worker", scheduler, "--nthreads", "1", "--no-nanny")
    with started(*arguments, says=r"Registered to:\s+(tcp://\S+)", path=path) as (process, _):
        yield process


def test_books_are_made_without_a_shared_disk_as_they_are_here(
    scheduler: str, tmp_path: Path
) -> None:
    here, there = (write_shelf(tmp_path / name, "ab") for name in ("here", "there"))
    write(tmp_path / "there/livres/b", BAD)
    build(here, processes=1)
    with worker(scheduler):
        report = build(there, scheduler=scheduler)
        assert statuses(report) == {"a": "built", "b": "failed"}
        assert [d.code for d in report.books[1].diagnostics] == ["N001"]
        write(tmp_path / "there/livres/b", TEXT)
        assert statuses(build(there, scheduler=scheduler)) == {"a": "up-to-date", "b": "built"}
    assert published(tmp_path / "there") == published(tmp_path / "here")


def test_a_worker_killed_half_way_loses_nothing(scheduler: str, tmp_path: Path) -> None:
    file = write_shelf(tmp_path, "abcdef")
    told: list[str] = []
    with worker(scheduler) as lost, worker(scheduler):

        def watch(report: BookReport, done: int, total: int) -> None:
            told.append(report.path)
            if done == total // 2:
                lost.send_signal(signal.SIGKILL)

        report = build(file, scheduler=scheduler, watch=watch)
        assert lost.wait(60) == -signal.SIGKILL
    assert statuses(report) == dict.fromkeys("abcdef", "built")
    assert sorted(told) == [f"livres/{name}" for name in "abcdef"], "each once"
    epubs = [path for path in published(tmp_path) if path.endswith(".epub")]
    assert sorted(epubs) == [f"books/{name}/{name}.epub" for name in "abcdef"]
    again = run("-C", str(tmp_path), "catalogue", "build")  # nothing to make: no scheduler needed
    assert again.returncode == 0
    assert "0 built, 6 up to date, 0 failed" in again.stdout


def test_a_worker_with_another_publish_is_refused(scheduler: str, tmp_path: Path) -> None:
    file = write_shelf(tmp_path / "shelf", "a")
    other = tmp_path / "other"
    shutil.copytree(Path(publish.__file__).parent, other / "publish")
    (other / "styles").symlink_to(default_styles())
    with (other / "publish/characters.py").open("a") as source:
        source.write("# changed\n")
    with worker(scheduler, other), pytest.raises(BookError) as caught:
        build(file, scheduler=scheduler)
    (told,) = caught.value.diagnostics
    assert told.code == "K013"
    assert "tcp://127.0.0.1" in told.message


def test_a_worker_without_publish_is_refused(scheduler: str, tmp_path: Path) -> None:
    file = write_shelf(tmp_path / "shelf", "a")
    (tmp_path / "other/publish").mkdir(parents=True)
    (tmp_path / "other/publish/__init__.py").touch()  # one that knows no catalogues yet
    with worker(scheduler, tmp_path / "other"), pytest.raises(BookError) as caught:
        build(file, scheduler=scheduler)
    (told,) = caught.value.diagnostics
    assert told.code == "K015"
    assert "publish.catalogue" in told.message


def test_no_worker_and_no_scheduler_are_told(scheduler: str, tmp_path: Path) -> None:
    file = str(write_shelf(tmp_path, "a"))
    done = run("catalogue", "build", file, "--scheduler", scheduler)
    assert (done.returncode, "K012" in done.stderr) == (1, True), done.stderr
    for address in ("tcp://127.0.0.1:1", "nowhere"):
        done = run("catalogue", "build", file, "--scheduler", address)
        assert (done.returncode, "K011" in done.stderr) == (1, True), done.stderr
        assert "Traceback" not in done.stderr


def test_where_the_scheduler_is_lost_what_was_done_is_kept(tmp_path: Path) -> None:
    file = write_shelf(tmp_path, "abcdef")
    with (
        started("scheduler", "--port", "0", says=SCHEDULER) as (process, address),
        worker(address),
        pytest.raises(BookError) as caught,
    ):
        build(file, scheduler=address, watch=lambda _report, _done, _total: process.kill())
    assert [d.code for d in caught.value.diagnostics] == ["K014"]
    counts = build(file).counts
    assert counts[Status.UP_TO_DATE] >= 1
    assert counts[Status.UP_TO_DATE] + counts[Status.BUILT] == 6


def test_without_dask_the_command_says_what_to_install(tmp_path: Path) -> None:
    file = write_shelf(tmp_path / "shelf", "a")
    (tmp_path / "distributed.py").write_text("raise ImportError\n", "utf-8")
    path = {"PYTHONPATH": str(tmp_path)}
    done = run("catalogue", "build", str(file), "--scheduler", "tcp://x", environment=path)
    assert done.returncode == 1
    assert "K010" in done.stderr
    assert ".[cluster]" in done.stderr
