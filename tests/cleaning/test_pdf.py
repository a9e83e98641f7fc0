"""PDF → Markdown: what each program that makes PDFs does to letters, spaces, notes and layout."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

from publish.cleaning import clean, faults, read_source
from publish.diagnostics import BookError, Rule
from tests.cleaning.sheets import codes, line, pieces, sheet

PROSE = (
    "La scène qui s’était passée avec le charbonnier recommença",
    "plus vive, plus violente, et il fallut que le docteur se fâchât",
    "pour mettre à la porte le marchand, qui ne partit qu’en promettant",
    "de revenir le lendemain avec un huissier et deux témoins.",
)

LATER = (
    "Il courut à sa porte et vit, sous la lampe de l’escalier, une",
    "femme en noir qui tenait une lettre à la main et n’osait entrer.",
)
LAST = (
    "Elle raconta toute son histoire, depuis le jour du départ et la",
    "mort de son père, jusqu’à la vente de la maison de Rouen.",
)


def text_of(*drawn: str) -> str:
    return read_source(sheet(list(drawn))).text.strip()


def markdown(*pages: list[str]) -> str:
    return clean(read_source(sheet(*pages))).markdown


def prose(
    y: float, left: float = 72, size: float = 10, lines: tuple[str, ...] = PROSE
) -> list[str]:
    """Print lines of text, the first of them indented."""
    return [
        line(left + (0 if at else 15), y - 12 * at, text, size) for at, text in enumerate(lines)
    ]


def fault_of(content: bytes) -> str:
    with pytest.raises(BookError) as found:
        read_source(content)
    return found.value.diagnostics[0].code


def test_an_accent_drawn_before_its_letter_is_composed_with_it() -> None:
    """TeX's first fonts: the accent, a step back, the letter under it."""
    drawn = pieces(
        72,
        700,
        "d",
        -55,
        "\u00b4",
        388,
        "efiera, jusqu’",
        -55,
        "`",
        388,
        "a No",
        "\u00a8",
        388,
        "el",
    )
    assert text_of(drawn) == "défiera, jusqu’à Noël"


def test_an_accent_above_a_capital_is_composed_with_it() -> None:
    assert text_of(line(72, 700, "Etudes"), line(74, 702.5, "\u00b4")) == "Études"


def test_a_cedilla_goes_under_its_letter_and_a_caret_alone_stays() -> None:
    assert (
        text_of(pieces(72, 700, "\u00b8", 388, "ca et le signe ^ seul")) == "ça et le signe ^ seul"
    )


def test_spaces_before_a_tail_and_after_a_head_are_seen() -> None:
    """The tail of j reaches back under the space, the head of f over it."""
    drawn = pieces(
        72, 700, "massif", -200, "de", -200, "trois", -200, "jours et", -200, "je", -200, "vis"
    )
    assert text_of(drawn) == "massif de trois jours et je vis"


def test_kerning_parts_no_word_and_spaced_letters_make_one() -> None:
    drawn = pieces(72, 700, "v", 30, "otre", -250, "A", 90, "VENIR")
    assert text_of(drawn) == "votre AVENIR"
    spaced = pieces(
        72,
        700,
        "C",
        -90,
        "H",
        -90,
        "A",
        -90,
        "N",
        -90,
        "T",
        -450,
        "D",
        -90,
        "E",
        -90,
        "U",
        -90,
        "X",
    )
    assert text_of(spaced) == "CHANT DEUX"


def test_the_move_before_an_empty_string_is_a_space() -> None:
    """groff ends an array so where a word in italics follows."""
    drawn = [
        "BT /R 10 Tf 1 0 0 1 72 700 Tm [(je ne) -250 ()] TJ",
        "/I 10 Tf (compterai) Tj /R 10 Tf ( pas) Tj ET",
    ]
    assert text_of(*drawn) == "je ne compterai pas"


CORK = {"ff": 27, "œ": 247, "’": 39, "é": 0xE9, "à": 0xE0, "è": 0xE8, "«": 19, "»": 20, "û": 0xFB}


def by_cork(text: str) -> bytes:
    for letters, code in CORK.items():
        text = text.replace(letters, chr(code))
    return text.encode("latin-1")


