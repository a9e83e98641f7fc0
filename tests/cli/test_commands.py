"""The command line: what each command prints, its exit status, what a program can read."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
import typer

from publish.api import build
from publish.cli.console import reporting
from publish.pipeline import check_built
from publish.preflight import check_epub
from tests.books import write_book
from tests.command import command as publish

TEXT = "# Un titre\n\nIl vit Marie Curie, puis Marie Curie.\n"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return write_book(tmp_path, TEXT)


def test_a_new_book_builds_and_passes_preflight(tmp_path: Path) -> None:
    assert publish("new", "livre", "--title", "L’été", cwd=tmp_path).returncode == 0
    done = publish("-C", "livre", "build", cwd=tmp_path)
    told = [line for line in done.stderr.splitlines() if not line.startswith(" ")]
    assert done.returncode == 0
    assert ["B013" in line for line in told] == [True], "whose name it bears is all that is told"
    assert (tmp_path / "livre/dist/l-ete.epub").is_file()
    assert list(check_epub(tmp_path / "livre/dist/l-ete.epub")) == []
    preflight = publish("-C", "livre", "preflight", cwd=tmp_path, PATH="nowhere")
    assert preflight.returncode == 0, preflight.stderr
    assert re.findall(r"([A-Z]\d+):", preflight.stderr) == ["P012"] * 2, "there is no Java there"
    assert publish("-C", "livre", "check", cwd=tmp_path).returncode == 0


def test_a_folder_that_holds_something_is_not_made_anew(root: Path) -> None:
    done = publish("new", ".", cwd=root)
    assert done.returncode == 1
    assert "F005" in done.stderr
    assert (root / "manuscript/a.md").read_text("utf-8") == TEXT
    done = publish("new", f"absent/../../{root.name}", cwd=root)
    assert (done.returncode, (root / "absent").exists()) == (1, False)
    assert "F005" in done.stderr


def test_a_fault_is_told_with_place_and_hint(root: Path) -> None:
    (root / "manuscript/a.md").write_text("# T\n\nUn mot[^1].\n", "utf-8")
    done = publish("build", cwd=root)
    assert done.returncode == 1
    assert done.stderr.splitlines() == [
        "a.md:3: error N001: note [^1] is called but not defined",
        "    add a line “[^1]: text of the note”, or delete the call",
    ]


def test_a_french_locale_gets_french(root: Path) -> None:
    (root / "manuscript/a.md").write_text("# T\n\nUn mot[^1].\n", "utf-8")
    done = publish("build", cwd=root, language="fr_FR.UTF-8")
    assert "a.md:3: erreur N001: la note [^1] est appelée mais n’est pas définie" in done.stderr
    shown = publish("build", "--help", cwd=root, language="fr_FR.UTF-8").stdout
    assert "Construit l’EPUB" in shown
    assert "Affiche cette aide" in shown


def test_a_fault_can_be_read_by_a_program(root: Path) -> None:
    (root / "manuscript/a.md").write_text("# T\n\nUn mot[^1].\n", "utf-8")
    done = publish("build", "--json", cwd=root)
    (fault,) = json.loads(done.stdout)["diagnostics"]
    assert (fault["code"], fault["file"], fault["line"]) == ("N001", "a.md", 3)


def test_a_build_can_be_read_by_a_program(root: Path) -> None:
    report = json.loads(publish("build", "epub", "--json", cwd=root).stdout)
    assert [(t["name"], t["built"]) for t in report["targets"]] == [("epub", True)]
    again = json.loads(publish("build", "epub", "--json", cwd=root).stdout)
    assert again["targets"][0]["built"] is False
    stale = json.loads(publish("explain", "lecture", "--json", cwd=root).stdout)
    assert stale["stale"]
    assert "manuscript/a.md" in stale["rests_on"]


def test_typography_reads_input(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "publish", "typography", "-"],
        input="Quoi ?", cwd=tmp_path, capture_output=True, text=True, check=True,
    )  # fmt: skip
    assert done.stdout == "<p>Quoi\u202f?</p>\n"


def test_a_fault_in_a_style_sheet_is_told_by_check_and_build(root: Path) -> None:
    (root / "styles").mkdir()
    (root / "styles/epub.css").write_text("p { margin: 0 }\nh1 { color red }\n", "utf-8")
    said = "styles/epub.css:2: warning S003: this is not CSS, and is left out: h1 { color red }"
    assert said in publish("check", cwd=root).stdout
    assert said in publish("build", "epub", cwd=root).stderr


def test_a_mistyped_class_is_told_by_check_unless_a_sheet_has_it(root: Path) -> None:
    (root / "manuscript/a.md").write_text("# T\n\nUn [mot]{.rare} et [un]{.rarre}.\n", "utf-8")
    (root / "styles").mkdir()
    (root / "styles/print.css").write_text(".rare { font-style: italic }\n", "utf-8")
    told = publish("check", cwd=root).stdout.splitlines()
    assert told == [
        "a.md:3: warning T032: nothing knows the class “rarre”: it changes nothing",
        "    write one of these: rare; or style it in styles/print.css and styles/epub.css",
    ]


def test_preflight_says_when_a_file_is_not_up_to_date(root: Path) -> None:
    build(root, ["lecture"])
    assert "F006" not in [one.code for one in check_built(root).diagnostics]
    (root / "manuscript/a.md").write_text("# Un titre\n\nUn autre texte.\n", "utf-8")
    done = publish("preflight", "--json", cwd=root)
    (stale,) = [one for one in json.loads(done.stdout)["diagnostics"] if one["code"] == "F006"]
    assert "essai-lecture.pdf is not up to date" in stale["message"]
    assert done.returncode == 1, "the other files are missing"


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("C", r"\d\.\d s\n\d+ pages, 1 note, 0 index entries"),
        ("fr", r"\d,\d s\n\d+ pages, 1 note, 0 entrée d’index"),
    ],
)
def test_figures_and_plurals_are_those_of_the_language(
    root: Path, language: str, said: str
) -> None:
    (root / "manuscript/a.md").write_text("# T\n\nUn mot[^1].\n\n[^1]: Une note.\n", "utf-8")
    assert re.search(said, publish("build", "lecture", cwd=root, language=language).stdout)


def test_index_suggest_writes_entries(root: Path) -> None:
    shown = publish("index", "suggest", cwd=root).stdout
    assert 'heading = "Curie, Marie"' in shown
    assert 'forms = ["Marie Curie"]' in shown


def test_printers_are_listed_and_computed(tmp_path: Path) -> None:
    listed = json.loads(publish("printers", "--json", cwd=tmp_path).stdout)
    assert listed["bod"]["papers"] == ["creme-90", "blanc-90", "blanc-80"]
    done = publish("printers", "bod", "--pages", "212", "--paper", "creme-90", cwd=tmp_path)
    assert done.returncode == 0
    assert "14.91 mm" in done.stdout
    assert "304.91 × 226.00 mm" in done.stdout
    refused = publish("printers", "bod", "--pages", "10", cwd=tmp_path, language="fr_FR.UTF-8")
    assert refused.returncode == 1
    assert "BoD, conditions and calculator [A, 2026-11-21]" in refused.stderr


def test_an_order_tells_what_it_lacks(root: Path) -> None:
    done = publish("order", cwd=root)
    assert done.returncode == 1
    assert [line.split(":")[0] for line in done.stderr.splitlines() if " O0" in line] == [
        "book.toml"
    ] * 3
    assert publish("check", "--order", cwd=root).returncode == 1


@pytest.mark.parametrize(
    ("arguments", "status"),
    [
        ([], 2),
        (["--help"], 0),
        (["--version"], 0),
        (["buid"], 2),
        (["build", "--jsn"], 2),
        (["build", "pdf"], 2),
        (["-C", "nowhere", "build"], 2),
        (["explain"], 2),
        (["printers"], 0),
        (["printers", "nobody"], 1),
        (["printers", "bod", "--trim", "large"], 2),
        (["printers", "bod", "--pages", "0"], 2),
        (["typography", "nowhere.md"], 2),
    ],
)
def test_exit_status(root: Path, arguments: list[str], status: int) -> None:
    done = publish(*arguments, cwd=root)
    assert done.returncode == status
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize(
    "name",
    [
        "new",
        "clean",
        "check",
        "build",
        "preflight",
        "printers",
        "order",
        "explain",
        "typography",
        "inspect",
    ],
)
def test_every_command_shows_an_example(tmp_path: Path, name: str) -> None:
    assert f"publish {name}" in publish(name, "--help", cwd=tmp_path).stdout


def test_what_nobody_foresaw_is_told_with_a_report_to_send(
    root: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def broken(_context: object) -> None:
        raise RuntimeError("[b]unforeseen[/b]")

    with pytest.raises(typer.Exit) as ended:
        reporting(broken)(None)
    said = capsys.readouterr().err
    report = re.search(r"\S+publish-fault-\S+\.txt", said)
    assert (ended.value.exit_code, "F020" in said, "[b]unforeseen[/b]" in said) == (1, True, True)
    assert report
    account = Path(report[0])
    assert "RuntimeError" in account.read_text("utf-8")
    account.unlink()


def test_a_template_runs_nothing(root: Path) -> None:
    templates = root / "styles" / "templates"
    templates.mkdir(parents=True)
    for source in (
        "{{ cycler.__init__.__globals__.os.system('touch run') }}",
        "{{ 1/0 }}",
        "{% include 'colophon.html.j2' %}",
    ):
        (templates / "colophon.html.j2").write_text(source)
        done = publish("build", "lecture", cwd=root)
        assert (done.returncode, "Traceback" in done.stderr) == (1, False)
        assert "styles/templates/colophon.html.j2" in done.stderr
    assert not (root / "run").exists()


def test_nothing_is_left_in_the_temporary_folder(root: Path, tmp_path: Path) -> None:
    room = tmp_path / "room"
    room.mkdir()
    subprocess.run(
        [sys.executable, "-m", "publish", "build", "lecture"],
        cwd=root, env={**os.environ, "TMPDIR": str(room)}, capture_output=True, check=True,
    )  # fmt: skip
    assert list(room.iterdir()) == []
