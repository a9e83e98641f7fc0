"""Where lines end, and what they give: the rules of docs/rules-of-the-page.md, Lines."""

from __future__ import annotations

from itertools import pairwise

import pytest

from publish.composition.lines.binding import BOUND, edge_keys, parting
from publish.composition.lines.proper_names import names_in
from publish.composition.lines.totalfit import (
    APART,
    EXPANSION,
    RAGGED,
    Break,
    Measure,
    evened,
    set_line,
)
from tests.composition.lines.test_totalfit import PROSE, lines


@pytest.mark.parametrize(
    ("before", "after", "bound"),
    [
        ("note", "15", True),
        ("octobre", "1917", True),
        ("heures", "30", True),
        ("17", "ans", True),
        ("chapitre", "IV", True),
        ("17,", "ans", False),
        ("1917.", "Elle", False),
        ("note", "que", False),
        ("octobre", "prochain", False),
    ],
)
def test_figures_stay_with_their_nouns(before: str, after: str, bound: bool) -> None:
    assert parting(before, after) == BOUND * bound


def test_words_are_seen_to_be_the_same_by_their_first_and_last_letters() -> None:
    assert edge_keys("Natanson,") == ("natan", "anson")
    assert edge_keys("«du")[0] == edge_keys("du")[0]


def test_a_name_is_one_wherever_it_stands() -> None:
    found = names_in(
        ["Il vit Kamenev, puis Zinoviev. Demain partira.", "«\u00a0Kamenev est là.\u00a0»"],
        ["Dzerjinski, Félix"],
    )
    assert found >= {"Kamenev", "Zinoviev", "Dzerjinski", "Félix"}
    assert "Demain" not in found


def fit(natural: float, spaces: int = 10) -> tuple[float, float, bool]:
    measure = Measure(280.0, 10.0)
    end = Break(natural, spaces, natural, spaces)
    found = set_line(Break(0.0, 0.0, 0.0, 0.0), end, measure, line=0, last=False)
    return found.scale, found.stretch / 10.0, found.ragged


def test_spaces_and_expansion_go_together_up_to_two_hundredths() -> None:
    half, full = fit(276.5), fit(270.0)
    assert 1 < half[0] < 1 + EXPANSION
    assert half[1] > 0
    assert full[0] == 1 + EXPANSION
    assert full[1] > half[1]


def test_a_line_that_nothing_fills_ends_before_its_measure() -> None:
    scale, gap, ragged = fit(150.0)
    assert ragged
    assert gap == RAGGED
    assert scale <= 1.03


def test_neighbours_are_never_far_apart() -> None:
    scales = [1.02, 0.98, 1.02, 1.0, 0.97, 1.03]
    assert all(abs(b - a) <= APART + 2e-4 for a, b in pairwise(evened(scales)[:3]))
    assert evened([1.01, 1.0, 0.99]) == [1.01, 1.0, 0.99]


def test_no_line_is_longer_than_its_measure_for_its_neighbour_s_sake() -> None:
    for margin in (18, 24, 31, 37, 45):
        set_lines = lines(PROSE * 3, f"@page {{ margin: 60pt {margin}mm }}")
        assert not any(line.fit.overfull for line in set_lines)