def test_a_bitmap_font_without_a_table_is_read_by_the_words_it_makes() -> None:
    text = "Le cœur léger, il répéta « sans effort » qu’il était là, près des affaires de sa mère"
    drawn = [codes(40, 700, by_cork(text), 8)]
    shown = read_source(sheet(drawn)).text.strip().replace("\ufb00", "ff")
    assert shown.replace(" ", "") == text.replace(" ", "")


def test_letters_that_no_table_reads_are_refused() -> None:
    shifted = bytes((ord(char) + 7) % 128 for char in "laportesouvritetlemarchandentra" * 8)
    drawn = [codes(40, 700 - 12 * row, shifted[row * 30 : row * 30 + 30]) for row in range(8)]
    assert fault_of(sheet(drawn)) == faults.UNREAD_LETTERS.code


def notes(call: str, opening: list[str]) -> list[str]:
    """A page with a call after “huissier” and the note that it calls."""
    text = prose(700)
    return [*text, line(72, 640, "Il vint avec un huissier"), call, *opening]


@pytest.mark.parametrize(
    "opening",
    [
        [line(72, 120, "1", 5), line(75, 118, "Voir, sur ce point, les papiers du notaire.", 8)],
        [line(72, 118, "1. Voir, sur ce point, les papiers du notaire.", 8)],
        [line(72, 118, "(1) Voir, sur ce point, les papiers du notaire.", 8)],
    ],
    ids=["raised and touching", "with a stop", "in brackets"],
)
def test_a_raised_figure_calls_its_note(opening: list[str]) -> None:
    call = line(163.5, 643.5, "1", 6)
    page = markdown(notes(call, opening))
    assert "huissier[^1]" in page
    assert "[^1]: Voir, sur ce point, les papiers du notaire." in page


def test_a_drop_cap_over_two_lines_begins_its_word() -> None:
    drawn = [
        line(72, 740, "Chapitre premier", 15, "B"),
        line(72, 688, "L", 28),
        line(91, 700, "orsque la nuit fut venue, ils allumèrent un feu"),
        line(91, 688, "dans la cour et se mirent à chanter tous ensemble"),
        line(72, 676, "les airs de leur pays, jusqu’à ce que le jour parût."),
    ]
    assert "Lorsque la nuit fut venue, ils allumèrent un feu dans la cour" in markdown(drawn)


def test_what_stands_further_in_on_both_sides_is_quoted() -> None:
    inner = (
        "Je vous écris, Madame, d’une ville où l’on ne",
        "s’ennuie jamais ; l’hiver y est rude, les",
        "hommes y sont gais.",
    )
    quote = [line(102, 640 - 12 * at, text) for at, text in enumerate(inner)]
    page = markdown([*prose(700), *quote, *prose(592), *prose(540)])
    assert f"> {' '.join(inner)}" in page
    assert page.count("\n>") == 1


def test_short_speeches_with_an_indent_are_no_quotation() -> None:
    speech = [
        line(87, 640 - 12 * at, text) for at, text in enumerate(("— Vous partez ?", "— Ce soir."))
    ]
    assert "\n>" not in markdown([*prose(700), *speech, *prose(600)])


def test_cells_one_below_the_other_are_a_table() -> None:
    rows = (
        ("Année", "Recettes", "Dépenses"),
        ("1834", "5 753 fr.", "1 481 fr."),
        ("1835", "6 600 fr.", "2 595 fr."),
    )
    cells = [
        line(90 + 80 * column, 640 - 12 * at, cell)
        for at, row in enumerate(rows)
        for column, cell in enumerate(row)
    ]
    page = markdown([*prose(700), *cells, *prose(590)])
    assert (
        "| Année | Recettes | Dépenses |\n| --- | --- | --- |\n"
        "| 1834 | 5 753 fr. | 1 481 fr. |\n| 1835 | 6 600 fr. | 2 595 fr. |" in page
    )


def test_bold_lines_by_themselves_are_headings() -> None:
    drawn = [
        line(72, 760, "Une saison à l’étranger", 18, "B"),
        line(72, 724, "Le départ", 10, "B"),
        *prose(700),
        *prose(652),
        *prose(604),
        *prose(556),
    ]
    page = markdown(drawn)
    assert page.startswith("# Une saison à l’étranger\n\n## Le départ\n\n")


