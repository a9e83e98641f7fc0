"""A book, a text or a line set by the rules of its profile.

``typeset_text("Qu'est-ce ?")`` → ``Qu’est-ce~?``
"""

from __future__ import annotations

from dataclasses import replace

from lxml import etree

from publish.book import Book, Section, text_of, with_trees
from publish.book.metadata import Metadata
from publish.diagnostics import Diagnostic
from publish.typography import faults
from publish.typography.french.passes import set_trees
from publish.typography.french.profile import DEFAULT, Profile, profile_of


def typeset(book: Book) -> Book:
    """Return the book with every text, title, running head and printed line of book.toml set.

    Raises BookError for an unknown profile and where :func:`set_trees` does. A book in another
    language than French is returned as it is.
    """
    chosen = profile_for(book.metadata)
    if chosen is None:
        return book
    language = book.metadata.language
    sections = (set_section(section, chosen, language) for section in book.sections)
    metadata = set_metadata(book.metadata, chosen)
    done = replace(book, metadata=metadata, sections=tuple(sections))
    return done.saying(*left_out(metadata))


def profile_for(metadata: Metadata) -> Profile | None:
    """Return how a book is set; None for one whose typography is left as it is.

    Raises BookError for an unknown profile.
    """
    chosen = profile_of(metadata.profile, metadata.typography)
    french = metadata.language.partition("-")[0].lower() == "fr"
    return chosen if chosen.touch and french else None


def left_out(metadata: Metadata) -> tuple[Diagnostic, ...]:
    """Return the remark that a book leaves passes out, if it does."""
    names = ", ".join(metadata.typography.without)
    return (faults.LEFT_OUT.at("book.toml", names=names),) if names else ()


def typeset_text(text: str, chosen: Profile | None = None) -> str:
    """Return one line without markup, set: a title, a name, a running head.

    No letter is set superior; « n° » and « 1° » keep their sign, which says it without markup.
    """
    line = etree.Element("p")
    line.text = text
    set_trees([line], chosen or profile_of(DEFAULT))
    for superior in line.iter("sup"):
        if superior.text in ("o", "os"):
            superior.text = superior.text.replace("o", "°")
    return text_of(line)


def set_metadata(metadata: Metadata, chosen: Profile) -> Metadata:
    """Return what book.toml says, its lines that are printed set."""
    return metadata.with_texts(lambda line: typeset_text(line, chosen))


def set_section(section: Section, chosen: Profile, language: str) -> Section:
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
