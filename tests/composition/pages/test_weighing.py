"""What was weighed can be asked for: the chosen break is the one that costs least."""

from __future__ import annotations

from publish.composition.lines.paragraph import TOLERANCES, Attempt
from publish.composition.pages.galley import Row
from tests.books import book
from tests.composition.composing import composed
from tests.composition.lines.test_totalfit import PROSE


def paragraph(text: str) -> tuple[list[Attempt], list[Row]]:
    """Return what was weighed for a paragraph, and its rows."""
    rows = [row for page in composed(book(f"# T\n\n{text}")).pages for row in page.rows]
    rows = [row for row in rows if row.block.tag == "p"]
    assert rows[0].weigh
    return list(rows[0].weigh()), rows


def test_the_break_that_ends_a_line_costs_the_paragraph_least() -> None:
    attempts, rows = paragraph(PROSE * 3)
    found = attempts[-1].lines
    assert len(found) == len(rows)
    assert max(map(len, found)) > 1
    for ways in found:
        chosen, *others = ways
        assert chosen.chosen
        assert not any(other.chosen for other in others)
        assert all(chosen.total <= other.total for other in others)


def test_every_line_ends_where_the_weighing_says() -> None:
    attempts, rows = paragraph(PROSE * 3)
    for ways, row in zip(attempts[-1].lines, rows, strict=True):
        assert row.line
        shown = "".join(part.text for part in row.line.spans) + "\u2010" * row.line.hyphen
        assert shown.rstrip().endswith(ways[0].ending)


def test_words_are_divided_only_where_no_even_lines_were_found_without() -> None:
    attempts, _ = paragraph("Les anticonstitutionnellement incompréhensibles " * 12)
    first, *_, last = attempts
    assert (first.tolerance, first.divided, first.lines) == (*TOLERANCES[0], ())
    assert last.divided
    assert last.lines
