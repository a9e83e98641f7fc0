"""Signs that the face around them has not → set in a face that has them, or told.

``le signe ✓`` → ``le signe <span class="spare-0">✓</span>`` where the first spare family has it.
"""

from __future__ import annotations

import re
from collections.abc import Container, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from unicodedata import combining

from lxml import etree

from publish.book import Element
from publish.book.vocabulary import SPARE
from publish.characters import INVISIBLE, VARIATION_SELECTORS
from publish.composition.style.cascade import StyleSheet
from publish.composition.style.faces import Case, Face
from publish.composition.style.properties import Style

_CLUSTER = re.compile(f"[^{INVISIBLE}][{INVISIBLE}{VARIATION_SELECTORS}]*", re.S)


@dataclass(frozen=True, slots=True)
class MissingSign:
    """A sign that no font has: where it stands, and the families that were asked."""

    sign: str
    element: Element
    tried: tuple[str, ...]


def rules(families: Sequence[str], leaning: Container[str]) -> str:
    """Return the CSS of the classes that :func:`set_signs` gives; ``leaning``: the families, in
    lower case, that have italics."""
    upright = {name: "" if name.lower() in leaning else "; font-style: normal" for name in families}
    return "\n".join(
        f'.{SPARE}-{n} {{ font-family: "{name}"{upright[name]} }}'
        for n, name in enumerate(families)
    )


def spare_families(sheet: StyleSheet, fallback: Sequence[str]) -> tuple[str, ...]:
    """Return the families that may stand in for others: those that book.toml names first."""
    return tuple(dict.fromkeys((*fallback, *sheet.families)))


def set_signs(
    root: Element,
    styles: dict[Element, Style],
    case: Case,
    families: Sequence[str],
    named: int,
) -> list[MissingSign]:
    """Wrap what the faces of ``root`` have not, in place, and give it its style.

    Of ``families``, in their order, those are asked that the style names itself, then the first
    ``named``, which the book names for all its text.
    """
    missing: list[MissingSign] = []
    for element in list(root.iter()):
        if not isinstance(element.tag, str):
            continue
        if (style := styles[element]).display != "none":
            _within(element, style, styles, case, families, named, missing)
    return missing


def _within(
    element: Element,
    style: Style,
    styles: dict[Element, Style],
    case: Case,
    families: Sequence[str],
    named: int,
    missing: list[MissingSign],
) -> None:
    face = case.face(style)
    if face is None:
        return
    for child in (None, *element):
        text = element.text if child is None else child.tail
        if not text or face.covers(text):
            continue
        runs = list(_runs(text, face, _spare(style, case, families, named)))
        tried = tuple(dict.fromkeys((style.family, *style.spare, *families[:named])))
        missing += [
            MissingSign(s, element, tried)
            for n, run in runs
            if n == -2
            for s in run
            if not face.covers(s)
        ]
        at = 0 if child is None else element.index(child) + 1
        _wrap(element, child, at, runs, style, styles, families)


def _spare(style: Style, case: Case, families: Sequence[str], named: int) -> list[tuple[int, Face]]:
    """Return the faces that may stand in, each with the number of its family."""
    own = [families.index(name) for name in style.spare if name in families]
    order = dict.fromkeys((*own, *range(named)))
    faces = ((n, case.stand_in(families[n], style)) for n in order)
    return [(n, face) for n, face in faces if face is not None]


def _runs(text: str, face: Face, spare: Sequence[tuple[int, Face]]) -> Iterator[tuple[int, str]]:
    """Yield stretches of a text with the number of the family that sets each: -1 for the face's
    own, -2 for signs that none has."""
    found: list[tuple[int, str]] = []
    for cluster in _clusters(text):
        of = -1 if face.covers(cluster) else next((n for n, f in spare if f.covers(cluster)), -2)
        found.append((of, cluster))
    for of, group in groupby(found, lambda one: one[0]):
        yield of, "".join(cluster for _, cluster in group)


def _clusters(text: str) -> Iterator[str]:
    """Yield each sign with the marks that stand on it."""
    held = ""
    for match in _CLUSTER.finditer(text):
        if held and not combining(match[0][0]):
            yield held
            held = ""
        held += match[0]
    if held:
        yield held


def _wrap(
    element: Element,
    child: Element | None,
    at: int,
    runs: Sequence[tuple[int, str]],
    style: Style,
    styles: dict[Element, Style],
    families: Sequence[str],
) -> None:
    """Put the runs of a text, of ``element`` or behind ``child``, in its place."""
    if child is None:
        element.text = ""
    else:
        child.tail = ""
    before = child
    for of, text in runs:
        if of >= 0:
            span = etree.Element("span", {"class": f"{SPARE}-{of}"})
            span.text = text
            element.insert(at, span)
            styles[span] = replace(style.child(), display="inline", family=families[of], spare=())
            before, at = span, at + 1
        elif before is None:
            element.text = (element.text or "") + text
        else:
            before.tail = (before.tail or "") + text
