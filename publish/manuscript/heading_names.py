"""The identifiers that pandoc and GitHub give headings by themselves.

``## La fin des *Temps* (suite)`` → ``la-fin-des-temps-suite``
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from publish.book import Element, Section, text_of

OURS = re.compile(
    r".*\s.*|\d.*|toc|(?:page|entry|passage|ncx)-.*|x\d+-\d+|x_.*|(?:note|call|details)-.+-\d+",
    re.DOTALL,
)
"""Identifiers that the press gives itself, and those that XML does not take."""

_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
_UNSAID = re.compile(r"[^\w\s.-]")
_UNSAID_BY_GITHUB = re.compile(r"[^\w\s-]")
_SPACES = re.compile(r"\s+")
_SPACE = re.compile(r"\s")


def pandoc_identifier(text: str) -> str:
    """Return the identifier that pandoc gives a heading (manual, “auto_identifiers”)."""
    name = _SPACES.sub("-", _UNSAID.sub("", text).strip()).lower()
    first = next((n for n, sign in enumerate(name) if sign.isalpha()), len(name))
    return name[first:] or "section"


def github_identifier(text: str) -> str:
    """Return the identifier that GitHub gives a heading."""
    return _SPACE.sub("-", _UNSAID_BY_GITHUB.sub("", text.strip().lower()))


def name_headings(sections: Sequence[Section]) -> dict[tuple[str, str], str]:
    """Give each heading that has none the identifier that pandoc would, in place.

    Returns, by file and identifier as pandoc or GitHub would give it in that file alone, the
    identifier it has in the book; by ``("", identifier)`` those that only one file holds.
    """
    taken = {section.id for section in sections}
    for section in sections:
        taken |= {str(element.get("id")) for tree in section.trees for element in tree.iter("*")}
    named: dict[tuple[str, str], str] = {}
    counts: Counter[tuple[str, str]] = Counter()
    for section in sections:
        for heading in section.body.iter(*_HEADINGS):
            names = _names(heading, section.file, counts)
            if heading.tag == "h1" and heading.get("id") is None:
                given = section.id
            else:
                given = heading.get("id") or _free(names[0], section, taken)
                heading.set("id", given)
            taken.add(given)
            for name in names:
                named.setdefault((section.file, name), given)
    alone = Counter(name for _, name in named)
    return named | {("", name): one for (_, name), one in named.items() if alone[name] == 1}


def _names(heading: Element, file: str, counts: Counter[tuple[str, str]]) -> list[str]:
    """Return the identifiers of a heading in its file: a second one of the same words gets -1."""
    text = text_of(heading)
    names = []
    for name in dict.fromkeys((pandoc_identifier(text), github_identifier(text))):
        count = counts[file, name]
        counts[file, name] += 1
        names.append(f"{name}-{count}" if count else name)
    return names


def _free(name: str, section: Section, taken: set[str]) -> str:
    """Return an identifier that nothing else in the book has."""
    if OURS.fullmatch(name) or name in taken:
        name = f"{section.id}-{name}"
    found, count = name, 1
    while found in taken or OURS.fullmatch(found):
        count += 1
        found = f"{name}-{count}"
    return found
