"""Where words may be divided: every case is a line of the fixture file, with its rule."""

from __future__ import annotations

from pathlib import Path

import pytest

from publish.composition.lines.division import divisions

FIXTURES = Path(__file__).parents[2] / "fixtures" / "composition" / "divisions.tsv"
CASES = [
    line.split("\t")
    for line in FIXTURES.read_text("utf-8").splitlines()
    if line and not line.startswith("#")
]


@pytest.mark.parametrize(("flags", "expected", "rule"), CASES)
def test_divisions(flags: str, expected: str, rule: str) -> None:
    word = expected.replace("|", "").replace("¦", "")
    found = divisions(word, "fr", last="last" in flags, name="name" in flags)
    shown, before = "", 0
    for one in found:
        shown += word[before : one.place] + ("|" if one.hyphen else "¦")
        before = one.place
    assert shown + word[before:] == expected, rule
