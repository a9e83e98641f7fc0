"""Pages: every row once and in order, notes at the foot of their call's page, lines on a grid."""

from __future__ import annotations

from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from publish.composition import folios, imposition
from publish.composition.pages.galley import Row
from publish.composition.pages.page import Page
from tests.books import TOML, book
from tests.composition.composing import composed, composer_of
from tests.composition.lines.test_totalfit import PROSE

GRID, DEPTH = 14.0, 476.0


@cache
def pages(text: str, css: str = "") -> tuple[Page, ...]:
    return composed(book(text), css).pages


def novel(paragraphs: int) -> str:
    """Return a chapter whose paragraphs are all of different lengths."""
    words = PROSE.split()
    lengths = [(7 * n * n + 11 * n) % 90 + 4 for n in range(paragraphs)]
    return "# T\n\n" + "\n\n".join(
        " ".join((words * 3)[n % 40 :][:length]) for n, length in enumerate(lengths)
    )


def text_rows(page: Page) -> list[float]:
    """Return where the rows of body text stand on a page."""
    return [one.y for area in page.areas for one in area.rows if one.row.height == GRID]


def noted(paragraphs: int, notes_each: int, note: str) -> str:
    """Return a text whose every paragraph calls some notes."""
    calls = [f"n{p}-{n}" for p in range(paragraphs) for n in range(notes_each)]
    body = "\n\n".join(
        "".join(f"{PROSE}Un mot[^{c}]. " for c in calls[p * notes_each : (p + 1) * notes_each])
        or PROSE
        for p in range(paragraphs)
    )
    return f"# T\n\n{body}\n\n" + "\n".join(f"[^{c}]: {note}" for c in calls)


def test_lines_stand_on_the_grid() -> None:
    text = f"# T\n\n{PROSE}\n\n> {PROSE}\n\n{PROSE}\n\n## Titre\n\n{PROSE * 6}"
    for page in pages(text):
        assert all(abs(y / GRID - round(y / GRID)) < 0.01 for y in text_rows(page))


def test_pages_are_full_but_for_a_line_now_and_then() -> None:
    found = [page.short for page in pages(novel(300))[1:-1]]
    assert len(found) > 20
    assert max(found) <= 1
    assert sum(found) < len(found) / 4


def test_facing_pages_end_level() -> None:
    found = pages(novel(300))
    for verso, recto in zip(found[1:-1:2], found[2:-1:2], strict=False):
        assert max(text_rows(verso)) == max(text_rows(recto))


def test_no_widow_and_no_orphan() -> None:
    for page in pages(novel(300)):
        first, last = page.areas[0].rows[0].row, page.areas[0].rows[-1].row
        assert first.of < 3 or first.at != first.of - 1
        assert last.of < 3 or last.at != 0


def test_a_title_does_not_stand_at_the_foot() -> None:
    text = "# T\n\n" + "\n\n".join(f"## Titre\n\n{PROSE * (n % 3 + 1)}" for n in range(60))
    assert all(page.areas[0].rows[-1].row.block.tag != "h2" for page in pages(text))


@given(
    paragraphs=st.integers(1, 5),
    notes=st.integers(0, 4),
    sentences=st.integers(1, 7),
)
@settings(max_examples=25, deadline=None)
def test_every_note_begins_on_the_page_of_its_call(
    paragraphs: int, notes: int, sentences: int
) -> None:
    found = composed(book(noted(paragraphs, notes, PROSE * sentences))).pages
    rows = [one.row for page in found for area in page.areas for one in area.rows]
    assert len(rows) == len({id(row) for row in rows})
    begun: list[str] = []
    for page in found:
        called = [name for area in page.areas for one in area.rows for name in one.row.notes]
        opened = [note_of(one.row) for one in page.notes if opens(one.row)]
        assert opened == called
        begun += opened
        bottom = max((one.y + one.row.height for one in page.notes), default=0.0)
        assert bottom <= DEPTH + 0.1
        text_bottom = max((y + GRID for y in text_rows(page)), default=0.0)
        assert not page.notes or text_bottom < page.notes[0].y
    assert len(begun) == len(set(begun)) == paragraphs * notes


