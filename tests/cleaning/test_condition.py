"""Clean in, clean out: a text whose accents are whole changes by not one word."""

from __future__ import annotations

import re
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from publish.cleaning import clean, clean_text, read_source
from publish.cleaning.known.specimen import Specimen
from publish.cleaning.letters.condition import LetterCondition
from publish.cleaning.letters.lexicon import french
from tests.cleaning.texts import PARAGRAPHS

SOUND = {
    "titles and inscriptions in capitals": (
        "LES COMPAGNONS DE LA LOUVE\n\nLA ROUTE DE ROUEN\n\nOU L'ON VOIT LES EFFETS DES MAUVAISES "
        "RENCONTRES\n\nChapitre VIII\n\nIl était tard déjà quand Louis XIV entra ; les gardes "
        "s'écartèrent. « A moi ! » cria-t-il.\n"
    ),
    "capitals and nothing else": "THIS NOUS FRANÇAISES L’USAGE COLLABORATION JAN ILLUSTRATIONS\n",
    "a catalogue": (
        "12. PORTRAIT DE FEMME, par LEONARD DE VINCI. Peinture sur bois.\n\n13. LES MARCHANDS DE "
        "POISSON, par JEAN STEEN. Toile, donnée par LOUIS XVIII.\n\nIMPRIMERIE ROYALE, ISO-8859-1\n"
    ),
    "a till receipt": (
        "PHOTOSTORE Centre Commercial 17100 SAINTES\n\nVOTRE NUMERO DE CARTE EST\n\n"
        "MERCI DE VOTRE VISITE A TRES BIENTOT t.\n"
    ),
    "a capital within an old word": (
        "Quant vint a la Saint Jehan dEste, et la fin d'AouST y mettroit, si dist a sa mesnie "
        "que nul ne leur pouoit nuire, et que chascun feist son deuoir.\n"
    ),
    "theatre": (
        "SCENE III\n\nLE MARQUIS, LES VALETS\n\nLE MARQUIS.\n\nOu courez-vous ainsi ?\n\n"
        "LES VALETS.\n\nAu-devant de Madame, qui revient des Indes.\n\nUN EXEMPT.\n\nHalte !\n"
    ),
    "old spelling": (
        "J'étois jeune alors, & les enfans du poëte avoient leurs graces ; le siége dura trois "
        "mois, et les oiseaux becquetent encore les fruits murs du piédestal.\n"
    ),
    "English": (
        "START OF THIS PROJECT GUTENBERG EBOOK. The defective copies of former generations come "
        "to a considerable number; any deletions are the publisher's own.\n"
    ),
    "Latin": (
        "Arma virumque cano, Trojae qui primus ab oris Italiam fato profugus Laviniaque venit "
        "litora. ANNO DOMINI MDCCXLVIII. SENATUS POPULUSQUE ROMANUS.\n"
    ),
    "figures and signs": (
        "Le n° 3 coûte 12 fr. 50 ; H2O, 3x4 = 12, et/ou, le McDonald, l'e-mail a_b@exemple.fr, "
        "20 % de 1848, la rue Saint-Honoré, C3PO, R2D2, dépôt légal n° A1-B2, 1er, XIXe siècle.\n"
    ),
}


def words(text: str) -> list[str]:
    return re.findall(r"[^\W_]+", text.removeprefix("# [Sans titre]"))


@pytest.mark.parametrize("text", SOUND.values(), ids=SOUND)
def test_a_sound_text_changes_by_no_word(text: str) -> None:
    assert words(clean_text(text).markdown) == words(text)


@settings(max_examples=20, deadline=None)
@given(st.integers(0, 10_000), st.lists(st.sampled_from(sorted(SOUND)), max_size=3, unique=True))
def test_nor_where_such_texts_stand_among_french_ones(seed: int, names: list[str]) -> None:
    random = Random(seed)
    start = random.randrange(len(PARAGRAPHS) - 8)
    parts = [p.upper() if random.random() < 0.2 else p for p in PARAGRAPHS[start : start + 8]]
    text = "\n\n".join([*parts, *(SOUND[name] for name in names)])
    assert words(clean_text(text).markdown) == words(text)


def test_capitals_get_their_accents_where_the_editor_wants_them() -> None:
    source = read_source(
        "A la réunion du soir, personne ne vint ; il était né à Étampes.\n".encode()
    )
    assert "A la réunion" in clean(source).markdown
    assert "À la réunion" in clean(source, accent_capitals=True).markdown


def examine(text: str) -> LetterCondition:
    return Specimen(text, french()).condition


def test_accents_are_whole_lacking_or_replaced() -> None:
    assert examine("Il était déjà tard, très tard.").sound
    assert not examine("Il etait deja tard, tres tard.").accents_whole
    assert not examine("Il e\ufffdtait déja\ufffd tre\ufffds tard.").accents_whole
    assert examine("x\ufffdy \x02").aliens == {"\ufffd": 1, "\x02": 1}
