"""How fenced blocks open and close: code, ``::: {.class}``, ``/// html | div.class``, raw HTML."""

from __future__ import annotations

import re
from dataclasses import dataclass

from publish.manuscript.faults import UNCLOSED_BLOCK, UNKNOWN_BLOCK
from publish.manuscript.markdown.attributes import Attributes, attributes_at
from publish.manuscript.markdown.block import MarkdownBlock
from publish.manuscript.markdown.reading import MarkdownReading
from publish.manuscript.markdown.source_lines import LineRest

__all__ = [
    "BLOCKS", "UNKNOWN_BLOCK", "Fence", "closes", "fence_of", "html_ends", "html_start",
    "information", "tell_unclosed",
]  # fmt: skip

_COLONS = re.compile(r"(:{3,})[ \t]*(\{[^{}]*\}|[^\s{}:]+)?[ \t]*(\{[^{}]*\})?[ \t]*:*[ \t]*$")
_COLONS_AND_WORDS = re.compile(r":{3,}[ \t]*(\S+)[ \t]+\S")
_SLASHES = re.compile(r"(/{3,})[ ]*(?:([\w-]+)[ ]*(?:\|(.*))?)?$")
_SPECIFICATION = re.compile(
    r"""(?P<element>[A-Za-z][\w-]*)?(?P<rest>(?:[#.][\w-]+|\[[^\]]*\])*)$"""
)
_PART = re.compile(r"""#([\w-]+)|\.([\w-]+)|\[\s*([\w-]+)\s*=\s*["']?(.*?)["']?\s*\]""")
_LANGUAGE = re.compile(r"[^\s{}]+")


@dataclass(frozen=True, slots=True)
class Fence:
    """A line of ``:::`` or ``///``; ``known``: it opens or closes a block of this press."""

    signs: str
    closes: bool = False
    known: bool = True
    kind: str = ""
    element: str = "div"
    attributes: Attributes | None = None

    def ends(self, opened: str) -> bool:
        """Whether it ends a block that some signs opened: ``///`` by as many, ``:::`` by any."""
        return opened == self.signs or (opened[0] == self.signs[0] == ":")


def fence_of(text: str) -> Fence | None:
    """Return what a line opens or closes, None for a line of text."""
    if text.startswith(":::"):
        return _colons(text)
    return _slashes(text) if text.startswith("///") else None


def _colons(text: str) -> Fence | None:
    found = _COLONS.match(text)
    if found is None:
        words = _COLONS_AND_WORDS.match(text)
        return Fence(":::", known=False, kind=f"::: {words[1]}") if words else None
    signs, first, second = found.groups()
    if first is None:
        return Fence(signs, closes=True)
    if first.startswith("{"):
        attributes = attributes_at(first)
        if attributes is None:
            return Fence(signs, known=False, kind=text.strip())
        return Fence(signs, attributes=attributes)
    more = attributes_at(second) if second else None
    classes = (first, *(more.classes if more else ()))
    identifier, values = (more.id, more.values) if more else ("", {})
    return Fence(signs, attributes=Attributes(identifier, classes, values, text))


def _slashes(text: str) -> Fence | None:
    found = _SLASHES.match(text.rstrip(" "))
    if found is None:
        return None
    signs, kind, what = found.groups()
    if kind is None:
        return Fence(signs, closes=True)
    specified = _SPECIFICATION.match((what or "").strip(" "))
    if kind != "html" or specified is None:
        return Fence(signs, known=False, kind=f"/// {kind}")
    identifier, classes, values = "", [], {}
    for part in _PART.finditer(specified["rest"]):
        if part[1]:
            identifier = part[1]
        elif part[2]:
            classes.append(part[2])
        else:
            values[part[3]] = part[4]
    return Fence(
        signs,
        element=specified["element"] or "div",
        attributes=Attributes(identifier, tuple(classes), values, text),
    )


def tell_unclosed(div: MarkdownBlock, reading: MarkdownReading) -> None:
    """Say of a div that it was never closed."""
    what = div.lines[0][len(div.label) :].strip()
    reading.tell(UNCLOSED_BLOCK, div.line, signs=div.label, what=what)


