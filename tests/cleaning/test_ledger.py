"""The account: it tiles source and text, and tells every repair from what was kept."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from publish.cleaning import clean_text
from publish.cleaning.ledger.ledger import (
    Cause,
    Change,
    Confidence,
    EntryKind,
    LedgerEntry,
    LedgerError,
    LedgerPiece,
    Reason,
    apply,
    check,
    restore,
)
from publish.cleaning.ledger.offset_map import OffsetMap

CAUSE = Cause(Reason("test", "a test"))
RAW = (
    "Le Comite\ufffd  de\ufffdcida1 de partir, et la nouvelle en parvint a\ufffd  tous avant le\n\n"
    "12\n\n"
    "soir. Kare\ufffd line fut averti.\n\n1 Le 3 mai.\n"
)


def test_every_kind_of_entry() -> None:
    cleaned = clean_text(RAW)
    told = {
        (e.kind, e.cause.reason.code, e.before.strip(), e.after.strip())
        for e in cleaned.ledger
        if e.cause and e.kind is not EntryKind.KEPT
    }
    assert (EntryKind.REPAIRED, "accent", "e\ufffd", "é") in told
    assert (EntryKind.REPAIRED, "call", "1", "[^1]") in told
    assert (EntryKind.ASIDE, "folio", "12", "") in told
    assert (EntryKind.SUPPLIED, "markup", "", "[^1]:") in told


def test_a_repair_says_its_word_its_evidence_and_its_alternatives() -> None:
    causes = {e.cause.after: e.cause for e in clean_text(RAW).ledger if e.cause}
    name = causes["Karéline"]
    assert name.before == "Kare\ufffd line"
    assert name.confidence is Confidence.DOUBTFUL
    assert name.alternatives[0] == "Karèline"
    assert name.say().startswith("unknown word")
    assert causes["Comité"].confidence is Confidence.CERTAIN


def test_a_note_has_moved() -> None:
    cleaned = clean_text(RAW)
    moved = "".join(
        RAW[e.start : e.end] for e in cleaned.ledger if e.moved and e.kind is EntryKind.KEPT
    )
    assert moved == "Le 3 mai."


def test_a_false_ledger_is_found() -> None:
    entries = (
        LedgerEntry(EntryKind.KEPT, 0, 2, 0),
        LedgerEntry(EntryKind.REPAIRED, 2, 3, 2, "c", "d", CAUSE),
    )
    check("abc", "abd", entries)
    assert (apply("abc", entries), restore("abd", entries)) == ("abd", "abc")
    for source, text in (("abx", "abd"), ("abc", "abe"), ("abcd", "abd")):
        with pytest.raises(LedgerError):
            check(source, text, entries)


def test_nothing_may_be_claimed_twice_or_left_out() -> None:
    with pytest.raises(LedgerError):
        OffsetMap.of("abc", [Change(0, 2, "x", CAUSE), Change(1, 3, "y", CAUSE)])
    proof = OffsetMap.of("abc", ())
    with pytest.raises(LedgerError):
        proof.compose([LedgerPiece(0, 2, None), LedgerPiece(1, 3, None)])
    with pytest.raises(LedgerError):
        proof.compose([LedgerPiece(0, 2, None)])


def test_changes_upon_changes() -> None:
    first = OffsetMap.of("de\ufb01e\u0301", [Change(2, 3, "fi", CAUSE), Change(3, 5, "é", CAUSE)])
    assert first.text == "defié"
    second = first.then([Change(1, 2, "é", CAUSE), Change(3, 4, "î", CAUSE)])
    assert (second.text, second.source) == ("défîé", "de\ufb01e\u0301")
    text, ledger = second.compose([LedgerPiece(0, 5, None)])
    check(second.source, text, ledger)


CHANGES = st.lists(st.tuples(st.integers(0, 30), st.integers(0, 3), st.text("xyz", max_size=3)))


def drawn(places: list[tuple[int, int, str]], length: int) -> list[Change]:
    """Return changes apart from one another, within a text."""
    found: list[Change] = []
    for start, size, after in sorted(places):
        end = min(start + size, length)
        if start <= end and (not found or start >= found[-1].end + (start == end)):
            found.append(Change(start, end, after, CAUSE))
    return found


@given(st.text("abc", max_size=30), st.lists(CHANGES, max_size=4))
def test_changes_upon_changes_lead_back_to_the_source(source: str, layers: list[Any]) -> None:
    proof, text = OffsetMap.of(source, ()), source
    for places in layers:
        changes = drawn(places, len(text))
        text = OffsetMap.of(text, changes).text
        proof = proof.then(changes)
        assert proof.text == text
    markdown, ledger = proof.compose([LedgerPiece(0, len(text), None)])
    assert markdown == text
    check(source, text, ledger)


@given(st.text("abc", min_size=1, max_size=30), CHANGES, st.sets(st.integers(0, 40)))
def test_a_piece_may_begin_within_a_change(source: str, places: list[Any], cuts: set[int]) -> None:
    proof = OffsetMap.of(source, drawn(places, len(source)))
    ends = sorted({0, len(proof.text), *(at for at in cuts if at < len(proof.text))})
    pieces = [LedgerPiece(start, end, None) for start, end in pairwise(ends)]
    markdown, ledger = proof.compose(pieces)
    assert markdown == proof.text
    check(source, markdown, ledger)
