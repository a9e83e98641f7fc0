"""The command: into a new book, into a standing one, and nothing overwritten."""

from __future__ import annotations

import json
import tomllib
from pathlib import Path

import pytest
from typer.testing import CliRunner

from publish.cli.main import app
from publish.pipeline import check
from tests.importing.manuscripts import word_file

PAGE = (
    "<html><head><title>Le Port</title><meta name=author content='A. Durand'></head>"
    "<body>{}</body></html>"
)


def run(*arguments: str | Path) -> tuple[int, str]:
    done = CliRunner().invoke(app, list(map(str, arguments)))
    return done.exit_code, done.output


@pytest.fixture
def page(tmp_path: Path) -> Path:
    file = tmp_path / "port.html"
    file.write_text(PAGE.format("<h1>Un</h1><p>Deux.</p><h1>Trois</h1><p>Quatre.</p>"), "utf-8")
    return file


def test_new_from_a_file_makes_a_book_without_errors(tmp_path: Path) -> None:
    file = tmp_path / "port.docx"
    file.write_bytes(word_file())
    assert run("new", tmp_path / "livre", "--from", file)[0] == 0
    manuscript = tmp_path / "livre" / "manuscript"
    manifest = tomllib.loads((manuscript / "book.toml").read_text("utf-8"))
    assert manifest["title"] == "Le Port"
    assert manifest["texts"][0] == "01-premiere-partie.md"
    assert manifest["contributors"] == [
        {"name": "Éloïse Durand", "sort": "Durand, Éloïse", "role": "aut"}
    ]
    assert (manuscript / "sources" / "port.docx").read_bytes() == file.read_bytes()
    assert not (manuscript / "texte.md").exists()
    assert 'heading = "rade"\nunder = "Brest"' in (manuscript / "index.toml").read_text("utf-8")
    assert not [d for d in check(tmp_path / "livre").diagnostics if d.severity > 1]


def test_a_standing_book_keeps_what_it_has(tmp_path: Path, page: Path) -> None:
    book = tmp_path / "livre"
    assert run("new", book)[0] == 0
    (book / "manuscript" / "01-un.md").write_text("# Le mien\n\nMot.\n", "utf-8")
    assert run("-C", book, "import", page)[0] == 0
    assert (book / "manuscript" / "01-un.md").read_text("utf-8") == "# Le mien\n\nMot.\n"
    manifest = tomllib.loads((book / "manuscript" / "book.toml").read_text("utf-8"))
    assert manifest["texts"] == ["texte.md", "01-un-2.md", "02-trois.md"]


def test_a_file_that_is_refused_leaves_the_book_as_it_is(tmp_path: Path, page: Path) -> None:
    book, other = tmp_path / "livre", tmp_path / "a.doc"
    other.write_bytes(b"\xd0\xcf\x11\xe0")
    assert run("new", book)[0] == 0
    before = sorted(book.rglob("*"))
    status, said = run("-C", book, "import", page, other)
    assert (status, "D001" in said) == (1, True)
    assert sorted(book.rglob("*")) == before


def test_the_account_is_told_to_programs(tmp_path: Path, page: Path) -> None:
    status, said = run("-C", tmp_path / "livre", "import", "--json", page)
    (told,) = json.loads(said)["files"]
    assert (status, told["texts"], told["lost"]) == (0, ["01-un.md", "02-trois.md"], [])
    assert told["source"]["words"] == told["texts_hold"]["words"] == 4
    assert "<title>port.html</title>" in Path(told["report"]).read_text("utf-8")
