"""The proof view: every character that cannot be seen is shown, in a terminal or on a page.

``Quoi\\u202f?`` → ``Quoi`` + ``fine`` (in colour) + ``?``
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, Template
from lxml import etree

from publish.book import Book, Element, Section, blocks
from publish.book.vocabulary import NOTE_LABEL, is_call
from publish.characters import FINE_SPACE, NO_BREAK_SPACE, SOFT_HYPHEN, VISIBLE_NAMES
from publish.messages import N_, Translate

_DATA = Path(__file__).parent / "data"
_UNSEEN = re.compile(f"[{''.join(VISIBLE_NAMES)}]")

# How a terminal shows them: one sign each, so that lines keep their length.
_SIGNS = {NO_BREAK_SPACE: "⍽", FINE_SPACE: "·", SOFT_HYPHEN: "¬"}
_OTHER = "¤"

TITLE = N_("Proof of {title}")
LEGEND = N_("Characters that cannot be seen")
COUNT = N_("{count} times")


def visible(book: Book) -> Iterator[str]:
    """Yield the lines of a book for a terminal, unseen characters as signs: ⍽ · ¬ ¤."""
    for section in book.sections:
        yield f"== {section.file}"
        for tree in section.trees:
            for block in blocks(tree):
                yield _UNSEEN.sub(lambda m: _SIGNS.get(m[0], _OTHER), _line(block))


def legend() -> Iterator[tuple[str, str, str]]:
    """Yield sign, code and name of each unseen character that :func:`visible` shows."""
    for character, name in VISIBLE_NAMES.items():
        yield _SIGNS.get(character, _OTHER), f"U+{ord(character):04X}", name


def segments(line: str) -> Iterator[tuple[str, bool]]:
    """Yield the parts of a line of :func:`visible`, each with whether it is such a sign."""
    signs = re.compile(f"([{''.join({*_SIGNS.values(), _OTHER})}])")
    for n, part in enumerate(signs.split(line)):
        if part:
            yield part, n % 2 == 1


def proof_page(book: Book, translate: Translate = str) -> str:
    """Return a book as one HTML page on which unseen characters stand in colour."""
    counts: dict[str, int] = {}
    sections = [{"section": section, "html": _shown(section, counts)} for section in book.sections]
    seen = [
        (_class(character), f"U+{ord(character):04X}", name, counts[character])
        for character, name in VISIBLE_NAMES.items()
        if character in counts
    ]
    return _template().render(
        language=book.metadata.language,
        title=translate(TITLE).format(title=book.metadata.title),
        legend=translate(LEGEND),
        seen=[(*row[:3], translate(COUNT).format(count=row[3])) for row in seen],
        sections=sections,
    )


@cache
def _template() -> Template:
    environment = Environment(
        loader=FileSystemLoader(_DATA), autoescape=True, trim_blocks=True, lstrip_blocks=True
    )
    return environment.get_template("proof.html")


def _line(block: Element) -> str:
    """Return the text of a block on one line, its calls as their labels."""
    parts = []
    for event, element in etree.iterwalk(block, events=("start", "end", "comment")):
        if event == "start":
            label = element.get(NOTE_LABEL) if is_call(element) else None
            parts.append(f"[^{label}]" if label else element.text or "")
        elif element is not block:
            parts.append(element.tail or "")
    return "".join(parts).replace("\n", " ")


def _shown(section: Section, counts: dict[str, int]) -> list[str]:
    """Return the XHTML of a section's trees with unseen characters marked, and count them."""
    found: list[str] = []
    for tree in section.trees:
        copy = etree.Element("div")
        copy.set("class", "note" if found else "text")
        _copy(tree, copy, counts)
        found.append(etree.tostring(copy, encoding="unicode", method="html"))
    return found


def _copy(source: Element, target: Element, counts: dict[str, int]) -> None:
    _append(target, source.text, counts)
    for child in source:
        if isinstance(child.tag, str):
            copy = etree.SubElement(target, child.tag)
            for name, value in child.attrib.items():
                copy.set(str(name), str(value))
            if is_call(child):
                copy.text = child.get(NOTE_LABEL)
            _copy(child, copy, counts)
        _append(target, child.tail, counts)


def _append(target: Element, text: str | None, counts: dict[str, int]) -> None:
    """Add text at the end of an element, each unseen character in a span of its own."""
    at = 0
    text = text or ""
    for match in _UNSEEN.finditer(text):
        _append_plain(target, text[at : match.start()])
        counts[match[0]] = counts.get(match[0], 0) + 1
        mark = etree.SubElement(target, "span")
        mark.set("class", f"unseen {_class(match[0])}")
        mark.set("title", f"U+{ord(match[0]):04X} {VISIBLE_NAMES[match[0]]}")
        mark.text = match[0]
        at = match.end()
    _append_plain(target, text[at:])


def _append_plain(target: Element, text: str) -> None:
    if len(target):
        target[-1].tail = (target[-1].tail or "") + text
    else:
        target.text = (target.text or "") + text


def _class(character: str) -> str:
    return f"u{ord(character):04x}"
