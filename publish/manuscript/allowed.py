"""The elements and attributes a manuscript may hold; everything else is refused by name.

The list is what the editions can carry into both print and EPUB: no script, no style, no form,
no embedded media but images.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

ELEMENTS = frozenset(
    "a abbr b bdi bdo blockquote br caption cite code col colgroup dd del dfn div dl dt em "
    "figcaption figure h1 h2 h3 h4 h5 h6 hr i img ins kbd li mark ol p pre q s samp section "
    "small span strong sub sup table tbody td tfoot th thead time tr u ul var wbr".split()
)

_OF_SCREENS: Mapping[str, tuple[str, str]] = {
    "article": ("div", ""), "aside": ("div", ""), "details": ("div", "details"),
    "main": ("div", ""), "strike": ("del", ""), "summary": ("div", "summary"), "tt": ("code", ""),
}  # fmt: skip
"""What books have instead, and its class: nothing folds on paper."""

_EVERYWHERE = frozenset({"id", "class", "lang", "title", "dir"})
_OURS = frozenset({"data-line", "data-plain"})
"""What reading Markdown itself notes."""

_BY_ELEMENT: dict[str, frozenset[str]] = {
    "a": frozenset({"href", "data-note"}),
    "col": frozenset({"span"}),
    "colgroup": frozenset({"span"}),
    "div": frozenset({"first", "numbers"}),
    "h1": frozenset({"author", "first", "numbers", "opens", "running"}),
    "h2": frozenset({"first", "numbers", "running"}),
    "h3": frozenset({"first", "numbers", "running"}),
    **{f"h{level}": frozenset({"first", "numbers"}) for level in range(4, 7)},
    "img": frozenset({"src", "alt", "width", "height", "details"}),
    "li": frozenset({"value"}),
    "ol": frozenset({"start", "reversed", "type"}),
    "span": frozenset({"term"}),
    "td": frozenset({"colspan", "rowspan", "headers", "style"}),
    "th": frozenset({"colspan", "rowspan", "headers", "scope", "style"}),
    "time": frozenset({"datetime"}),
}

_COUNTS = frozenset({"first", "numbers"})
_SCHEMES = frozenset({"http", "https", "mailto", ""})

_ALIGNMENTS = {f"text-align: {side};": side for side in ("left", "right", "center")}
_NUMBER = re.compile(r"[0-9]{1,7}")
_LENGTH = re.compile(r"([0-9]{1,5}(?:\.[0-9]{1,20})?)(%|px|cm|mm|in|pt|pc|em|rem)")
_PX = re.compile(r"[0-9]{1,5}")


@dataclass(frozen=True, slots=True)
class Refusal:
    """An element (``attribute`` empty) or an attribute left out of the tree."""

    element: str
    attribute: str = ""
    value: str = ""


def as_books_have(element: str, attributes: Mapping[str, str]) -> tuple[str, dict[str, str]]:
    """Return an element and its attributes as books have it: ``<details open>`` is a block."""
    given = dict(attributes)
    tag, name = _OF_SCREENS.get(element, (element, ""))
    if name:
        given["class"] = f"{name} {given.get('class', '')}".strip()
        given.pop("open", None)
    return tag, given


def admit(element: str) -> Refusal | None:
    """Return why an element stays out, or None."""
    return None if element in ELEMENTS else Refusal(element.rpartition("}")[2])


def admitted_attributes(
    element: str, attributes: Mapping[str, str]
) -> tuple[dict[str, str], list[Refusal]]:
    """Return the attributes to keep, in a fixed order, and those refused."""
    known = known_attributes(element)
    kept: dict[str, str] = {}
    refused: list[Refusal] = []
    for name, value in sorted(attributes.items()):
        if name == "style" and value in _ALIGNMENTS:
            kept["class"] = f"{attributes.get('class', '')} {_ALIGNMENTS[value]}".strip()
        elif name in _OURS:
            if name != "data-line" or _NUMBER.fullmatch(value):
                kept[name] = value
        elif element == "img" and name in ("width", "height"):
            if not _PX.fullmatch(value) and not _LENGTH.fullmatch(value):
                refused.append(Refusal(element, name, value))
        elif (
            (name in _COUNTS and not _NUMBER.fullmatch(value))
            or name not in known
            or name == "style"
            or (name == "href" and not _safe(value))
        ):
            refused.append(Refusal(element, name, value))
        else:
            kept.setdefault(name, value)
    if element == "img":
        kept |= _size(attributes)
    return kept, refused


def known_attributes(element: str) -> frozenset[str]:
    """Return the names of the attributes that an element may have."""
    return _EVERYWHERE | _BY_ELEMENT.get(element, frozenset())


def _size(attributes: Mapping[str, str]) -> dict[str, str]:
    """Return a picture's size: pixels as attributes; another length, which HTML does not take
    there, as a style, the width alone where both are given."""
    sizes = {name: attributes[name] for name in ("width", "height") if name in attributes}
    if sizes and all(_PX.fullmatch(size) for size in sizes.values()):
        return sizes
    for name, size in sizes.items():
        found = _LENGTH.fullmatch(size)
        if found:
            number = f"{float(found[1]):.3f}".rstrip("0").rstrip(".")
            return {"style": f"{name}: {number}{found[2]}"}
    return {}


def _safe(address: str) -> bool:
    """Whether a link's scheme is one of those a reader may follow."""
    scheme, colon, _ = address.partition(":")
    if not colon or any(c in scheme for c in "/?#"):
        return True
    return scheme.strip().lower() in _SCHEMES
