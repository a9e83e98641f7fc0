"""One glyph, two meanings: whoever copies or searches the text gets what was written."""

from __future__ import annotations

from publish.composition import Word
from publish.composition.output.lettering import Sort
from publish.composition.style.faces import Glyph
from publish.editions.pdf.meanings import Meanings, digest_in, named


def word(*signs: tuple[int, str]) -> Word:
    return tuple(Sort(Glyph(number, 0.5, 0.0, 0.0, text)) for number, text in signs)


def parts(meanings: Meanings, one: Word) -> list[tuple[int, str]]:
    found = meanings.parted("digest", one)
    return [(layer, "".join(sort.glyph.text for sort in part)) for layer, part in found]


def test_a_small_capital_stands_for_a_capital_here_for_a_small_letter_there() -> None:
    meanings, kept = Meanings(), [word((1, "X"), (2, "I")), word((1, "x"), (2, "i"), (3, "v"))]
    assert parts(meanings, kept[0]) == [(0, "XI")]
    assert parts(meanings, kept[1]) == [(1, "xi"), (0, "v")]
    assert parts(meanings, kept[0]) == [(0, "XI")]


def test_a_word_may_need_both() -> None:
    one = word((1, "T"), (2, "a"), (1, "t"))
    assert parts(Meanings(), one) == [(0, "Ta"), (1, "t")]


def test_a_sign_that_means_nothing_is_not_the_same_that_means_something() -> None:
    meanings, kept = Meanings(), [word((1, " ")), word((1, "↪"))]
    assert [parts(meanings, one) for one in kept] == [[(0, " ")], [(1, "↪")]]


def test_the_name_of_a_font_says_its_file() -> None:
    assert named("abc", 0) == "abc"
    assert digest_in(named("abc", 2)) == "abc"
