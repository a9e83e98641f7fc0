"""Every rule of typography, case by case: what is typed, what is set, what is left alone."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

import pytest

from publish.api import typeset_fragment
from publish.characters import reveal
from tests.typography.cases import Case, cases, unescape

CASES = cases()


def rendered(markdown: str) -> str:
    """Return what Markdown becomes when nothing is set."""
    return typeset_fragment(markdown, profile="sans")


def plain(fragment: str) -> str:
    """Return a fragment without tags, those of superiors and numerals excepted."""
    return re.sub(r'<(?!/?sup>|span class="rom">|/span>)[^>]*>', "", fragment)


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case.file}:{case.typed}")
def test_a_case_is_set_as_its_rule_says(case: Case) -> None:
    done = typeset_fragment(case.typed, profile=case.profile)
    assert reveal(done) == reveal(rendered(case.set)), case.rule
    assert plain(done) == plain(rendered(case.set))


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case.file}:{case.set}")
def test_what_is_set_is_left_alone(case: Case) -> None:
    done = typeset_fragment(case.set, profile=case.profile)
    assert reveal(done) == reveal(rendered(case.set)), case.rule


def test_the_file_for_others_holds_every_case() -> None:
    lines = Path("docs/typography-cases.tsv").read_text("utf-8").splitlines()[1:]
    told = {tuple(line.split("\t")[1:4]) for line in lines}
    assert len(lines) == len(CASES), "make typography-cases"
    assert {(p, unescape(a), unescape(b)) for p, a, b in told} == {
        (case.profile, case.typed, case.set) for case in CASES
    }


def test_there_are_cases_for_every_section() -> None:
    counted = Counter(case.file for case in CASES)
    assert sum(counted.values()) >= 1200
    assert all(case.rule for case in CASES)
    assert len({(case.file, case.typed) for case in CASES}) == len(CASES)
