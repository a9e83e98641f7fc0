"""From an edit to the place where it is shown."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from publish.pipeline import OutputPlaces
from publish.preview.edits import Spot, block_line, edited, first_change, spot

TEXT = "# Titre\n\nUn alinéa.\n\nUn autre.\n"


@pytest.mark.parametrize(
    ("after", "line"),
    [
        (TEXT, None),
        ("# Titre\n\nUn alinéa court.\n\nUn autre.\n", 3),
        ("# Autre titre\n\nUn alinéa court.\n\nUn autre.\n", 1),
        # a paragraph more: the paragraph, not the blank line before it
        ("# Titre\n\nUn alinéa.\n\nUn nouveau.\n\nUn autre.\n", 5),
        (TEXT + "\nUn dernier.\n", 7),
        # a paragraph less: what has taken its place, or the end
        ("# Titre\n\nUn autre.\n", 3),
        ("# Titre\n\nUn alinéa.\n", 3),
        ("", 1),
    ],
)
def test_an_edit_is_where_the_texts_begin_to_differ(after: str, line: int | None) -> None:
    assert first_change(TEXT, after) == line


@given(st.text("a\n", max_size=12), st.text("a\n", max_size=12))
def test_only_an_edit_has_a_line_and_it_is_one_of_the_text(before: str, after: str) -> None:
    line = first_change(before, after)
    assert (line is None) == (before == after)
    assert line is None or 1 <= line <= max(len(after.splitlines()), 1)


def test_of_several_texts_the_edited_one_is_found() -> None:
    before = {"a.md": "Un.\n", "b.md": "Un.\n"}
    assert edited(before, before) is None
    assert edited(before, before | {"b.md": "Un.\n\nDeux.\n"}) == ("b.md", 3)
    assert edited(before, before | {"c.md": "# Nouveau\n"}) == ("c.md", 1)
    assert edited(before, {"a.md": "Un.\n"}) is None, "what is gone is shown nowhere"


@pytest.mark.parametrize(("line", "block"), [(1, 3), (3, 3), (4, 3), (6, 3), (7, 7), (90, 7)])
def test_a_line_belongs_to_the_block_that_began_last(line: int, block: int) -> None:
    assert block_line({7: 0, 3: 0}, line) == block
    assert block_line({}, line) is None


def test_a_line_is_shown_in_the_text_and_on_its_page() -> None:
    places = OutputPlaces(
        {"a.md": {1: 5, 3: 5, 9: 6}, "b.md": {1: 8}},
        {"text/a.xhtml": ("a.md", {5: 1, 7: 3, 8: 9}), "text/b.xhtml": ("b.md", {5: 1})},
    )
    assert spot(places, "a.md", 10) == Spot("text/a.xhtml", 9, 6)
    assert spot(places, "b.md", None) == Spot("text/b.xhtml", 1, 8)
    assert spot(places, "book.toml", 4) == Spot(None, None, None)
    assert spot(OutputPlaces({"a.md": {1: 5}}, {}), "a.md", 2) == Spot(None, None, 5)
