"""Every diagnostic knows its line and its column in the Markdown, whatever the markup."""

from __future__ import annotations

import pytest

from tests.proofreading.books import said


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("Mr X", "3:1"),
        ("un *deux* Mr X", "3:11"),
        ("un **deux *trois*** Mr X", "3:21"),
        ("un [deux](http://Mr.fr/un) Mr X", "3:28"),
        ('un [deux](https://x.fr "Mr") Mr X', "3:30"),
        ("un [deux]{.sc} Mr X", "3:16"),
        ("un `Mr` Mr X", "3:9"),
        ("un <span lang='en'>Mr Y</span> Mr X", "3:32"),
        ("Caf&eacute; Mr X", "3:13"),
        ("un \\* Mr X", "3:7"),
        ("un\ndeux\ntrois Mr X", "5:7"),
        ("> un\n> deux Mr X", "4:8"),
        ("- un\n- deux Mr X", "4:8"),
        ("1. un\n2. deux Mr X", "4:9"),
        ("| a | b |\n|---|---|\n| c | Mr X |", "5:7"),
        ("un <!-- Mr --> Mr X", "3:16"),
        ("un mot mot\n\nun Mr X", "5:4"),
        ("un[^1]\n\n[^1]: deux\n\n    trois Mr X", "7:11"),
        ("un\n\n## Titre {#mr .x}\n\nun Mr X", "7:4"),
        ("Terme\n: définition Mr X", "4:14"),
    ],
)
def test_a_word_is_found_where_it_stands(text: str, place: str) -> None:
    assert f"{place} T012" in said(text)


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("un *mot*  deux", "3:9 T014"),
        ("un mot - deux", "3:8 T007"),
        ("un *mot* - *deux*", "3:10 T007"),
        ("*un - mot* - deux", "3:5 T007"),
        ("*un - mot* - deux", "3:12 T007"),
        ("un « *mot*.", "3:4 T002"),
        ("**un** mot. »", "3:13 T003"),
        ("un mot.[^1]\n\n[^1]: Note.", "3:7 T010"),
        ("un mot.... Et *deux*....", "3:7 T009"),
        ("un mot.... Et *deux*....", "3:21 T009"),
    ],
)
def test_a_sign_is_found_where_it_stands(text: str, place: str) -> None:
    assert place in said(text)
