"""The samples of docs/samples that show how a book is made up: composed whole, nothing told."""

from __future__ import annotations

from pathlib import Path

import pytest

from publish import apparatus, manuscript
from publish.composition import SectionComposer, folios, page_count
from publish.composition.pages.composer import ComposedSection
from publish.pipeline.folder import Folder
from tests.composition.composing import composer_of
from tests.composition.pages.test_forms import Flat

SAMPLES = Path(__file__).parents[2] / "docs" / "samples"


def composed(name: str) -> list[ComposedSection]:
    """Compose a sample, its painted blocks taken to be 60 points high."""
    book = apparatus.furnish(manuscript.read(Folder(SAMPLES / name / "manuscript")))
    assert not book.diagnostics
    plain = composer_of(book)
    composer = SectionComposer(plain.styles, plain.imprint, Flat(60.0), plain.page_size)
    return [composer.compose(run) for run in apparatus.runs(apparatus.complete(book, {}).sections)]


@pytest.mark.parametrize("name", "brefs illustre cuisine essai poche grand-format".split())
def test_a_sample_has_few_pages_and_nothing_to_be_told(name: str) -> None:
    found = composed(name)
    assert [told for one in found for told in one.diagnostics] == []
    assert page_count(found) <= 20


def test_short_texts_share_their_pages() -> None:
    found = composed("brefs")
    pages = folios(found)
    assert pages["brefs"] == pages["le-serpent"] == 5
    assert page_count(found) <= 12
