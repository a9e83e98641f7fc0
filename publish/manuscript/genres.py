"""A genre that a title names is that of all its text: ``## Le Lac {.verse}`` → ``div.verse``.

The class goes from the heading to a block around what follows, up to the next heading of its level;
lines under the title (subtitle, author, source, an epigraph) stay before it.
"""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from publish.book import Element
from publish.book.vocabulary import (
    GENRES,
    RESUMED,
    SET_APART,
    UNDER_TITLE,
    VERSE,
    classes,
    has_class,
)
from publish.manuscript.theatre import set_plays

_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")


def set_genres(body: Element) -> None:
    """Give a section's body, in place, the blocks that its genres ask for."""
    for heading in list(body.iter(*_HEADINGS)):
        if named := [name for name in classes(heading) if name in GENRES]:
            _wrap(heading, named)
    set_plays(body)
    mark_resumed(body)


def mark_resumed(tree: Element) -> None:
    """Give the paragraphs that go on behind a quotation their class, in place."""
    for paragraph in tree.iter("p"):
        if _resumes(paragraph):
            paragraph.set("class", f"{paragraph.get('class', '')} {RESUMED}".strip())


def _wrap(heading: Element, named: list[str]) -> None:
    """Put what stands under a heading into a block of its genre."""
    _leave(heading, named)
    inner = list(_under(heading))
    while inner and set(classes(inner[0])) & UNDER_TITLE:
        inner.pop(0)
    if not inner:
        return
    around = etree.Element("div", {"class": " ".join(named)})
    for name in ("numbers", "first"):
        if value := heading.attrib.pop(name, None):
            around.set(name, value)
    inner[0].addprevious(around)
    around.extend(inner)


def _leave(heading: Element, named: list[str]) -> None:
    rest = [name for name in classes(heading) if name not in named]
    heading.attrib.pop("class", None)
    if rest:
        heading.set("class", " ".join(rest))


def _under(heading: Element) -> Iterator[Element]:
    """Yield what follows a heading, up to the next of its level or above."""
    for after in heading.itersiblings():
        if after.tag in _HEADINGS and str(after.tag) <= str(heading.tag):
            return
        yield after


def _resumes(paragraph: Element) -> bool:
    """Whether a paragraph goes on with the sentence that a quotation, verse or list interrupted:
    it opens with a small letter (docs/rules-of-the-page.md, Lines)."""
    before = paragraph.getprevious()
    if before is None or not (before.tag in ("blockquote", "ol", "ul") or _is_apart(before)):
        return False
    if any(has_class(above, VERSE) for above in paragraph.iterancestors()):
        return False
    text = str(paragraph.xpath("string()")).lstrip()
    return text[:1].islower() and RESUMED not in classes(paragraph)


def _is_apart(block: Element) -> bool:
    return bool(SET_APART & set(classes(block)))
