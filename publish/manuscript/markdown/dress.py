"""Attributes → classes and attributes of an element, pandoc's names as this press's own.

``[SNCF]{.smallcaps}`` → ``<span class="sc">``
"""

from __future__ import annotations

import xml.etree.ElementTree as ElementTree

from publish.manuscript import faults
from publish.manuscript.allowed import known_attributes
from publish.manuscript.markdown.attributes import Attributes
from publish.manuscript.markdown.reading import MarkdownReading

_CLASSES = {"smallcaps": "sc", "small-caps": "sc"}
_ELEMENTS = {"underline": "u", "ul": "u", "mark": "mark"}
"""Classes of spans that are elements."""
_SILENT = frozenset({"unnumbered", "unlisted", "numberLines", "number-lines"})
"""Classes that say what this press does anyhow, or nothing that a book shows."""
_NAMES = {"fig-alt": "alt"}


def dress(
    element: ElementTree.Element, attributes: Attributes | None, line: int, reading: MarkdownReading
) -> None:
    """Give an element, in place, what braces say; tell what is not known."""
    if attributes is None:
        return
    reading.spent.append(attributes.written)
    if attributes.id:
        element.set("id", attributes.id)
    classes = element.get("class", "").split()
    for name in attributes.classes:
        if element.tag == "span" and name in _ELEMENTS:
            element.tag = _ELEMENTS[name]
        elif name not in _SILENT:
            classes.append(_CLASSES.get(name, name))
    if classes:
        element.set("class", " ".join(dict.fromkeys(classes)))
    known = known_attributes(str(element.tag)) - {"id", "class", "style", "href", "src"}
    known -= {"title"} if element.tag == "div" else set()  # Quarto prints it
    for written, value in attributes.values.items():
        name = _NAMES.get(written, written)
        if name in known:
            element.set(name, value)
        else:
            reading.tell(faults.UNKNOWN_ATTRIBUTE, line, name=written, value=value)