def opens(row: Row) -> bool:
    """Whether a row is the first of its note."""
    above = row.block.getparent()
    return row.first and above is not None and above[0] is row.block


def note_of(row: Row) -> str:
    above = row.block.getparent()
    return "" if above is None else above.get("id", "")


def test_a_note_longer_than_a_page_goes_on() -> None:
    found = pages(noted(1, 1, PROSE * 40))
    assert len(found) > 3
    texts = [one.row for page in found for one in page.notes]
    assert [row.at for row in texts] == list(range(texts[0].of))


def test_a_note_is_parted_two_lines_from_either_end() -> None:
    for page in pages(noted(12, 2, PROSE * 4)):
        for one in page.notes[-1:]:
            assert one.row.last or 2 <= one.row.at + 1 <= one.row.of - 2


def test_sections_open_on_the_right() -> None:
    toml = TOML.replace('["a.md"]', '["a.md", "b.md", "c.md"]')
    many = book("# A", toml, b_md="# B\n\n" + PROSE * 20, c_md="# C")
    one = composer_of(many)
    found = list(imposition(one.compose(section) for section in many.sections))
    assert [first % 2 for _, first in found] == [1, 1, 1]
    assert folios(one.compose(s) for s in many.sections)["c"] == found[2][1]


PARTS = "# T\n\n" + "\n\n".join(f"## Titre {n}\n\n{PROSE * (3 * n + 1)}" for n in range(5))


def openings(css: str) -> list[int]:
    """Return the number, from 1, of each page that a title of a part opens."""
    firsts = [page.areas[0].rows[0].row if page.rows else None for page in pages(PARTS, css)]
    return [n for n, row in enumerate(firsts, 1) if row and row.block.tag == "h2"]


@pytest.mark.parametrize(
    "css",
    [
        "h2 { break-before: page }",
        "h2 { page-break-before: always }",
        "h2:nth-of-type(n + 2) { break-before: left }",
        "h2:nth-of-type(n + 2) { break-before: right }",
        "h2:nth-of-type(n + 2) { break-before: recto }",
        "p + h2 { break-before: verso }",
    ],
)
def test_a_page_begins_where_its_style_says(css: str) -> None:
    found = openings(css)
    assert len(found) >= 4
    sides = {"left": 0, "verso": 0, "right": 1, "recto": 1}
    side = next((sides[word] for word in sides if word in css), None)
    assert side is None or {number % 2 for number in found} == {side}
    texts = [row.line for page in pages(PARTS, css) for row in page.rows]
    assert len(texts) == len([row for page in pages(PARTS) for row in page.rows])


def test_the_white_above_a_title_counts_where_a_page_was_asked_for() -> None:
    (_, second, *_) = pages(PARTS, "p + h2 { break-before: page }")
    assert second.areas[0].rows[0].y > 0


def test_a_break_asked_for_around_and_behind_blocks_counts_too() -> None:
    text = f"# T\n\n{PROSE}\n\n> {PROSE}\n\n{PROSE}"
    assert len(pages(text, "blockquote { break-before: page }")) == 2
    assert len(pages(text, "blockquote { break-after: page }")) == 2
    assert len(pages(text, "blockquote { break-before: page; break-after: left }")) == 4


def test_what_is_not_to_be_parted_stays_together() -> None:
    quotation = "\n>\n".join(f"> {PROSE}" for _ in range(2))
    for lines in range(1, 4):
        text = f"# T\n\n{PROSE * lines}\n\n{PROSE}\n\n{quotation}\n\n{PROSE}"
        found = pages(text, "blockquote { break-inside: avoid }")
        holding = {n for n, page in enumerate(found) for row in page.rows if quoted(row)}
        assert len(holding) == 1


def quoted(row: Row) -> bool:
    return any(above.tag == "blockquote" for above in row.block.iterancestors())
