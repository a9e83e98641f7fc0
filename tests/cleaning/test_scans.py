"""ALTO and hOCR give what their plain text gives, and more: hyphens, sizes, confidence, notes."""

from __future__ import annotations

import re

from publish.cleaning import Cleaned, clean, clean_text, read_source

LINES = (
    ("Saniel ne le savait que trop, ayant eu à soigner de-", 40),
    ("puis quatre ans cette famille !, composée d’une mère", 52),
    ("et de trois enfants constamment malades, sans qu’il", 40),
    ("eût jamais été question de lui payer ses visites. Il", 40),
    ("parvint à renvoyer l’homme, et rentra dans son bu-", 40),
    ("reau pour se mettre à son travail du jour ?, puis", 50),
    ("sortit avec les autres habitants de cette maison.", 40),
)
NOTES = ("1. C’était le nom que l’on donnait alors aux prêteurs.", "2. Cette lettre fut perdue.")


def height_of(word: str) -> int:
    """Return the height of a word's box: that of its letters; a misread call stands higher."""
    tall = any(c in "bdfhiklt!?’1234567890" or c.isupper() or c in "éèêàûô" for c in word)
    low = any(c in "gjpqy," for c in word)
    return 18 + 10 * tall + 8 * low + (8 if word[0] in "!?" else 0)


def alto(*, confidence: bool = False) -> bytes:
    rows = []
    for number, (text, height) in enumerate((*LINES, *((note, 33) for note in NOTES))):
        top = 100 + 60 * number + (80 if height == 33 else 0)
        left = 100
        words = []
        for word in text.split(" "):
            width = 20 * len(word)
            sure = ' WC="0.95"' if confidence else ""
            words.append(
                f'<String CONTENT="{word}" HPOS="{left}" VPOS="{top}" WIDTH="{width}" '
                f'HEIGHT="{height_of(word)}"{sure}/>'
            )
            left += width + 20
        rows.append(
            f'<TextLine HPOS="100" VPOS="{top}" WIDTH="{left}" HEIGHT="{height}">'
            + "<SP/>".join(words)
            + "</TextLine>"
        )
    body = "\n".join(rows)
    return (
        '<alto xmlns="http://www.loc.gov/standards/alto/ns-v3#"><Layout><Page><PrintSpace>'
        f"<TextBlock>{body}</TextBlock></PrintSpace></Page></Layout></alto>"
    ).encode()


def cleaned_alto(content: bytes) -> Cleaned:
    return clean(read_source(content, "page.xml"))


def test_a_raised_figure_makes_no_heading_and_a_hyphen_no_paragraph() -> None:
    markdown = cleaned_alto(alto()).markdown
    assert "soigner depuis quatre ans cette famille[^1], composée" in markdown
    assert "rentra dans son bureau pour se mettre" in markdown
    assert not re.search(r"^##", markdown, re.M)


def test_notes_that_nothing_calls_are_tied_to_signs_that_cannot_stand_there_and_asked() -> None:
    text = "\n".join((*(line for line, _ in LINES), "", *NOTES))
    for cleaned in (cleaned_alto(alto()), clean_text(text)):
        assert "jour[^2], puis" in cleaned.markdown
        assert "[^1]: C’était le nom" in cleaned.markdown
        asked = [question for question in cleaned.questions if question.kind == "note-call"]
        assert [question.reading for question in asked] == [
            "ans cette famille",
            "travail du jour",
        ]


def test_the_whole_word_that_a_file_tells_is_believed() -> None:
    content = alto().replace(
        b'CONTENT="bu-"', b'CONTENT="bu" SUBS_TYPE="HypPart1" SUBS_CONTENT="bureau"'
    )
    content = re.sub(rb'(SUBS_CONTENT="bureau"[^>]*/>)', rb'\1<HYP CONTENT="-"/>', content)
    source = read_source(content, "page.xml")
    assert "bu\u00ad\n" in source.text
    assert "dans son bureau pour" in clean(source).markdown


def test_confidence_is_kept_for_the_words_that_an_engine_was_not_sure_of() -> None:
    content = alto(confidence=True).replace(b'CONTENT="malades,"', b'CONTENT="maladcs," X="1"')
    content = re.sub(rb'(CONTENT="maladcs,"[^>]*)WC="0.95"', rb'\1WC="0.2"', content)
    source = read_source(content, "page.xml")
    assert [source.text[w.start : w.end] for w in source.unsure] == ["maladcs,"]
    assert {q.found: q.reading for q in clean(source).questions}["maladcs"] == "malades"


def test_hocr_tells_confidence_in_hundredths() -> None:
    words = "Les montagnes étaient couvertes de nelge ce matin".split()
    spans = "".join(
        f"<span class='ocrx_word' title='bbox {100 * n} 10 {100 * n + 90} 40; x_wconf "
        f"{31 if word == 'nelge' else 96}'>{word}</span> "
        for n, word in enumerate(words)
    )
    page = (
        "<html><body><div class='ocr_page'><span class='ocr_line' title='bbox 0 10 900 40'>"
        f"{spans}</span></div></body></html>"
    )
    source = read_source(page.encode(), "page.hocr")
    assert [word.confidence for word in source.unsure] == [0.31]
    assert {q.found: q.reading for q in clean(source).questions}["nelge"] == "neige"


def test_hocr_whose_lines_are_not_divided_into_words_is_read() -> None:
    lines = "".join(
        f"<span class='ocr_line' title='bbox 100 {60 * n} {100 + 20 * len(text)} {60 * n + 40}'>"
        f"{text}</span>"
        for n, (text, _) in enumerate(LINES)
    )
    page = (
        f"<html><body><div class='ocr_page' title='bbox 0 0 2000 900'>{lines}</div></body></html>"
    )
    assert "depuis quatre ans cette famille" in clean(read_source(page.encode(), "a.hocr")).markdown
