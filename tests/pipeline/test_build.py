"""Builds: only what is stale is made, faults leave what stood there, bytes repeat themselves."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pikepdf
import pytest

from publish.api import build
from publish.diagnostics import BookError
from publish.pipeline import BuildReport, explain
from publish.pipeline.style_folders import default_styles
from tests.books import TOML, write_book

TEXT = "# Un titre\n\nUn texte[^1], *deux* mots.\n\n[^1]: Une note.\n"
INDEX = '[[entry]]\nheading = "mots"\nforms = ["mots"]\n'


@pytest.fixture(scope="module")
def first(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, BuildReport]:
    """A book built once, that is only copied, and what its build told."""
    root = write_book(tmp_path_factory.mktemp("first"), TEXT, index_toml=INDEX)
    return root, build(root)


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A book of which nothing is built."""
    return write_book(tmp_path, TEXT, index_toml=INDEX)


@pytest.fixture
def built_root(first: tuple[Path, BuildReport], tmp_path: Path) -> Path:
    """A book of which all is built."""
    return Path(shutil.copytree(first[0], tmp_path / "built"))


MADE = ["epub", "kindle", "web", "lecture", "impression", "couverture"]


def built(report: BuildReport) -> list[str]:
    return [target.name for target in report.targets if target.built]


def outputs(root: Path) -> dict[str, bytes]:
    """Return the files of the targets; of the web edition, its first page."""
    dist = root / "dist"
    files = [*dist.glob("essai*.*"), *dist.glob("essai-web/index.html")]
    return {path.relative_to(dist).as_posix(): path.read_bytes() for path in files}


def test_a_build_makes_every_target_and_tells_its_figures(
    first: tuple[Path, BuildReport],
) -> None:
    root, report = first
    assert sorted(outputs(root)) == [
        "essai-couverture.pdf", "essai-impression.pdf", "essai-kindle.epub", "essai-lecture.pdf",
        "essai-web/index.html", "essai.epub",
    ]  # fmt: skip
    assert dict(report.figures) == {"pages": 10, "notes": 1, "entries": 1}


def test_a_second_build_makes_nothing(built_root: Path) -> None:
    before = outputs(built_root)
    for path in (built_root / "manuscript").iterdir():
        os.utime(path)  # dates do not count
    assert built(build(built_root)) == []
    assert outputs(built_root) == before


def test_where_nothing_is_built_the_last_figures_and_warnings_are_told_again(
    tmp_path: Path,
) -> None:
    undated = 'title = "Essai"\nslug = "essai"\ntexts = ["a.md"]\n'
    root = write_book(tmp_path, "# T\n\nUn mot[^1].\n\n[^1]: Une note.\n", undated)
    first = build(root, ["epub"])
    assert [d.code for d in first.diagnostics] == ["B009"]
    again = build(root, ["epub"])
    assert built(again) == []
    assert (again.diagnostics, again.figures) == (first.diagnostics, first.figures)


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        ("manuscript/a.md", MADE),
        ("manuscript/index.toml", MADE),
        ("styles/print.css", MADE),
        ("styles/epub.css", ["epub", "kindle", "web"]),
        ("styles/covers/classique.css", ["epub", "kindle", "web", "couverture"]),
        ("styles/web.css", ["web"]),
        ("manuscript/notes-de-travail.md", []),
        ("manuscript/sources/brut.txt", []),
    ],
)
def test_an_edit_makes_stale_what_rests_on_it(
    built_root: Path, change: str, expected: list[str]
) -> None:
    path = built_root / change
    path.parent.mkdir(parents=True, exist_ok=True)
    default = Path(__file__).parents[2] / change
    text = path.read_text("utf-8") if path.exists() else ""
    if not text and default.suffix == ".css":
        text = default.read_text("utf-8")
    path.write_text(text + "\n", "utf-8")
    assert [name for name in MADE if explain(built_root, name).stale] == expected


def test_what_is_stale_is_made_and_nothing_else(built_root: Path) -> None:
    web = (default_styles() / "web.css").read_bytes()
    (built_root / "styles").mkdir()
    (built_root / "styles/web.css").write_bytes(web + b"\n")
    assert built(build(built_root)) == ["web"]


def test_an_output_changed_by_hand_or_gone_is_made_again(built_root: Path) -> None:
    before = outputs(built_root)
    (built_root / "dist/essai.epub").write_bytes(b"x")
    (built_root / "dist/essai-lecture.pdf").unlink()
    assert built(build(built_root)) == ["epub", "lecture"]
    assert outputs(built_root) == before


def test_two_builds_give_the_same_bytes(root: Path, first: tuple[Path, BuildReport]) -> None:
    build(root)
    assert outputs(root) == outputs(first[0])


def test_the_date_comes_from_source_date_epoch(
    built_root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = built_root
    before = outputs(root)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "0")
    assert built(build(root)) == MADE
    with pikepdf.open(root / "dist/essai-lecture.pdf") as pdf:
        assert str(pdf.docinfo["/ModDate"]).startswith("D:19700101")
    assert outputs(root) != before


def test_explain_names_the_changed_file(root: Path, built_root: Path) -> None:
    assert explain(root, "epub").stale
    assert not explain(built_root, "epub").stale
    (built_root / "manuscript/a.md").write_text(TEXT + "\nFin.\n", "utf-8")
    found = explain(built_root, "epub")
    assert found.stale
    assert ("manuscript/a.md",) in [files for _, files in found.reasons]
    assert "manuscript/book.toml" in found.rests_on


