"""What holds for every text: nothing lost, twice gives the same as once, codes are only labels."""

from __future__ import annotations

import re
import unicodedata
from random import Random

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from publish.cleaning import Correction, clean, clean_text, read_source
from publish.cleaning.ledger.ledger import EntryKind, apply, restore
from publish.diagnostics import BookError
from tests.cleaning.damage import ACUTE, CIRCUMFLEX, DIAERESIS, GRAVE, AccentStyle, damage_accents
from tests.cleaning.press import damaged
from tests.cleaning.texts import PARAGRAPHS

SLOW = settings(max_examples=100, deadline=None, suppress_health_check=list(HealthCheck))

WORDS = (
    "de à été l'été e\ufffd te\ufffd me3me pre2s AO EP tat Le\ufffdnine 1 2 3. (4) [5] * ** "
    "«\u00a0 »1 \u00a0~ — - avant- garde 12 1917. A L I II Chapitre https://a.b/c # > ``` "
    "\\ _ ^ <b> &amp; {: .x} \f \ufeff \u00ad ﬁn e\u0301 Ã© \x02 \ue001 fin. non ? oui! et, mot ; :"
).split(" ")
TEXTS = st.lists(
    st.one_of(st.sampled_from(WORDS), st.sampled_from(["\n", "\n\n", "\n ", "  ", " \n"])),
    max_size=60,
).map(" ".join)


@SLOW
@given(TEXTS)
@example("")
@example("D\n\n\ufffd ja\ufffd ")
def test_source_and_ledger_give_the_text_and_back(raw: str) -> None:
    cleaned = clean_text(raw)
    assert apply(raw, cleaned.ledger) == cleaned.markdown
    assert restore(cleaned.markdown, cleaned.ledger) == raw


@SLOW
@given(TEXTS)
def test_no_letter_is_lost_in_silence(raw: str) -> None:
    cleaned = clean_text(raw)
    for entry in cleaned.ledger:
        if entry.kind is EntryKind.ASIDE and any(char.isalnum() for char in entry.before):
            assert entry.cause is not None
            assert entry.cause.reason.message
    told = sum(len(entry.before) for entry in cleaned.ledger if entry.kind is not EntryKind.KEPT)
    kept = sum(entry.end - entry.start for entry in cleaned.ledger if entry.kind is EntryKind.KEPT)
    assert told + kept == len(raw)


@SLOW
@given(TEXTS)
@example("A la fin, 1\n\n1 Note")
@example("e\ufffd pre2s")
def test_cleaning_twice_gives_the_same(raw: str) -> None:
    once = clean_text(raw).markdown
    assert clean_text(once).markdown == once


@SLOW
@given(st.text(max_size=300))
def test_any_text_is_cleaned(raw: str) -> None:
    cleaned = clean_text(raw)
    assert restore(cleaned.markdown, cleaned.ledger) == raw
    assert clean_text(cleaned.markdown).markdown == cleaned.markdown


@SLOW
@given(st.binary(max_size=400))
@example(b"%PDF-1.7 broken")
@example(b"PK\x03\x04 broken")
@example(b"<alto><Page/></alto>")
@example(b"<html><body></body></html>")
@example(b"\xff\xfeL\x00e\x00")
@example(b"L'\xe9t\xe9 d\xe9j\xe0")
def test_any_bytes_are_read_or_refused(content: bytes) -> None:
    try:
        source = read_source(content)
    except BookError as error:
        refused = error.diagnostics
    else:
        cleaned = clean(source)
        assert restore(cleaned.markdown, cleaned.ledger) == source.text
        if source.encoding:
            assert source.text.encode(source.encoding, "surrogateescape") == content
        return
    assert refused


@settings(max_examples=12, deadline=None)
@given(st.integers(0, 10_000))
def test_clean_text_changes_in_its_layout_only(seed: int) -> None:
    random = Random(seed)
    start = random.randrange(len(PARAGRAPHS) - 12)
    raw = "\n\n".join(PARAGRAPHS[start : start + 12])
    cleaned = clean_text(raw)
    assert letters(cleaned.markdown.removeprefix("# [Sans titre]")) == letters(raw)
    assert not [q for q in cleaned.questions if q.kind == "accent"]


@settings(max_examples=12, deadline=None)
@given(st.integers(0, 10_000), st.permutations("\ufffd\ue001\ue010\uf8ff"))
def test_other_labels_for_the_codes_change_nothing(seed: int, signs: list[str]) -> None:
    random = Random(seed)
    start = random.randrange(len(PARAGRAPHS) - 12)
    raw = "\n\n".join(PARAGRAPHS[start : start + 12])
    kinds = (ACUTE, GRAVE, CIRCUMFLEX, DIAERESIS)
    style = AccentStyle(
        {(kind, upper): sign for kind, sign in zip(kinds, "\ufffd\ue001\ue010\uf8ff", strict=True)
         for upper in (False, True)},
        slips=frozenset("tfj"),
    )  # fmt: skip
    spoiled = damage_accents(raw, style, Random(seed))
    table = str.maketrans("\ufffd\ue001\ue010\uf8ff", "".join(signs))
    assert clean_text(spoiled).markdown == clean_text(spoiled.translate(table)).markdown


@settings(max_examples=6, deadline=None)
@given(st.integers(0, 10_000))
def test_no_letter_of_a_printed_book_is_lost(seed: int) -> None:
    random = Random(seed)
    start = random.randrange(len(PARAGRAPHS) - 25)
    case = damaged(PARAGRAPHS[start : start + 25], random)
    cleaned = clean_text(case.raw)
    assert restore(cleaned.markdown, cleaned.ledger) == case.raw
    kept = clean(read_source(case.raw.encode()), [Correction("title", "", "Titre")])
    assert kept.markdown.count("\n") >= cleaned.markdown.count("\n") - 1


def letters(text: str) -> str:
    """Return letters, figures and stops; markup, spaces and note labels are gone."""
    text = re.sub(r"^(?:#+|>|\d+\\?\.) ", "", text, flags=re.M)
    return "".join(c for c in unicodedata.normalize("NFC", text) if c.isalnum())


@pytest.mark.parametrize(
    "piece", ["a\ufffd ", "é", "*a", "l'", "A\n\n", "12\n", "mot-\nmot ", "1 A\n", "Un vers\n"]
)
def test_endless_repetition_ends(piece: str) -> None:
    raw = piece * (24_000 // len(piece))
    cleaned = clean_text(raw)  # what grew with the square would not end here
    assert restore(cleaned.markdown, cleaned.ledger) == raw
