"""Signs that only another program reads are told where they stand; prose and code are not."""

from __future__ import annotations

import pytest

from publish.manuscript.section import read_text


def told(source: str) -> list[tuple[int | None, str]]:
    _, found = read_text(f"# Un\n\n{source}\n", "a.md")
    return [(one.line, one.code) for one in found if one.code in ("M039", "M040", "M041")]


@pytest.mark.parametrize(
    "source",
    [
        "<<<<<<< HEAD",
        ">>>>>>> autre",
        "[TOC]",
        '!!! note "Titre"',
        "??? astuce",
        "*[HTML]: Langage",
        "Mot %%à revoir%% mot.",
        "%%",
        "Un alinéa. ^a1b2",
        "Un {++mot++} ajouté.",
        "Un {~~mot~>autre~~} changé.",
        "Un {>>mot à revoir<<} dit.",
    ],
)
def test_a_sign_of_another_program_is_told(source: str) -> None:
    assert told(source) == [(3, "M039")]


def test_a_title_without_its_space_is_told() -> None:
    assert told("#Chapitre") == [(3, "M040")]
    assert told("####### Sept") == [(3, "M040")]


def test_a_label_with_a_space_is_told() -> None:
    assert told("Mot[^ma note].\n\n[^ma note]: Texte.") == [(3, "M041"), (5, "M041")]


@pytest.mark.parametrize(
    "source",
    [
        "Mot^[Une note avec des mots].",
        "Quoi !!! note-t-il. Ou ??? dit-elle.",
        "!!! Mais non",
        "100 %, 20 %% et a^b, 3^e^",
        "`[TOC]` et `#mot` et `[^a b]`",
        "```\n<<<<<<< HEAD\n#mot\n```",
        "Mot.\n\n    #mot",
        "<!-- \n[TOC]\n#mot -->",
        "#1 et \\#mot",
        "#. Un\n#. Deux",
    ],
)
def test_prose_and_code_are_left_alone(source: str) -> None:
    assert told(source) == []
