"""Prose as it comes from a typewriter, set, taken back to the typewriter and set again."""

from __future__ import annotations

import re

from publish.api import typeset_fragment
from publish.characters import reveal
from tests.typography.cases import FIXTURES

TYPED = (FIXTURES / "prose" / "nouvelle.md").read_text("utf-8")
SET = (FIXTURES / "prose" / "nouvelle.xhtml").read_text("utf-8")

_TYPEWRITER = str.maketrans(
    {"\u00a0": " ", "\u202f": " ", "’": "'", "“": '"', "”": '"', "…": "..."}
)


def typewritten(fragment: str) -> str:
    """Return the Markdown of a fragment of headings and paragraphs, as a typewriter gives it."""
    text = re.sub(r"</?(?:p|sup|span)\b[^>]*>|</h1>", "", fragment).replace("<h1>", "# ")
    return text.replace("\n", "\n\n").translate(_TYPEWRITER)


def test_typewritten_prose_is_set_throughout() -> None:
    assert reveal(typeset_fragment(TYPED)) == SET.rstrip("\n")


def test_prose_taken_back_to_the_typewriter_is_set_the_same() -> None:
    once = typeset_fragment(TYPED)
    assert typeset_fragment(typewritten(once)) == once