def test_the_running_head_of_the_first_page_is_no_title() -> None:
    head = line(150, 780, "UNE SAISON À L’ÉTRANGER", 8)
    first = [head, line(110, 750, "Une saison à l’étranger", 18), *prose(700)]
    page = markdown(first, [head, *prose(740, lines=LATER)], [head, *prose(740, lines=LAST)])
    assert page.startswith("# Une saison à l’étranger\n\n")
    assert "UNE SAISON" not in page


PICTURE = b"\x89PNG\r\n\x1a\n" + bytes(40)


def test_a_picture_is_told_to_need_recognition() -> None:
    assert fault_of(PICTURE) == faults.NO_TEXT.code


@pytest.mark.parametrize(
    ("program", "languages", "fault"),
    [
        (None, b"", faults.NO_TESSERACT),
        ("tesseract", b"List of languages:\neng\nosd\n", faults.NO_TESSERACT_FRENCH),
        ("tesseract", b"eng\nfra\n", faults.UNRECOGNISED),
    ],
    ids=["no program", "no French", "no page"],
)
def test_what_recognition_lacks_is_told(
    monkeypatch: pytest.MonkeyPatch, program: str | None, languages: bytes, fault: Rule
) -> None:
    def run(command: list[str], **_: object) -> subprocess.CompletedProcess[bytes]:
        told = languages if "--list-langs" in command else b""
        return subprocess.CompletedProcess(command, 0, told, b"read_params_file: no such picture")

    monkeypatch.setattr(shutil, "which", lambda _: program)
    monkeypatch.setattr(subprocess, "run", run)
    with pytest.raises(BookError) as found:
        read_source(PICTURE, ocr=True)
    assert found.value.diagnostics[0].code == fault.code


ALTO = """<alto xmlns="http://www.loc.gov/standards/alto/ns-v3#"><Layout><Page><PrintSpace>
<TextBlock><TextLine HPOS="10" VPOS="10" HEIGHT="10"><String HPOS="10" WIDTH="40" CONTENT="{word}"/>
</TextLine></TextBlock></PrintSpace></Page></Layout></alto>"""


def test_the_pages_of_a_pdf_are_recognised_one_by_one_and_bound(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    words = iter(("Première", "Seconde"))

    def run(command: list[str], **_: object) -> subprocess.CompletedProcess[bytes]:
        told = "fra\n" if "--list-langs" in command else ALTO.format(word=next(words))
        return subprocess.CompletedProcess(command, 0, told.encode(), b"")

    monkeypatch.setattr(shutil, "which", lambda _: "tesseract")
    monkeypatch.setattr(subprocess, "run", run)
    monkeypatch.setattr("os.cpu_count", lambda: 1)
    read = read_source(sheet(prose(700), prose(700)), ocr=True)
    assert read.text.split() == ["Première", "Seconde"]
    assert len(read.pages) == 2


def test_a_text_needs_no_recognition() -> None:
    assert read_source("Déjà vu.\n".encode(), ocr=True).text == "Déjà vu.\n"


@pytest.mark.skipif(not shutil.which("tesseract"), reason="tesseract is not installed")
def test_tesseract_reads_a_page(tmp_path: Path) -> None:
    languages = subprocess.run(["tesseract", "--list-langs"], capture_output=True, check=False)
    if b"fra" not in languages.stdout.split():
        pytest.skip("tesseract has no French")
    read = read_source(sheet(prose(700, size=12)), ocr=True).text
    assert "plus vive, plus violente" in read


def test_the_layer_of_a_recogniser_is_read_as_a_scan_is() -> None:
    """Its letters are not drawn, and their sizes waver from line to line: that parts nothing."""
    sizes = (10, 11.5, 9, 10)
    hidden = [
        "3 Tr " + line(72, 700 - 13 * at, text, size)
        for at, (text, size) in enumerate(zip(PROSE, sizes, strict=True))
    ]
    assert " ".join(PROSE) in markdown(hidden)
