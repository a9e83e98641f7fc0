"""A book, a text or a line set by the rules of its profile.

``typeset_text("Qu'est-ce ?")`` → ``Qu’est-ce~?``
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from lxml import etree

from publish.book import Book, Section, text_of, with_trees
from publish.typography.passes import set_trees
from publish.typography.setting import DEFAULT, Setting, setting

SetSection = Callable[[Section, Setting, str], Section]


def typeset(book: Book, each: SetSection | None = None) -> Book:
    """Return the book with every text, title, running head and printed line of book.toml set.

    ``each`` gives what :func:`set_section` gives of a section, a setting and a language.

    Raises BookError for an unknown profile and where :func:`set_trees` does. A book in another
    language than French is returned as it is.
    """
    metadata = book.metadata
    chosen = setting(metadata.profile, metadata.typography)
    if not chosen.touch or metadata.language.partition("-")[0].lower() != "fr":
        return book
    return replace(
        book,
        metadata=metadata.with_texts(lambda line: typeset_text(line, chosen)),
        sections=tuple(
            (each or set_section)(section, chosen, metadata.language) for section in book.sections
        ),
    )


def typeset_text(text: str, chosen: Setting | None = None) -> str:
    """Return one line without markup, set: a title, a name, a running head.

    No letter is set superior; « n° » and « 1° » keep their sign, which says it without markup.
    """
    line = etree.Element("p")
    line.text = text
    set_trees([line], chosen or setting(DEFAULT))
    for superior in line.iter("sup"):
        if superior.text in ("o", "os"):
            superior.text = superior.text.replace("o", "°")
    return text_of(line)


def set_section(section: Section, chosen: Setting, language: str) -> Section:
    """Return one section, set."""
    done = with_trees(
        section, lambda trees: set_trees(trees, chosen, language=language, file=section.file)
    )
    title = done.body.find("h1")
    return replace(
        done,
        title=section.title if title is None else text_of(title).strip(),
        author=typeset_text(section.author, chosen),
        running=typeset_text(section.running, chosen),
    )
