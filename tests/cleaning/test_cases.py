"""Source → Markdown: one small case for each habit of damaged texts."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from publish.cleaning import clean_text

CASES = Path(__file__).parent.parent / "fixtures" / "cleaning"


def unescaped(text: str) -> str:
    r"""Return text with ``\uXXXX`` and ``\f`` as the characters they name."""
    text = re.sub(r"\\u([0-9a-f]{4})", lambda match: chr(int(match[1], 16)), text)
    return text.replace("\\f", "\f")


def cases() -> Iterator[object]:
    for path in sorted(CASES.glob("*.cases")):
        for part in path.read_text(encoding="utf-8").split("=== ")[1:]:
            name, _, rest = part.partition("\n--- source\n")
            source, _, markdown = rest.partition("--- markdown\n")
            yield pytest.param(unescaped(source), markdown, id=f"{path.stem}: {name}")


@pytest.mark.parametrize(("source", "markdown"), list(cases()))
def test_case(source: str, markdown: str) -> None:
    cleaned = clean_text(source)
    assert cleaned.markdown == markdown.rstrip("\n") + "\n"
    assert clean_text(cleaned.markdown).markdown == cleaned.markdown
