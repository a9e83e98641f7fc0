"""A short run of the fuzzer, the same every time: no input brings more than a coded fault."""

from __future__ import annotations

from random import Random

import pytest

from tests.fuzzing import seeds
from tests.fuzzing.built_book import FONT, built
from tests.fuzzing.doors import DOORS
from tests.fuzzing.fuzzing import entered, fuzz

INPUTS, DEAR_INPUTS = 60, 1


@pytest.mark.parametrize("name", [name for name, door in DOORS.items() if not door.dear])
def test_whole_inputs_go_through(name: str) -> None:
    assert [entered(DOORS[name], data) for data in DOORS[name].seeds.values()].count("") == len(
        DOORS[name].seeds
    )


def test_the_whole_book_is_built() -> None:
    assert built(FONT)(seeds.font())


@pytest.mark.parametrize("name", DOORS)
def test_broken_inputs_bring_coded_faults_only(name: str) -> None:
    broken = list(fuzz(name, Random(2026), DEAR_INPUTS if DOORS[name].dear else INPUTS))
    assert [one.place for one in broken] == []
