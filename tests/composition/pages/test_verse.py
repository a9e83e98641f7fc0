"""Verse in its place: axis, indents, turnovers, shared verses, numbers, versets."""

from __future__ import annotations

from publish import apparatus
from publish.composition import ComposedSection, PageSize, SectionComposer
from publish.composition.pages.galley import Row
from tests.books import TOML, book
from tests.composition.composing import NoSurvey, composer_of
from tests.composition.lines.test_totalfit import PROSE, said

LONG = "Un vers beaucoup trop long pour la ligne où il devrait tenir, et qui tourne donc au bout"
MIDDLING = "Un vers de douze pieds, comme on en trouve ici"


def composed(text: str, options: str = "", trim: tuple[float, float] = (140, 216)) -> list[Row]:
    furnished = apparatus.furnish(book(text, TOML + options))
    one = composer_of(furnished)
    composer = SectionComposer(one.styles, one.imprint, NoSurvey(), PageSize(trim))
    return placed(composer.compose(furnished.sections[0]))


def placed(found: ComposedSection) -> list[Row]:
    return [one.row for page in found.pages for area in page.areas for one in area.rows]


def shown(rows: list[Row]) -> dict[str, float]:
    """Return where each line begins, in points, by its text."""
    found = (row for row in rows if row.line and row.block.tag not in ("h1", "h2"))
    return {said(row.line): round(row.x + row.line.x, 2) for row in found if row.line}


def end(rows: list[Row], text: str) -> float:
    row = next(row for row in rows if row.line and said(row.line) == text)
    assert row.line is not None
    return row.x + row.line.x + row.line.fit.width + row.line.fill


def test_all_stanzas_of_a_poem_stand_on_one_axis() -> None:
    text = f"# T\n\n::: verse\nCourt\n:::\n\n::: verse\n{MIDDLING}\n:::\n\n"
    found = shown(composed(text))
    assert found["Court"] == found[MIDDLING] > 20


def test_verses_quoted_apart_stand_each_in_its_middle() -> None:
    text = f"# T\n\n::: verse\nCourt\n:::\n\n{PROSE}\n\n::: verse\n{MIDDLING}\n:::\n"
    found = shown(composed(text))
    assert found["Court"] > found[MIDDLING] + 20


def test_one_long_verse_does_not_move_the_others() -> None:
    lines = "\n".join(f"Vers {n}" for n in range(24))
    long = MIDDLING + " et là"
    rows = composed(f"# T {{.verse}}\n\n{lines}\n{long}\n")
    found = shown(rows)
    assert abs(found["Vers 1"] - found[long]) < 1  # V hangs over its margin
    assert abs(end(rows, long) - 100 * 72 / 25.4) < 1  # the poem moves as far as it can


def test_indents_are_kept() -> None:
    (row,) = (row for row in composed("# T {.verse}\n\nUn\n        deux\n") if row.at == 1)
    assert row.line is not None
    assert row.line.spans[0].text == "\u2005" * 8


def test_a_turnover_hangs_where_the_book_or_the_poem_asks() -> None:
    for text, options in (
        (f"# T {{.verse}}\n\n{LONG}\nCourt\n", '[verse]\nturnover = "hanging"\n'),
        (f"# T {{.verse .hanging}}\n\n{LONG}\nCourt\n", ""),
    ):
        lines = shown(composed(text, options))
        first, rest, *_ = lines
        assert not rest.startswith("[")
        assert round(lines[rest] - lines[first], 2) == 21.0  # two ems of 10.5 pt
        assert lines["Court"] == lines[first]


def test_a_verse_of_three_lines_has_one_bracket() -> None:
    rows = composed(f"# T {{.verse}}\n\n{LONG} {LONG}\n", trim=(105, 148))
    turned = [said(row.line) for row in rows if row.line and not row.line.begins]
    assert [text.startswith("[") for text in turned] == [True] + [False] * (len(turned) - 1)
    assert len(turned) > 2


def test_poems_stand_at_an_indent_where_the_book_asks() -> None:
    text = "# T {.verse}\n\nUn\n\n# U {.verse}\n\nDeux mots\n"
    assert shown(composed(text, '[verse]\naxis = "indent"\n'))["Un"] == 21.0


PLAY = """# T {.theatre numbers=2}

## Scène

DON RODRIGUE.
| À moi, comte, deux mots.

LE COMTE.
|                        Parle.

DON RODRIGUE.
|                                Ôte-moi d’un doute.
| Connais-tu bien don Diègue ?
"""


def test_a_shared_verse_begins_where_the_one_before_ends() -> None:
    rows = composed(PLAY)
    found = shown(rows)
    assert found["Parle."] == round(end(rows, "À moi, comte, deux mots.") + 5.25, 2)
    assert found["Ôte-moi d’un doute."] == round(end(rows, "Parle.") + 5.25, 2)


def test_the_parts_of_a_shared_verse_stay_together() -> None:
    kept = {said(row.line): row.keep for row in composed(PLAY) if row.line}
    assert kept["À moi, comte, deux mots."]
    assert kept["Parle."]
    assert kept["LE COMTE."]


def test_a_shared_verse_is_counted_once_and_numbers_stand_at_the_right_edge() -> None:
    rows = composed(PLAY)
    (numbered,) = (row for row in rows if row.line and said(row.line).endswith("2"))
    assert numbered.line is not None
    assert said(numbered.line) == "Connais-tu bien don Diègue ?2"
    measure = 100 * 72 / 25.4
    assert abs(end(rows, said(numbered.line)) - measure) < 0.1


def test_versets_hang_without_a_bracket() -> None:
    rows = composed(f"# T {{.versets}}\n\n{PROSE}\nCourt.\n\nAutre.\n")
    lines = [row for row in rows if row.line and row.block.tag == "p"]
    assert [round(row.x + row.line.x) for row in lines[:2] if row.line] == [0, 21]
    assert shown(rows)["Court."] == 0
    assert next(row.above for row in rows if row.line and said(row.line) == "Autre.") == 14


def test_verse_in_a_quotation_takes_no_indent() -> None:
    found = shown(composed("# T\n\n> | Qui pleure là\n> | sinon le vent\n"))
    assert found["Qui pleure là"] == found["sinon le vent"]


def test_a_colon_that_announces_verse_or_a_quotation_ends_no_page() -> None:
    for block in ("> Oui.", "| Un vers", "::: letter\nOui.\n:::"):
        rows = composed(f"# T\n\nIl dit\N{NO-BREAK SPACE}:\n\n{block}\n")
        assert next(row.keep for row in rows if row.block.tag == "p")


def test_a_paragraph_that_goes_on_after_verse_takes_no_indent() -> None:
    found = shown(composed("# T\n\nIl dit :\n\n| Un vers\n\net se tut.\n\nPuis rien.\n"))
    assert found["et se tut."] == 0
    assert found["Puis rien."] > 10
