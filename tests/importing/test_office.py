"""Files of word processors, and files that would do harm."""

from __future__ import annotations

import subprocess
import zipfile
from io import BytesIO

import pytest

from publish.diagnostics import BookError
from publish.importing.bringing_in import bring_in
from publish.importing.changes import Changes
from tests.importing.manuscripts import open_document, png, word_file, zipped

LE_DEPART = """# Le départ

Il dit : « Partons »[^1] demain[]{.idx term="rade"} ce jour.

— Tu viens ?

* * *

| La mer est basse,
| Le vent se tait,
| Le mât se casse.

[^1]: Une note.

    Deux.
"""

LE_RETOUR = """# Le retour

![Le quai](image1.png)

| An | Prix |
|---|---|
| 1938 | 12 |
"""


def test_a_word_file_comes_over_whole() -> None:
    brought = bring_in(word_file(), "port.docx")
    texts = {name: " ".join(text.split(" ")) for name, text in brought.texts.items()}
    assert list(texts) == [
        "01-premiere-partie.md",
        "02-le-depart.md",
        "03-seconde-partie.md",
        "04-le-retour.md",
    ]
    assert texts["01-premiere-partie.md"] == "# Première partie {.part}\n"
    assert texts["02-le-depart.md"].replace(" [^1]", "[^1]").replace(" []{", "[]{") == LE_DEPART
    assert texts["04-le-retour.md"] == LE_RETOUR
    assert brought.about.title == "Le Port"
    assert brought.about.authors == (("Éloïse Durand", "aut"),)
    assert list(brought.pictures) == ["image1.png"]
    assert [(e.heading, e.under) for e in brought.entries] == [("rade", "Brest"), ("Brest", "")]
    assert brought.proof.holds
    assert brought.proof.source.notes == brought.proof.texts.notes == 1
    assert {d.code for d in brought.diagnostics} == {"D021"}


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        (Changes.ACCEPT, " demain"),
        (Changes.REJECT, " hier"),
        (Changes.ASK, " demain"),
    ],
)
def test_tracked_changes_are_accepted_refused_or_asked(changes: Changes, words: str) -> None:
    brought = bring_in(word_file(), "port.docx", changes)
    assert words in brought.texts["02-le-depart.md"]
    asked = [(one.found, one.other) for _, one in brought.remarks if not one.text]
    assert asked == ([("»", "» hier"), ("» demain", "»")] if changes is Changes.ASK else [])


def test_remarks_are_asked_and_stand_in_no_text() -> None:
    brought = bring_in(word_file(), "port.docx")
    ((text, said),) = brought.remarks
    assert (text, said.author, said.text) == ("02-le-depart.md", "Éditrice", "À revoir")
    assert "revoir" not in "".join(brought.texts.values())
    assert brought.proof.holds


def test_an_open_document_file_comes_over_whole() -> None:
    styles = (
        '<style:style style:name="I" style:family="text">'
        '<style:text-properties fo:font-style="italic"/></style:style>'
        '<style:style style:name="C" style:family="paragraph">'
        '<style:paragraph-properties fo:text-align="center"/></style:style>'
    )
    body = (
        '<text:tracked-changes><text:changed-region text:id="c1"><text:deletion>'
        "<office:change-info><dc:creator>A</dc:creator></office:change-info><text:p>hier</text:p>"
        "</text:deletion></text:changed-region></text:tracked-changes>"
        '<text:h text:outline-level="1">Un</text:h>'
        '<text:p>Le <text:span text:style-name="I">mot</text:span><text:s/>dit<text:note '
        'text:note-class="footnote"><text:note-citation>1</text:note-citation><text:note-body>'
        '<text:p>Note.</text:p></text:note-body></text:note><text:change text:change-id="c1"/>'
        '<text:alphabetical-index-mark text:string-value="Brest"/>.</text:p>'
        '<text:p text:style-name="C">* * *</text:p>'
        "<text:list><text:list-item><text:p>un</text:p></text:list-item></text:list>"
        '<text:p><draw:frame svg:width="8cm"><draw:image xlink:href="Pictures/a.png"/>'
        "<svg:desc>Le quai</svg:desc></draw:frame></text:p>"
    )
    brought = bring_in(open_document(body, styles, {"Pictures/a.png": png()}), "a.odt")
    assert brought.texts["un.md"] == (
        '# Un\n\nLe *mot* dit[^1][]{.idx term="Brest"}.\n\n* * *\n\n- un\n\n'
        '![Le quai](a.png ""){width=50%}\n\n[^1]: Note.\n'
    )
    assert brought.proof.holds
    assert [one.text for one in brought.proof.asides] == ["hier"]


