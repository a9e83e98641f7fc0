"""``publish watch`` from the terminal: what it prints, how it begins and ends."""

from __future__ import annotations

import os
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from typer.testing import CliRunner

from publish.cli.main import app
from publish.preview.worker import Worker
from tests.books import write_book
from tests.hanging import held, waiting
from tests.preview.watching import watching

GOOD = "# Un titre\n\nUn alinéa.\n"
BROKEN = "# Un titre\n\nUn alinéa[^1].\n"


def replace(path: Path, text: str) -> None:
    """Write a file as editors do that put a new one in its place."""
    new = path.with_name("nouveau~")
    new.write_text(text, "utf-8")
    new.rename(path)


def test_a_watch_waits_until_the_book_is_mended_and_ends_with_ctrl_c(tmp_path: Path) -> None:
    root = write_book(tmp_path, BROKEN)
    text = root / "manuscript/a.md"
    with watching(root) as watch:
        watch.line("not built; 1 error")
        assert "a.md:3: error N001" in watch.line("N001")
        replace(text, GOOD)
        assert "essai.epub, essai-lecture.pdf" in watch.line("built in")
        (root / "manuscript/note.txt").write_text("rien", "utf-8")
        watch.line("built in")  # any file of the manuscript counts as changed
        (root / "dist/essai.epub").unlink()
        assert "essai.epub" in watch.line("built in"), "what is gone is made again"
        (root / "drawer").mkdir()
        (root / "drawer/epub.css").write_text("p { margin: 0 }", "utf-8")
        (root / "drawer").rename(root / "styles")
        assert watch.line("built in").rstrip().endswith("essai.epub")
        status, printed = watch.end()
        assert (status, "Traceback" in printed) == (0, False)
        assert watch.is_gone()


def test_only_what_is_named_is_built(tmp_path: Path) -> None:
    root = write_book(tmp_path, GOOD)
    with watching(root, "kindle") as watch:
        watch.line("built in")
        built = sorted(path.name for path in (root / "dist").glob("essai*"))
    assert built == ["essai-kindle.epub"]


@pytest.mark.parametrize(("arguments", "code"), [(["pdf"], "F004"), (["--port", "0"], "F003")])
def test_what_cannot_be_watched_is_told(tmp_path: Path, arguments: list[str], code: str) -> None:
    root = write_book(tmp_path, GOOD) if code == "F004" else tmp_path
    done = CliRunner().invoke(app, ["-C", str(root), "watch", "--no-open", *arguments])
    assert (done.exit_code, code in done.stderr) == (2, True)


def test_a_library_that_is_missing_is_named_with_what_to_type(tmp_path: Path) -> None:
    write_book(tmp_path, GOOD)
    run = "import sys; sys.modules['watchfiles'] = None; from publish.cli import main; main()"
    done = subprocess.run(
        [sys.executable, "-c", run, "watch"], cwd=tmp_path, capture_output=True, text=True,
        env={**os.environ, "LC_ALL": "C", "LANGUAGE": ""}, check=False,
    )  # fmt: skip
    assert done.returncode == 1
    assert "F013: publish watch needs the library watchfiles" in done.stderr
    assert ".[watch]" in done.stderr


def test_a_build_that_dies_is_told_and_the_next_is_made_by_another(tmp_path: Path) -> None:
    root = write_book(tmp_path, GOOD)
    worker = Worker(root, ["epub"])
    try:
        with ThreadPoolExecutor(1) as elsewhere, held(root):
            building = elsewhere.submit(worker.build)
            waiting(root, os.getpid()).kill()
            assert [one.code for one in building.result().diagnostics] == ["F012"]
        assert worker.build().made == ("essai.epub",)
    finally:
        worker.close()
