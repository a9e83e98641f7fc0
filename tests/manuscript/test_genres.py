"""Poems, plays and letters: what a genre makes of the paragraphs under it.

A case is ``=== name``, a text, a line ``→``, its body without the lines of the source.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from publish.book import text_of
from publish.book.vocabulary import LINE
from publish.diagnostics import BookError
from tests.books import book

FIXTURE = Path(__file__).parent.parent / "fixtures" / "genres" / "genres.cases"


def cases() -> Iterator[tuple[str, str, str]]:
    for case in re.split(r"\n\n(?==== [^\n]*\n)", FIXTURE.read_text("utf-8")):
        source, expected = case.split("\n→\n")
        name, _, markdown = source.partition("\n")
        yield name[4:], markdown, expected.rstrip("\n")


def shown(markdown: str) -> str:
    """Return the body of a text, a block a line."""
    (section,) = book(markdown).sections
    etree.strip_attributes(section.body, LINE, "id")
    inner = "".join(etree.tostring(child, encoding="unicode") for child in section.body)
    inner = inner.replace("\u2005", "·")
    inner = re.sub(r"\s*(<(?:p|h\d|div|ul|li|/div|/ul)\b)", r"\n\1", inner)
    return inner.strip("\n")


@pytest.mark.parametrize(
    ("markdown", "expected"), [pytest.param(*case[1:], id=case[0]) for case in cases()]
)
def test_a_genre_is_read_as_its_case_says(markdown: str, expected: str) -> None:
    assert shown(markdown) == expected


def test_a_poem_may_open_with_an_indented_verse() -> None:
    (section,) = book("# T {.verse}\n\n      Mon enfant, ma sœur,\nSonge\n").sections
    assert section.body.find(".//pre") is None
    assert text_of(section.body).count("\u2005") == 6


_PLAY = st.lists(
    st.sampled_from(
        ["ARGAN.", "LE COMTE", "*Il sort.*", "(Elle rit.)", "Oui, mais non.", "| Vers", "| *bas*",
         ", ", "\n", "\n\n", "**B**", "## Acte", "- LISE, sœur.", ":   Oui", "[^1]", "|       Oui"]
    ),
    max_size=25,
).map("".join)  # fmt: skip


@given(_PLAY, st.sampled_from([".theatre", ".theatre .verse", ".verse", ".versets", ".letter"]))
@settings(max_examples=40, deadline=None)
def test_no_genre_loses_a_word(text: str, genre: str) -> None:
    try:
        (plain,) = book(f"# T\n\n::: {{.none}}\n{text}\n:::\n").sections
        (section,) = book(f"# T\n\n::: {{{genre}}}\n{text}\n:::\n").sections
    except (BookError, ValueError):
        return
    letters = re.findall(r"\w", text_of(plain.body))
    assert re.findall(r"\w", text_of(section.body)) == letters
