"""White space in a line of XML: what was typed to lay out the file, and what parts words."""

from __future__ import annotations

import re

from publish.importing.incoming import Inline, Inlines, LineBreak, Text

_WHITE = re.compile(r"[ \t\r\n\f]+")


def folded(text: str | None) -> list[Inline]:
    """Return the text of a node as it is read: white of any length is one space."""
    return [Text(_WHITE.sub(" ", text))] if text else []


def one_space(inner: Inlines) -> Inlines:
    """Return a run whose texts are joined, with one space where two met."""
    kept: list[Inline] = []
    for one in inner:
        last = kept[-1] if kept else None
        if isinstance(one, Text):
            text = one.text
            if isinstance(last, Text):
                text = text.lstrip(" ") if last.text.endswith(" ") else text
                kept[-1] = Text(last.text + text)
                continue
            one = Text(text.lstrip(" ") if isinstance(last, LineBreak) else text)
        kept.append(one)
    return tuple(one for one in kept if one != Text(""))


def stripped(inner: Inlines) -> Inlines:
    """Return a run without white and line breaks at its edges."""
    kept = list(one_space(inner))
    while kept and _is_white(kept[0]):
        kept.pop(0)
    while kept and _is_white(kept[-1]):
        kept.pop()
    if kept and isinstance(kept[0], Text):
        kept[0] = Text(kept[0].text.lstrip(" "))
    if kept and isinstance(kept[-1], Text):
        kept[-1] = Text(kept[-1].text.rstrip(" "))
    return tuple(kept)


def _is_white(one: Inline) -> bool:
    return isinstance(one, LineBreak) or (isinstance(one, Text) and not one.text.strip(" "))


def on_one_line(inner: Inlines) -> Inlines:
    """Return a run in which line breaks have become spaces."""
    return stripped(tuple(Text(" ") if isinstance(one, LineBreak) else one for one in inner))


def span(said: str | None) -> int:
    """Return how many rows or columns a cell takes, as its attribute says; 50 at the most."""
    return max(1, min(int(said), 50)) if said and said.isdigit() else 1
