"""What the cleaner writes is Markdown that means the very words, whatever signs they hold."""

from __future__ import annotations

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from publish.book import text_of
from publish.cleaning import Cleaned, clean_text
from publish.cleaning.known.manuscripts import is_markdown
from publish.cleaning.ledger.ledger import EntryKind
from publish.manuscript import read_text

MARKUP = frozenset({"markup", "escape", "call", "emphasis", "note-number", "ornament"})
"""Entries that are no words of the text."""
SIGNS = "ab é.,;:!?*_[](){}#<>-+1|~^$@&`\\\"'=/%—«»"
LINES = st.lists(
    st.one_of(
        st.text(alphabet=SIGNS, min_size=1, max_size=25),
        st.sampled_from(
            "$x^2$ ~a~ ~~b~~ ^c^ ==d== [^1] [^e]: ::: {.f} ||| | \\alpha{g} ![h](i) [j](k) [[l]] "
            "<m> &amp; @n {#o} `p` *q* _r_ # > - + 1. 1) /// `````` --- === *** [s]: | t".split()
        ),
        st.sampled_from(["Il était là, et déjà tard.", "\n", "\n\n", "    "]),
    ),
    max_size=12,
).map(" ".join)


def words_of(cleaned: Cleaned) -> str:
    """Return what the ledger says that the text says."""
    said = [
        cleaned.source[e.start : e.end] if e.kind is EntryKind.KEPT else e.after
        for e in sorted(cleaned.ledger, key=lambda e: e.at)
        if e.kind is EntryKind.KEPT or (e.cause and e.cause.reason.code not in MARKUP)
    ]
    return "".join("".join(said).split())


def read_back(cleaned: Cleaned) -> str:
    """Return the words of the Markdown as the manuscript's reader has them, without the title."""
    sections, _ = read_text(cleaned.markdown, "a.md")
    bodies = [body for s in sections for body in (s.body, *(note.body for note in s.notes))]
    return "".join("".join(text_of(one) for one in bodies).split())


@given(LINES)
@settings(max_examples=80, deadline=None)
def test_signs_of_a_text_mean_themselves(raw: str) -> None:
    raw = "Une première ligne, déjà.\n\n" + raw
    assume(not is_markdown(raw))
    cleaned = clean_text(raw)
    assert read_back(cleaned).removeprefix("[Sanstitre]") == words_of(cleaned)
