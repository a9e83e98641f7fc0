"""A tree → lines, one a block, invisible characters by their names.

``<p data-line="3">Quoi !</p>`` → ``p data-line=3: Quoi[fine]!``
"""

from __future__ import annotations

from collections.abc import Iterator
from html import escape

from publish.book import BLOCK_LEVEL, Element
from publish.characters import reveal

_STEP = "  "
_FRAMES = BLOCK_LEVEL | {"html", "head", "body", "nav", "aside", "section", "header", "footer"}


def tree_lines(element: Element, depth: int = 0) -> Iterator[str]:
    """Yield an element and all it holds: blocks on lines of their own, further in."""
    inner = [child for child in element if _is_frame(child)]
    text = "" if inner else _inline(element)
    yield f"{_STEP * depth}{_opening(element)}{': ' if text else ''}{text}"
    if not inner:
        return
    if (lead := _said(element.text)).strip():
        yield f"{_STEP * (depth + 1)}| {lead}"
    for child in element:
        if _is_frame(child):
            yield from tree_lines(child, depth + 1)
        else:
            yield f"{_STEP * (depth + 1)}| {_marked(child)}"
        if (tail := _said(child.tail)).strip():
            yield f"{_STEP * (depth + 1)}| {tail}"


def _is_frame(element: Element) -> bool:
    return isinstance(element.tag, str) and _name(element) in _FRAMES


def _name(element: Element) -> str:
    return str(element.tag).rpartition("}")[2]


def _opening(element: Element) -> str:
    attributes = (
        f" {name.rpartition('}')[2]}={escape(reveal(value))}"
        for name, value in sorted(element.attrib.items())
    )
    return f"{_name(element)}{''.join(attributes)}"


def _inline(element: Element) -> str:
    """Return what an element holds, inline elements as tags."""
    parts = [_said(element.text)]
    for child in element:
        parts += (_marked(child), _said(child.tail))
    return "".join(parts).strip()


def _marked(element: Element) -> str:
    if not isinstance(element.tag, str):
        return f"<!--{_said(element.text)}-->"
    inner = _inline(element)
    return f"<{_opening(element)}>{inner}</>" if inner else f"<{_opening(element)}/>"


def _said(text: str | None) -> str:
    return reveal(text or "").replace("\n", " ")
