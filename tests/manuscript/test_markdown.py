"""What Markdown becomes: fixtures of a source and its tree, and invariants.

A case is ``=== name``, the Markdown, a line ``→``, the tree without its lines, then each note as
``[^label]`` and what is told as ``line code``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from publish.book.vocabulary import LINE
from publish.manuscript.markdown import parse
from publish.manuscript.mending import mended
from publish.manuscript.nothing_lost import lost

FIXTURES = Path(__file__).parent.parent / "fixtures" / "markdown"


def cases() -> Iterator[tuple[str, str, str]]:
    """Yield name, source and expected tree of each case."""
    for path in sorted(FIXTURES.glob("*.cases")):
        for case in re.split(r"\n\n(?==== [^\n]*\n)", path.read_text("utf-8")):
            if "\n→\n" in case:
                source, expected = case.split("\n→\n")
                name, _, markdown = source.partition("\n")
                yield f"{path.stem}: {name[4:]}", markdown, expected.rstrip("\n")


def shown(markdown: str) -> str:
    """Return what Markdown is read as, in the form of a case."""
    fragment = parse(markdown)
    trees = [("", fragment.body), *((f"[^{d.label}] ", tree) for d, tree in fragment.notes)]
    told = [*fragment.diagnostics, *lost(fragment, "")]
    return "\n".join([*(n + _inner(t) for n, t in trees), *(f"{d.line} {d.code}" for d in told)])


def _inner(tree: etree._Element) -> str:
    etree.strip_attributes(tree, LINE)
    inner = "".join(etree.tostring(child, encoding="unicode") for child in tree)
    return ((tree.text or "") + inner).replace("\u2005", "·").strip("\n")


@pytest.mark.parametrize(
    ("markdown", "expected"), [pytest.param(*case[1:], id=case[0]) for case in cases()]
)
def test_markdown_is_read_as_its_case_says(markdown: str, expected: str) -> None:
    assert shown(markdown) == expected


_SIGNS = (
    "mot Un * ** _ ~ ~~ ^ ^[ ] [ ](x) ![ {.c} {#i} {: .x} ` ``` | |---|---| +---+---+ ----- ==="
    " # ::: ///|x > - 1. 1917. [^1] [^1]: [a]: <b> </b> &amp; \\ $ @k == [[w]] <!-- --> <table>"
    " <div> \u00e9 \ufb01 \u2010 -- : % <"
).split(" ")
_TOKENS = st.lists(
    st.sampled_from([*_SIGNS, "\n", "\n\n", "    ", "\t", "  \n", "\\\n"]), max_size=40
).map("".join)


@given(_TOKENS)
@settings(max_examples=150, deadline=None)
def test_no_markup_is_too_much(markdown: str) -> None:
    shown(markdown)
    mended(markdown, "a.md")


@given(st.text(alphabet="abc éÉ.,;!?’«»—\n", max_size=200))
@settings(max_examples=100, deadline=None)
def test_prose_without_markup_keeps_every_word(prose: str) -> None:
    fragment = parse(prose)
    assert list(lost(fragment, "")) == []
    assert "".join(etree.tostring(fragment.body, method="text", encoding="unicode").split()) == (
        "".join(prose.split())
    )


def test_every_block_and_call_knows_its_line() -> None:
    markdown = "Un.\n\n- deux[^a]\n- trois\n\n| a |\n|---|\n| b |\n\n[^a]: n\n\n    o[^a]\n"
    fragment = parse(markdown)
    lines = [(e.tag, e.get(LINE)) for e in fragment.body.iter() if e.get(LINE)]
    assert lines == [("p", "1"), ("li", "3"), ("li", "4"), ("th", "6"), ("td", "8")]
    assert [e.get(LINE) for e in fragment.notes[0][1]] == ["10", "12"]
    assert [(c.label, c.line, c.within) for c in fragment.calls] == [("a", 3, ""), ("a", 12, "a")]


def test_a_word_that_reading_would_drop_is_told() -> None:
    fragment = parse("Un mot.\n\nEt un autre.")
    fragment.body[1].text = "Et un."
    (told,) = lost(fragment, "a.md")
    assert (told.code, told.line, told.values) == ("M030", 3, (("words", "autre"),))


def test_a_link_that_reading_would_drop_is_told() -> None:
    fragment = parse("Un [mot](a.md).")
    etree.strip_tags(fragment.body, "a")
    assert [told.code for told in lost(fragment, "a.md")] == ["M031"]


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("- Tu viens ?\n- Non !", "— Tu viens ?\n\n— Non !"),
        ("Un.\n\n- Pain.\n- Eau.", "Un.\n\n- Pain.\n- Eau."),
        ("o\ufb03cier, porte\u2010plume, l\u02bcan", "officier, porte-plume, l\u2019an"),
        ("```\no\ufb03cier\n```", "```\no\ufb03cier\n```"),
    ],
)
def test_what_is_surely_meant_is_mended(source: str, expected: str) -> None:
    assert mended(source, "a.md") == expected


def test_a_comment_of_hyphens_is_one_that_xml_takes() -> None:
    for hyphens in range(6):
        parse(f"<!-- a{'-' * hyphens} -->", comments=True)
        parse(f"Un <!--{'-' * hyphens}b--> mot", comments=True)
