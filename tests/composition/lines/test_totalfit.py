"""Paragraphs are broken as a whole: nothing lost, nothing too wide, words whole if possible."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from publish.composition.lines.paragraph import Line
from publish.composition.lines.totalfit import EXPANSION, LOOSEST, TIGHTEST
from publish.composition.pages.galley import Row
from tests.books import book
from tests.composition.composing import composed

PROSE = (
    "Le lendemain, tandis que les voitures s’éloignaient lentement vers la gare, il demeura seul "
    "devant la grille, écoutant décroître le bruit des roues, et se demanda combien de semaines "
    "passeraient avant qu’une lettre vînt rompre ce silence extraordinaire où la maison entière "
    "semblait désormais plongée ; puis il rentra, ferma soigneusement les volets, ralluma la "
    "lampe et reprit, au chapitre interrompu, le livre qu’elle avait oublié sur le guéridon. "
)


def lines(text: str, css: str = "") -> list[Line]:
    rows = [row for page in composed(book(f"# T\n\n{text}"), css).pages for row in page.rows]
    return [row.line for row in body(rows) if row.line]


def body(rows: list[Row]) -> list[Row]:
    return [row for row in rows if row.block.tag == "p"]


def said(line: Line) -> str:
    return "".join(span.text for span in line.spans)


def joined(found: list[Line]) -> str:
    """Return the text of lines as it was before they were broken."""
    return "".join(said(line) + ("" if line.hyphen or line.divided else " ") for line in found)


def test_no_word_is_lost() -> None:
    assert joined(lines(PROSE * 3)).split() == (PROSE * 3).split()


@given(st.lists(st.text("abcdéœ’,-—", min_size=1, max_size=30), min_size=1, max_size=60))
@settings(max_examples=60, deadline=None)
def test_whatever_the_words_none_is_lost(words: list[str]) -> None:
    text = " ".join(f"x{word}" for word in words)
    assert joined(lines(text)).replace(" ", "") == text.replace(" ", "")


def test_lines_are_even() -> None:
    found = lines(PROSE * 4)[:-1]
    assert not any(line.fit.overfull for line in found)
    assert all(abs(line.fit.scale - 1) <= EXPANSION + 1e-9 for line in found)
    assert all(-TIGHTEST <= line.fit.stretch / 10.5 <= LOOSEST for line in found)


def test_at_most_three_divided_lines_follow_one_another() -> None:
    found = lines("extraordinairement " * 120, "html { font-size: 15pt }")
    runs = "".join("x" if line.divided else " " for line in found).split()
    assert max(map(len, runs), default=0) <= 3


@pytest.mark.parametrize("word", ["x" * 90, "abc" * 500])
def test_a_word_wider_than_the_measure_is_parted_wherever_it_must_be(word: str) -> None:
    found = lines(f"mot {word} mot")
    assert word in "".join(said(line).rstrip("\u2010") for line in found)
    assert not any(line.fit.overfull for line in found)


def test_a_fine_space_is_never_a_line_end() -> None:
    text = "mot\u202f! " * 80
    assert all(said(line).endswith("!") for line in lines(text))


def test_a_no_break_space_is_never_a_line_end() -> None:
    found = lines("14\u00a0juillet " * 60)
    assert all(said(line).endswith("juillet") for line in found)


def test_inline_elements_survive_a_line_end() -> None:
    found = lines(f"*{PROSE.strip()}*")
    assert len(found) > 3
    assert all([e.tag for e in span.path] == ["em"] for line in found for span in line.spans)


def test_verse_keeps_its_lines() -> None:
    found = lines("/// html | div.verse\nUn vers  \nun autre\n///")
    assert [said(line) for line in found] == ["Un vers", "un autre"]


def test_headings_are_not_divided() -> None:
    pages = composed(book(f"# {'extraordinairement ' * 12}")).pages
    assert not any(row.divided for page in pages for row in page.rows)
