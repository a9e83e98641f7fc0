"""What each stage made of one text, as lines: the same input gives the same lines, so that two
dumps can be compared by ``diff``.

``a.md``, stage ``set`` → ``p data-line=3: Quoi[fine]!``
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence

from publish import manuscript, typography
from publish.book import MADE, Book, Section
from publish.characters import reveal
from publish.composition import ComposedSection, SectionRecord, imposition
from publish.composition.text.print_copy import printed
from publish.diagnostics import BookError
from publish.editions.pdf.painted_section import MarkedContent, Node
from publish.inspect import faults
from publish.inspect.tree_lines import tree_lines
from publish.pipeline import Folder
from publish.pipeline.products import BookProducts

_Lines = Iterator[str]


def overview(shop: BookProducts) -> _Lines:
    """Yield the book's texts, each with its pages."""
    for section, record, first in in_place(shop):
        last = first + record.length - 1
        notes = f", notes {len(section.notes)}" if section.notes else ""
        yield f"{name_of(section)}: {section.kind}, pages {first}-{last}{notes}"


def dump(shop: BookProducts, name: str, stage: str) -> _Lines:
    """Yield what a stage made of a text, named by its file or, if the press makes it, by its
    identifier; BookError where there is no such text or stage."""
    if stage not in STAGES:
        raise BookError(faults.NO_SUCH_STAGE.at(stage=stage, known=", ".join(STAGES)))
    return STAGES[stage](shop, name)


def page_dump(shop: BookProducts, number: int) -> _Lines:
    """Yield the rows of one page of the book, counted from 1; BookError where there is none."""
    found = page_of(shop, number)
    if found is None:
        yield f"page {number}: blank"
        return
    section, at = found
    yield f"{name_of(section)}: {section.kind}"
    yield from _page(shop.paged.composer.compose(section), at, number)


def page_of(shop: BookProducts, number: int) -> tuple[Section, int] | None:
    """Return the section that a page belongs to, and which page of it this is, from 0; None for a
    blank one; BookError where the book has no such page."""
    for section, record, first in in_place(shop):
        if first <= number < first + record.length:
            return section, number - first
    if not 1 <= number <= shop.paged.count:
        raise BookError(faults.NO_SUCH_PAGE.at(page=number, last=shop.paged.count))
    return None


def in_place(shop: BookProducts) -> Iterator[tuple[Section, SectionRecord, int]]:
    """Yield the book's sections with what is kept of their pages and the first one's number."""
    paged = shop.paged
    for section, (record, first) in zip(paged.runs, imposition(paged.records), strict=True):
        yield section, record, first


def name_of(section: Section) -> str:
    """Return what a text is called here: its file, or what the press calls it."""
    return section.file or section.id


def _read(shop: BookProducts, name: str) -> _Lines:
    return _trees(_found(manuscript.read(Folder(shop.root / "manuscript")), name, "read"))


def _set(shop: BookProducts, name: str) -> _Lines:
    book = manuscript.read(Folder(shop.root / "manuscript"))
    return _trees(_found(typography.typeset(book), name, "set"))


def _marked(shop: BookProducts, name: str) -> _Lines:
    texts = {name_of(section) for section in shop.book.sections}
    book = shop.book if name in texts else shop.paged.book
    return _trees(_found(book, name, "marked"))


def _printed(shop: BookProducts, name: str) -> _Lines:
    for section in _found(shop.paged.printed, name, "printed"):
        copy = printed(section, shop.paged.composer.imprint, shop.styles)
        for tree in (*copy.bodies, *copy.notes.values()):
            yield from tree_lines(tree)


def _galley(shop: BookProducts, name: str) -> _Lines:
    for section in _found(shop.paged.printed, name, "lines"):
        galley = shop.paged.composer.galley(section)
        if galley is None:
            raise BookError(faults.NOT_AT_STAGE.at(name=name, stage="lines"))
        yield from map(repr, galley.rows)
        if galley.foot.rows:
            yield "notes"
        yield from map(repr, galley.foot.rows)


