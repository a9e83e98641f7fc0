"""Errata: what changed between two states, and nothing that typography makes of the same words."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest
from typer.testing import CliRunner

from publish.cli.main import app
from publish.comparing.errata import errata, written
from publish.comparing.errata_page import errata_page
from publish.comparing.paragraph_words import WordedParagraph, worded
from publish.manuscript.section import read_text
from publish.pipeline.book_states import differences
from publish.sending.outgoing import outgoing

BEFORE = """\
# Le pont

Le pont était de *bois*, et l'on y passait peu[^1].

Il faisait froid ; nous marchions vite.

Personne ne parlait plus du tout.

[^1]: Sauf les jours de foire.
"""


def state(text: str) -> list[WordedParagraph]:
    sections, _ = read_text(text, "a.md")
    return [one for s in sections for one in worded(outgoing(s), s.title)]


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("froid", "très froid", [("", "très")]),
        ("était", "fut", [("était", "fut")]),
        ("*bois*", "bois", [("bois", "bois")]),
        ("foire", "marché", [("foire", "marché")]),
        ("l'on", "l’on", []),
        ("froid ;", "froid\N{NARROW NO-BREAK SPACE};", []),
        ("\n\nIl faisait", " Il faisait", None),
        ("Personne ne parlait plus du tout.\n", "", [("Personne ne parlait plus du tout.", "")]),
        ("# Le pont", "# Le gué", [("pont", "gué")]),
    ],
)
def test_each_change_is_listed(old: str, new: str, expected: list[tuple[str, str]] | None) -> None:
    assert old in BEFORE
    found = list(errata(state(BEFORE), state(BEFORE.replace(old, new))))
    if expected is not None:
        assert [(written(one.old), written(one.new)) for one in found] == expected
    else:
        assert found


def test_a_change_has_its_place_and_the_words_around_it() -> None:
    (one,) = errata(state(BEFORE), state(BEFORE.replace("foire", "marché")))
    assert (one.place, one.number, one.note) == ("Le pont", 1, True)
    assert written(one.before) == "Sauf les jours de"


def test_the_page_says_both_readings() -> None:
    found = list(errata(state(BEFORE), state(BEFORE.replace("*bois*", "pierre"))))
    page = errata_page(found, ("a", "<b>"), "Le pont", str)
    assert "<del><em>bois</em></del>" in page
    assert "<ins>pierre</ins>" in page
    assert "&lt;b&gt;" in page


def book(folder: Path, text: str) -> Path:
    manuscript = folder / "manuscript"
    manuscript.mkdir(parents=True)
    toml = 'title = "Le pont"\nslug = "pont"\ntexts = ["pont.md"]\n'
    (manuscript / "book.toml").write_text(toml, "utf-8")
    (manuscript / "pont.md").write_text(text, "utf-8")
    return folder


def test_a_revision_a_folder_and_a_file_are_states(tmp_path: Path) -> None:
    root = book(tmp_path / "livre", BEFORE)
    git = ("git", "-C", str(root), "-c", "user.name=a", "-c", "user.email=a@b.fr")
    for command in (("init", "-q"), ("add", "."), ("commit", "-qm", "Un")):
        subprocess.run([*git, *command], check=True, capture_output=True)
    (root / "manuscript" / "pont.md").write_text(BEFORE.replace("froid", "chaud"), "utf-8")
    other = book(tmp_path / "autre", BEFORE.replace("froid", "chaud"))
    for states in (("HEAD", "."), ("HEAD", str(other)),
                   ("HEAD", str(other / "manuscript" / "pont.md"))):  # fmt: skip
        found = differences(root, *states)
        assert [(written(one.old), written(one.new)) for one in found] == [("froid", "chaud")]


def test_what_is_no_state_is_told(tmp_path: Path) -> None:
    root = book(tmp_path, BEFORE)
    ran = CliRunner().invoke(app, ["-C", str(root), "diff", "--", "--output=x", "."])
    assert ran.exit_code == 1
    assert "F014" in ran.output
    ran = CliRunner().invoke(app, ["-C", str(root), "diff", ".", "-o", str(tmp_path / "e.html")])
    assert ran.exit_code == 0
    assert "<main>" in (tmp_path / "e.html").read_text("utf-8")
