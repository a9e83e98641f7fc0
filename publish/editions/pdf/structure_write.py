"""The sections' structure trees → the structure tree of a PDF (ISO 32000-1, 14.7)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name, String

from publish.editions.pdf.painted_section import Cell, MarkedContent, Node, PaintedSection

Annotations = Sequence[Sequence[Any]]
"""The annotations of each page of the book, by their link's number; None for a link left out."""


def tag(pdf: pikepdf.Pdf, sections: Sequence[PaintedSection], annotations: Annotations) -> None:
    """Give a PDF the structure of its text."""
    writer = _Writer(pdf, [page.obj for page in pdf.pages], annotations)
    root = pdf.make_indirect(Dictionary(Type=Name.StructTreeRoot))
    document = pdf.make_indirect(Dictionary(Type=Name.StructElem, S=Name.Document, P=root))
    kids: list[Any] = []
    first = 0
    for section in sections:
        kids += writer.kids(section.tree, document, first, None)
        first += len(section.pages)
    document.K = Array(kids)
    root.K = Array([document])
    writer.index(root)
    pdf.Root.StructTreeRoot = root
    pdf.Root.MarkInfo = Dictionary(Marked=True)


@dataclass
class _Writer:
    """Writes elements into a PDF, and the index from content back to its elements."""

    pdf: pikepdf.Pdf
    pages: Sequence[Any]
    links: Annotations
    contents: dict[int, dict[int, Any]] = field(default_factory=dict)
    annotations: list[tuple[Any, Any]] = field(default_factory=list)
    names: dict[str, Any] = field(default_factory=dict)

    def kids(
        self, kids: Sequence[Node | MarkedContent], owner: Any, first: int, page: int | None
    ) -> Iterator[Any]:
        """Yield what an element holds; ``first`` is its section's first page, ``page`` its own."""
        for kid in kids:
            if isinstance(kid, Node):
                yield self._element(kid, owner, first)
            else:
                yield from self._content(kid, owner, first, page)

    def index(self, root: Any) -> None:
        """Write the index from content and annotations to their elements, and that of names."""
        numbers: list[Any] = []
        for page, of_page in enumerate(self.pages):
            found = self.contents.get(page, {})
            owners = [found.get(content) for content in range(max(found, default=-1) + 1)]
            numbers += [page, self.pdf.make_indirect(Array(owners))]
            of_page.StructParents, of_page.Tabs = page, Name.S
        for key, (annotation, owner) in enumerate(self.annotations, len(self.pages)):
            annotation.StructParent = key
            numbers += [key, owner]
        root.ParentTree = self.pdf.make_indirect(Dictionary(Nums=Array(numbers)))
        root.ParentTreeNextKey = len(self.pages) + len(self.annotations)
        if self.names:
            pairs = [one for name in sorted(self.names) for one in (String(name), self.names[name])]
            root.IDTree = self.pdf.make_indirect(Dictionary(Names=Array(pairs)))

    def _element(self, node: Node, above: Any, first: int) -> Any:
        element = self.pdf.make_indirect(Dictionary(Type=Name.StructElem, S=Name("/" + node.role)))
        element.P = above
        if node.id:
            element.ID = String(node.id)
            self.names[node.id] = element
        if node.language:
            element.Lang = String(node.language)
        if node.alternative is not None:
            element.Alt = String(node.alternative)
        if node.sides:
            element.A = Dictionary(O=Name.Layout, BBox=Array(node.sides))
        if node.cell:
            element.A = _cell(node.cell)
        page = next((first + kid.page for kid in node.kids if isinstance(kid, MarkedContent)), None)
        if page is not None:
            element.Pg = self.pages[page]
        element.K = Array(list(self.kids(node.kids, element, first, page)))
        return element

    def _content(
        self, content: MarkedContent, owner: Any, first: int, page: int | None
    ) -> Iterator[Any]:
        own = first + content.page
        annotation = None if content.link is None else self.links[own][content.link]
        if annotation is not None:
            self.annotations.append((annotation, owner))
            yield Dictionary(Type=Name.OBJR, Obj=annotation, Pg=self.pages[own])
        if content.content is not None:
            self.contents.setdefault(own, {})[content.content] = owner
            if own == page:
                yield content.content
            else:
                yield Dictionary(Type=Name.MCR, Pg=self.pages[own], MCID=content.content)


def _cell(cell: Cell) -> Dictionary:
    written = Dictionary(O=Name.Table)
    if cell.scope:
        written.Scope = Name("/" + cell.scope)
    if cell.columns != 1:
        written.ColSpan = cell.columns
    if cell.rows != 1:
        written.RowSpan = cell.rows
    return written
