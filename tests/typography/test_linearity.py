"""Time grows with the text, not with its square: nonsense costs no more than prose."""

from __future__ import annotations

import unicodedata

import pytest
from lxml import etree

from publish.typography import profile_of, set_trees

NONSENSE = (
    *(" ", "\u00a0", '"', "'", "—", "— ", "-", "--", ".", "…", " …", "« ", "»", "(", "[^", "@"),
    *(":", "://", "a.", "1 ", "1", "X", "Ie ", "! ", "/", "n°", "M. A", '" a', "'a ", "p. ", "_"),
    *(
        "“" * 50 + "»" * 50,
        "«" * 50 + "”" * 50,
        "<",
        "<<",
        "V. ",
        "oe",
        "XVIe, ",
        "a\n— ",
        "http://)",
    ),
)


@pytest.mark.parametrize("unit", NONSENSE)
def test_a_hundred_thousand_signs_of_nonsense_are_set(unit: str) -> None:
    """What grew with the square would not end here; ``make bench-typography`` prints the ratios."""
    tree = etree.Element("p")
    tree.text = "mot " + unit * (100_000 // len(unit)) + " fin"
    letters = _letters(tree.text)
    set_trees([tree], profile_of())
    assert _letters("".join(tree.itertext())) == letters


def _letters(text: str) -> str:
    """Return letters and figures; ligatures as their letters, the sign of “n°” as an o."""
    plain = text.replace("œ", "oe").replace("°", "o")
    return "".join(c for c in unicodedata.normalize("NFKC", plain) if c.isalnum())
