"""The book of this repository, built: nothing lost between manuscript, print and EPUB."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from pathlib import Path

import pikepdf
import pytest

from publish.api import BuildReport, build
from publish.pipeline import check_built
from publish.pipeline.products import BookProducts
from tests.extraction import Words, marked_pages, of_epub, of_markdown, of_pdf, same

REPOSITORY = Path(__file__).parents[1]
TEXTS = ["introduction", "kroupskaia", "kamenev", "lenine", "note-sur-les-textes"]


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the book, so that the checkout stays clean."""
    root = tmp_path_factory.mktemp("octobre")
    (root / "manuscript").symlink_to(REPOSITORY / "manuscript")
    (root / "styles").symlink_to(REPOSITORY / "styles")
    return root


@pytest.fixture(scope="module")
def report(root: Path) -> BuildReport:
    return build(root)


@pytest.fixture(scope="module")
def manuscript() -> Words:
    read = [of_markdown((REPOSITORY / f"manuscript/{t}.md").read_text("utf-8")) for t in TEXTS]
    return Words([w for one in read for w in one.text], [w for one in read for w in one.notes])


def output(root: Path, report: BuildReport, name: str) -> bytes:
    return next(t.path for t in report.targets if t.name == name).read_bytes()


def test_the_manuscript_is_whole(manuscript: Words) -> None:
    text = "".join((REPOSITORY / f"manuscript/{t}.md").read_text("utf-8") for t in TEXTS)
    assert "\ufffd" not in text
    assert len(manuscript.text) > 13000
    index = tomllib.loads((REPOSITORY / "manuscript/index.toml").read_text("utf-8"))
    assert len(index["entry"]) >= 90


def test_no_build_warning(report: BuildReport) -> None:
    assert [str(d) for d in report.diagnostics] == []
    assert report.figures["notes"] == 31


@pytest.fixture(scope="module")
def texts(root: Path) -> tuple[int, int]:
    """Return the first page of the texts and their last."""
    from publish.composition import imposition

    placed = {c.section.id: first for c, first in imposition(BookProducts(root).composed)}
    return placed[TEXTS[0]], placed["index"] - 1


@pytest.mark.parametrize("edition", ["lecture", "impression"])
def test_print_says_what_the_manuscript_says(
    root: Path, report: BuildReport, manuscript: Words, texts: tuple[int, int], edition: str
) -> None:
    found = of_pdf(output(root, report, edition), *texts)
    same(found.text, manuscript.text)
    same(found.notes, manuscript.notes)


def test_the_epub_says_what_the_manuscript_says(
    root: Path, report: BuildReport, manuscript: Words
) -> None:
    found = of_epub(output(root, report, "epub"), TEXTS)
    same(found.text, manuscript.text)
    same(found.notes, manuscript.notes)


def test_an_epub_of_fonts_text_and_cover_is_small(root: Path, report: BuildReport) -> None:
    assert len(output(root, report, "epub")) < 400_000


def test_markers_stand_where_the_printed_pages_begin(
    root: Path, report: BuildReport, texts: tuple[int, int]
) -> None:
    """Each page of the printer's PDF begins with the words behind its marker in the EPUB."""
    first, last = texts
    pdf = output(root, report, "impression")
    printed = {n: of_pdf(pdf, n, n).text for n in range(first, last + 1)}
    marked = marked_pages(output(root, report, "epub"), TEXTS)
    assert list(marked) == [folio for folio, words in printed.items() if words]
    for folio, found in marked.items():
        page = printed[folio]
        overleaf = found[0].removesuffix(page[0])  # what a division left on the page before
        assert not overleaf or overleaf == printed[folio - 1][-1]
        assert found[1:6] == page[1:6]


def test_preflight_finds_nothing(root: Path, report: BuildReport) -> None:
    checked = check_built(root)
    assert len(checked.checked) == len(report.targets)
    assert [str(d) for d in checked.diagnostics] == []


def outline(item: pikepdf.OutlineItem) -> Iterator[str]:
    yield item.title
    for child in item.children:
        yield from outline(child)


def test_the_screen_edition_can_be_navigated(root: Path, report: BuildReport) -> None:
    path = next(t.path for t in report.targets if t.name == "lecture")
    with pikepdf.open(path) as pdf:
        titles = [title for item in pdf.open_outline().root for title in outline(item)]
        links = sum(len(page.get("/Annots", [])) for page in pdf.pages)
    assert "N.\u00a0Kroupskaïa, Les journées d’Octobre" in titles
    assert links > 500
