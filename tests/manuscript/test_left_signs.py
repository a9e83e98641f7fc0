"""Signs of emphasis that would be printed are told; those that French writes are not."""

import pytest

from publish.manuscript.section import read_text


def told(paragraph: str) -> list[str]:
    _, found = read_text(f"# T\n\n{paragraph}\n", "a.md")
    return [dict(one.values)["text"] for one in found if one.code == "M042"]


@pytest.mark.parametrize(
    ("paragraph", "text"),
    [
        ('Un **"mot"**suite.', '**"mot"**'),
        ("Un *mot * et la suite.", "*mot *"),
        ("Un __mot__suite.", "__mot__"),
        ("Un ++mot++ et la suite.", "++mot++"),
    ],
)
def test_signs_that_would_be_printed_are_told(paragraph: str, text: str) -> None:
    assert told(paragraph) == [text]


@pytest.mark.parametrize(
    "paragraph",
    [
        "Un **mot**, un *mot* et ***un mot***.",
        "M. de B** vint chez Mme de S**.",
        "La marquise de *** parut ; le comte de *** partit.",
        "Un mot* et un autre**.\n\n\\* Une note.",
        "Un \\*\\*mot\\*\\* échappé.",
        "Du code : `**mot **`.",
        "5 * 3 * 2 font trente, C++ et D++ aussi.",
        "Nom : ________ Prénom : ________",
    ],
)
def test_what_is_meant_is_not_told(paragraph: str) -> None:
    assert told(paragraph) == []
