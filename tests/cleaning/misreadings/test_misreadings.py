"""What an engine misread is found and asked; what an author wrote is left alone."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from publish.cleaning import Cleaned, Correction, clean, clean_text
from publish.cleaning.editor.answering import begin
from publish.cleaning.letters.lexicon import french
from publish.cleaning.misreadings.finding import misreadings
from publish.cleaning.readers.source_text import SourceText, UnsureWord
from tests.cleaning.texts import PARAGRAPHS

OCR = (
    "Iait à 1'école, il ètait dcja tard quand lcs hommes de la compagnie commcncèrent à parler. "
    "Dcs soldats eomprenaient que le gouvernemcnt était perdu ; dc lcurs fenêtres, ils voyaient "
    "passer lcs voitures, et pcrsonne n'osait rien dire. Le travaiI cessa bientôt dans la ville."
)


def asked(cleaned: Cleaned) -> dict[str, str]:
    return {q.found: q.reading for q in cleaned.questions if q.kind != "title"}


def test_each_misreading_is_one_question_with_its_reading() -> None:
    cleaned = clean_text(OCR)
    readings = asked(cleaned)
    assert readings["lcs"] == "les"
    assert readings["eomprenaient"] == "comprenaient"
    assert readings["gouvernemcnt"] == "gouvernement"
    assert readings["ètait"] == "était"
    assert next(q for q in cleaned.questions if q.found == "lcs").count == 2


def test_a_sign_that_stands_in_no_word_is_mended() -> None:
    assert "Le travail cessa" in clean_text(OCR).markdown
    assert "à l'école" in clean_text(OCR).markdown


def test_nothing_that_is_only_likely_is_changed() -> None:
    assert "dc lcurs fenêtres" in clean_text(OCR).markdown


def test_an_answer_reads_the_word_wherever_it_stands() -> None:
    answer = Correction("misreading", "lcs", "les")
    cleaned = clean(SourceText(OCR), (answer,))
    assert "lcs" not in cleaned.markdown
    assert not cleaned.unused
    assert "lcs" not in asked(cleaned)


def test_an_answer_may_keep_what_is_printed() -> None:
    cleaned = clean(SourceText(OCR), (Correction("misreading", "lcs", "lcs"),))
    assert "lcs" in cleaned.markdown
    assert "lcs" not in asked(cleaned)


def test_a_word_that_is_one_is_answered_at_the_places_asked_about_only() -> None:
    text = OCR + " Il vit le bord do la mer, et le soir do la fête ; il chanta un do."
    asked_of = next(q for q in clean_text(text).questions if q.found == "do")
    assert asked_of.bound
    session = begin([("a.md", [replace(asked_of, places=asked_of.places[:2])])])
    again = clean(SourceText(text), session.accept().corrections())
    assert "le bord de la mer, et le soir de la fête ; il chanta un do." in again.markdown
    assert not again.unused


@pytest.mark.parametrize(
    "text",
    [
        "Il étoit, dit-on, fort aimé de ses enfans ; les loix du tems vouloient qu'on sçût obéir, "
        "et le poëte, qui avoit beaucoup de graces, parloit aux sçavans de la cour du Roi.",
        "Il est vray que ceste dame auoit vne grande beauté, & que les cheualiers qui la voyoient "
        "l'aymoient ; mesme le Roy luy fit escrire qu'elle vinst à la Cour, où elle feust receuë.",
        "Arma virumque cano, Trojae qui primus ab oris Italiam, fato profugus, Laviniaque venit "
        "litora, multum ille et terris jactatus et alto vi superum.",
        "LES ROUTES DU ROUERGUE, XIV. M. Kwiatkowski et Mme Dvorák arrivent de Szczecin ; le "
        "Goltzius du musée, le Tintoret, les Carrache et Hunaudières les attendaient depuis hier.",
    ],
)
def test_old_spelling_other_languages_and_names_are_no_misreadings(text: str) -> None:
    assert misreadings(text, french()) == []


def test_a_word_that_the_engine_was_not_sure_of_is_asked() -> None:
    text = "Les montagnes étaient couvertes de nelge, et le chemin montait toujours vers le col."
    at = text.index("nelge")
    told = SourceText(text, recognised=True, unsure=(UnsureWord(at, at + 5, 0.3),))
    assert asked(clean(told)) == {"nelge": "neige"}


@settings(max_examples=40, deadline=None)
@given(st.text(alphabet="abcdeilnorstuéèIl1'’- .,\n", max_size=120))
def test_what_is_found_stands_apart_and_says_what_is_printed(text: str) -> None:
    found = misreadings(text, french(), told=True)
    assert all(text[one.start : one.end] == one.cause.before for one in found)
    assert all(a.end <= b.start for a, b in pairwise(found))


PASSAGES = {
    "Italian": (
        "Nel mezzo del cammin di nostra vita mi ritrovai per una selva oscura, ché la diritta via "
        "era smarrita. Ahi quanto a dir qual era è cosa dura esta selva selvaggia e aspra e forte."
    ),
    "Dutch": (
        "Ik ben makelaar in koffie, en woon op de Lauriergracht. Het is mijn gewoonte niet, romans "
        "te schrijven, of zulke dingen, en het heeft dan ook lang geduurd, voor ik er toe overging."
    ),
    "old French": (
        "Carles li reis, nostre emperere magnes, set anz tuz pleins ad estet en Espaigne : "
        "tresqu’en la mer cunquist la tere altaigne. N’i ad castel ki devant lui remaigne."
    ),
    "Provençal": (
        "Cante uno chato de Prouvènço. Dins lis amour de sa jouvènço, a travès de la Crau, vers "
        "la mar, dins li bla, umble escoulan dóu grand Oumèro, iéu la vole segui."
    ),
}


@pytest.mark.parametrize("passage", PASSAGES.values(), ids=PASSAGES)
def test_a_passage_in_another_language_makes_no_text_ocr(passage: str) -> None:
    text = "\n\n".join([*PARAGRAPHS[:12], passage, *PARAGRAPHS[12:24]])
    assert not misreadings(text, french())


def test_a_compound_is_never_joined_by_itself() -> None:
    text = (
        f"{OCR} Le gouver-nement fit son auto-critique, le mou-vement aussi, et le commen-cement."
    )
    cleaned = clean_text(text)
    assert "gouvernement fit son auto-critique, le mouvement" in cleaned.markdown


def test_two_halves_that_are_no_words_are_read_as_one() -> None:
    cleaned = clean_text(f"{OCR} Le nouveau gouver-nemcnt vint.")
    assert asked(cleaned)["gouver-nemcnt"] == "gouvernement"


def test_where_readings_are_many_none_is_proposed() -> None:
    questions = {q.found: q for q in clean_text(f"{OCR} Il vint à la fi-nêtre.").questions}
    assert questions["nêtre"].reading == "nêtre"
    assert len(questions["nêtre"].alternatives) > 1


def test_a_string_of_capitals_is_no_puzzle() -> None:
    text = f"{OCR} Le train du CRF-CITY part à 17h43 et à 8h00, dit la SNCF au BGCQT."
    assert not {"CRF-CITY", "17h43", "8h00", "BGCQT"} & set(asked(clean_text(text)))


def test_graves_that_old_printers_spared_are_not_asked() -> None:
    old = "La riviere coule vers la frontiere ; sa mere et son pere, la premiere et la derniere."
    text = "\n\n".join([*PARAGRAPHS[:12], old])
    assert not [q for q in clean_text(text).questions if q.kind == "lost-accent"]
