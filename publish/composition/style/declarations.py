"""One declaration of a style sheet → the style with it; what is not known is noted, not dropped.

Three kinds: what decides where lines stand (:data:`PROPERTIES`), what only decides how they look
(:data:`LOOKS`), and what the painter alone can do. An element with none of the last can be drawn
from its lines, without the painter.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

import tinycss2
from tinycss2.ast import DimensionToken, FunctionBlock, IdentToken, Node, NumberToken
from tinycss2.color5 import parse_color

from publish.composition.style.properties import (
    POINTS,
    PROPERTIES,
    Property,
    Style,
    Tokens,
    length,
    significant,
    words,
)

FOREIGN = frozenset(
    {"border", "border-top", "border-bottom", "border-left", "border-right", "float", "position",
     "width", "height", "min-height", "max-width", "grid-template-columns", "background-image"}
)  # fmt: skip
"""Properties that make a block's size the painter's business."""

UNREAD = frozenset(
    {"hanging-punctuation", "hyphenate-character", "hyphenate-limit-chars",
     "hyphenate-limit-lines", "hyphenate-limit-zone", "line-break", "list-style",
     "list-style-position", "list-style-type", "text-align-last", "text-justify", "text-wrap",
     "word-break"}
)  # fmt: skip
"""Properties that say how lines are broken and set, or what stands before an item of a list:
composition has rules of its own for these, and a style sheet is told so."""

_SILENT = UNREAD | {
    "border-collapse", "border-spacing", "caption-side", "clear", "empty-cells", "font-language",
    "image-resolution", "margin-break", "object-fit", "object-position", "overflow-wrap", "page",
    "table-layout",
}  # fmt: skip
"""Properties that change nothing in a line whose words have their places."""

_HARMLESS: Mapping[str, frozenset[str]] = {
    "direction": frozenset({"ltr"}),
    "font-kerning": frozenset({"auto", "normal"}),
    "font-stretch": frozenset({"normal"}),
    "font-variant-ligatures": frozenset({"normal"}),
    "text-decoration": frozenset({"none"}),
    "text-decoration-line": frozenset({"none"}),
    "text-transform": frozenset({"none", "uppercase"}),
    "visibility": frozenset({"visible"}),
    "white-space": frozenset({"normal", "nowrap"}),
}
"""Words by which a property asks for nothing that composition would not do."""


def _colour(tokens: Tokens, style: Style) -> Style:
    if words(tokens) in (["currentcolor"], ["inherit"], ["unset"]):
        return style
    found = parse_color(tokens[0])
    if found is None or isinstance(found, str) or found.space != "srgb" or found.alpha != 1:
        return _unknown("color", style)
    red, green, blue = (float(part) for part in found.coordinates)
    return replace(style, colour=None if red == green == blue == 0 else (red, green, blue))


def _shift(tokens: Tokens, style: Style) -> Style:
    if words(tokens) == ["baseline"]:
        return replace(style, shift=0.0)
    raised = length(tokens[0], style, style.leading)
    return _unknown("vertical-align", style) if raised is None else replace(style, shift=raised)


def _level(tokens: Tokens, style: Style) -> Style:
    level = tokens[0].int_value if isinstance(tokens[0], NumberToken) else 0
    return replace(style, bookmark=level or 0)


def _label(tokens: Tokens, style: Style) -> Style:
    token = tokens[0]
    if isinstance(token, FunctionBlock) and len(tokens) == 1:
        inner = [one.value for one in token.arguments if isinstance(one, IdentToken)]
        if token.lower_name == "attr" and len(inner) == 1:
            return replace(style, label=inner[0])
        if token.lower_name == "content" and inner in ([], ["text"]):
            return replace(style, label="")
    return _unknown("bookmark-label", style)


LOOKS: Mapping[str, Property] = {
    "bookmark-label": _label,
    "bookmark-level": _level,
    "color": _colour,
    "vertical-align": _shift,
}


def apply(name: str, value: str, style: Style) -> Style:
    """Return the style with one declaration applied."""
    if name in FOREIGN:
        return replace(style, foreign=(*style.foreign, name))
    if name.startswith("::"):
        return _unknown(name, style)
    tokens = significant(tinycss2.parse_component_value_list(value))
    if not tokens:
        return style
    if not (name in _OF_FUNCTIONS or all(map(_is_understood, tokens))):
        style = _unknown(name, style)
    if name in LOOKS:
        return LOOKS[name](tokens, style)
    if name in _HARMLESS and not _HARMLESS[name].issuperset(words(tokens)[:1] or ["a length"]):
        style = _unknown(name, style)
    if name in PROPERTIES:
        kept = words(tokens) in (["inherit"], ["unset"])
        return style if kept else PROPERTIES[name](tokens, style)
    return style if name in _SILENT or name in _HARMLESS else _unknown(name, style)


_OF_FUNCTIONS = frozenset({"bookmark-label", "color"})
_ELSEWHERE = frozenset({"bolder", "initial", "lighter", "revert", "revert-layer"})
"""Words whose meaning rests on what composition does not look up."""


def _is_understood(token: Node) -> bool:
    """Whether a token means here what it means to the painter: no function, no unusual unit."""
    if isinstance(token, DimensionToken):
        return token.lower_unit in POINTS or token.lower_unit in ("em", "rem", "ex")
    word = token.lower_value if isinstance(token, IdentToken) else ""
    return not isinstance(token, FunctionBlock) and word not in _ELSEWHERE


def _unknown(name: str, style: Style) -> Style:
    return replace(style, unknown=(*style.unknown, name))
