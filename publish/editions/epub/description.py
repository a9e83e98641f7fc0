"""Metadata → the package's own: Dublin Core with EPUB's refinements (EPUB 3.3, 5.3 and D.3).

Spaces are plain: catalogues search and compare what is written here.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from ebooklib import epub as ebooklib

from publish.book.metadata import AccessibilityOptions, Contributor, Metadata
from publish.characters import plain_spaces


def describe(book: ebooklib.EpubBook, metadata: Metadata, identifier: str) -> None:
    """Write what book.toml says of the book."""
    book.set_identifier(identifier)
    metadata = metadata.with_texts(plain_spaces)
    book.set_language(metadata.language)
    for language in metadata.languages:
        book.add_metadata("DC", "language", language)
    book.title = metadata.title
    _titled(book, "title", metadata.title, "main")
    if metadata.subtitle:
        _titled(book, "subtitle", metadata.subtitle, "subtitle")
    for count, person in enumerate(metadata.contributors, 1):
        _person(book, count, person)
    for term, value in _terms(metadata):
        book.add_metadata("DC", term, value)
    for subject in metadata.subjects:
        book.add_metadata("DC", "subject", subject)
    _collection(book, metadata)


def certify(book: ebooklib.EpubBook, claim: AccessibilityOptions) -> None:
    """Write who answers for the book's accessibility, and by what right."""
    if not claim.certified_by:
        return
    who = {"property": "a11y:certifiedBy", "id": "certifier"}
    book.add_metadata(None, "meta", claim.certified_by, who)
    if claim.credential:
        _refine(book, "certifier", "a11y:certifierCredential", claim.credential)
    if claim.date:
        _refine(book, "certifier", "dcterms:date", claim.date.isoformat())
    if claim.report:
        link = {"rel": "a11y:certifierReport", "href": claim.report, "refines": "#certifier"}
        book.add_metadata(None, "link", "", link)


def _terms(metadata: Metadata) -> Iterator[tuple[str, str]]:
    yield from (
        (term, value)
        for term, value in (
            ("publisher", metadata.publisher.name),
            ("date", metadata.date.isoformat() if metadata.date else ""),
            ("description", metadata.description),
            ("rights", metadata.rights),
        )
        if value
    )
    if metadata.isbn.print:  # whose pages are marked
        yield "source", f"urn:isbn:{metadata.isbn.print.replace('-', '')}"


def _person(book: ebooklib.EpubBook, count: int, person: Contributor) -> None:
    name = f"person-{count}"
    kind = "creator" if person.role == "aut" else "contributor"
    book.add_metadata("DC", kind, person.name, {"id": name})
    _refine(book, name, "role", person.role, {"scheme": "marc:relators"})
    if person.sort:
        _refine(book, name, "file-as", person.sort)
    _refine(book, name, "display-seq", str(count))
    if person.isni:
        _refine(book, name, "schema:sameAs", f"https://isni.org/isni/{person.isni}")
    if person.bnf:
        _refine(book, name, "schema:sameAs", f"https://data.bnf.fr/{person.bnf}")


def _collection(book: ebooklib.EpubBook, metadata: Metadata) -> None:
    """Write the collection and the book's place in it, for readers of EPUB 3 and for calibre's."""
    options = metadata.cover
    if not options.collection:
        return
    held = {"property": "belongs-to-collection", "id": "collection"}
    book.add_metadata(None, "meta", options.collection, held)
    _refine(book, "collection", "collection-type", "series")
    if options.issn:
        _refine(book, "collection", "dcterms:identifier", f"urn:issn:{options.issn}")
    book.add_metadata(None, "meta", "", {"name": "calibre:series", "content": options.collection})
    if options.number:
        _refine(book, "collection", "group-position", options.number)
        place = {"name": "calibre:series_index", "content": options.number}
        book.add_metadata(None, "meta", "", place)


def _titled(book: ebooklib.EpubBook, name: str, title: str, kind: str) -> None:
    book.add_metadata("DC", "title", title, {"id": name})
    _refine(book, name, "title-type", kind)


def _refine(
    book: ebooklib.EpubBook, name: str, term: str, value: str, more: Mapping[str, str] | None = None
) -> None:
    refinement = {"refines": f"#{name}", "property": term, **(more or {})}
    book.add_metadata(None, "meta", value, refinement)
