"""Pages, verse, lists and headings: what tells them from running text."""

from __future__ import annotations

from textwrap import wrap

from publish.cleaning import Correction, clean, clean_text
from publish.cleaning.readers.source_text import SourceText
from tests.cleaning.texts import PARAGRAPHS

PROSE = [line for paragraph in PARAGRAPHS[:40] for line in wrap(paragraph, 70)]


def test_alternating_running_heads_are_known_by_their_numbers() -> None:
    pages = []
    for folio in range(8):
        head = f"LE TEMPS PASSÉ {folio + 11}" if folio % 2 else f"{folio + 11} LES GRANDS JOURS"
        pages.append("\n".join([head, "", *PROSE[folio * 30 : folio * 30 + 30]]))
    markdown = clean_text("Le titre\n\n" + "\n\n".join(pages)).markdown
    assert "GRANDS JOURS" not in markdown
    assert "TEMPS PASSÉ" not in markdown


def test_the_numbers_of_chapters_number_no_pages() -> None:
    whole = [p for p in PARAGRAPHS if p.endswith(".") and p[0].isupper()]
    texts = ["\n\n".join("\n".join(wrap(p, 70)) for p in whole[n : n + 5]) for n in range(0, 20, 5)]
    parts = [f"Chapitre {n}\n\n{text}" for n, text in enumerate(texts, 1)]
    markdown = clean_text("Le titre\n\n" + "\n\n".join(parts)).markdown
    assert [f"## Chapitre {n}" in markdown for n in range(1, 5)] == [True] * 4


def test_verse_ends_its_lines_though_there_was_room() -> None:
    verse = [
        "Mon âme a son secret, ma vie a son mystère",
        "Un amour éternel en un moment conçu",
        "Le mal est sans espoir, aussi j'ai dû le taire",
    ]
    raw = ["Le titre", "", *PROSE[:20], "", *verse, "", *PROSE[20:40]]
    markdown = clean_text("\n".join(raw)).markdown
    assert "/// html | div.verse\n" + "  \n".join(verse) + "\n///" in markdown


def test_the_items_of_a_list_are_no_notes() -> None:
    items = ["1. Fermer la porte du jardin ;", "2. Ouvrir la grille ;", "3. Revenir le soir."]
    raw = ["Le titre", "", *PROSE[:9], "Il vint¹ alors.", "", *items, "", *PROSE[10:30]]
    raw += ["", "¹ Celui dont on a parlé plus haut, et dont on parlera encore."]
    markdown = clean_text("\n".join(raw)).markdown
    assert "\n".join(items) in markdown
    assert "Il vint[^1] alors." in markdown


PARAGRAPH = (
    "Le vieux marin racontait ses voyages à qui voulait l'entendre, et chacun de ses récits\n"
    "était plus long que le précédent ; mais personne ne s'en plaignait, car il parlait bien.\n\n"
)
TITLED = "SOUVENIRS D'UN VIEUX MARIN\n\nJean Le Bihan\n\n"


def test_a_title_that_comes_back_as_running_head_stays_the_title() -> None:
    torn = ("Il disait que la mer", "Il rêvait que sa vie", "On croyait que sa fin")
    turns = [
        f"{words}\n\n{n}\n\nSOUVENIRS D'UN VIEUX MARIN\n\nétait mauvaise.\n\n"
        for n, words in enumerate(torn, 12)
    ]
    markdown = clean_text(TITLED + "".join(PARAGRAPH * 8 + turn for turn in turns)).markdown
    assert markdown.startswith("# SOUVENIRS D'UN VIEUX MARIN\n\nJean Le Bihan\n{: .author}\n")
    assert markdown.count("SOUVENIRS") == 1
    assert "la mer était mauvaise." in markdown


def test_a_running_head_of_a_short_text_is_no_heading() -> None:
    for head in (
        "12\n\nSOUVENIRS D'UN VIEUX MARIN 13",
        "SOUVENIRS D'UN VIEUX MARIN 13",
        "12\n\nSOUVENIRS D'UN VIEUX MARIN",
    ):
        markdown = clean_text(f"{TITLED}{PARAGRAPH * 3}{head}\n\n{PARAGRAPH * 3}").markdown
        assert markdown.startswith("# SOUVENIRS D'UN VIEUX MARIN\n"), head
        assert markdown.count("SOUVENIRS") == 1, head
        assert "12" not in markdown, head
        assert "##" not in markdown, head


def test_chapters_that_are_numbered_keep_their_numbers() -> None:
    markdown = clean_text(f"LES MARINS\n\n1\n\n{PARAGRAPH * 2}2\n\n{PARAGRAPH * 2}").markdown
    assert "## 1" in markdown
    assert "## 2" in markdown


LONG = "Il marchait depuis le matin dans la campagne, sans rencontrer personne, et songeait. "


def test_a_note_that_outgrows_is_cut_and_asked() -> None:
    """Some three hundred words without a sign of going on are no note."""
    prose = "\n\n".join(LONG * 5 for _ in range(8))
    source = f"Il quitta la ville1 au printemps, et n'y revint jamais.\n\n1 Voir là.\n\n{prose}\n"
    cleaned = clean_text(source)
    body, _, notes = cleaned.markdown.partition("\n[^1]: ")
    assert len(notes.split()) <= 310
    assert "note-end" in {question.kind for question in cleaned.questions}
    assert (body + notes).count("marchait") == 40


def test_what_stands_at_the_foot_of_pages_without_a_call_is_asked() -> None:
    """Tesseract loses most calls: the notes stay in the text, and the editor is asked."""
    notes = (
        "Voir, sur ce point, les papiers du notaire.",
        "Il la quitta en effet.",
        "Ou peu après.",
    )
    pages = [
        "\n".join([*PROSE[at * 20 : at * 20 + 20], "", f"1. {note}"])
        for at, note in enumerate(notes)
    ]
    cleaned = clean_text("\n\f".join(pages))
    asked = [question for question in cleaned.questions if question.kind == "note-call"]
    assert sum(question.count for question in asked) == 3
    assert "[^" not in cleaned.markdown


def test_the_answer_says_where_a_note_ends() -> None:
    prose = "\n\n".join(f"{LONG * 5}Fin du jour numéro {day}." for day in range(8))
    source = f"Il quitta la ville1 au printemps, et n'y revint jamais.\n\n1 Voir là.\n\n{prose}\n"
    (question,) = [q for q in clean_text(source).questions if q.kind == "note-end"]
    answer = Correction("note-end", question.found, "Voir là.")
    answered = clean(SourceText(source), [answer])
    assert answered.markdown.endswith("[^1]: Voir là.\n")
    assert "note-end" not in {q.kind for q in answered.questions}
    assert not answered.unused
