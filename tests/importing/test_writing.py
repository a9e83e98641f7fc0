"""The writer: what it writes is read back as what was meant, whatever signs a text holds."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from publish.book import text_of
from publish.importing.incoming import (
    Block,
    BlockCell,
    Emphasis,
    HeadingBlock,
    Inline,
    LinkInline,
    ListBlock,
    NoteBody,
    Paragraph,
    Quotation,
    SpanInline,
    Styled,
    TableBlock,
    Text,
    Verse,
    VerseLine,
)
from publish.importing.writing.block_writing import write_text
from publish.importing.writing.inline_writing import TextWriter
from publish.manuscript import read_text

_SIGNS = "ab é.,;:!?*_[](){}#<>-+1|~^$@&`\\\"'=/%—«»"
_WORDS = st.text(alphabet=_SIGNS, min_size=1, max_size=25).map(lambda s: " ".join(s.split()))
_TEXT = _WORDS.filter(bool).map(Text)
_INLINES = st.lists(
    st.one_of(
        _TEXT,
        st.builds(Styled, st.sampled_from(Emphasis), st.tuples(_TEXT)),
        st.builds(SpanInline, st.tuples(_TEXT), st.just("la")),
    ),
    min_size=1,
    max_size=4,
).map(tuple)


def written(*blocks: Block) -> str:
    return write_text((HeadingBlock(1, (Text("T"),)), *blocks), TextWriter())


def read_back(markdown: str) -> str:
    sections, _ = read_text(markdown, "a.md")
    assert len(sections) == 1
    bodies = (sections[0].body, *(note.body for note in sections[0].notes))
    return " ".join(" ".join(text_of(one) for one in bodies).split())


def _said(inner: tuple[Inline, ...]) -> str:
    parts = (i.text if isinstance(i, Text) else _said(i.inner) for i in inner)  # type: ignore[union-attr]
    return "".join(parts)


@given(_WORDS.filter(bool))
@settings(max_examples=150, deadline=None)
def test_signs_of_a_text_mean_themselves(text: str) -> None:
    assert read_back(written(Paragraph((Text(text),)))) == f"T {text}"


@given(_INLINES)
@settings(max_examples=150, deadline=None)
def test_what_stands_out_keeps_its_words(inner: tuple[Inline, ...]) -> None:
    plain = "".join(_said(inner).split())
    assert "".join(read_back(written(Paragraph(inner))).split()) == f"T{plain}"


@pytest.mark.parametrize(
    ("block", "markdown"),
    [
        (
            Paragraph((Text("3 * 4, [sic], snake_case, R&D, 5 $ net"),)),
            "3 * 4, [sic], snake_case, R&D, 5 $ net",
        ),
        (Paragraph((Text("1. Un"),)), "1\\. Un"),
        (Paragraph((Text("- Un"),)), "\\- Un"),
        (Paragraph((Text("1917. Ce fut"),)), "1917\\. Ce fut"),
        (
            Paragraph((Text("Mot"), Styled(Emphasis.ITALIC, (Text(" puis "),)), Text("fin"))),
            "Mot *puis* fin",
        ),
        (
            Paragraph((Styled(Emphasis.ITALIC, (Text("« Le Monde »"),)), Text("dit"))),
            "<em>« Le Monde »</em>dit",
        ),
        (Paragraph((Styled(Emphasis.SUPERIOR, (Text("e s"),)),)), "<sup>e s</sup>"),
        (Paragraph((LinkInline((Text("ici"),), "https://a.fr/b c"),)), "[ici](<https://a.fr/b c>)"),
        (
            Quotation((Verse(((VerseLine((Text("Un"),)), VerseLine((Text("deux"),), 4)),)),)),
            "> | Un\n> |     deux",
        ),
        (
            ListBlock(((Paragraph((Text("un"),)),), (Paragraph((Text("deux"),)),)), 1),
            "1. un\n2. deux",
        ),
    ],
)
def test_markdown_is_what_an_author_would_type(block: Block, markdown: str) -> None:
    assert written(block) == f"# T\n\n{markdown}\n"


def test_notes_hold_blocks_and_a_note_within_one_stands_in_brackets() -> None:
    inner = NoteBody((Paragraph((Text("deux"),)),))
    note = NoteBody((Paragraph((Text("un"), inner)), Quotation((Paragraph((Text("cité"),)),))))
    markdown = written(Paragraph((Text("mot"), note)))
    assert markdown == "# T\n\nmot[^1]\n\n[^1]: un (deux)\n\n    > cité\n"
    assert read_back(markdown) == "T mot un (deux) cité"


def test_a_note_within_brackets_stays_one_beside_a_bracket_alone() -> None:
    note = NoteBody((Paragraph((Text("n"),)),))
    inner = (SpanInline((Text("elle]"), note, Text(" et [sic] ici")), "la"),)
    assert written(Paragraph(inner)).startswith("# T\n\n[elle\\][^1] et [sic] ici]{lang=la}")


def test_a_table_is_drawn_where_its_cells_hold_blocks() -> None:
    cells = (BlockCell((Paragraph((Text("a"),)), Paragraph((Text("b"),)))), BlockCell(()))
    markdown = written(TableBlock((), (cells,), ("", "right"), (Text("Prix"),)))
    assert (
        "+-----+----:+\n| a   |     |\n|     |     |\n| b   |     |\n+-----+-----+\n\n: Prix"
        in markdown
    )
    assert read_back(markdown) == "T Prixa b"
