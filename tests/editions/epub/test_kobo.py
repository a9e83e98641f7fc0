"""Kobo's own form: spans around sentences, two blocks around the text, notes that pop up."""

from __future__ import annotations

from lxml import etree

from publish.characters import NO_BREAK_SPACE
from publish.editions.epub.kobo import for_kobo
from tests.extraction import XHTML

TEXT = """<?xml version='1.0' encoding='utf-8'?>
<html xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops">
<head><title>T</title></head><body><section><h1>Un titre</h1>
<p>Il dort. Elle <i>lit ! Vraiment</i> bien<sup><a epub:type="noteref" href="#n1">1</a></sup>.</p>
<p><img src="a.png" alt="un trait"/> Fin…</p>
<section><aside id="n1" epub:type="footnote"><p>1. Ibid.</p></aside></section></section>
</body></html>
"""


def shown() -> etree._Element:
    body = etree.fromstring(for_kobo(TEXT, "a.xhtml").encode()).find(f"{XHTML}body")
    assert body is not None
    return body


def test_every_sentence_has_a_span_of_its_own() -> None:
    spans = [e for e in shown().iter(f"{XHTML}span") if e.get("class") == "koboSpan"]
    told = [(str(e.get("id")), "".join(map(str, e.itertext()))) for e in spans]
    assert told[:7] == [
        ("kobo.1.1", "Un titre"),
        ("kobo.2.1", "Il dort. "),
        ("kobo.2.2", "Elle "),
        ("kobo.2.3", "lit ! "),
        ("kobo.2.4", "Vraiment"),
        ("kobo.2.5", " bien"),
        ("kobo.2.6", "1"),
    ]
    assert len({name for name, _ in told}) == len(told)


def test_no_letter_changes() -> None:
    before = etree.fromstring(TEXT.encode()).find(f"{XHTML}body")
    assert before is not None
    after = "".join(map(str, shown().itertext())).replace(NO_BREAK_SPACE, "")
    assert after.strip() == "".join(map(str, before.itertext())).strip()


def test_the_text_stands_in_two_blocks() -> None:
    (columns,) = shown()
    (inner,) = columns
    assert (columns.get("id"), inner.get("id")) == ("book-columns", "book-inner")


def test_a_note_pops_up_by_the_file_it_stands_in_and_nine_signs() -> None:
    (call,) = shown().iter(f"{XHTML}a")
    assert call.get("href") == "a.xhtml#n1"
    (note,) = shown().iter(f"{XHTML}aside")
    assert len("".join(map(str, note.itertext()))) >= 9
