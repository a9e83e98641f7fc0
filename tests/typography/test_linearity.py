"""Time grows with the text, not with its square: nonsense costs no more than prose."""

from __future__ import annotations

import time

import pytest
from lxml import etree

from publish.typography import set_trees, setting

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


def seconds(unit: str, length: int) -> float:
    tree = etree.Element("p")
    tree.text = "mot " + unit * (length // len(unit)) + " fin"
    start = time.perf_counter()
    set_trees([tree], setting())
    return time.perf_counter() - start


@pytest.mark.parametrize("unit", NONSENSE)
def test_a_hundred_thousand_signs_are_set_in_the_time_of_prose(unit: str) -> None:
    # Four times the text in less than eleven times the time: the square would be sixteen. The
    # best of three, for other work on the machine may disturb one.
    ratio = min(seconds(unit, 100_000) / max(seconds(unit, 25_000), 0.004) for _ in range(3))
    assert ratio < 11
