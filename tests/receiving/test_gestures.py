"""What a corrector does in Word, and what becomes of the author's Markdown."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

import pytest

from publish.receiving.received_file import received_file
from publish.receiving.returning import Returned, returned
from publish.sending.sent_book import SentBook
from publish.sending.sent_units import SentText, sent_text
from publish.sending.word_document import word_document
from tests.receiving.corrector import Corrector


class Gesture(NamedTuple):
    """What is typed, what is done to it in the file, what it is to become."""

    before: str
    act: Callable[[Corrector], object] | None
    after: str


GESTURES = (
    Gesture("Rien ne bouge _ici_ :\navec *ses* signes.", None,
            "Rien ne bouge _ici_ :\navec *ses* signes."),
    Gesture("Le chat dormait.", lambda c: c.replace("chat", "chien"), "Le chien dormait."),
    Gesture("Une _belle_ journée d'été.", lambda c: c.replace("journée", "soirée"),
            "Une _belle_ soirée d'été."),
    Gesture("Il dit : « Viens ! »", lambda c: c.insert(" vite", "Viens"),
            "Il dit : « Viens vite ! »"),
    Gesture("Un mot de trop ici.", lambda c: c.strike(" de trop"), "Un mot ici."),
    Gesture("Le *Temps* paraît.", lambda c: c.replace("Temps", "Monde"), "Le *Monde* paraît."),
    Gesture("Lire Phèdre ce soir.", lambda c: c.style("Phèdre", "i"), "Lire *Phèdre* ce soir."),
    Gesture("Lire *Athalie* demain.", lambda c: c.unstyle("Athalie"), "Lire Athalie demain."),
    Gesture("Au siècle de Louis.", lambda c: c.style("Louis", "smallCaps"),
            "Au siècle de [Louis]{.sc}."),
    Gesture("Le nom de [Novaïa Jizn]{lang=ru-Latn} reste.",
            lambda c: c.replace("reste", "demeure"),
            "Le nom de [Novaïa Jizn]{lang=ru-Latn} demeure."),
    Gesture('Et [le vieux]{.idx term="Lénine"} parla.', lambda c: c.replace("parla", "se tut"),
            'Et [le vieux]{.idx term="Lénine"} se tut.'),
    Gesture("Une phrase. Une autre.", lambda c: c.split("Une phrase."),
            "Une phrase.\n\nUne autre."),
    Gesture("Premier morceau,\n\nsecond morceau.", lambda c: c.join("Premier morceau,"),
            "Premier morceau, second morceau."),
    Gesture("Celui-ci reste.\n\nCelui-là part.", lambda c: c.remove("Celui-là part."),
            "Celui-ci reste."),
    Gesture("Il en manque un.", lambda c: c.new_paragraph("Le voici.", "Il en manque un."),
            "Il en manque un.\n\nLe voici."),
    Gesture("Alpha.\n\nBêta.\n\nGamma.", lambda c: c.move("Alpha.", "Gamma."),
            "Bêta.\n\nGamma.\n\nAlpha."),
    Gesture("> Une citation\n> longue.", lambda c: c.replace("longue", "brève"),
            "> Une citation\n> brève."),
    Gesture("| Ô temps, suspends\n|     ton vol !\n|\n| Et vous ?",
            lambda c: c.replace("ton vol", "ta course"),
            "| Ô temps, suspends\n|     ta course !\n|\n| Et vous ?"),
    Gesture("- un\n- deux\n- trois", lambda c: c.replace("deux", "2"), "- un\n- 2\n- trois"),
    Gesture("::: {.letter}\nCher Paul,\n\nViens.\n\nAnne\n{: .signature}\n:::",
            lambda c: c.replace("Cher Paul", "Mon Paul"),
            "::: {.letter}\nMon Paul,\n\nViens.\n\nAnne\n{: .signature}\n:::"),
    Gesture("| Année | Objet |\n|-------|:-----:|\n| 1938  | pont  |",
            lambda c: c.replace("pont", "gué"),
            "| Année | Objet |\n|-------|:-----:|\n| 1938  | gué  |"),
    Gesture("Un fait[^a] établi.\n\n[^a]: Voir *Le Temps*.", lambda c: c.replace("Voir", "Lire"),
            "Un fait[^a] établi.\n\n[^a]: Lire *Le Temps*."),
    Gesture("Un doute[^7] levé.\n\n[^7]: Sans objet.", lambda c: c.unnote("Sans objet."),
            "Un doute levé."),
    Gesture("Des mots^[En ligne.] encore.", lambda c: c.replace("En ligne", "Sur la ligne"),
            "Des mots^[Sur la ligne.] encore."),
    Gesture("## Une étape {#etape}", lambda c: c.replace("étape", "halte"),
            "## Une halte {#etape}"),
    Gesture("Fin du texte.", lambda c: c.note("Ajoutée.", "du texte"),
            "Fin du texte[^1].\n\n[^1]: Ajoutée."),
)  # fmt: skip


def book_of(*texts: str) -> SentBook:
    cut: list[SentText] = []
    for n, text in enumerate(texts, 1):
        cut.append(sent_text(text, f"t{n}.md", sum(len(one.units) for one in cut) + 1))
    return SentBook("3fa81234", "Livre", "", ("A. Auteur",), "fr", tuple(cut), {}, "1er mai 2026")


def whole(parts: list[str]) -> str:
    return "\n\n".join(("# Le titre", *parts)) + "\n"


def came_back(book: SentBook, content: bytes, now: dict[str, str] | None = None) -> Returned:
    received = received_file(content, "retour.docx", lambda _: ())
    texts = {text.file: text.source for text in book.texts} | (now or {})
    return returned(received, book.texts, texts, {}, "retour.docx")


@pytest.mark.parametrize("tracked", [True, False], ids=["tracked", "untracked"])
def test_each_gesture_changes_its_own_words(tracked: bool) -> None:
    before = whole([one.before for one in GESTURES])
    book = book_of(before)
    corrector = Corrector(word_document(book), tracked=tracked)
    for one in GESTURES:
        if one.act:
            one.act(corrector)
    back = came_back(book, corrector.done())
    assert back.texts[0].merged.text.split("\n") == whole([one.after for one in GESTURES]).split(
        "\n"
    )
    assert back.diagnostics == ()
    assert back.remarks == ()


def test_what_nobody_touched_comes_back_byte_for_byte() -> None:
    before = whole([one.before for one in GESTURES])
    book = book_of(before)
    back = came_back(book, word_document(book))
    assert back.texts[0].back.source == before
    assert not back.texts[0].changed