def _pages(shop: BookProducts, name: str) -> _Lines:
    sections = _found(shop.paged.book, name, "pages")
    for section, _, first in in_place(shop):
        if section in sections:
            composed = shop.paged.composer.compose(section)
            for at in range(composed.length):
                yield from _page(composed, at, first + at)


def _page(composed: ComposedSection, at: int, number: int) -> _Lines:
    side = "recto" if number % 2 else "verso"
    if composed.drawn:
        yield f"page {number}, {side}: drawn by the template {composed.kind}"
        return
    page = composed.pages[at]
    yield f"page {number}, {side}: {page!r}"
    for area in page.areas:
        if len(page.areas) > 1:
            yield f"  column at {area.x:.2f}"
        yield from (f"  {placed!r}" for placed in area.rows)
    if page.notes:
        yield "  notes"
        yield from (f"  {placed!r}" for placed in page.notes)


def _structure(shop: BookProducts, name: str) -> _Lines:
    sections = _found(shop.paged.printed, name, "structure")
    for section, painted in zip(shop.paged.runs, shop.painted, strict=True):
        if section in sections:
            for node in painted.tree:
                yield from _node(node, 0)


def _node(node: Node | MarkedContent, depth: int) -> _Lines:
    """Yield a structure element: its role, what it says of itself, and the pieces of content of
    each page, from 0, that it holds."""
    if isinstance(node, MarkedContent):
        return
    held = [kid for kid in node.kids if isinstance(kid, MarkedContent)]
    content = f": {', '.join(map(_leaf, held))}" if held else ""
    said = (("id", node.id), ("lang", node.language), ("alt", node.alternative))
    yield "  " * depth + node.role + "".join(f" {n}={v}" for n, v in said if v) + content
    for kid in node.kids:
        yield from _node(kid, depth + 1)


def _leaf(leaf: MarkedContent) -> str:
    content = "" if leaf.content is None else f"/{leaf.content}"
    return f"{leaf.page}{content}" + ("" if leaf.link is None else f" link {leaf.link}")


def _document(shop: BookProducts, name: str) -> _Lines:
    names = {section.id for section in _found(shop.paged.book, name, "document")}
    found = [document for document in shop.documents if document.id in names]
    if not found:
        raise BookError(faults.NOT_AT_STAGE.at(name=name, stage="document"))
    for document in found:
        yield document.path
        yield from tree_lines(document.tree)


def _found(book: Book, name: str, stage: str) -> list[Section]:
    """Return the sections that a name stands for: those of a file, or one by its identifier."""
    if found := [one for one in book.sections if name in (one.file, one.id)]:
        return found
    if name in set(MADE):
        raise BookError(faults.NOT_AT_STAGE.at(name=name, stage=stage))
    known = ", ".join(dict.fromkeys(map(name_of, book.sections)))
    raise BookError(faults.NO_SUCH_TEXT.at(name=name, known=known))


def _trees(sections: Sequence[Section]) -> _Lines:
    """Yield sections as they stand in the book."""
    for section in sections:
        yield f"{name_of(section)}: {section.kind} “{reveal(section.title)}”"
        said = (("author", section.author), ("running", section.running), ("part", section.part))
        yield from (f"{name}: {reveal(value)}" for name, value in said if value)
        yield from tree_lines(section.body)
        for note in section.notes:
            yield f"note {note.label}" + (f", number {note.number}" if note.number else "")
            yield from tree_lines(note.body, 1)


STAGES: Mapping[str, Callable[[BookProducts, str], _Lines]] = {
    "read": _read,
    "set": _set,
    "marked": _marked,
    "printed": _printed,
    "lines": _galley,
    "pages": _pages,
    "structure": _structure,
    "document": _document,
}
"""The stages in their order, and what tells what each made."""
