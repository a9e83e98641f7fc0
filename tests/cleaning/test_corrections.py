"""The editor's answers: applied at every run, bound to a place or to all, stale ones told."""

from __future__ import annotations

import pytest

from publish.cleaning import Cleaned, Correction, clean
from publish.cleaning.dialogue.corrections import read_corrections, revised, write_corrections
from publish.cleaning.readers.source_text import SourceText
from publish.diagnostics import BookError

RAW = (
    "Kare\ufffd line vint. On pria Kare\ufffd line de rester, apre\ufffds le repas, "
    "au de\ufffdbut du jour.\n"
    "Il laissa un petit mot a Margarita, et un autre a Fofanova.\n"
)


def cleaned(*corrections: Correction, raw: str = RAW) -> Cleaned:
    return clean(SourceText(raw), corrections)


def codes(one: Cleaned) -> list[str]:
    return [d.code for d in one.diagnostics]


def test_an_answer_is_given_to_every_such_word() -> None:
    one = cleaned(Correction("accent", "Kare\ufffd line", "Karèline"))
    assert one.markdown.count("Karèline") == 2
    assert "Karèline" not in {q.reading for q in one.questions}
    assert codes(one) == []


def test_an_answer_may_be_bound_to_its_place() -> None:
    one = cleaned(Correction("accent", "Kare\ufffd line", "Karyline", before="On pria"))
    assert (one.markdown.count("Karyline"), one.markdown.count("Karéline")) == (1, 1)


def test_a_lost_accent_is_restored_where_the_editor_says() -> None:
    one = cleaned(Correction("lost-accent", "a", "à", before="petit mot", after="Margarita"))
    assert "petit mot à Margarita, et un autre a Fofanova" in one.markdown
    assert [(q.found, q.count) for q in one.questions if q.kind == "lost-accent"] == [("a", 1)]


def test_keeping_what_is_printed_is_an_answer() -> None:
    keep = Correction("lost-accent", "a", "a", before="petit mot", after="Margarita")
    one = cleaned(keep)
    assert "petit mot a Margarita" in one.markdown
    assert all(p.before[-9:] != "petit mot" for q in one.questions for p in q.places)


def test_a_title_may_be_given() -> None:
    assert cleaned(Correction("title", "", "Un soir")).markdown.startswith("# Un soir\n")


def test_any_words_may_be_corrected() -> None:
    one = cleaned(Correction("text", "vint. On", "vint ; on"))
    assert "Karéline vint ; on pria" in one.markdown


def test_a_correction_that_no_longer_applies_is_an_error() -> None:
    one = cleaned(Correction("accent", "Joffe\ufffd", "Joffé"), Correction("text", "absent", "x"))
    assert codes(one) == ["C004", "C004"]


def test_corrections_survive_their_file() -> None:
    kept = (
        Correction("accent", "Joffe\ufffd \x02", "Joffé", text="a.md"),
        Correction("title", "", 'Le "soir"'),
        Correction("text", "a\\b", ""),
    )
    assert read_corrections(write_corrections(kept)) == kept
    assert "\\uFFFD" in write_corrections(kept)


@pytest.mark.parametrize(
    "toml", ["[[correction]]\nfind = 'x'", "correction = 3", "[[", "[[correction]]\nkind = 3"]
)
def test_a_file_that_is_no_list_of_corrections(toml: str) -> None:
    with pytest.raises(BookError) as caught:
        read_corrections(toml, "corrections.toml")
    assert [d.code for d in caught.value.diagnostics] == ["C007"]


NOTED = (
    "Le titre\n\nIl vint au parti et parla longtemps avec eux tous, ce soir-là encore.\n"
    "La suite est connue de tout le monde, et le chef2 n'en dit rien à personne.\n"
    "Un autre vint le soir et la porte3 resta fermée devant lui jusqu'au matin.\n\n"
    "1 Le parti d'avant la guerre, qui avait changé de nom.\n"
    "2 Le chef du village, comme on l'a vu plus haut.\n"
    "3 La porte du jardin, qui donnait sur la rue.\n"
)


def test_a_note_is_called_where_the_editor_says() -> None:
    asked = [q for q in cleaned(raw=NOTED).questions if q.kind == "note-call"]
    assert [q.found for q in asked] == ["Le parti d'avant la guerre, qui"]
    answer = Correction("note-call", asked[0].found, "vint au parti")
    told = cleaned(answer, raw=NOTED)
    assert "vint au parti[^1] et parla" in told.markdown
    assert not told.diagnostics
    assert not [q for q in told.questions if q.kind == "note-call"]


def test_a_figure_at_a_word_that_calls_no_note_is_asked() -> None:
    raw = NOTED.replace("fermée", "fermée7").replace("au parti", "au parti1")
    asked = [q for q in cleaned(raw=raw).questions if q.kind == "loose-call"]
    assert [q.found for q in asked] == ["fermée7"]
    told = cleaned(Correction("loose-call", "fermée7", "fermée"), raw=raw)
    assert "resta fermée devant" in told.markdown
    assert not [q for q in told.questions if q.kind == "loose-call"]
    assert not told.diagnostics


def test_answers_are_added_and_all_else_in_the_file_stays() -> None:
    one = Correction("accent", "Joffe", "Joffé", text="a.md")
    two = Correction("accent", "Lenine", "Lénine")
    by_hand = '# mine\n[[correction]]\nkind = "accent"  # seen on paper\nfound = "x"\nread = "y"'
    first = revised(by_hand, [one], [])
    assert first.startswith(by_hand + "\n")
    assert read_corrections(first)[1:] == (one,)
    second = revised(first, [two, one], [])
    assert read_corrections(second)[1:] == (one, two)
    assert revised(second, [], [two, one]) == by_hand + "\n"
