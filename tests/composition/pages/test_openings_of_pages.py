"""Texts that run on, drop caps beside short paragraphs, epigraphs, heads of pages."""

from __future__ import annotations

from dataclasses import replace

import pytest

from publish import apparatus
from publish.composition import ComposedSection
from publish.composition.pages.galley import Row
from publish.composition.pages.page_heads import page_heads
from publish.composition.pages.turns import places
from tests.books import TOML, book
from tests.composition.composing import composer_of
from tests.composition.lines.test_totalfit import PROSE
from tests.composition.pages.test_forms import Flat

TWO = TOML.replace('["a.md"]', '["a.md", "b.md"]')


def run_on(first: str, second: str) -> ComposedSection:
    furnished = apparatus.furnish(book(first, TWO, b_md=second))
    one, other = furnished.sections
    return composer_of(furnished).compose(replace(one, following=(other,)))


def rows(found: ComposedSection, page: int = 0) -> list[Row]:
    return [one.row for area in found.pages[page].areas for one in area.rows]


def composed(text: str, options: str = "") -> ComposedSection:
    furnished = apparatus.furnish(book(text, TOML + f"\n[print]\n{options}\n"))
    return composer_of(furnished).compose(furnished.sections[0])


def test_a_text_runs_on_below_the_one_before() -> None:
    found = run_on("# A\n\nUn[^1].\n\n[^1]: I.", "# B\n\nDeux[^1].\n\n[^1]: II.")
    assert found.length == 1
    assert (found.anchors["a"], found.anchors["b"]) == (0, 0)
    assert len(found.pages[0].notes) == 2


def test_each_page_knows_which_text_it_begins_in() -> None:
    found = run_on(f"# A\n\n{PROSE * 2}", "# B\n\n" + f"{PROSE}\n\n" * 9)
    assert [within for within, _ in places(found)] == [0, 1, 1][: found.length]
    assert [right for _, right in page_heads(found)][:2] == ["A", "B"]


def beside(found: ComposedSection) -> list[tuple[str, bool]]:
    """Return each paragraph's tag and whether its first line stands beside a cap."""
    return [(str(r.block.tag), r.line is not None and r.line.x > 20) for r in rows(found)[1:]]


def test_lines_of_the_next_paragraphs_stand_beside_the_cap_of_a_short_one() -> None:
    found = composed("# T\n\nOui.\n\n— Non.\n\nElle partit.\n\nFin.", "drop-cap = 3")
    assert beside(found) == [("p", False), ("p", True), ("p", True), ("p", False)]
    assert all(row.keep for row in rows(found)[1:3])


def test_a_cap_is_no_higher_than_the_lines_it_has() -> None:
    found = composed(f"# T\n\nOui.\n\nNon.\n\n> {PROSE}", "drop-cap = 3")
    assert beside(found)[:3] == [("p", False), ("p", True), ("p", False)]


@pytest.mark.parametrize(("letter", "lines"), [("E", 2), ("Q", 3)])
def test_a_letter_that_hangs_down_takes_another_line(letter: str, lines: int) -> None:
    found = composed(f"# T\n\n{letter}uand {PROSE}", "drop-cap = 2")
    at = [row.line.x > 5 for row in rows(found)[1:] if row.line]
    assert at[: lines + 1] == [False] + [True] * (lines - 1) + [False]


def test_the_first_words_may_be_small_capitals() -> None:
    found = composed(f"# T\n\nIl revint chez lui, {PROSE}", "first-words = 3")
    word = next(rows(found)[1].block.iter("span"))
    assert (word.get("class"), word.text) == ("lettrine-word", "Il revint chez")


def test_an_epigraph_is_as_wide_as_its_text_and_stands_at_the_right() -> None:
    text = "::: {.epigraph}\nBref.\n\nNom, *Titre*\n{: .signature}\n:::"
    found = composed(f"# T\n\n{text}\n\n{PROSE}")
    lines = [row for row in rows(found) if row.style.size == 9.5]
    ends = [r.x + r.line.x + r.line.fit.width for r in lines if r.line]
    assert ends == pytest.approx([found.composer.style_sheet.page.measure] * 2, abs=2)


def test_dots_lead_to_the_folios() -> None:
    options = '\n[print]\ncontents-style = "leaders"\n'
    made = apparatus.furnish(book("# T\n\nTexte.", TOML + options))
    contents = apparatus.complete(made, {"a": 5}).sections[-2]
    line = rows(composer_of(made).compose(contents))[1].line
    assert line is not None
    assert line.text.startswith("T. ") is False
    assert line.text.count(".") > 30
    assert line.text.endswith("5")


def test_the_head_of_an_entry_stands_again_where_its_subentries_go_on() -> None:
    entries = '[[entry]]\nheading = "Mer"\nforms = ["mot"]\n' + "".join(
        f'[[entry]]\nheading = "sujet {n}"\nunder = "Mer"\nforms = ["mot"]\n' for n in range(90)
    )
    made = apparatus.furnish(book("# T\n\nUn mot.", index_toml=entries))
    index = next(s for s in apparatus.complete(made, {}).sections if s.kind == "index")
    found = composer_of(made).compose(index)
    heads = [
        "".join(span.text for span in area.rows[0].row.line.spans)
        for page in found.pages
        for area in page.areas
        if area.rows[0].row.line
    ]
    assert heads.count("Mer\u00a0(suite)") >= 1
    assert all(head in ("Index", "M", "Mer\u00a0(suite)") for head in heads)


def test_a_head_that_is_longer_than_its_line_is_told() -> None:
    title = "Comment ce chapitre a reçu un titre si long que nul ne le lirait au-dessus d’une page"
    text = "\n\n".join([PROSE] * 9)
    made = apparatus.furnish(book(f"# {title}\n\n{text}"))
    sections = {one.id: one for one in apparatus.complete(made, {}).sections}
    told = composer_of(made).compose(sections["a"]).diagnostics
    assert [(one.code, one.line) for one in told] == [("L020", 1)]
    short = replace(sections["a"], heads=("Essai", "Un titre"))
    assert composer_of(made).compose(short).diagnostics == ()


def test_an_ornament_neither_opens_nor_ends_a_page() -> None:
    pieces = "\n\n* * *\n\n".join([PROSE, f"{PROSE}{PROSE}"] * 6)
    made = apparatus.furnish(book(f"# T\n\n{pieces}"))
    plain = composer_of(made)
    composer = replace(plain, block_sizes=Flat(14.0))
    found = composer.compose(made.sections[0])
    assert found.length > 4
    for page in found.pages:
        tags = [str(one.row.block.tag) for one in page.areas[0].rows]
        assert "hr" not in (tags[0], tags[-1])
