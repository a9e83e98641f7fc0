"""The samples of docs/samples: composed whole, nothing told, nothing over the measure."""

from __future__ import annotations

from pathlib import Path

import pytest

from publish import apparatus, manuscript
from publish.book import Section
from publish.book.vocabulary import STANZA_END
from publish.composition import ComposedSection
from publish.documents.verses import write_verses
from publish.pipeline.folder import Folder
from tests.composition.composing import composer_of
from tests.composition.lines.test_totalfit import said

SAMPLES = Path(__file__).parents[2] / "docs" / "samples"
MEASURE = 100 * 72 / 25.4
GENRES = ("cid", "malade", "poesie", "lettres")


@pytest.fixture(scope="module", params=GENRES)
def sample(request: pytest.FixtureRequest) -> list[tuple[Section, ComposedSection]]:
    book = apparatus.furnish(manuscript.read(Folder(SAMPLES / request.param / "manuscript")))
    assert not book.diagnostics
    composer = composer_of(book)
    return [(section, composer.compose(section)) for section in book.sections]


def test_a_sample_is_composed_and_keeps_to_its_measure(
    sample: list[tuple[Section, ComposedSection]],
) -> None:
    for section, composed in sample:
        assert composed.diagnostics == (), section.title
        assert composed.length <= 8
        for row in (row for page in composed.pages for row in page.rows):
            if row.line is not None:
                right = row.x + row.line.x + row.line.fit.width + row.line.fill
                assert right <= MEASURE + 6, said(row.line)  # points hang over the margin


def test_each_verse_of_a_sample_is_an_element_on_the_screen(
    sample: list[tuple[Section, ComposedSection]],
) -> None:
    for section, composed in sample:
        begun = sum(
            row.line is not None and row.line.begins
            for page in composed.pages
            for row in page.rows
            if any("verse" in (e.get("class") or "") for e in row.block.iterancestors("div"))
            and row.block.get("class") in (None, STANZA_END)
        )
        write_verses(section.body)
        verses = section.body.xpath(".//span[contains(@class, 'verse-line')]")
        assert len(verses) == begun
