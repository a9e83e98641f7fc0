"""CSS properties that decide where lines break and stand, computed to points.

Each property is a small function from its tokens and the style so far to a new style; the table
:data:`PROPERTIES` lists them. Sources: CSS 2.1, CSS Fonts 4, CSS Text 3, CSS Fragmentation 3.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import Any

from tinycss2.ast import (
    DimensionToken,
    IdentToken,
    LiteralToken,
    Node,
    NumberToken,
    PercentageToken,
    StringToken,
)

POINTS: Mapping[str, float] = {
    "pt": 1.0,
    "px": 0.75,
    "mm": 72 / 25.4,
    "cm": 720 / 25.4,
    "in": 72.0,
    "pc": 12.0,
    "q": 18 / 25.4,
}

_KEYWORDS: Mapping[str, float] = {
    "xx-small": 7.2,
    "x-small": 9.0,
    "small": 12 * 8 / 9,
    "medium": 12.0,
    "large": 14.4,
    "x-large": 18.0,
    "xx-large": 24.0,
}
_WEIGHTS = {"normal": 400, "bold": 700}
Colour = tuple[float, float, float]
"""Red, green and blue, from 0 to 1."""


@dataclass(frozen=True, slots=True)
class Style:
    """The computed style of an element; all lengths in points."""

    family: str = "serif"
    spare: tuple[str, ...] = ()
    """Families to be asked in turn for what the first has not."""
    size: float = 12.0
    root: float = 12.0
    """Size of the root element, which ``rem`` counts in."""
    measure: float = 0.0
    """Width of the text area, which margins in % count in."""
    weight: int = 400
    italic: bool = False
    caps: str = "normal"
    position: str = "normal"
    numerals: tuple[str, ...] = ()
    settings: tuple[tuple[str, int], ...] = ()
    tracking: float = 0.0
    word_spacing: float = 0.0
    leading: float = 14.4
    leading_factor: float | None = 1.2
    """Set where the line height is a plain number, which descendants multiply by their size."""
    indent: float = 0.0
    align: str = "left"
    hyphens: bool = False
    white_space: str = "normal"
    uppercase: bool = False
    orphans: int = 2
    widows: int = 2
    margin: tuple[float, float, float, float] = (0.0, 0.0, 0.0, 0.0)
    padding: tuple[float, float, float, float] = (0.0, 0.0, 0.0, 0.0)
    display: str = "inline"
    break_before: str = "auto"
    break_after: str = "auto"
    break_inside: str = "auto"
    columns: int = 1
    column_span: str = "none"
    column_gap: float = 12.0
    foreign: tuple[str, ...] = ()
    """Properties that shape the layout in ways only the painter knows."""
    unknown: tuple[str, ...] = ()
    """Properties that may change how the element looks in ways only the painter knows."""
    colour: Colour | None = None
    """None: black."""
    shift: float = 0.0
    """How far the baseline is raised above that of the element around it."""
    bookmark: int = 0
    """Level in the outline of the PDF, from 1; 0 for what is not in it."""
    label: str = ""
    """The attribute that holds the bookmark's text; "" for the element's own text."""

    def child(self) -> Style:
        """Return what a child inherits, before its own declarations."""
        initial = Style()
        own: dict[str, Any] = {name: getattr(initial, name) for name in _NOT_INHERITED}
        return replace(self, **own)

    @property
    def features(self) -> tuple[tuple[str, int], ...]:
        """The OpenType features asked for, as WeasyPrint asks for them."""
        spaced = self.tracking != 0
        return _features(self.caps, self.position, self.numerals, self.settings, spaced)


@cache
def _features(
    caps: str,
    position: str,
    numerals: tuple[str, ...],
    settings: tuple[tuple[str, int], ...],
    spaced: bool,
) -> tuple[tuple[str, int], ...]:
    """``spaced``: letters are set apart, and no longer joined."""
    found = {"kern": 1}
    found |= dict.fromkeys(_CAPS.get(caps, ()), 1)
    found |= dict.fromkeys(_POSITIONS.get(position, ()), 1)
    found |= {_NUMERALS[name]: 1 for name in numerals if name in _NUMERALS}
    found |= dict.fromkeys(_LIGATURES if spaced else (), 0)
    return tuple((found | dict(settings)).items())


_NOT_INHERITED = (
    "margin",
    "padding",
    "display",
    "break_before",
    "break_after",
    "break_inside",
    "columns",
    "column_span",
    "column_gap",
    "foreign",
    "unknown",
    "shift",
    "bookmark",
    "label",
)
_CAPS: Mapping[str, tuple[str, ...]] = {
    "small-caps": ("smcp",),
    "all-small-caps": ("c2sc", "smcp"),
    "petite-caps": ("pcap",),
    "all-petite-caps": ("c2pc", "pcap"),
    "unicase": ("unic",),
    "titling-caps": ("titl",),
}
_POSITIONS: Mapping[str, tuple[str, ...]] = {"super": ("sups",), "sub": ("subs",)}
_NUMERALS: Mapping[str, str] = {
    "lining-nums": "lnum",
    "oldstyle-nums": "onum",
    "proportional-nums": "pnum",
    "tabular-nums": "tnum",
    "diagonal-fractions": "frac",
    "stacked-fractions": "afrc",
    "ordinal": "ordn",
    "slashed-zero": "zero",
}

_LIGATURES = ("liga", "clig")

Tokens = Sequence[Node]
Property = Callable[[Tokens, Style], Style]


def length(token: Node, style: Style, whole: float = 0.0) -> float | None:
    """Return a length in points; em and ex by the style's size, percentages of ``whole``."""
    if isinstance(token, NumberToken) and token.value == 0:
        return 0.0
    if isinstance(token, PercentageToken):
        return float(token.value) / 100 * whole
    if isinstance(token, DimensionToken):
        unit = token.lower_unit
        if unit in POINTS:
            return float(token.value * POINTS[unit])
        if unit == "em":
            return float(token.value * style.size)
        if unit == "rem":
            return float(token.value * style.root)
        if unit == "ex":
            return float(token.value * style.size / 2)
    return None


