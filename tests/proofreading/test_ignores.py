"""An ignore is a judgement on one place: it has a reason, and it goes when the place changes."""

from __future__ import annotations

import pytest

from publish.diagnostics import BookError
from tests.proofreading.books import book, said

IGNORE = '[[ignore]]\ncode = "T013"\nreason = "un bègue"\n'


def test_what_is_ignored_is_not_told() -> None:
    assert said("Il vit de de loin.", IGNORE) == []


@pytest.mark.parametrize(
    ("narrower", "expected"),
    [
        ('file = "a.md"', []),
        ("line = 3", []),
        ('text = "vit de de"', []),
        ('file = "b.md"', ["3:8 T013", "5:None T090"]),
        ("line = 4", ["3:8 T013", "5:None T090"]),
        ('text = "autre"', ["3:8 T013", "5:None T090"]),
    ],
)
def test_an_ignore_may_be_narrowed(narrower: str, expected: list[str]) -> None:
    assert sorted(said("Il vit de de loin.", f"{IGNORE}{narrower}\n")) == sorted(expected)


def test_an_unused_ignore_is_a_fault() -> None:
    assert said("Il vit de loin.", IGNORE) == ["5:None T090"]


def test_an_ignore_of_no_rule_is_a_fault() -> None:
    assert said("Mot.", IGNORE.replace("T013", "T999")) == ["5:None T091"]


@pytest.mark.parametrize("reason", ['reason = " "', ""])
def test_an_ignore_needs_a_reason(reason: str) -> None:
    with pytest.raises(BookError, match="reason"):
        book("Mot.", IGNORE.replace('reason = "un bègue"', reason))
