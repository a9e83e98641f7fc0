"""What a page of the web edition tells machines: search engines, Zotero, those who share a link.

JSON-LD (schema.org), Dublin Core, Highwire Press tags, Open Graph. Whether Zotero takes a page
for a book or a part of one rests on ``citation_book_title``, ``citation_isbn``, ``og:type``.
"""

from __future__ import annotations

import base64
import hashlib
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from publish.apparatus import Heading, terms
from publish.book import text_of
from publish.book.metadata import Contributor, Metadata
from publish.characters import plain_spaces
from publish.documents import AccessibilityFacts, Document, summary
from publish.editions.epub.navigation import COVER

Named = tuple[tuple[str, str], ...]
_LONGEST = 300  # letters of a description
_PEOPLE = {"aut": "author", "edt": "editor", "trl": "translator", "ill": "illustrator"}


@dataclass(frozen=True, slots=True)
class WebHead:
    """``names`` and ``properties``: of meta elements, with their contents; ``data``: JSON-LD;
    ``canonical``: the page's one address, "" where none is known."""

    description: str
    names: Named
    properties: Named
    data: str
    canonical: str

    @property
    def digest(self) -> str:
        """By which a policy allows the data to stand in the page (Content Security Policy)."""
        return base64.b64encode(hashlib.sha256(self.data.encode()).digest()).decode()


def head_of_book(metadata: Metadata, facts: AccessibilityFacts, pages: int) -> WebHead:
    """Return what the first page tells: the book."""
    plain = metadata.with_texts(plain_spaces)
    named = [("citation_title", plain.title)] if plain.isbn.print or plain.isbn.epub else []
    names = (*named, *_common(plain, plain.contributors), *_dublin_core(plain, plain.title))
    data = {**_book(plain, facts), "numberOfPages": pages} if pages else _book(plain, facts)
    return _head(plain, plain.description, "", plain.title, names, "book", data)


def head_of_text(
    metadata: Metadata, document: Document, author: str, page: str, position: int
) -> WebHead:
    """Return what the page of a text tells; ``page``: its path, ``author``: "" for the book's."""
    plain = metadata.with_texts(plain_spaces)
    title = plain_spaces(document.title)
    writers = [Contributor(plain_spaces(author))] if author else plain.contributors
    folios = [folio for folio, _ in document.pages]
    pages = (("citation_firstpage", folios[0]), ("citation_lastpage", folios[-1])) if folios else ()
    names = (
        ("citation_title", title),
        ("citation_book_title", plain.title),
        *_common(plain, writers),
        *pages,
        *_dublin_core(plain, title),
    )
    data: dict[str, Any] = {
        "@context": "https://schema.org",
        "@type": "Chapter",
        "name": title,
        "position": position,
        "inLanguage": document.language,
        "author": [{"@type": "Person", "name": one.name} for one in writers if one.role == "aut"],
        "isPartOf": {"@type": "Book", "name": plain.title},
    }
    if folios:
        data |= {"pageStart": folios[0], "pageEnd": folios[-1]}
    return _head(plain, _opening(document), page, title, names, "article", data)


def authors_of(outline: Sequence[Heading]) -> Mapping[str, str]:
    """Return the author of each text that names its own, by its identifier."""
    found = {one.anchor: one.author for one in outline if one.author}
    for one in outline:
        found |= authors_of(one.children)
    return found


def _head(
    metadata: Metadata,
    description: str,
    page: str,
    title: str,
    names: Named,
    kind: str,
    data: Mapping[str, Any],
) -> WebHead:
    url = metadata.web.url
    canonical = url + page if url else ""
    said = description or metadata.description or metadata.title
    properties = [
        ("og:type", kind),
        ("og:title", title),
        ("og:description", said),
        ("og:locale", metadata.language.replace("-", "_")),
        ("og:site_name", metadata.title),
    ]
    if url:
        names = (*names, ("citation_public_url", canonical))
        properties += [("og:url", canonical), ("og:image", url + COVER)]
        data = {**data, "url": canonical}
    written = json.dumps(data, ensure_ascii=False).replace("<", "\\u003c")
    return WebHead(said, names, tuple(properties), written, canonical)


def _common(metadata: Metadata, people: Sequence[Contributor]) -> Iterator[tuple[str, str]]:
    for one in people:
        if one.role == "aut":
            yield "citation_author", one.sort or one.name
    if metadata.date:
        yield "citation_publication_date", metadata.date.strftime("%Y/%m/%d")
    if metadata.publisher.name:
        yield "citation_publisher", metadata.publisher.name
    if isbn := metadata.isbn.print or metadata.isbn.epub:
        yield "citation_isbn", isbn
    if metadata.cover.collection:
        yield "citation_series_title", metadata.cover.collection
    yield "citation_language", metadata.language


def _dublin_core(metadata: Metadata, title: str) -> Iterator[tuple[str, str]]:
    yield "DC.title", title
    for one in metadata.contributors:
        yield "DC.creator" if one.role == "aut" else "DC.contributor", one.sort or one.name
    for term, value in (
        ("publisher", metadata.publisher.name),
        ("date", metadata.date.isoformat() if metadata.date else ""),
        ("rights", metadata.rights),
        ("language", metadata.language),
    ):
        if value:
            yield f"DC.{term}", value
    for subject in metadata.subjects:
        yield "DC.subject", subject


def _book(metadata: Metadata, facts: AccessibilityFacts) -> dict[str, Any]:
    told: dict[str, Any] = {
        "@context": "https://schema.org",
        "@type": "Book",
        "name": metadata.title,
        "alternativeHeadline": metadata.subtitle,
        "inLanguage": [metadata.language, *metadata.languages],
        "datePublished": metadata.date.isoformat() if metadata.date else "",
        "description": metadata.description,
        "isbn": metadata.isbn.epub or metadata.isbn.print,
        "keywords": list(metadata.subjects),
        "bookFormat": "https://schema.org/EBook",
        **_people(metadata.contributors),
        "accessMode": ["textual", "visual"] if facts.pictures else ["textual"],
        "accessModeSufficient": ["textual"] if facts.described else [],
        "accessibilityFeature": [name for fact in facts.holding for name in fact.features],
        "accessibilityHazard": ["none"],
        "accessibilitySummary": summary(facts, terms(metadata.language)),
    }
    if metadata.publisher.name:
        told["publisher"] = {"@type": "Organization", "name": metadata.publisher.name}
    if metadata.cover.collection:
        told["isPartOf"] = {"@type": "BookSeries", "name": metadata.cover.collection}
        told["position"] = metadata.cover.number
    return {key: value for key, value in told.items() if value}


def _people(contributors: Sequence[Contributor]) -> dict[str, list[dict[str, str]]]:
    found: dict[str, list[dict[str, str]]] = {}
    for one in contributors:
        person = {"@type": "Person", "name": one.name}
        if one.isni:
            person["sameAs"] = f"https://isni.org/isni/{one.isni}"
        found.setdefault(_PEOPLE.get(one.role, "contributor"), []).append(person)
    return found


def _opening(document: Document) -> str:
    """Return a text's first words, for those who are shown nothing else of it."""
    words = " ".join(
        " ".join(text_of(one).split()) for one in list(document.tree.iterchildren("p"))[:3]
    )
    if len(words) <= _LONGEST:
        return plain_spaces(words)
    return plain_spaces(words[:_LONGEST].rpartition(" ")[0]) + " …"
