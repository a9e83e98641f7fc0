"""The file that says in which order chapters come: mdBook's SUMMARY.md, Quarto's _quarto.yml.

``- [Un](un.md)`` → the chapter ``un.md``; ``# Première partie`` → the part above what follows.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from typing import Any
from urllib.parse import unquote

import yaml

from publish.importing.incoming import About

NAMES = ("SUMMARY.md", "src/SUMMARY.md", "_quarto.yml", "_quarto.yaml")
"""Where a folder has one, the first of these is it."""

_LINK = re.compile(r"\[(?:[^\[\]]|\[[^\]]*\])*\]\(\s*<?([^()<>#\s]+(?:[ ][^()<>#]+)?)[^)]*\)")
_HEADING = re.compile(r"#+\s+(.+?)\s*#*\s*\Z")
_ITSELF = re.compile(r"(?i)summary|sommaire|contents|table(?: des matières| of contents)?")
_TEXTS = (".md", ".qmd", ".rmd", ".markdown", ".ipynb")


@dataclass(frozen=True, slots=True)
class ListedChapter:
    """``path``: from the folder of the list; ``part``: the title of the part that begins there."""

    path: str
    part: str = ""


def is_contents_file(name: str) -> bool:
    """Whether a file of this name lists chapters."""
    return name in {one.rpartition("/")[2] for one in NAMES}


def listed_chapters(content: bytes, name: str) -> tuple[ListedChapter, ...]:
    """Return the chapters that a file lists, each once; none where it cannot be read."""
    text = content.decode("utf-8-sig", "replace")
    found = _of_summary(text) if name.endswith(".md") else _of_quarto(_loaded(text))
    once: dict[str, ListedChapter] = {}
    part = ""
    for one in found:
        part = one.part or part
        if one.path and one.path not in once:
            once[one.path] = ListedChapter(one.path, part)
            part = ""
    return tuple(once.values())


def about_listed(content: bytes, name: str, mdbook: bytes = b"") -> About:
    """Return what is said of the work there, or in mdBook's ``book.toml``."""
    said: Mapping[str, Any] = {}
    if name.endswith(".md"):
        with suppress(tomllib.TOMLDecodeError):
            said = tomllib.loads(mdbook.decode("utf-8", "replace")).get("book", {})
    else:
        loaded = _loaded(content.decode("utf-8-sig", "replace"))
        said = {"lang": loaded.get("lang"), **_table(loaded, "website"), **_table(loaded, "book")}
    people = said.get("authors") or said.get("author") or []
    names = [_person(one) for one in (people if isinstance(people, list) else [people])]
    return About(
        title=_words(said.get("title")),
        subtitle=_words(said.get("subtitle")),
        authors=tuple((one, "aut") for one in names if one),
        language=_words(said.get("language") or said.get("lang")),
        description=_words(said.get("description")),
    )


def _of_summary(text: str) -> Iterator[ListedChapter]:
    for line in text.splitlines():
        heading = _HEADING.match(line.strip())
        if heading and not _ITSELF.fullmatch(heading[1]) and not _LINK.search(line):
            yield ListedChapter("", heading[1])
        for link in _LINK.finditer(line):
            if ":" not in link[1]:
                yield ListedChapter(unquote(link[1].strip()).removeprefix("./"))


def _of_quarto(said: Mapping[str, Any]) -> Iterator[ListedChapter]:
    book = _table(said, "book")
    yield from _listed(book.get("chapters"))
    yield from _listed(book.get("appendices"))
    if not book:
        sidebar = _table(said, "website").get("sidebar")
        for one in sidebar if isinstance(sidebar, list) else [sidebar]:
            yield from _listed(one.get("contents") if isinstance(one, dict) else None)


def _listed(some: Any) -> Iterator[ListedChapter]:
    for one in some if isinstance(some, list) else []:
        if isinstance(one, str):
            yield from _named(one)
        elif isinstance(one, dict):
            above = _words(one.get("part") or one.get("section"))
            yield from _named(above, "part")
            yield from _named(_words(one.get("file") or one.get("href")))
            yield from _listed(one.get("chapters") or one.get("contents"))


def _named(words: str, kind: str = "") -> Iterator[ListedChapter]:
    if words.lower().endswith(_TEXTS):
        yield ListedChapter(words)
    elif kind and words:
        yield ListedChapter("", words)


def _loaded(text: str) -> Mapping[str, Any]:
    try:
        said = yaml.safe_load(text)
    except (yaml.YAMLError, ValueError):
        return {}
    return said if isinstance(said, dict) else {}


def _table(said: Mapping[str, Any], key: str) -> Mapping[str, Any]:
    found = said.get(key)
    return found if isinstance(found, dict) else {}


def _person(one: Any) -> str:
    name = one.get("name") if isinstance(one, dict) else one
    return _words(name if isinstance(name, str) else "")


def _words(value: Any) -> str:
    return " ".join(value.split()) if isinstance(value, str) else ""
