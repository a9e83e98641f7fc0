"""What a page's style sheets say of its classes: what is italic, bold, in small capitals, centred.

Calibre and word processors give no other sign: ``<span class="calibre3">`` is italic by a sheet.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

import tinycss2

from publish.importing.incoming import Emphasis

_SELECTOR = re.compile(r"(?:.*[\s>+~])?([a-z][a-z0-9]*)?((?:\.[\w-]+)+)\Z", re.IGNORECASE)
_LARGEST = 2_000_000  # characters of style sheets


@dataclass(frozen=True, slots=True)
class Look:
    """What declarations ask for, as far as it means something."""

    styles: frozenset[Emphasis] = frozenset()
    align: str = ""
    own_line: bool = False
    hidden: bool = False
    indent: float = 0.0
    """Of the left margin or of the first line, in em."""

    def over(self, below: Look) -> Look:
        return Look(
            self.styles | below.styles,
            self.align or below.align,
            self.own_line or below.own_line,
            self.hidden or below.hidden,
            self.indent or below.indent,
        )


_PLAIN = Look()


@dataclass(frozen=True, slots=True)
class Sheets:
    """Looks by class; an element's own name may stand before it."""

    looks: Mapping[tuple[str, str], Look] = field(default_factory=dict)

    def of(self, tag: str, classes: Iterable[str], style: str) -> Look:
        """Return how an element looks by its classes and its own style."""
        look = look_of(style) if style else _PLAIN
        for name in classes:
            for key in ((tag, name), ("", name)):
                if key in self.looks:
                    look = look.over(self.looks[key])
        return look


def read_sheets(texts: Iterable[str]) -> Sheets:
    """Read style sheets as far as they speak of single classes."""
    looks: dict[tuple[str, str], Look] = {}
    for text in texts:
        for rule in tinycss2.parse_stylesheet(text[:_LARGEST], True, True):
            if rule.type != "qualified-rule":
                continue
            look = look_of(tinycss2.serialize(rule.content))
            if look == _PLAIN:
                continue
            for selector in tinycss2.serialize(rule.prelude).split(","):
                found = _SELECTOR.match(selector.strip())
                if found and found[2].count(".") == 1:
                    looks[(found[1] or "").lower(), found[2][1:]] = look
    return Sheets(looks)


def look_of(declarations: str) -> Look:
    """Return what declarations ask for."""
    said = {}
    for part in declarations.split(";"):
        name, colon, value = part.partition(":")
        if colon:
            said[name.strip().lower()] = value.strip().lower()
    styles = set()
    if said.get("font-style", "").startswith(("italic", "oblique")):
        styles.add(Emphasis.ITALIC)
    if re.match(r"bold|[6-9]00", said.get("font-weight", "")):
        styles.add(Emphasis.BOLD)
    if "small-caps" in said.get("font-variant", "") + said.get("font-variant-caps", ""):
        styles.add(Emphasis.SMALL_CAPITALS)
    if "line-through" in said.get("text-decoration", ""):
        styles.add(Emphasis.STRUCK)
    if said.get("vertical-align") == "super":
        styles.add(Emphasis.SUPERIOR)
    align = said.get("text-align", "")
    indents = (said.get(name, "") for name in ("margin-left", "padding-left", "text-indent"))
    return Look(
        frozenset(styles),
        align if align in ("center", "right") else "",
        said.get("display") == "block",
        said.get("display") == "none" or said.get("visibility") == "hidden",
        max(map(_em, indents), default=0.0),
    )


def _em(length: str) -> float:
    found = re.match(r"(\d*\.?\d+)(em|rem|%|px|pt)", length)
    if found is None:
        return 0.0
    scale = {"em": 1.0, "rem": 1.0, "%": 0.3, "px": 1 / 16, "pt": 1 / 12}[found[2]]
    return float(found[1]) * scale
