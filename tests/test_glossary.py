"""The glossary is true: each word lives where it says, and stands there once."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import publish

PACKAGE = Path(publish.__file__).parent
GLOSSARY = Path(__file__).parents[1] / "GLOSSARY.md"
ROW = re.compile(
    r"\| (?P<word>[^|]+) \| (?P<french>[^|]+) \| (?P<meaning>[^|]+) "
    r"\| `(?P<path>[\w/]+\.py)`(?: `(?P<name>\w+)`)? \|"
)
LINES = [line for line in GLOSSARY.read_text("utf-8").splitlines() if line.startswith("| ")][1:]


def test_every_word_has_french_a_meaning_and_a_place() -> None:
    assert [line for line in LINES if not ROW.fullmatch(line)] == []
    words = [line.split("|")[1] for line in LINES]
    assert words == sorted(set(words))
    assert len(words) > 60


@pytest.mark.parametrize("line", LINES)
def test_a_word_lives_where_it_says(line: str) -> None:
    row = ROW.fullmatch(line)
    assert row
    text = (PACKAGE / row["path"]).read_text("utf-8")
    name = row["name"]
    defined = rf"^\s*(?:class|def) {name}\b|^\s*{name}\b.*="
    assert not name or re.search(defined, text, re.MULTILINE)
