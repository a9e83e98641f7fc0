"""Titles on a cover are cut by sense, and set as large as their longest line allows."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from publish.editions.cover.titling import titling


@pytest.mark.parametrize(
    ("title", "lines"),
    [
        ("Octobre 1917", ["Octobre 1917"]),
        ("Voyage", ["Voyage"]),
        ("Les Confessions d’un enfant du siècle", ["Les Confessions", "d’un enfant", "du siècle"]),
        ("Anticonstitutionnellement vôtre", ["Anticonstitutionnellement", "vôtre"]),
        ("Le Rouge et le Noir", ["Le Rouge", "et le Noir"]),
        ("Du côté de chez Swann", ["Du côté", "de chez Swann"]),
        ("Voyage au bout de la nuit", ["Voyage au bout", "de la nuit"]),
    ],
)
def test_a_title_is_cut_by_sense(title: str, lines: list[str]) -> None:
    assert list(titling(title).lines) == lines


@given(st.lists(st.text("abcdéœ’", min_size=1, max_size=20), min_size=1, max_size=25))
def test_no_word_is_lost_and_the_longest_line_fits(words: list[str]) -> None:
    found = titling(" ".join(words))
    assert " ".join(found.lines).split(" ") == words
    assert len(found.lines) <= 5
    assert max(map(len, found.lines)) * found.size <= 13.1
