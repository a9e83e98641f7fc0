"""Books thick with notes: none is lost, displaced or torn from its call."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from random import Random

import pytest

from publish.composition import imposition
from publish.pipeline.products import BookProducts
from publish.preflight import check_lecture
from tests.books import write_book
from tests.extraction import of_markdown, of_pdf, same

WORDS = (
    "la barque du passeur restait amarrée sous les saules et personne ne songeait plus à "
    "traverser depuis que le vieux moulin ne tournait que pour lui-même"
).split()


def sentence(random: Random, words: int) -> str:
    return " ".join(random.choice(WORDS) for _ in range(words)).capitalize() + "."


def dense(random: Random, calls: int) -> str:
    """Notes of 3 to 60 words, a call every 30 words or so: 5 to 12 a page."""
    blocks = ["# Un chapitre"]
    for call in range(1, calls + 1):
        said = sentence(random, random.randint(15, 45))
        form = random.choice(("{}", "{}", "{}", "> {}", "- {}", "## {}"))
        blocks.append(form.format(f"{said[:-1]}[^{call}]. {sentence(random, 12)}"
                                  if form != "## {}" else f"{said[:20]}[^{call}]"))  # fmt: skip
        if form == "## {}":
            blocks.append(sentence(random, 25))
    blocks += [
        f"[^{call}]: {sentence(random, random.choice((3, 8, 15, 30, 60)))}"
        for call in range(1, calls + 1)
    ]
    return "\n\n".join(blocks)


def long(random: Random, calls: int) -> str:
    """Notes of one to three pages."""
    blocks = ["# Un chapitre"]
    for call in range(1, calls + 1):
        blocks += [f"{sentence(random, 60)[:-1]}[^{call}].", sentence(random, 120)]
    for call in range(1, calls + 1):
        first, *others = (sentence(random, 150) for _ in range(random.choice((4, 8, 12))))
        blocks.append("\n\n".join([f"[^{call}]: {first}", *(f"    {other}" for other in others)]))
    return "\n\n".join(blocks)


@pytest.mark.parametrize(("maker", "calls", "pages"), [(dense, 200, 28), (long, 12, 28)])
def test_no_note_is_lost_or_displaced(
    tmp_path: Path, maker: Callable[[Random, int], str], calls: int, pages: int
) -> None:
    text = maker(Random(calls), calls)
    shop = BookProducts(write_book(tmp_path, text))
    content = shop.lecture()  # the audit after layout has passed, or this raises
    assert shop.figures["notes"] == calls
    assert shop.figures["pages"] >= pages
    found = [d.code for d in check_lecture(content, "essai.pdf")]
    assert [code for code in found if code.startswith(("P05", "P06"))] == []
    chapter, contents = (
        first
        for composed, first in imposition(shop.composed)
        if composed.section.id in ("a", "contents")
    )
    same(of_pdf(content, chapter, contents - 1).notes, of_markdown(text).notes)
