"""Where printed pages begin: counted in the composed pages, marked in the text."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from publish.book import text_of
from publish.composition.pages.turns import Turn, places, signs
from publish.documents.markers import mark_pages
from tests.books import book
from tests.composition.composing import composed

MARK = "‖"


def marked(xml: str, *places: int) -> str:
    """Mark pages 1, 2, … at the places given, and show each marker as its folio between bars."""
    tree = etree.fromstring(f"<section>{xml}</section>")
    mark_pages(tree, [Turn(folio, place) for folio, place in enumerate(places, 1)])
    for span in list(tree.iter("span")):
        if span.get("role") == "doc-pagebreak":
            sign = etree.Element("i")
            sign.text, sign.tail = f"|{span.get('aria-label')}|", span.tail
            parent = span.getparent()
            assert parent is not None
            parent.replace(span, sign)
    shown = etree.tostring(tree, encoding="unicode")
    return shown.replace("<i>", "").replace("</i>", "")[len("<section>") : -len("</section>")]


@pytest.mark.parametrize(
    ("xml", "places", "expected"),
    [
        ("<p>Le chat dort</p>", [6], "<p>Le chat |1|dort</p>"),
        ("<p>Le chat dort</p>", [0, 6], "<p>|1|Le chat |2|dort</p>"),
        # A word that the page turn divides: the marker stands before it, markup or not.
        ("<p>Le chaton dort</p>", [6], "<p>Le |1|chaton dort</p>"),
        ("<p>Le <em>chat</em>on dort</p>", [7], "<p>Le |1|<em>chat</em>on dort</p>"),
        ("<p>Le <em>chat</em> dort</p>", [2], "<p>Le |1|<em>chat</em> dort</p>"),
        # but never beyond its own line or paragraph
        ("<p>Le</p><p>chat</p>", [2], "<p>Le</p><p>|1|chat</p>"),
        ("<p>Le<br/>chat</p>", [2], "<p>Le<br/>|1|chat</p>"),
        # Index anchors belong to the page they open.
        ('<p>Le <span class="mark"/>chat</p>', [2], '<p>Le |1|<span class="mark"/>chat</p>'),
        # A title is not read out with a number before it.
        ("<h1>Le chat</h1><p>dort</p>", [0], "|1|<h1>Le chat</h1><p>dort</p>"),
        # Pictures and rules count as a sign, white space does not.
        ("<p>Le</p><figure><img/></figure>", [2], "<p>Le</p>|1|<figure><img/></figure>"),
        ("<p>Le</p>\n<hr/>\n<p>chat</p>", [2], "<p>Le</p>\n|1|<hr/>\n<p>chat</p>"),
        ("<p>Le</p>\n<hr/>\n<p>chat</p>", [3], "<p>Le</p>\n<hr/>\n<p>|1|chat</p>"),
        # Pages that hold notes only follow the text.
        ("<p>Le chat</p>", [0, 6, 6], "<p>|1|Le chat</p>|2||3|"),
        ("<p>Le chat</p>", [2, 2], "<p>Le |1||2|chat</p>"),
        ("", [0], "|1|"),
    ],
)  # fmt: skip
def test_a_marker_stands_before_the_first_word_of_its_page(
    xml: str, places: list[int], expected: str
) -> None:
    assert marked(xml, *places) == expected


@given(
    words=st.lists(st.sampled_from(["le", "<em>chat</em>", "d’<b>or</b>", "<br/>", "«\u202f!"])),
    places=st.lists(st.integers(0, 40), max_size=6),
)
def test_markers_change_no_text_and_keep_their_order(words: list[str], places: list[int]) -> None:
    xml = f"<p>{' '.join(words)}</p><p>{'&#160;'.join(words)}</p>"
    tree = etree.fromstring(f"<section>{xml}</section>")
    before = text_of(tree)
    mark_pages(tree, [Turn(folio, place) for folio, place in enumerate(sorted(places), 1)])
    assert text_of(tree) == before
    found = [str(span.get("aria-label")) for span in tree.iter("span")]
    assert found == [str(n + 1) for n in range(len(places))]


def test_a_page_begins_where_its_first_line_does() -> None:
    """Lists, notes, verse, tables: the places are those of the lines' own text."""
    paragraph = "Le chat dort longuement sur le toit de la grange[^1] sans qu’on l’éveille. " * 9
    items = "\n".join(f"{n}. {paragraph.replace('[^1]', '')}" for n in range(1, 9))
    text = f"# Un titre\n\n{paragraph.replace('[^1]', '', 8)}\n\n{items}\n\n> {paragraph}"
    text = text.replace("[^1]", "") + "\n\nFin[^1].\n\n[^1]: Une note.\n"
    made = composed(book(text))
    begins = [place for _, place in places(made)]
    whole = "".join(text_of(made.section.body).split())
    assert len(made.pages) == len(begins) > 3
    for place, page in zip(begins, made.pages, strict=True):
        line = page.rows[0].line
        assert line is not None
        shown = [
            p.text for p in line.spans if not any("marker" in str(e.get("class")) for e in p.path)
        ]
        shown_signs = "".join("".join(shown).split())
        assert whole[place:].startswith(shown_signs)
    assert signs(whole) > begins[-1]
