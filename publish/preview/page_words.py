"""The words of the preview's page, and the page written with them."""

from __future__ import annotations

from jinja2 import Environment

from publish.messages import N_, Translate

WORDS = {
    "language": N_("en"),  # that of the catalogue, not of the locale: they may differ
    "preview": N_("Preview"),
    "text": N_("Text"),
    "pages": N_("Pages"),
    "remarks": N_("Remarks"),
    "chapter": N_("Chapter"),
    "previous": N_("Previous spread"),
    "next": N_("Next spread"),
    "page": N_("Page {page}"),
    "spread": N_("Pages {left}–{right}"),
    "turn": N_("Go to page"),
    "nothing": N_("Nothing has been built yet."),
    "no_text": N_("No EPUB is built: name it as a target."),
    "no_pages": N_("No PDF is built: name one as a target."),
    "building": N_("Building…"),
    "built": N_("Built in {seconds} s"),
    "whole": N_("Up to date"),
    "failed": N_("The book has errors; this is the last good one."),
    "failed_first": N_("The book has errors; mend them, and it appears here."),
    "gone": N_("The preview has ended; start publish watch again."),
}
"""Each word of the page by its name in index.html.j2 and the scripts."""


def page(template: str, translate: Translate) -> str:
    """Return the page in the reader's language."""
    words = {name: translate(word) for name, word in WORDS.items()}
    return Environment(autoescape=True).from_string(template).render(words=words)
