"""Texts that lost their accents get them back; texts that have theirs are left alone."""

from __future__ import annotations

import re
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from publish.cleaning import clean_text
from publish.cleaning.alphabet import plain
from publish.cleaning.context.context_model import load
from publish.cleaning.context.tokens import EDGE, REACH, read_tokens
from publish.cleaning.letters.lexicon import french
from publish.cleaning.letters.loss import measure_loss
from publish.cleaning.letters.lost import LostAccent, lost_accents
from tests.cleaning.texts import PARAGRAPHS

TEXT = "\n\n".join(PARAGRAPHS[:60])


def without(text: str, share: float, seed: int = 1) -> str:
    """Return a text that lost a share of its accents, the same for the same seed."""
    random = Random(seed)
    return "".join(plain(c) if random.random() < share else c for c in text)


def found(text: str) -> list[LostAccent]:
    return list(lost_accents(text, french(), damaged=False))


def restored(text: str) -> str:
    out = list(text)
    for word in found(text):
        if word.applied:
            out[word.start : word.end] = word.after
    return "".join(out)


def accents(text: str) -> int:
    return sum(one != other for one, other in zip(text, plain(text), strict=True))


@pytest.mark.parametrize(("share", "least"), [(1.0, 0.94), (0.5, 0.97), (0.1, 0.98)])
def test_most_accents_come_back(share: float, least: float) -> None:
    """Those of common words: the book is full of Russian names, which no dictionary has."""
    lost = without(TEXT, share)
    again = restored(lost)
    words = [m for m in re.finditer(r"\w+", TEXT) if m[0].islower()]
    accented = [m for m in words if m[0] != plain(m[0])]
    right = sum(again[m.start() : m.end()] == m[0] for m in accented)
    assert right >= least * len(accented)
    bare = [m for m in words if m[0] == plain(m[0])]
    assert sum(again[m.start() : m.end()] != m[0] for m in bare) < 0.003 * len(words)


def test_a_text_that_has_its_accents_is_not_taken_for_one_that_lost_them() -> None:
    assert not [word for word in found(TEXT) if word.proven]


def test_only_the_stretch_that_lost_its_accents_is_restored() -> None:
    whole = TEXT + "\n\nOn vit le siége du poëte, en la beauté des étés."
    lost = without(TEXT, 1.0)
    cleaned = restored(whole + "\n\n" + lost)
    assert cleaned.startswith(whole)
    assert accents(cleaned[len(whole) :]) > 0.9 * accents(TEXT)


@pytest.mark.parametrize(
    "text",
    [
        "Les graces et les vetus de la riviere étoient au siége du poëte, à la première beauté.",
        "Arma virumque cano, Troiae qui primus ab oris Italiam fato profugus Laviniaque venit.",
        "The considerable generation of defective deletions, in a region of experience.",
        "LES CAVALIERS DU CIEL, ECOLE DES BEAUX-ARTS, ETATS GENERAUX DE LA NATION",
    ],
)
def test_old_spelling_other_languages_and_capitals_are_kept(text: str) -> None:
    assert restored(text) == text
    assert text in clean_text(text).markdown


def test_what_is_not_certain_is_asked_and_says_what_else_it_may_be() -> None:
    cleaned = clean_text(without(TEXT, 1.0))
    asked = [q for q in cleaned.questions if q.kind == "lost-accent"]
    assert asked
    assert len({(q.found, q.reading) for q in asked}) == len(asked)


def test_names_that_nobody_knows_are_asked_once_for_the_whole_text() -> None:
    text = "Il etait tres fatigue, monsieur Frogel ; la bonte meme de Frogel. Frogel revait."
    asked = [q for q in clean_text(text).questions if q.found == "Frogel"]
    assert [(q.reading, q.count, q.applied) for q in asked] == [("Frogel", 3, False)]


def test_a_name_kept_in_one_place_is_restored_in_another() -> None:
    text = (
        "Monsieur Frogél était fatigué ; la bonté de Frogel. " + "La bonte etait une verite. " * 6
    )
    assert "la bonté de Frogél" in restored(text)


@settings(max_examples=30, deadline=None)
@given(
    st.lists(st.sampled_from(PARAGRAPHS[:40]), min_size=1, max_size=3),
    st.sampled_from([0.1, 0.5, 1.0]),
    st.integers(0, 1000),
)
def test_nothing_changes_but_accents(paragraphs: list[str], share: float, seed: int) -> None:
    lost = without("\n\n".join(paragraphs), share, seed)
    again = restored(lost)
    assert len(again) == len(lost)
    assert plain(again) == plain(lost)
    kept = [b for a, b in zip(lost, again, strict=True) if a != plain(a)]
    assert kept == [a for a in lost if a != plain(a)]


def test_the_share_of_lost_accents_is_measured_place_by_place() -> None:
    text = TEXT + "\n\n" + without(TEXT, 1.0)
    tokens = read_tokens(text)
    loss = measure_loss(text, tokens, french().lookup)
    assert loss is not None
    assert loss.at(len(tokens.keys) // 4) < 0.1
    assert loss.at(3 * len(tokens.keys) // 4) > 0.9


def test_tokens_are_words_without_accents_between_edges() -> None:
    tokens = read_tokens("Il l’a donné. —À\n\n12 %")
    assert tokens.keys[REACH:-REACH] == ["il", "l'", "a", "donne", ".", "—", "a", EDGE, "0", "%"]
    assert tokens.keys[:REACH] == [EDGE] * REACH


@pytest.mark.parametrize(
    ("left", "readings", "right"),
    [
        ("il a", ("donné", "donne"), "sa parole"),
        ("il me", ("donne", "donné"), "sa parole"),
        ("Il va", ("à", "a"), "Paris ."),
        ("il y", ("a", "à"), "longtemps"),
        ("le jour", ("où", "ou"), "il vint"),
        ("la porte de", ("la", "là"), "maison"),
        ("assis", ("près", "prés"), "du feu"),
        ("il s’ en aperçut", ("dès", "des"), "le matin"),
    ],
)
def test_context_weighs_readings(left: str, readings: tuple[str, ...], right: str) -> None:
    weights = load(french().lookup).weigh(left.split(), readings, right.split())
    assert weights[0] == max(weights)
    assert sum(10**weight for weight in weights) == pytest.approx(1)
