"""Many books built: each alone, all that can be, once; nothing is lost when something dies."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from pathlib import Path
from typing import Any

import psutil
import pytest

from publish import pipeline
from publish.catalogue import BookReport, CatalogueReport, book_process, build
from publish.catalogue.book_process import BookProcesses
from publish.catalogue.making import BookOutcome, Work, make
from publish.catalogue.source import key_of
from publish.diagnostics import BookError
from publish.pipeline import BuildReport
from tests.books import TOML, write_book
from tests.catalogue.shelves import BAD, CATALOGUE, TEXT, write_member, write_shelf
from tests.hanging import held, waiting


def statuses(report: CatalogueReport) -> dict[str, str]:
    return {book.path.removeprefix("livres/"): book.status.value for book in report.books}


def published(root: Path, folder: str = "catalogue") -> dict[str, bytes]:
    home = root / "dist" / folder
    files = (path for path in home.rglob("*") if path.is_file())
    return {path.relative_to(home).as_posix(): path.read_bytes() for path in files}


def write(book: Path, text: str) -> None:
    path = book / "manuscript/a.md"
    path.unlink(missing_ok=True)
    path.write_text(text, "utf-8")


def processes_of(process: int) -> list[psutil.Process]:
    """Return the processes that make books for a process."""
    children = psutil.Process(process).children(recursive=True)
    return [child for child in children if "workers import serve" in " ".join(child.cmdline())]


@pytest.fixture
def here(monkeypatch: pytest.MonkeyPatch) -> None:
    """Books are made in this process, which has all loaded that makes them."""

    def each(works: Sequence[Work], *_: Any) -> Iterator[tuple[int, BookOutcome]]:
        yield from enumerate(map(make, works))

    monkeypatch.setattr(book_process, "each", each)


def test_a_bad_book_stops_no_other(tmp_path: Path) -> None:
    file = write_shelf(tmp_path, "abc")
    write(tmp_path / "livres/b", BAD)
    report = build(file, processes=1)
    assert statuses(report) == {"a": "built", "b": "failed", "c": "built"}
    bad = report.books[1]
    assert [f"{d.place} {d.code}" for d in bad.diagnostics] == ["a.md:3 N001"]
    assert not bad.shown
    assert dict(report.books[0].figures) == {"pages": 8, "notes": 1, "entries": 0}
    assert {path for path in published(tmp_path) if path.endswith(".epub")} == {
        "books/a/a.epub", "books/c/c.epub",
    }  # fmt: skip


@pytest.mark.usefixtures("here")
def test_a_second_run_builds_what_changed_and_remembers_the_rest(tmp_path: Path) -> None:
    file = write_shelf(tmp_path, "ab")
    first = build(file, processes=1)
    before = published(tmp_path)
    again = build(file, processes=1)
    assert statuses(again) == {"a": "up-to-date", "b": "up-to-date"}
    kept = [(b.figures, b.files, b.seconds) for b in first.books]
    assert [(b.figures, b.files, b.seconds) for b in again.books] == kept
    assert published(tmp_path) == before
    write(tmp_path / "livres/a", TEXT.replace("barques", "péniches"))
    assert statuses(build(file, processes=1)) == {"a": "built", "b": "up-to-date"}
    after = published(tmp_path)
    assert {path for path in after if after[path] != before[path]} >= {"books/a/a.epub"}
    assert after["books/b/b.epub"] == before["books/b/b.epub"]


def test_two_runs_anywhere_give_the_same_bytes(
    tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    build(write_shelf(tmp_path / "one", "ab"), processes=2)
    request.getfixturevalue("here")
    build(write_shelf(tmp_path / "two", "ab"))
    assert published(tmp_path / "one") == published(tmp_path / "two")


@pytest.mark.usefixtures("here")
def test_a_book_that_fails_keeps_its_last_edition_and_figures(tmp_path: Path) -> None:
    file = write_shelf(tmp_path, "a")
    build(file, processes=1)
    before = published(tmp_path)
    write(tmp_path / "livres/a", BAD)
    (book,) = build(file, processes=1).books
    assert (book.status, book.shown, book.figures["pages"]) == ("failed", True, 8)
    assert published(tmp_path) == before


@pytest.mark.usefixtures("here")
def test_a_file_changed_by_hand_is_made_again(tmp_path: Path) -> None:
    file = write_shelf(tmp_path, "a")
    build(file, processes=1)
    before = published(tmp_path)
    for path in ("livres/a/dist/a.epub", "dist/catalogue/index.html"):
        (tmp_path / path).write_bytes(b"abc")
    assert statuses(build(file, processes=1)) == {"a": "built"}
    assert published(tmp_path) == before


@pytest.mark.usefixtures("here")
def test_a_book_that_is_no_longer_listed_leaves_the_catalogue(tmp_path: Path) -> None:
    file = write_shelf(tmp_path, "ab")
    build(file, processes=1)
    file.write_text(CATALOGUE.replace("livres/*", "livres/a"), "utf-8")
    build(file, processes=1)
    assert not any(path.startswith("books/b") for path in published(tmp_path))
    assert (tmp_path / "livres/b/dist/b.epub").is_file()
    assert len(list((tmp_path / "dist/.books").iterdir())) == 1


@pytest.mark.usefixtures("here")
def test_what_was_built_in_its_own_folder_is_not_built_again(tmp_path: Path) -> None:
    file = write_shelf(tmp_path, "a")
    build(file, processes=1)
    for path in (tmp_path / "dist/.books").rglob("record.json"):
        path.unlink()
    (book,) = build(file, processes=1).books
    assert (book.status, book.figures["pages"]) == ("up-to-date", 8)


def test_a_book_that_hangs_is_given_up_and_stops_no_other(tmp_path: Path) -> None:
    file = write_shelf(tmp_path, "a")
    with held(tmp_path / "livres/a"):
        (book,) = build(file, processes=1, timeout=0.5).books
        assert [d.message for d in book.diagnostics] == ["not done after 0.5 seconds"]
        makers = BookProcesses()
        assert makers.make(Work(tmp_path / "livres/a", ("epub",)), timeout=0.5).failed
    assert not makers.make(Work(write_member(tmp_path, "b"), ("epub",))).failed
    makers.close()


@pytest.mark.usefixtures("here")
def test_a_last_edition_that_was_changed_by_hand_is_not_shown(tmp_path: Path) -> None:
    file = write_shelf(tmp_path, "a")
    build(file, processes=1)
    (tmp_path / "livres/a/dist/a.epub").write_bytes(b"abc")
    write(tmp_path / "livres/a", BAD)
    (book,) = build(file, processes=1).books
    assert (book.status, book.shown) == ("failed", False)
    assert not any(path.startswith("books/") for path in published(tmp_path))


def test_a_book_that_kills_its_process_is_tried_twice_and_stops_no_other(tmp_path: Path) -> None:
    bad, good = (write_member(tmp_path, name) for name in "ab")
    makers = BookProcesses()
    with ThreadPoolExecutor(1) as thread, held(bad):
        making = thread.submit(makers.make, Work(bad, ("epub",)))
        tried: list[int] = []
        for _ in range(2):
            process = waiting(bad, os.getpid(), tried)
            tried.append(process.pid)
            process.kill()
            with suppress(ChildProcessError):  # whoever made it may have seen it end already
                os.waitid(os.P_PID, process.pid, os.WEXITED | os.WNOWAIT)
        outcome = making.result(60)
        assert len(set(tried)) == 2
        assert [d.code for d in outcome.diagnostics] == ["K007"]
        assert "SIGKILL" in outcome.diagnostics[0].message
        assert makers.make(Work(good, ("epub",))).figures["pages"] == 8
    makers.close()
    assert processes_of(os.getpid()) == []


@pytest.mark.usefixtures("here")
def test_a_fault_of_ours_is_told_in_the_report_and_stops_no_other(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file, whole = write_shelf(tmp_path, "ab"), pipeline.build

    def broken(root: Path, *arguments: Any, **options: Any) -> BuildReport:
        if root.name == "a":
            raise RuntimeError("unforeseen")
        return whole(root, *arguments, **options)

    monkeypatch.setattr(pipeline, "build", broken)
    report = build(file, processes=1)
    assert statuses(report) == {"a": "failed", "b": "built"}
    assert [d.code for d in report.books[0].diagnostics] == ["K009"]
    assert "Traceback" in report.books[0].fault
    assert "Traceback" in published(tmp_path, "report")["index.html"].decode()
    assert "Traceback" not in "".join(d.message + d.hint for d in report.books[0].diagnostics)


def test_killed_the_next_run_goes_on_and_no_process_is_left(tmp_path: Path) -> None:
    file = write_shelf(tmp_path, "ab")
    write(tmp_path / "livres/a", TEXT + "\nUn texte plus long.\n" * 9)  # made first
    command = [sys.executable, "-m", "publish", "catalogue", "build", str(file), "-j", "1"]
    with held(tmp_path / "livres/b"), subprocess.Popen(command) as run:
        waiting(tmp_path / "livres/b", run.pid)
        makers = processes_of(run.pid)
        run.send_signal(signal.SIGKILL)
        run.wait(60)
        assert psutil.wait_procs(makers, 60)[1] == []
    epub = tmp_path / "livres/a/dist/a.epub"
    before = epub.stat().st_mtime_ns
    write(tmp_path / "livres/b", TEXT)
    assert statuses(build(file)) == {"a": "up-to-date", "b": "built"}
    assert epub.stat().st_mtime_ns == before
    assert {"books/a/a.epub", "books/b/b.epub"} < set(published(tmp_path))


@pytest.mark.usefixtures("here")
def test_whoever_watches_is_told_of_each_book_once(tmp_path: Path) -> None:
    told: list[tuple[str, int, int]] = []

    def watch(report: BookReport, done: int, total: int) -> None:
        told.append((report.path, done, total))

    build(write_shelf(tmp_path, "abc"), processes=2, watch=watch)
    assert sorted(path for path, _, _ in told) == ["livres/a", "livres/b", "livres/c"]
    assert [(done, total) for _, done, total in told] == [(1, 3), (2, 3), (3, 3)]


def run(
    *arguments: str, environment: Mapping[str, str] | None = None
) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "publish", *arguments],
        env={**os.environ, "LC_ALL": "C", "LANGUAGE": "", "COLUMNS": "200", **(environment or {})},
        capture_output=True, text=True, check=False,
    )  # fmt: skip


def test_the_command_tells_each_book_and_fails_where_one_did(tmp_path: Path) -> None:
    write_shelf(tmp_path, "ab")
    write(tmp_path / "livres/b", BAD)
    done = run("-C", str(tmp_path), "catalogue", "build", "-j", "1")
    assert done.returncode == 1
    assert done.stderr.splitlines() == [
        "livres/b: failed",
        "a.md:3: error N001: note [^1] is called but not defined",
        "    add a line “[^1]: text of the note”, or delete the call",
    ]
    first, *others = done.stdout.splitlines()
    assert first.startswith("livres/a: built, 8 pages, ")
    assert others == [
        "1 built, 0 up to date, 1 failed",
        f"catalogue: {tmp_path}/dist/catalogue/index.html",
        f"report: {tmp_path}/dist/report/index.html",
    ]
    write(tmp_path / "livres/b", TEXT)
    again = run("-C", str(tmp_path), "catalogue", "build", "--json")
    assert again.returncode == 0
    told = json.loads(again.stdout)
    assert told["counts"] == {"built": 1, "up-to-date": 1, "failed": 0}
    assert told["books"][0]["files"][0]["name"] == "a.epub"


@pytest.mark.usefixtures("here")
def test_the_date_that_is_told_is_written_into_the_books_and_the_feed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "86400")
    build(write_shelf(tmp_path, "a"), processes=1)
    feed = json.loads(published(tmp_path)["opds.json"])
    assert feed["metadata"]["modified"] == "1970-01-02T00:00:00Z"


def test_a_folder_that_no_catalogue_made_is_not_replaced(tmp_path: Path) -> None:
    file = write_shelf(tmp_path, "a")
    mine = tmp_path / "dist/catalogue/mine.txt"
    mine.parent.mkdir(parents=True)
    mine.write_text("mine")
    with pytest.raises(BookError, match="K016"):
        build(file)
    assert mine.read_text() == "mine"


def test_a_text_among_the_sources_counts_where_book_toml_names_it(tmp_path: Path) -> None:
    write_book(tmp_path, "# A\n\nUn.\n", TOML.replace("a.md", "sources/b.md"))
    text = tmp_path / "manuscript/sources/b.md"
    text.parent.mkdir()
    text.write_text("# B\n\nUn.\n")
    before = key_of(tmp_path, ("epub",), None)
    text.write_text("# B\n\nDeux.\n")
    assert key_of(tmp_path, ("epub",), None) != before


@pytest.mark.parametrize("folder", ["manuscript", "styles", "dist", "dist/.cache"])
def test_a_book_whose_folder_leads_out_of_it_is_refused(tmp_path: Path, folder: str) -> None:
    book, outside = write_member(tmp_path, "a"), tmp_path / "mine"
    (book / folder).parent.mkdir(exist_ok=True)
    if (book / folder).exists():
        (book / folder).rename(outside)
    else:
        outside.mkdir()
    before = sorted(outside.iterdir())
    (book / folder).symlink_to(outside)
    assert [one.code for one in make(Work(book, ("epub",))).diagnostics] == ["K018"]
    assert sorted(outside.iterdir()) == before
