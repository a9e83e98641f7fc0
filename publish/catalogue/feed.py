"""Books → an OPDS 2.0 feed, which reading applications take as a library.

Source: OPDS Catalog 2.0 and its JSON schema, Readium Web Publication Manifest (metadata, links).
``["aut", "Lev Kamenev"]`` → ``"author": [{"name": "Lev Kamenev"}]``
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from publish.book.metadata import Contributor
from publish.catalogue.making import Edition
from publish.catalogue.shelf import ShelvedBook
from publish.characters import plain_spaces
from publish.pipeline.targets import TARGETS

FEED_TYPE = "application/opds+json"
PUBLICATION_TYPE = "application/opds-publication+json"
OPEN_ACCESS = "http://opds-spec.org/acquisition/open-access"
_URI = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:\S+$")
_ROLES: Mapping[str, str] = {  # MARC relator → what Readium calls it
    "aut": "author",
    "trl": "translator",
    "edt": "editor",
    "ill": "illustrator",
    "art": "artist",
    "clr": "colorist",
    "nrt": "narrator",
}


@dataclass(frozen=True, slots=True)
class Feed:
    """A feed of the catalogue; ``path`` from its first page."""

    title: str
    path: str
    description: str = ""

    def written(self, url: str, books: Sequence[ShelvedBook], others: Sequence[Feed] = ()) -> bytes:
        """Return the feed's file. ``url``: where the catalogue will stand, "" if not known."""
        base = "../" * self.path.count("/")
        metadata: dict[str, Any] = {"title": self.title, "numberOfItems": len(books)}
        if self.description:
            metadata["description"] = self.description
        if modified := max((one.edition.modified for one in books), default=""):
            metadata["modified"] = modified
        links = [
            _link(url + self.path if url else self.path.rpartition("/")[2], FEED_TYPE, rel="self"),
            _link(f"{base}index.html", "text/html", rel="alternate"),
        ]
        if base:
            links.append(_link(f"{base}opds.json", FEED_TYPE, rel=["start", "up"]))
        feed: dict[str, Any] = {"metadata": metadata, "links": links}
        if others:
            feed["navigation"] = [
                _link(f"{base}{other.path}", FEED_TYPE, title=other.title, rel="collection")
                for other in others
            ]
        feed["publications"] = [_publication(one, base + one.folder, url) for one in books]
        return _json(feed)


def publication(one: ShelvedBook, url: str) -> bytes:
    """Return the file that describes one book, beside the book."""
    return _json(_publication(one, "", url))


def _publication(one: ShelvedBook, base: str, url: str) -> dict[str, Any]:
    """``base``: from the file that is written to the book's folder."""
    edition = one.edition
    own = f"{url}{one.folder}" if url else base
    links = [_link(f"{own}publication.json", PUBLICATION_TYPE, rel="self")]
    for made in one.public:
        target = TARGETS[made.target]
        if target.opens:
            path = f"{base}{made.name}/{target.opens}"
            links.append(_link(path, target.media, rel="alternate"))
        elif target.fetched:
            link = _link(f"{base}{made.name}", target.media, rel=OPEN_ACCESS)
            links.append({**link, "size": made.size})
    images = [
        _link(f"{base}{picture.name}", "image/jpeg", width=picture.width, height=picture.height)
        for picture in edition.pictures
    ]
    return {
        "metadata": _metadata(edition, one.record.figures.get("pages", 0)),
        "links": links,
        "images": images,
    }


def _metadata(edition: Edition, pages: int) -> dict[str, Any]:
    told: dict[str, Any] = {
        "@type": "http://schema.org/Book",
        "identifier": edition.identifier if _URI.match(edition.identifier) else "",
        "title": edition.title,
        "subtitle": edition.subtitle,
        "language": [edition.language, *edition.languages]
        if edition.languages
        else edition.language,
        **_people(edition.contributors),
        "publisher": edition.publisher,
        "published": edition.published,
        "modified": edition.modified,
        "description": edition.description,
        "subject": list(edition.subjects),
        "numberOfPages": pages,
        "belongsTo": _series(edition),
    }
    return {key: value for key, value in told.items() if value}


def _series(edition: Edition) -> dict[str, Any]:
    """Return the collection a book belongs to, and its place in it."""
    if not edition.collection:
        return {}
    series: dict[str, Any] = {"name": edition.collection}
    if edition.number:
        series["position"] = float(edition.number) if "." in edition.number else int(edition.number)
    return {"series": series}


def _people(contributors: Sequence[Contributor]) -> dict[str, list[dict[str, str]]]:
    """Return the contributors by what they did; other roles keep their MARC code."""
    found: dict[str, list[dict[str, str]]] = {}
    for one in contributors:
        person = {"name": one.name}
        if one.sort:
            person["sortAs"] = one.sort
        if one.isni:
            person["identifier"] = f"https://isni.org/isni/{one.isni}"
        if one.role not in _ROLES:
            person["role"] = one.role
        found.setdefault(_ROLES.get(one.role, "contributor"), []).append(person)
    return found


def _link(href: str, kind: str, **others: Any) -> dict[str, Any]:
    return {"href": href, "type": kind, **others}


def _json(value: Any) -> bytes:
    """Return a feed, whose spaces are plain: programs search and compare it."""
    return plain_spaces(json.dumps(value, ensure_ascii=False, indent=1) + "\n").encode()
