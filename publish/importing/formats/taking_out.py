"""An element taken out of its tree."""

from __future__ import annotations

from lxml import etree


def take_out(element: etree._Element, *, with_tail: bool = False) -> None:
    """Take an element out; the text that follows it stays, unless ``with_tail``."""
    parent = element.getparent()
    if parent is None:
        return
    tail, before = element.tail, element.getprevious()
    element.tail = None
    if tail and not with_tail:
        if before is not None:
            before.tail = (before.tail or "") + tail
        else:
            parent.text = (parent.text or "") + tail
    parent.remove(element)