def information(text: str) -> tuple[Attributes | None, str]:
    """Return what stands behind the marks that open a block of code: attributes, and a format.

    ``python`` → class python; ``{.python #x}``; ``{=html}`` → the format "html"
    """
    text = text.strip()
    if text.startswith("{="):
        return None, text[2:].partition("}")[0].strip()
    at = text.find("{")
    attributes = attributes_at(text, at) if at >= 0 else None
    named = _LANGUAGE.match(text)
    if attributes is not None:
        classes = (named[0], *attributes.classes) if named and at else attributes.classes
        return Attributes(attributes.id, classes, attributes.values, text), ""
    if named is None:
        braces = text.strip("{} ").split()
        return (Attributes("", (braces[0].strip(","),), {}, text), "") if braces else (None, "")
    return Attributes("", (named[0],), {}, text), ""


def closes(code: MarkdownBlock, line: LineRest) -> bool:
    """Whether a line ends a block of fenced code."""
    if code.kind != "code" or not code.label or line.indent >= 4:
        return False
    text = line.text.strip(" \t")
    return len(text) >= len(code.label) and set(text) == {code.label[0]}


# Raw HTML: the conditions of the CommonMark specification, 4.6, by their numbers.

BLOCKS = (
    "address article aside base basefont blockquote body caption center col colgroup dd details "
    "dialog dir div dl dt fieldset figcaption figure footer form frame frameset h1 h2 h3 h4 h5 h6 "
    "head header hr html iframe legend li link main menu menuitem nav noframes ol optgroup option "
    "p param search section summary table tbody td tfoot th thead title tr track ul"
)
_ATTRIBUTE = r"""\s+[A-Za-z_:][\w.:-]*(?:\s*=\s*(?:[^\s"'=<>`]+|'[^']*'|"[^"]*"))?"""
OPEN_TAG = rf"<[A-Za-z][A-Za-z0-9-]*(?:{_ATTRIBUTE})*\s*/?>"
CLOSE_TAG = r"</[A-Za-z][A-Za-z0-9-]*\s*>"
_STARTS = (
    ("1", re.compile(r"<(?:pre|script|style|textarea)(?=[\s>]|$)", re.IGNORECASE)),
    ("2", re.compile(r"<!--")),
    ("3", re.compile(r"<\?")),
    ("5", re.compile(r"<!\[CDATA\[")),
    ("4", re.compile(r"<![A-Za-z]")),
    ("6", re.compile(rf"</?(?:{'|'.join(BLOCKS.split())})(?=[\s>]|/>|$)", re.IGNORECASE)),
)
_ENDS = {
    "1": re.compile(r"</(?:pre|script|style|textarea)>", re.IGNORECASE),
    "2": re.compile(r"-->"),
    "3": re.compile(r"\?>"),
    "4": re.compile(r">"),
    "5": re.compile(r"\]\]>"),
}
_HOLDERS = "article aside blockquote details div figure footer header main section"
_ALONE = re.compile(
    rf"[ ]*(?:</?(?:{'|'.join(_HOLDERS.split())})(?:{_ATTRIBUTE})*\s*>[ \t]*)+$", re.IGNORECASE
)
"""Tags of elements that hold blocks, alone on their line: what stands between is Markdown, as in
pandoc (markdown_in_html_blocks)."""


def html_start(text: str) -> str | None:
    """Return the condition by which a line begins a block of raw HTML.

    Elements that stand within a line, alone on theirs (condition 7), open a paragraph, as in
    pandoc.
    """
    stripped = text.lstrip(" ")
    return next((number for number, start in _STARTS if start.match(stripped)), None)


def html_ends(html: MarkdownBlock, text: str) -> bool:
    """Whether a block of raw HTML ends with this line of it."""
    end = _ENDS.get(html.label)
    if end is not None:
        return bool(end.search(text))
    return len(html.lines) == 1 and bool(_ALONE.match(text))
