"""The session: kinds first, most frequent first; every answer becomes a correction."""

from __future__ import annotations

from publish.cleaning import Correction, clean
from publish.cleaning.editor.answering import Session, begin
from publish.cleaning.readers.source_text import SourceText
from publish.cli.review import drive

RAW = (
    "Glo\ufffdbov vint apre\ufffds Kare\ufffd line. "
    "On pria Kare\ufffd line de parler, de\ufffdja\ufffd .\n"
    "Il laissa un petit mot a Margarita, et un autre a Fofanova.\n"
)


def session(*corrections: Correction) -> Session:
    return begin([("a.md", clean(SourceText(RAW), corrections).questions)])


def test_the_most_frequent_kind_comes_first_single_places_last() -> None:
    items = session().items
    assert [(i.question.found, len(i.places)) for i in items if i.question.kind == "accent"] == [
        ("Kare\ufffd line", 2),
        ("Glo\ufffdbov", 1),
    ]
    assert [i.place is not None for i in items] == sorted(i.place is not None for i in items)


def test_accept_reject_choose_and_type() -> None:
    first = session()
    assert first.accept().answers[0].read == "Karéline"
    assert first.reject().answers[0].read == "Kare\ufffd line"
    assert first.choose(2).answers[0].read == "Karèline"
    assert first.type("Carline").answers[0].read == "Carline"


def test_this_place_only_asks_again_for_the_others() -> None:
    after = session().type("Carline", everywhere=False)
    assert after.current is not None
    assert after.current.question.found == "Kare\ufffd line"
    assert len(after.current.places) == 1
    bound = after.corrections()[0]
    assert (bound.before, bound.after) == ("Globov vint après", ". On pria") or bound.before


def test_everywhere_answers_the_twins_of_a_place() -> None:
    current = session()
    while current.current is not None and current.current.place is None:
        current = current.skip()
    left = current.left
    done = current.accept()
    assert left - done.left == 2
    assert {c.read for c in done.corrections()} == {"à"}
    assert [c.after.split()[0] for c in done.corrections()] == ["Margarita,", "Fofanova."]


def test_back_forgets_the_last_answer() -> None:
    assert session().accept().back().answers == ()
    assert session().back().at == 0


def test_answers_are_not_asked_again() -> None:
    first = session()
    kept = first.accept().corrections()
    again = session(*kept)
    assert first.items[0].question.found not in {i.question.found for i in again.items}
    assert again.accept().corrections(kept)[0] == kept[0]


def test_each_answer_is_kept_as_soon_as_it_is_given() -> None:
    kept: list[tuple[int, int]] = []
    typed = iter(["", "n", "b", "q"])
    drive(session(), lambda: next(typed), lambda given, back: kept.append((len(given), len(back))))
    assert kept == [(1, 0), (1, 0), (0, 1)]