def refused(root: Path, targets: list[str] | None = None) -> list[str]:
    """Build, expect refusal, and return ``place code`` of each diagnostic."""
    with pytest.raises(BookError) as caught:
        build(root, targets)
    return [f"{d.place} {d.code}".strip() for d in caught.value.diagnostics]


BAD: dict[str, tuple[dict[str, str | bytes], list[str]]] = {
    "a missing file": ({"book.toml": TOML.replace('"a.md"', '"b.md"')}, ["book.toml:3 B001"]),
    "an undefined note": ({"a.md": "# T\n\nUn mot[^2]."}, ["a.md:3 N001"]),
    "a duplicate note": ({"a.md": TEXT + "[^1]: Bis.\n"}, ["a.md:6 N002"]),
    "a note never called": ({"a.md": TEXT + "[^2]: Deux.\n"}, ["a.md:6 N003"]),
    "an index entry without match": (
        {"index.toml": INDEX + '[[entry]]\nheading = "rien"\nforms = ["rien"]\n'},
        ["index.toml:4 X001"],
    ),
    "a bad key": ({"book.toml": TOML + "titel = 1\n"}, ["book.toml:5 B004"]),
    "broken UTF-8": ({"a.md": b"# T\n\n\xff"}, ["a.md:3 B002"]),
    "an image outside the book": ({"a.md": "# T\n\nMot ![x](../../x.png)"}, ["a.md:3 B007"]),
    "an image on the network": ({"a.md": "# T\n\nMot ![x](https://x.fr/x.png)"}, ["a.md:3 B008"]),
    "raw HTML off the list": ({"a.md": "# T\n\n<iframe></iframe>"}, ["a.md:3 M003"]),
}


@pytest.mark.parametrize("name", BAD)
def test_bad_input_is_refused_and_earlier_outputs_stay(built_root: Path, name: str) -> None:
    root = built_root
    before = outputs(root)
    files, expected = BAD[name]
    for path, content in files.items():
        data = content if isinstance(content, bytes) else content.encode()
        (root / "manuscript" / path).write_bytes(data)
    assert refused(root) == expected
    assert outputs(root) == before


@pytest.mark.parametrize("address", ["https://x.fr/a.otf", "../../secret.otf", "/etc/passwd"])
def test_a_style_sheet_reaches_nothing_outside_the_book(root: Path, address: str) -> None:
    (root / "styles").mkdir()
    css = f"@font-face {{ font-family: X; src: url({address}) }} p {{ font-family: X }}"
    (root / "styles/print.css").write_text(css, "utf-8")
    assert refused(root, ["lecture"]) == ["styles/print.css L006"]


def test_a_broken_template_is_named(root: Path) -> None:
    (root / "styles/templates").mkdir(parents=True)
    (root / "styles/templates/colophon.html.j2").write_text("<p>{{ book.titel }}</p>", "utf-8")
    assert refused(root) == ["styles/templates/colophon.html.j2 S002"]


def test_a_dist_that_cannot_be_written_is_told(root: Path) -> None:
    (root / "dist").write_text("a file where the folder should be", "utf-8")
    assert refused(root) == ["F001"]


def test_an_unknown_target_is_told(root: Path) -> None:
    assert refused(root, ["pdf"]) == ["F004"]


def test_a_folder_without_a_book_is_told(tmp_path: Path) -> None:
    assert refused(tmp_path) == ["F003"]


def test_a_link_out_of_the_book_is_not_followed(root: Path) -> None:
    secret = root.parent / "secret.png"
    secret.write_bytes(b"x")
    (root / "manuscript/lien.png").symlink_to(secret)
    (root / "manuscript/a.md").write_text("# T\n\nMot ![x](lien.png)", "utf-8")
    assert refused(root) == ["a.md:3 B007"]


def test_a_picture_that_cannot_be_read_is_told_where_it_is_shown(root: Path) -> None:
    name = "x" * 300  # longer than a file system takes
    (root / "manuscript/a.md").write_text(f"# T\n\nMot ![x]({name}.png)", "utf-8")
    with pytest.raises(BookError) as caught:
        build(root)
    (found,) = caught.value.diagnostics
    assert (found.place, found.code) == ("a.md:3", "F002")
    assert f"chmod u+r {name}.png" in found.hint


def test_a_fault_in_one_target_leaves_the_others_too(built_root: Path) -> None:
    root = built_root
    before = outputs(root)
    (root / "manuscript" / "a.md").write_text(TEXT.replace("deux", "trois"), "utf-8")
    (root / "styles" / "covers").mkdir(parents=True)
    (root / "styles" / "covers" / "base.css").write_text("body { background: url(https://a.b/c) }")
    with pytest.raises(BookError):
        build(root)
    assert outputs(root) == before


def test_a_style_sheet_that_is_not_closed_does_not_change_the_page(root: Path) -> None:
    (root / "styles").mkdir()
    default = (default_styles() / "print.css").read_text("utf-8")
    (root / "styles/print.css").write_text(f"{default}\n.foo {{", "utf-8")
    build(root, ["lecture"])


def test_a_title_that_its_page_cannot_hold_is_told(root: Path) -> None:
    toml = root / "manuscript/book.toml"
    long = "Histoire véritable et mémorable " * 12
    toml.write_text(TOML.replace("Essai", long), "utf-8")
    assert refused(root, ["lecture"]) == ["book.toml L010"]
