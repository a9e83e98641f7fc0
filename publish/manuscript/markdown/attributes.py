"""``{#id .class key="value"}``, as pandoc and the older ``{: .class }`` write it.

``{.sc lang=la}`` → classes ``("sc",)``, values ``{"lang": "la"}``
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

_KEY = r"[A-Za-z_][\w:.-]*"
_TOKEN = re.compile(
    rf"""[ \t\n]*(?:\#(?P<id>[^\s{{}}"'=<>`]+)|\.(?P<class>[^\s{{}}"'=<>`.\#]+)"""
    rf"""|(?P<minus>-)(?=[\s}}])"""
    rf"""|(?P<key>{_KEY})=(?:"(?P<double>(?:[^"\\]|\\.)*)"|'(?P<single>(?:[^'\\]|\\.)*)'"""
    r"""|(?P<bare>[^\s{}"'=<>`]*)))""",
    re.DOTALL,
)
_OPEN = re.compile(r"\{:?(?=[ \t\n]*(?:[#.\w]|-[\s}]))")
_CLOSE = re.compile(r"[ \t\n]*\}")
_RAW = re.compile(r"\{=([A-Za-z][\w+-]*)\}")
_ESCAPED = re.compile(r"\\(.)", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Attributes:
    """What braces say; ``written`` is the braces themselves."""

    id: str = ""
    classes: tuple[str, ...] = ()
    values: dict[str, str] = field(default_factory=dict)
    written: str = ""


def attributes_at(text: str, at: int = 0) -> Attributes | None:
    """Return the attributes that stand at a place of a text, None where there are none."""
    opened = _OPEN.match(text, at)
    if opened is None:
        return None
    identifier, classes, values = "", [], {}
    place = opened.end()
    while token := _TOKEN.match(text, place):
        place = token.end()
        if token["id"]:
            identifier = token["id"]
        elif token["class"]:
            classes.append(token["class"])
        elif token["minus"]:
            classes.append("unnumbered")
        else:
            quoted = token["double"] if token["double"] is not None else token["single"]
            bare = token["bare"] or ""
            values[token["key"]] = bare if quoted is None else _ESCAPED.sub(r"\1", quoted)
    closed = _CLOSE.match(text, place)
    if closed is None:
        return None
    return Attributes(identifier, tuple(classes), values, text[at : closed.end()])


def attributes_ending(text: str) -> tuple[str, Attributes | None]:
    """Return a line without the attributes that end it, and these."""
    stripped = text.rstrip()
    if not stripped.endswith("}"):
        return text, None
    at = stripped.rfind("{")
    while at >= 0:
        found = attributes_at(stripped, at)
        if found is not None and at + len(found.written) == len(stripped):
            return stripped[:at].rstrip(), found
        at = stripped.rfind("{", 0, at)
    return text, None


def raw_format_at(text: str, at: int = 0) -> str:
    """Return the format that ``{=format}`` names at a place, "" where there is none."""
    found = _RAW.match(text, at)
    return found[1] if found else ""
