"""RTF gives its text, its italics, headings and notes; files that are no text are refused."""

from __future__ import annotations

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from publish.cleaning import clean, faults, read_source
from publish.diagnostics import BookError

FILE = rb"""{\rtf1\ansi\ansicpg1252\deff0{\fonttbl{\f0 Times;}{\f1\fcharset238 Arial CE;}}
{\stylesheet{\s0 Normal;}{\s1\sbasedon0 heading 1;}}{\info{\author Personne}}
{\*\generator Rien;}{\header En-t\'eate}\pard\plain \s1 L\rquote \'e9t\'e9\par
\pard\s0 {\i D\'e9j\'e0} tard\chftn{\*\footnote \chftn\tab Une \u233?t\u233?e ; {\f1 Dvo\'f8\'e1k}.}
, Ana\u239\'efs{\deleted n'}est l\u224 ?\line et \{l\'e0\}~: \u-10179?\u-8704?.\par}
"""


def test_text_italics_heading_and_note() -> None:
    source = read_source(FILE)
    assert [source.text[r.start : r.end] for r in source.runs if r.italic] == ["Déjà"]
    assert [source.text[r.start : r.end] for r in source.runs if r.level] == ["L’été\n\n"]
    markdown = clean(source).markdown
    assert "L’été" in markdown.split("\n")[0]
    assert "*Déjà* tard[^1]" in markdown
    assert "[^1]: Une étée ; Dvořák." in markdown
    assert "Anaïsest là" in markdown
    assert "\U0001f600" in markdown
    for gone in ("Times", "Personne", "Rien", "En-tête", "n'"):
        assert gone not in markdown


@settings(deadline=None)
@given(st.binary(max_size=200))
@example(b"}}}")
@example(rb"\u55357?")
def test_any_rtf_is_read(tail: bytes) -> None:
    assert "Oui" in clean(read_source(rb"{\rtf1 Oui\par " + tail)).markdown


@pytest.mark.parametrize(
    ("content", "name"),
    [
        (b"PK\x03\x04....word/document.xml....", ".docx"),
        (b"PK\x03\x04mimetypeapplication/vnd.oasis.opendocument.text", ".odt"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", ".doc"),
        (b'<?xml version="1.0"?>\n<TEI xmlns="http://www.tei-c.org/ns/1.0"><text/></TEI>', "TEI"),
        (b"% pr\xc3\xa9ambule\n\\documentclass{book}\n\\begin{document}", "LaTeX"),
    ],
)
def test_what_is_no_text_is_refused_by_its_name(content: bytes, name: str) -> None:
    with pytest.raises(BookError) as error:
        read_source(content)
    (found,) = error.value.diagnostics
    assert found.rule is faults.FOREIGN
    assert name in dict(found.values)["format"]
