"""A short run of the fuzzer, the same every time: no input brings more than a coded fault."""

from __future__ import annotations

from random import Random

import pytest

from tests.fuzzing.doors import DOORS
from tests.fuzzing.fuzzing import entered, fuzz

INPUTS = 60


@pytest.mark.parametrize("name", DOORS)
def test_whole_inputs_go_through(name: str) -> None:
    assert [entered(DOORS[name], data) for data in DOORS[name].seeds.values()].count("") == len(
        DOORS[name].seeds
    )


@pytest.mark.parametrize("name", DOORS)
def test_broken_inputs_bring_coded_faults_only(name: str) -> None:
    broken = list(fuzz(name, Random(2026), INPUTS))
    assert [one.place for one in broken] == []
