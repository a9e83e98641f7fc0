"""A code in place of a letter: what stood there is restored, asked, or left and counted."""

from __future__ import annotations

import pytest

from publish.cleaning import clean_text
from publish.cleaning.faults import LEFT_MARKS
from publish.cleaning.known.specimen import Specimen
from publish.cleaning.ledger.ledger import Confidence, restore
from publish.cleaning.letters.lexicon import french
from publish.cleaning.letters.repair import repair_accents

TEXT = (
    "L'été de cette année-là, on n'avait guère vu de journées où la goélette fût rentrée très "
    "tôt. Il était déjà né, il a quitté la fenêtre et répété la même chose, c'est-à-dire rien.\n"
)


def lost(text: str, code: str = "\ufffd") -> str:
    """Return ``text`` with a code for each character beyond ASCII."""
    return "".join(char if char.isascii() else code for char in text)


@pytest.mark.parametrize("code", ["\ufffd", "?", "¿", "3", "\x8e", "\uf0e9"])
def test_letters_are_restored(code: str) -> None:
    cleaned = clean_text(lost(TEXT, code))
    found = cleaned.markdown.split("\n\n", 1)[1].strip()
    assert found.replace("fût", "f.t").replace("fît", "f.t") == TEXT.strip().replace("fût", "f.t")
    assert restore(cleaned.markdown, cleaned.ledger) == lost(TEXT, code)


def test_a_word_by_itself() -> None:
    for word in ("guère", "goélette", "journées", "où", "œuvre"):
        assert word in clean_text(f"Il y a {lost(word)} ici.").markdown


def test_a_code_after_its_letter_is_no_code_in_its_place() -> None:
    text = "Il e\ufffdtait de\ufffdja\ufffd tre\ufffds pre\ufffds de la fene\ufffdtre."
    assert repair_accents(text, Specimen(text, french()).condition, french()).replaced == ""
    assert "Il était déjà très près de la fenêtre." in clean_text(text).markdown


def test_a_sound_text_has_none() -> None:
    text = TEXT + "Vient-il ? Non ! Le n° 3, le McDonald, H2O, l'e-mail x?y et 3x4 = 12.\n"
    assert repair_accents(text, Specimen(text, french()).condition, french()).replaced == ""


def test_an_ambiguous_word_is_asked() -> None:
    cleaned = clean_text(lost(TEXT))
    (question,) = [q for q in cleaned.questions if q.found == "f\ufffdt"]
    assert {question.reading, *question.alternatives} >= {"fût", "fît"}
    assert question.confidence < Confidence.CERTAIN


def test_elisions_and_pairs_of_quotation_marks() -> None:
    text = "Il répéta à l’homme : « Viens à l’église, près de l’eau. » Il partit très tôt.\n"
    assert text.strip() in clean_text(lost(text)).markdown


def test_capitals() -> None:
    text = "Élodie dort. Été comme hiver. ÉTÉ, DÉJÀ. À quoi pense-t-il ? Il répète : où est-il ?\n"
    markdown = clean_text(lost(text)).markdown
    for word in ("Élodie dort", "Été comme", "ÉTÉ, DÉJÀ", ": où est-il"):
        assert word in markdown


def test_what_cannot_be_told_stays_and_is_counted_and_asked() -> None:
    cleaned = clean_text(lost(TEXT) + "\nLe zb\ufffd\ufffd\ufffdkw vint.\n")
    (left,) = [d for d in cleaned.diagnostics if d.rule is LEFT_MARKS]
    assert (left.line, dict(left.values)["count"]) == (3, "3")
    assert "zb\ufffd\ufffd\ufffdkw" in {q.found for q in cleaned.questions}
