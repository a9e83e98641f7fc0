"""What OPDS Catalog 2.0 and its JSON schema ask of a feed, as far as ours can go wrong.

Source: opds-2.0 (drafts.opds.io), feed, publication and feed-metadata schemas; Readium Web
Publication Manifest, link, metadata, contributor and subject schemas. Neither PyPI nor npm has
them in a package that runs on Python 3.11.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator
from typing import Any
from urllib.parse import urlsplit

ACQUISITION = re.compile(r"(http://opds-spec\.org/acquisition(/[a-z-]+)?|preview)$")
PICTURES = {"image/jpeg", "image/png", "image/gif"}
LANGUAGE = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*$")
URI = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:\S+$")
CONTRIBUTORS = (
    "author translator editor artist illustrator letterer penciler colorist inker narrator "
    "contributor publisher imprint"
).split()
OWN_KEYS = {"metadata", "links", "publications", "navigation", "facets", "groups"}


def faults_of_feed(feed: dict[str, Any]) -> list[str]:
    """Return what the specification forbids in a feed."""
    return list(_feed(feed))


def faults_of_publication(one: dict[str, Any]) -> list[str]:
    """Return what the specification forbids in a publication."""
    return list(_publication(one))


def _feed(feed: dict[str, Any]) -> Iterator[str]:
    if not feed.get("metadata", {}).get("title"):
        yield "a feed has a title"
    if not any("self" in _rels(link) for link in feed.get("links", [])):
        yield "a feed has a link to itself"
    if not {"navigation", "publications", "groups"} & set(feed):
        yield "a feed holds navigation, publications or groups"
    if unknown := set(feed) - OWN_KEYS:
        yield f"not roles of a collection: {unknown}"
    yield from _moment(feed["metadata"].get("modified"))
    count = feed["metadata"].get("numberOfItems", 0)
    if not (isinstance(count, int) and count >= 0):
        yield "numberOfItems is a number"
    for name in ("links", "navigation"):
        links = feed.get(name, [])
        for link in links:
            yield from _link(link)
        if len({str(link) for link in links}) < len(links):
            yield f"{name} repeat themselves"
    if not all(link.get("title") for link in feed.get("navigation", [])):
        yield "each link of a navigation has a title"
    for one in feed.get("publications", []):
        yield from _publication(one)


def _publication(one: dict[str, Any]) -> Iterator[str]:
    if not {"metadata", "links", "images"} <= set(one):
        yield "a publication has metadata, links and images"
        return
    if not any(ACQUISITION.match(rel) for link in one["links"] for rel in _rels(link)):
        yield "a publication can be acquired"
    if not any(link.get("type") in PICTURES for link in one["images"]):
        yield "a publication has a JPEG, PNG or GIF"
    for link in (*one["links"], *one["images"]):
        yield from _link(link)
    yield from _metadata(one["metadata"])


def _link(link: dict[str, Any]) -> Iterator[str]:
    href = link.get("href")
    if not isinstance(href, str) or not href or " " in href or urlsplit(href).path[:1] == "/":
        yield f"not an address that holds on any host: {href!r}"
    if "/" not in link.get("type", ""):
        yield f"not a media type: {link.get('type')!r}"
    for key in ("width", "height", "size"):
        if key in link and not (type(link[key]) is int and link[key] > 0):
            yield f"{key} is a number above 0"


def _metadata(told: dict[str, Any]) -> Iterator[str]:
    if not told.get("title"):
        yield "a publication has a title"
    for key in ("identifier", "@type"):
        if key in told and not URI.match(told[key]):
            yield f"{key} is a URI"
    if "language" in told and not LANGUAGE.match(told["language"]):
        yield "language is a tag"
    yield from _moment(told.get("modified"))
    if "published" in told:
        datetime.date.fromisoformat(told["published"])
    for role in set(CONTRIBUTORS) & set(told):
        people = told[role] if isinstance(told[role], list) else [told[role]]
        if not all(isinstance(p, str) or p.get("name") for p in people):
            yield f"each {role} has a name"
    if not all(isinstance(subject, str) and subject for subject in told.get("subject", [])):
        yield "a subject is a text"
    if not told.get("numberOfPages", 1) > 0:
        yield "numberOfPages is above 0"


def _moment(written: str | None) -> Iterator[str]:
    if written is not None and not re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", written):
        yield f"not a date with its time: {written}"


def _rels(link: dict[str, Any]) -> list[str]:
    rel = link.get("rel", [])
    return [rel] if isinstance(rel, str) else rel