def _bomb() -> bytes:
    made = BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", b"")
        with archive.open("word/document.xml", "w", force_zip64=True) as member:
            for _ in range(610):
                member.write(bytes(1_000_000))
    return made.getvalue()


def _shifted(packed: bytes) -> bytes:
    """Return a packed file without some bytes of its beginning: what it lists lies before it."""
    return packed[:4] + packed[30:]


_XXE = '<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/hostname">]>'


@pytest.mark.parametrize(
    ("content", "name", "code"),
    [
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "a.doc", "D001"),
        (b"\x89PNG\r\n\x1a\n", "a.png", "D003"),
        (b"PK\x03\x04 cut short", "a.docx", "D004"),
        (zipped({"word/document.xml": b"<a>"}), "a.docx", "D004"),
        (zipped({"mimetype": b"application/epub+zip"}), "a.epub", "D004"),
        (b"<TEI><text/>", "a.xml", "D004"),
        (b"<html><body></body></html>", "a.html", "D007"),
        (b"{\\rtf1 " + b"{" * 2000, "a.rtf", "D004"),
        (b"<html><body>" + b"<blockquote><p>a</p>" * 400 + b"</body></html>", "a.html", "D022"),
        (_shifted(zipped({"word/document.xml": b"<a/>"})), "a.docx", "D004"),
    ],
)
def test_a_file_that_cannot_be_read_is_told(content: bytes, name: str, code: str) -> None:
    with pytest.raises(BookError) as raised:
        bring_in(content, name)
    assert [one.code for one in raised.value.diagnostics] == [code]


def test_a_file_that_would_fill_the_memory_is_refused() -> None:
    with pytest.raises(BookError) as raised:
        bring_in(_bomb(), "a.docx")
    assert [one.code for one in raised.value.diagnostics] == ["D005"]


def test_entities_and_remote_pictures_bring_nothing_in() -> None:
    tei = f"{_XXE}<TEI><text><body><div><head>Un</head><p>Mot &x;.</p></div></body></text></TEI>"
    assert "Mot ." in bring_in(tei.encode(), "a.xml").texts["un.md"]
    pictures = ("http://x.fr/a.png", "../../etc/passwd")
    page = "<h1>Un</h1><p>a</p>" + "".join(f'<p><img src="{p}" alt="b"></p>' for p in pictures)
    brought = bring_in(page.encode(), "a.html")
    assert brought.pictures == {}
    assert [d.code for d in brought.diagnostics] == ["D036", "D014", "D013"]


def test_latex_that_takes_too_long_is_told_as_such(monkeypatch: pytest.MonkeyPatch) -> None:
    def late(*_: object, **__: object) -> None:
        raise subprocess.TimeoutExpired("pandoc", 1)

    monkeypatch.setattr("publish.importing.pandoc.subprocess.run", late)
    for name, code in (("a.tex", "D031"), ("a.rst", "D006")):
        with pytest.raises(BookError) as raised:
            bring_in(b"\\documentclass{book}" if name == "a.tex" else b"Un", name)
        assert [one.code for one in raised.value.diagnostics] == [code]
