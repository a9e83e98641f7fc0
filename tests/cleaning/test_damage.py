"""Unseen damage, at the size a test may have; the full measure is ``make bench-clean``."""

from __future__ import annotations

from random import Random

import pytest

from publish.cleaning import clean_text
from publish.cleaning.ledger.ledger import restore
from tests.cleaning.damage import AccentStyle, random_accents, random_replaced
from tests.cleaning.press import PageStyle, damaged
from tests.cleaning.score import Score, measure
from tests.cleaning.texts import PARAGRAPHS


def scored(seed: int, page: PageStyle | None, accents: AccentStyle | None = None) -> Score:
    random = Random(f"clean {seed}")
    case = damaged(PARAGRAPHS, random, page, accents or random_accents(random))
    cleaned = clean_text(case.raw)
    assert restore(cleaned.markdown, cleaned.ledger) == case.raw
    return measure(cleaned, case.truth)


@pytest.mark.parametrize("seed", range(6))
def test_words_and_notes_of_an_unseen_style(seed: int) -> None:
    score = scored(seed, None)
    assert score.words_right > 99.5, score.errors.most_common(20)
    assert score.accented_right > 98.5, score.errors.most_common(20)
    assert score.notes_right >= score.notes - 1, score.bad_notes


@pytest.mark.parametrize("seed", range(3))
def test_figures_for_accents(seed: int) -> None:
    random = Random(f"figures {seed}")
    score = scored(seed, PageStyle(), random_accents(random, ("digits",)))
    assert score.accented_right > 99.0, score.errors.most_common(20)
    assert score.notes_right == score.notes, score.bad_notes


@pytest.mark.parametrize("signs", [False, True])
@pytest.mark.parametrize("seed", [0, 1, 2, 4, 5])
def test_letters_lost_whole(seed: int, signs: bool) -> None:
    """One U+FFFD stands in place of each letter; with ``signs``, of quotation marks as well."""
    random = Random(f"replaced {seed}")
    score = scored(seed, PageStyle(), random_replaced(random, signs=signs))
    assert score.words_right > (97.5 if signs else 99.0), score.errors.most_common(20)
    assert score.accented_right > 97.0, score.errors.most_common(20)
    assert score.certain_right > (99.0 if signs else 99.5), score.certain_errors.most_common(20)


@pytest.mark.parametrize("codes", ["?", "¿", "#~%=+", "\x8e\x8f\x90\x88\x99"])
def test_letters_lost_under_other_codes(codes: str) -> None:
    score = scored(1, PageStyle(), random_replaced(Random(codes), codes))
    assert score.accented_right > 94.0, score.errors.most_common(20)
    assert score.certain_right > 99.5, score.certain_errors.most_common(20)


@pytest.mark.parametrize(
    "page",
    [
        PageStyle(turn="feed"),
        PageStyle(turn="space", numbering="page"),
        PageStyle(turn="feed", numbering="stars", divided="indent"),
        PageStyle(turn="folio", head="SOUVENIRS", soft_hyphens=True),
        PageStyle(turn="blanks", note_mark="[{}] ", justified=0.5),
        PageStyle(turn="feed", divided="short", note_mark="{}. ", drop_cap=3),
    ],
    ids=str,
)
def test_every_note_of_a_plain_style(page: PageStyle) -> None:
    score = scored(1, page)
    assert score.notes_right == score.notes, score.bad_notes
    assert score.notes_extra == 0
    assert score.paragraphs_right > 0.75 * score.paragraphs


def test_what_is_certain_is_right() -> None:
    total = Score()
    for seed in range(10, 15):
        total += scored(seed, PageStyle())
    assert total.certain > 5000
    assert total.certain_right > 99.9, total.errors.most_common(20)


def test_clean_text_asks_little() -> None:
    cleaned = clean_text("\n\n".join(PARAGRAPHS))
    assert len(cleaned.questions) < 5
