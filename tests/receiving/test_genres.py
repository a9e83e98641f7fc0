"""Plays, poems and lists of other kinds come back as they went out, and take corrections."""

from __future__ import annotations

import pytest

from publish.sending.forms import FORMS
from tests.receiving.corrector import Corrector
from tests.receiving.test_gestures import book_of, came_back

PLAY = """\
# Le Cid {.theatre}

## Acte premier

### Scène I

CHIMÈNE. -- Elvire, m'as-tu fait un rapport bien sincère ?

ELVIRE, *bas*. -- Tous mes sens à moi-même en sont encor charmés.

| Il estime Rodrigue autant que vous l'aimez,
| Et si je ne m'abuse à lire dans son âme,

(Elle sort.)
"""
POEMS = """\
# Poésies {.verse}

## Le lac

Ô temps, suspends ton vol,
  et vous, heures propices

Suspendez votre cours !

## L'isolement

Souvent sur la montagne
"""
LISTS = """\
# Listes

a) premier
b) second

(@) Un exemple.

i.  un
ii. deux
"""


@pytest.mark.parametrize("text", [PLAY, POEMS, LISTS], ids=["play", "poems", "lists"])
@pytest.mark.parametrize("form", ["docx", "odt"])
def test_what_nobody_touched_comes_back(text: str, form: str) -> None:
    book = book_of(text)
    back = came_back(book, FORMS[form].write(book))
    assert back.texts[0].back.source == text
    assert back.diagnostics == ()


@pytest.mark.parametrize(
    ("text", "old", "new"),
    [
        (PLAY, "sincère", "fidèle"),
        (PLAY, "autant que", "bien plus que"),
        (PLAY, "Elle sort", "Il sort"),
        (POEMS, "suspends ton vol", "suspends ta course"),
        (POEMS, "heures propices", "heures heureuses"),
        (POEMS, "la montagne", "la colline"),
        (LISTS, "second", "deuxième"),
    ],
)
def test_a_correction_changes_its_own_words(text: str, old: str, new: str) -> None:
    book = book_of(text)
    corrector = Corrector(FORMS["docx"].write(book))
    corrector.replace(old, new)
    assert came_back(book, corrector.done()).texts[0].back.source == text.replace(old, new)
