"""What a typographer would ring, at its place on the page."""

from __future__ import annotations

from publish.composition import Remark, RemarkKind, remarks
from tests.books import book
from tests.composition.composing import composed, composer_of

WORDS = (
    "L’administration municipale s’interrogeait longuement sur les réquisitions incompréhensibles. "
)


def found(text: str, css: str = "") -> list[Remark]:
    one = composed(book(text), css)
    return list(remarks([one], composer_of(book(text), css).style_sheet.page))


def test_a_narrow_measure_has_divided_words_or_loose_lines() -> None:
    narrow = "@page { margin: 60pt 50mm }"
    assert RemarkKind.DIVIDED in {one.kind for one in found("# T\n\n" + WORDS * 8, narrow)}
    undivided = found("# T\n\n" + WORDS * 8, f"{narrow} html {{ hyphens: none }}")
    loose = [one for one in undivided if one.kind is RemarkKind.LOOSE]
    assert loose
    assert all(one.value >= 0.15 for one in loose)


def test_a_note_is_remarked_once_and_its_call_on_its_line() -> None:
    seen = found(f"# T\n\n{WORDS * 2}Un mot[^1].\n\n[^1]: {WORDS * 3}\n")
    assert sorted(one.kind for one in seen if one.kind != RemarkKind.DIVIDED) == ["call", "note"]
    (note,) = (one for one in seen if one.kind is RemarkKind.NOTE)
    (call,) = (one for one in seen if one.kind is RemarkKind.CALL)
    assert note.y > call.y
    assert note.height == 11 * 4


def test_a_note_over_the_page_is_remarked_as_continued() -> None:
    seen = found(f"# T\n\n{WORDS * 2}Un mot[^1]. {WORDS * 30}\n\n[^1]: {WORDS * 40}\n")
    assert [one.page for one in seen if one.kind is RemarkKind.CONTINUED] == [2]


def test_a_chapter_s_last_page_is_not_short() -> None:
    assert RemarkKind.SHORT not in {one.kind for one in found(f"# T\n\n{WORDS}")}
