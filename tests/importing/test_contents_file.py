"""Chapters come in the order that SUMMARY.md and _quarto.yml give, their parts above them."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from publish.diagnostics import BookError
from publish.importing.contents_file import about_listed, listed_chapters
from publish.pipeline.import_files import import_files
from publish.pipeline.listed_files import listed_files

SUMMARY = """# Sommaire

[Avant-propos](avant.md)

# Première partie

- [Un](./un.md)
    - [Un, suite](un/suite.md#ici)
- [À écrire]()
- [Ailleurs](https://exemple.fr/x.md)
- [Un encore](un.md)
"""
QUARTO = """lang: fr
book:
  title: Le Port
  author:
    - name: Éloïse Durand
    - A. Durand
  chapters:
    - index.qmd
    - part: "**La rade**"
      chapters: [un.qmd, {text: Deux, file: deux.qmd}]
    - part: fin.qmd
      chapters: [trois.qmd]
  appendices: [a.qmd]
"""


def test_summary_gives_chapters_and_parts() -> None:
    found = [(one.path, one.part) for one in listed_chapters(SUMMARY.encode(), "SUMMARY.md")]
    assert found == [("avant.md", ""), ("un.md", "Première partie"), ("un/suite.md", "")]


def test_quarto_gives_chapters_parts_and_the_work() -> None:
    text = QUARTO.encode()
    found = [(one.path, one.part) for one in listed_chapters(text, "_quarto.yml")]
    assert found == [
        ("index.qmd", ""), ("un.qmd", "**La rade**"), ("deux.qmd", ""), ("fin.qmd", ""),
        ("trois.qmd", ""), ("a.qmd", ""),
    ]  # fmt: skip
    about = about_listed(text, "_quarto.yml")
    assert (about.title, about.language) == ("Le Port", "fr")
    assert about.authors == (("Éloïse Durand", "aut"), ("A. Durand", "aut"))


def test_a_list_that_is_none_lists_nothing() -> None:
    assert listed_chapters(b"a: [", "_quarto.yml") == ()
    assert listed_chapters(b"- un", "_quarto.yml") == ()


def test_a_folder_becomes_a_book_in_its_own_order(tmp_path: Path) -> None:
    folder = tmp_path / "source"
    (folder / "ch").mkdir(parents=True)
    (folder / "_quarto.yml").write_text(
        "book:\n  title: Le Port\n  chapters:\n    - z.qmd\n    - part: La rade\n"
        "      chapters: [ch/a.qmd]\n",
        "utf-8",
    )
    (folder / "z.qmd").write_text("---\ntitle: Zèle\n---\n\n## Une\n\nUn.\n\n## Deux\n\nDeux.\n")
    (folder / "ch" / "a.qmd").write_text("# Arrivée\n\nVoir [Zèle](../z.qmd).\n", "utf-8")
    import_files(tmp_path / "livre", [folder])
    manuscript = tmp_path / "livre" / "manuscript"
    manifest = tomllib.loads((manuscript / "book.toml").read_text("utf-8"))
    assert manifest["title"] == "Le Port"
    assert manifest["texts"] == ["zele.md", "partie-la-rade.md", "arrivee.md"]
    assert (manuscript / "partie-la-rade.md").read_text("utf-8") == "# La rade {.part}\n"
    assert (manuscript / "zele.md").read_text("utf-8").startswith("# Zèle\n\n## Une\n")
    assert "[Zèle](zele.md)" in (manuscript / "arrivee.md").read_text("utf-8")


@pytest.mark.parametrize(
    ("listed", "code"), [(None, "D033"), ("- [Un](un.md)", "D034"), ("rien", "D034")]
)
def test_a_list_that_does_not_hold_is_refused(
    tmp_path: Path, listed: str | None, code: str
) -> None:
    if listed:
        (tmp_path / "SUMMARY.md").write_text(listed)
    with pytest.raises(BookError) as refused:
        listed_files([tmp_path])
    assert [one.code for one in refused.value.diagnostics] == [code]
