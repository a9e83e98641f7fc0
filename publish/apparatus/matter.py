"""The book's leaves in order: half-title, title, rights, texts, index, contents, colophon.

Order by French custom (docs/rules-of-the-page.md, The page): the table of contents stands at the
end, or in front when ``contents = "front"`` is set under ``[print]``.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

from lxml import etree

from publish.apparatus.contents import contents_section
from publish.apparatus.index_section import index_section
from publish.apparatus.openings import with_openings
from publish.apparatus.running_heads import with_heads
from publish.apparatus.terms import terms
from publish.book import Book, Kind, Section


def complete(book: Book, folios: Mapping[str, int]) -> Book:
    """Return the book with all its leaves; index and contents carry the folios that are known.

    Leaves that a template draws from the metadata alone have an empty body.
    """
    index = index_section(book, folios)
    texts = replace(book, sections=book.sections + ((index,) if index else ()))
    contents = contents_section(texts, folios)
    leaves = with_openings(_leaves(texts, contents), book.metadata.print)
    return replace(book, sections=with_heads(tuple(leaves), book.metadata))


def _leaves(book: Book, contents: Section) -> Iterator[Section]:
    words = terms(book.metadata.language)
    also_by = [section for section in book.sections if section.kind is Kind.ALSO_BY]
    yield _leaf(Kind.HALF_TITLE, book.metadata.title)
    yield from also_by
    yield _leaf(Kind.TITLE_PAGE, words.title_page)
    yield _leaf(Kind.COPYRIGHT, words.copyright)
    if book.metadata.print.contents == "front":
        yield contents
    yield from (section for section in book.sections if section not in also_by)
    if book.metadata.print.contents == "end":
        yield contents
    yield _leaf(Kind.COLOPHON, words.colophon)


def _leaf(kind: Kind, title: str) -> Section:
    body = etree.Element("section", {"class": kind.value, "id": kind.value})
    return Section(kind, kind, title, body)
