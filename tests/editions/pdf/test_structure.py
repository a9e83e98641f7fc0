"""The structure tree follows the text, not the pages (ISO 14289-1)."""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest

from publish.preflight.structure_tree import StructureElement, read_tree
from tests.editions.pdf.essay import workshop


@pytest.fixture(scope="module")
def lecture(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    return workshop(tmp_path_factory.mktemp("essay")).lecture()


@pytest.fixture
def elements(lecture: bytes) -> Iterator[list[StructureElement]]:
    with pikepdf.open(BytesIO(lecture)) as pdf:
        tree = read_tree(pdf)
        assert tree
        yield list(tree.all())[1:]


def roles(element: StructureElement) -> list[str]:
    return [kid.role for kid in element.kids]


def chapter(elements: list[StructureElement]) -> StructureElement:
    return next(e for e in elements if e.role == "Sect" and "H2" in roles(e))


def test_a_chapter_reads_in_the_order_of_its_text(elements: list[StructureElement]) -> None:
    assert roles(chapter(elements)) == [
        "H1", "P", "P", "Note", "H2", "L", "Note", "BlockQuote", "Table", "Div", "P", "P",
    ]  # fmt: skip


def test_a_paragraph_over_two_pages_is_one(elements: list[StructureElement]) -> None:
    parted = [p for p in chapter(elements).kids if len({page for page, _ in p.contents}) > 1]
    assert [p.role for p in parted]
    assert all(later.role != "P" or later.contents for later in chapter(elements).kids)


def test_a_note_follows_the_block_of_its_call_and_leads_back(
    elements: list[StructureElement],
) -> None:
    first, second = (e for e in elements if e.role == "Note")
    assert [str(n.entries.ID) for n in (first, second)] == ["note-a-1", "note-a-2"]
    assert roles(first) == ["Lbl", "P"]
    assert roles(first.kids[0]) == ["Link"]
    ((_, back),) = first.kids[0].kids[0].annotations
    assert str(back.Dest) == "call-a-1"


def test_a_list_has_items_with_labels(elements: list[StructureElement]) -> None:
    items = [e for e in elements if e.role == "LI" and e.above and e.above.above
             and e.above.above is chapter(elements)]  # fmt: skip
    assert [roles(item) for item in items] == [["Lbl", "LBody"]] * 2


def test_a_table_has_headers_with_their_scope(elements: list[StructureElement]) -> None:
    headers = [e for e in elements if e.role == "TH"]
    assert [str(h.entries.A.Scope) for h in headers] == ["/Column", "/Column"]


def test_a_picture_has_its_words_and_its_place(elements: list[StructureElement]) -> None:
    (figure,) = (e for e in elements if e.role == "Figure")
    assert str(figure.entries.Alt) == "Plan de la ville"
    left, low, right, high = map(float, figure.entries.A.BBox)
    assert 0 < left < right < 397
    assert 0 < low < high < 613


def test_foreign_words_have_their_language(elements: list[StructureElement]) -> None:
    assert [str(e.entries.Lang) for e in elements if e.role == "Span"] == ["ru-Latn"]


def test_running_heads_are_no_part_of_the_text(lecture: bytes) -> None:
    with pikepdf.open(BytesIO(lecture)) as pdf:
        streams = [page.obj.Contents.read_bytes() for page in pdf.pages]
    assert sum(stream.count(b"/Artifact <</Type /Pagination>> BDC") for stream in streams) >= 2


def test_contents_and_index_have_their_own_roles(elements: list[StructureElement]) -> None:
    found = {e.role for e in elements}
    assert {"TOC", "TOCI", "Index", "Reference"} <= found


def test_the_file_says_what_it_is(lecture: bytes) -> None:
    with pikepdf.open(BytesIO(lecture)) as pdf:
        with pdf.open_metadata() as metadata:
            assert metadata["{http://www.aiim.org/pdfua/ns/id/}part"] == "1"
            assert metadata["dc:title"] == "Essai"
        assert str(pdf.Root.Lang) == "fr"
        assert pdf.Root.ViewerPreferences.DisplayDocTitle


def test_the_same_book_gives_the_same_bytes(lecture: bytes, tmp_path: Path) -> None:
    assert workshop(tmp_path).lecture() == lecture
