"""The forms that texts can be sent in: one row each."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Final

from publish.sending.pandoc_document import ICML, MARKDOWN, odt_document
from publish.sending.sent_book import SentBook
from publish.sending.tei_document import tei_document
from publish.sending.word_document import word_document


@dataclass(frozen=True, slots=True)
class SentForm:
    """``ending``: of its files; ``comes_back``: its paragraphs keep what they are called by."""

    ending: str
    write: Callable[[SentBook], bytes]
    comes_back: bool = False


FORMS: Final[Mapping[str, SentForm]] = {
    "docx": SentForm(".docx", word_document, comes_back=True),
    "odt": SentForm(".odt", odt_document, comes_back=True),
    "tei": SentForm(".xml", tei_document),
    "icml": SentForm(".icml", ICML),
    "markdown": SentForm(".md", MARKDOWN),
}


def form_of(name: str) -> str:
    """Return the form that the name of a file asks for, "" for none."""
    return next((form for form, one in FORMS.items() if name.endswith(one.ending)), "")