def sides(tokens: Tokens, style: Style) -> tuple[float, float, float, float]:
    """Return the four lengths of a shorthand, top, right, bottom, left; ``auto`` counts as 0."""
    values = [length(token, style, style.measure) or 0.0 for token in tokens][:4] or [0.0]
    top = values[0]
    right = values[1] if len(values) > 1 else top
    bottom = values[2] if len(values) > 2 else top
    return top, right, bottom, values[3] if len(values) > 3 else right


def words(tokens: Tokens) -> list[str]:
    """Return the identifiers among the tokens, in lower case."""
    return [token.lower_value for token in tokens if isinstance(token, IdentToken)]


def significant(tokens: Sequence[Node]) -> list[Node]:
    """Return the tokens without white space and comments."""
    return [token for token in tokens if token.type not in ("whitespace", "comment")]


def _font_size(tokens: Tokens, style: Style) -> Style:
    token = tokens[0]
    if isinstance(token, IdentToken):
        size: float | None = _named_size(token.lower_value, style.size)
    else:
        size = length(token, style, style.size)
    if size is None:
        return style
    leading = size * style.leading_factor if style.leading_factor is not None else style.leading
    return replace(style, size=size, leading=leading)


def _named_size(name: str, around: float) -> float | None:
    """Return the size a word stands for; ``smaller`` and ``larger`` step as WeasyPrint steps."""
    if name == "smaller":
        return max((s for s in _KEYWORDS.values() if s < around), default=around * 0.8)
    if name == "larger":
        return min((s for s in _KEYWORDS.values() if s > around), default=around * 1.2)
    return _KEYWORDS.get(name)


def _line_height(tokens: Tokens, style: Style) -> Style:
    token = tokens[0]
    if isinstance(token, NumberToken):
        return replace(style, leading=style.size * token.value, leading_factor=token.value)
    if isinstance(token, IdentToken):
        return replace(style, leading=style.size * 1.2, leading_factor=1.2)
    leading = length(token, style, style.size)
    return style if leading is None else replace(style, leading=leading, leading_factor=None)


def _family(tokens: Tokens, style: Style) -> Style:
    """``"EB Garamond", Noto Serif, serif``: the family, and those that stand in for it."""
    names: list[list[str]] = [[]]
    for token in tokens:
        if isinstance(token, LiteralToken) and token.value == ",":
            names.append([])
        elif isinstance(token, IdentToken | StringToken):
            names[-1].append(token.value)
    found = [" ".join(words) for words in names if words]
    return replace(style, family=found[0], spare=tuple(found[1:])) if found else style


def _font(tokens: Tokens, style: Style) -> Style:
    """``font: italic 600 10pt/14pt Libertinus``."""
    style = replace(style, italic=False, weight=400, caps="normal")
    tokens = list(tokens)
    while tokens and (isinstance(tokens[0], (IdentToken, NumberToken))):
        style = _font_style(tokens[:1], style)
        style = _weight(tokens[:1], style)
        if words(tokens[:1]) == ["small-caps"]:
            style = replace(style, caps="small-caps")
        tokens.pop(0)
    if not tokens:
        return style
    style = _font_size(tokens[:1], replace(style, leading_factor=1.2))
    tokens.pop(0)
    if len(tokens) > 1 and isinstance(tokens[0], LiteralToken) and tokens[0].value == "/":
        style = _line_height(tokens[1:2], style)
        tokens = tokens[2:]
    return _family(tokens, style) if tokens else style


def _font_style(tokens: Tokens, style: Style) -> Style:
    word = words(tokens[:1])
    return replace(style, italic=True) if word in (["italic"], ["oblique"]) else style


