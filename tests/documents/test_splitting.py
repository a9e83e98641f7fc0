"""Long documents as several files: every word, note, link and printed page is still there."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from lxml import etree

from publish.book import text_of
from publish.documents import Document, divided
from publish.pipeline.products import BookProducts
from tests.books import write_book

MOST = 3_000
LINE = "Le chat dort longuement sur le toit de la grange, sans qu’on l’éveille. "
PARTS = "".join(
    f"## Titre {n}\n\n{LINE * 6}[^{n}]\n\n{LINE * 5}\n\nVoir [plus haut](#titre-1).\n\n"
    for n in range(1, 9)
)
TEXT = f"# Un\n\n{PARTS}" + "".join(f"[^{n}]: Note {n}.\n\n" for n in range(1, 9))


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Sequence[Document]:
    return BookProducts(write_book(tmp_path_factory.mktemp("long"), TEXT), 0).documents


@pytest.fixture(scope="module")
def parts(whole: Sequence[Document]) -> Sequence[Document]:
    return [one for one in divided(whole, MOST) if one.id == "a" or one.id.startswith("a.")]


def test_no_file_is_long_and_each_begins_at_a_title(parts: Sequence[Document]) -> None:
    assert len(parts) > 3
    sizes = [len(etree.tostring(one.tree)) for one in parts]
    assert max(sizes) < MOST * 1.2
    assert [one.path for one in parts[:2]] == ["text/a.xhtml", "text/a.2.xhtml"]
    opening = [one.tree[0].tag for one in parts[1:]]
    assert opening.count("h2") > len(opening) / 2


def test_no_word_is_lost(whole: Sequence[Document], parts: Sequence[Document]) -> None:
    (before,) = [one for one in whole if one.id == "a"]
    written = "".join(text_of(one.tree) for one in parts)
    assert sorted("".join(written.split())) == sorted("".join(text_of(before.tree).split()))
    assert [folio for one in parts for folio, _ in one.pages] == [f for f, _ in before.pages]
    assert len([line for one in parts for line in one.lines]) == len(before.lines)


def test_notes_stay_with_their_calls_and_links_find_their_targets(
    parts: Sequence[Document],
) -> None:
    homes = {one.path.rpartition("/")[2]: one.ids for one in parts}
    calls = 0
    for one in parts:
        for link in one.tree.iter("a"):
            page, _, name = str(link.get("href")).partition("#")
            assert name in (homes[page] if page else one.ids)
            if link.get("role") == "doc-noteref":
                assert not page
                calls += 1
    assert calls == 8


def test_short_documents_stay_as_they_are(whole: Sequence[Document]) -> None:
    assert divided(whole) == tuple(whole)


def test_a_line_of_the_manuscript_is_still_that_of_its_block(
    whole: Sequence[Document], parts: Sequence[Document]
) -> None:
    def told(documents: Sequence[Document]) -> dict[int, str]:
        found: dict[int, str] = {}
        for one in documents:
            elements = list(one.tree.iter("*"))
            for number, line in one.lines:
                found[line] = text_of(elements[number - 5])[:40]
        return found

    assert told(parts) == told([one for one in whole if one.id == "a"])
