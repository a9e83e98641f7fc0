"""Where the blocks of a manuscript stand in the files made from it."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pypdfium2
import pytest
from lxml import etree

from publish.pipeline import BuildReport, OutputPlaces, build, survey
from tests.books import write_book

SENTENCE = "Les barques restaient amarrées et le marchand comptait ses pièces. "
OPENINGS = {
    1: "Un titre",
    3: "Premier alinéa",
    5: "Deuxième alinéa",
    7: "Un point",
    9: "Dernier alinéa",
    11: "Première note",
    12: "Seconde note",
}
TEXT = f"""# Un titre

Premier alinéa[^1]. {SENTENCE * 30}

Deuxième alinéa. {SENTENCE * 60}

- Un point

> Dernier alinéa[^2].

[^1]: Première note.
[^2]: Seconde note.
"""


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_book(tmp_path_factory.mktemp("book"), TEXT)


@pytest.fixture(scope="module")
def report(root: Path) -> BuildReport:
    return build(root, ["epub", "lecture"])


def told(report: BuildReport) -> OutputPlaces:
    assert report.places is not None
    return report.places


def test_a_line_of_the_manuscript_has_its_page(root: Path, report: BuildReport) -> None:
    pages = told(report).pages["a.md"]
    assert len(set(pages.values())) > 1
    with pypdfium2.PdfDocument(root / "dist/essai-lecture.pdf") as pdf:
        for line, opening in OPENINGS.items():
            text = pdf[pages[line] - 1].get_textpage().get_text_range()
            assert opening in " ".join(text.split())


def test_a_line_of_the_manuscript_has_its_element_in_the_epub(
    root: Path, report: BuildReport
) -> None:
    ((path, (file, lines)),) = told(report).texts.items()
    assert file == "a.md"
    with zipfile.ZipFile(root / "dist/essai.epub") as epub:
        elements = list(etree.fromstring(epub.read(f"EPUB/{path}")).iter("*"))
    found = dict.fromkeys(OPENINGS, "")
    for number, line in lines.items():
        found[line] = found[line] or "".join(elements[number].itertext()).strip()
    for line, opening in OPENINGS.items():
        assert opening in found[line][:40]


def test_a_book_that_is_up_to_date_can_be_surveyed(root: Path, report: BuildReport) -> None:
    again = build(root, ["epub", "lecture"])
    assert (again.places, [target.built for target in again.targets]) == (None, [False, False])
    assert survey(root) == report.places