def _set_font_style(tokens: Tokens, style: Style) -> Style:
    return replace(style, italic=words(tokens) in (["italic"], ["oblique"]))


def _weight(tokens: Tokens, style: Style) -> Style:
    token = tokens[0]
    if isinstance(token, NumberToken):
        return replace(style, weight=int(token.value))
    word = token.lower_value if isinstance(token, IdentToken) else ""
    return replace(style, weight=_WEIGHTS[word]) if word in _WEIGHTS else style


def _settings(tokens: Tokens, style: Style) -> Style:
    """``font-feature-settings: "onum", "ss01" 0``."""
    found: dict[str, int] = {}
    tag = ""
    for token in tokens:
        if isinstance(token, StringToken):
            tag = token.value
            found[tag] = 1
        elif isinstance(token, NumberToken) and tag:
            found[tag] = int(token.value)
        elif words([token]) == ["off"] and tag:
            found[tag] = 0
    return replace(style, settings=tuple(found.items()))


def _tracking(tokens: Tokens, style: Style) -> Style:
    return replace(style, tracking=length(tokens[0], style) or 0.0)


def _word_spacing(tokens: Tokens, style: Style) -> Style:
    return replace(style, word_spacing=length(tokens[0], style) or 0.0)


def _columns(tokens: Tokens, style: Style) -> Style:
    counts = [int(token.value) for token in tokens if isinstance(token, NumberToken)]
    return replace(style, columns=max(1, counts[0])) if counts else style


def _with(style: Style, name: str, value: Any) -> Style:
    return replace(style, **{name: value})


def _word(name: str) -> Property:
    """Return a property that keeps its first identifier."""

    def keep(tokens: Tokens, style: Style) -> Style:
        found = words(tokens)
        return _with(style, name, found[0]) if found else style

    return keep


def _flag(name: str, word: str) -> Property:
    """Return a property that is on for one identifier and off for every other."""

    def keep(tokens: Tokens, style: Style) -> Style:
        return _with(style, name, words(tokens) == [word])

    return keep


_BREAKS: Mapping[str, str] = {
    "all": "page",
    "always": "page",
    "avoid-column": "avoid",
    "avoid-page": "avoid",
    "recto": "right",
    "verso": "left",
}


def _break(name: str) -> Property:
    """Return a property that keeps where a page or column ends, or may not: ``auto``, ``avoid``,
    ``page``, ``left``, ``right``, ``column`` (CSS Fragmentation 3, 3.1 and 3.2)."""

    def keep(tokens: Tokens, style: Style) -> Style:
        found = words(tokens)
        return _with(style, name, _BREAKS.get(found[0], found[0])) if found else style

    return keep


def _amount(name: str) -> Property:
    """Return a property that keeps a length."""

    def keep(tokens: Tokens, style: Style) -> Style:
        found = length(tokens[0], style)
        return style if found is None else _with(style, name, found)

    return keep


def _count(name: str) -> Property:
    """Return a property that keeps a whole number."""

    def keep(tokens: Tokens, style: Style) -> Style:
        token = tokens[0]
        return _with(style, name, int(token.value)) if isinstance(token, NumberToken) else style

    return keep


def _all_sides(name: str) -> Property:
    def keep(tokens: Tokens, style: Style) -> Style:
        return _with(style, name, sides(tokens, style))

    return keep


def _one_side(name: str, side: int) -> Property:
    def keep(tokens: Tokens, style: Style) -> Style:
        values = list(getattr(style, name))
        values[side] = length(tokens[0], style, style.measure) or 0.0
        return _with(style, name, tuple(values))

    return keep


PROPERTIES: Mapping[str, Property] = {
    "font": _font,
    "font-family": _family,
    "font-size": _font_size,
    "font-style": _set_font_style,
    "font-weight": _weight,
    "font-variant-caps": _word("caps"),
    "font-variant-position": _word("position"),
    "font-variant-numeric": lambda tokens, style: replace(style, numerals=tuple(words(tokens))),
    "font-feature-settings": _settings,
    "letter-spacing": _tracking,
    "word-spacing": _word_spacing,
    "line-height": _line_height,
    "text-indent": _amount("indent"),
    "text-align": _word("align"),
    "text-transform": _flag("uppercase", "uppercase"),
    "hyphens": _flag("hyphens", "auto"),
    "white-space": _word("white_space"),
    "orphans": _count("orphans"),
    "widows": _count("widows"),
    "display": _word("display"),
    "margin": _all_sides("margin"),
    "padding": _all_sides("padding"),
    **{f"{prefix}break-{where}": _break(f"break_{where}")
       for prefix in ("", "page-")
       for where in ("before", "after", "inside")},
    "columns": _columns,
    "column-count": _columns,
    "column-gap": _amount("column_gap"),
    "column-span": _word("column_span"),
    **{f"{name}-{side}": _one_side(name, n)
       for name in ("margin", "padding")
       for n, side in enumerate(("top", "right", "bottom", "left"))},
}  # fmt: skip
