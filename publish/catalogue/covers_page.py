"""The catalogue for readers: a page of covers, searched without network, read without scripts."""

from __future__ import annotations

import posixpath
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader

from publish.book.metadata import Contributor
from publish.catalogue.plan import Catalogue
from publish.catalogue.shelf import ShelvedBook, folded
from publish.messages import N_, NN_, Count, Translate, counter, figure, translator
from publish.pipeline.targets import TARGETS

_BY = {
    "trl": N_("translated by {names}"),
    "edt": N_("edited by {names}"),
    "ill": N_("illustrated by {names}"),
    "aui": N_("introduced by {names}"),
    "aft": N_("afterword by {names}"),
    "ann": N_("annotated by {names}"),
}
_BOOKS = NN_("{n} book", "{n} books")
_PAGES = NN_("{n} page", "{n} pages")
_FOUND = {
    "none": N_("no book found"),
    "one": N_("one book found"),
    "several": N_("{n} books found"),
}


@dataclass(frozen=True, slots=True)
class Group:
    """Books that are shown together; those of no collection have no title."""

    title: str
    description: str
    books: Sequence[ShelvedBook]


def covers_page(catalogue: Catalogue, shown: Sequence[ShelvedBook], groups: Sequence[Group]) -> str:
    """Return the page in the catalogue's language; books of no collection come last."""
    translate, count = spoken(catalogue.language)
    grouped = {one.place.path for group in groups for one in group.books}
    others = [one for one in shown if one.place.path not in grouped]
    title = translate(N_("Other books")) if groups else ""
    sections = [group for group in (*groups, Group(title, "", others)) if group.books]
    return (
        environment()
        .get_template("covers.html.j2")
        .render(
            _=translate,
            catalogue=catalogue,
            count=count(_BOOKS, len(shown)),
            found={name: translate(text) for name, text in _FOUND.items()},
            sections=[
                {
                    "title": group.title,
                    "description": group.description,
                    "books": [_card(one, translate, count) for one in group.books],
                }
                for group in sections
            ],
        )
    )


def _card(one: ShelvedBook, translate: Translate, count: Count) -> dict[str, Any]:
    edition = one.edition
    authors = [person for person in edition.contributors if person.role == "aut"]
    sought = (
        edition.title,
        edition.subtitle,
        *edition.subjects,
        *(p.name for p in edition.contributors),
    )
    links = {
        made.target: {
            "href": posixpath.join(one.folder, made.name, TARGETS[made.target].opens).rstrip("/"),
            "name": translate(TARGETS[made.target].public),
            "size": "" if TARGETS[made.target].opens else size_of(made.size, translate),
        }
        for made in one.public
    }
    pages = one.record.figures.get("pages", 0)
    return {
        "edition": edition,
        "folder": one.folder,
        "authors": ", ".join(person.name for person in authors),
        "others": _others(edition.contributors, translate),
        "year": edition.published[:4],
        "pages": count(_PAGES, pages) if pages else "",
        "alternative": translate(N_("Cover of {title}")).format(title=edition.title),
        "sought": folded(" ".join(sought)),
        "main": links.get("web") or links["epub"],
        "links": list(links.values()),
    }


def _others(contributors: Sequence[Contributor], translate: Translate) -> list[str]:
    """Return who else had a part, by role, in the order of the book."""
    names: dict[str, list[str]] = {}
    for person in contributors:
        if person.role in _BY:
            names.setdefault(person.role, []).append(person.name)
    return [translate(_BY[role]).format(names=", ".join(people)) for role, people in names.items()]


def spoken(language: str) -> tuple[Translate, Count]:
    """Return what translates and what counts in the language of a tag: ``fr-CH`` is ``fr``."""
    code = language.partition("-")[0]
    return translator(code), counter(code)


def size_of(size: int, translate: Translate) -> str:
    """Return bytes as a reader reads them: 320 KB, 1,4 Mo."""
    if size < 1_000_000:
        return translate(N_("{size} KB")).format(size=max(1, round(size / 1000)))
    return translate(N_("{size} MB")).format(size=figure(size / 1_000_000, 1, translate))


@cache
def environment() -> Environment:
    """Return what fills the templates."""
    folder = Path(__file__).with_name("templates")
    loader = FileSystemLoader(folder)
    return Environment(loader=loader, autoescape=True, trim_blocks=True, lstrip_blocks=True)
