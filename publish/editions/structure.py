"""Marked content of a painted PDF → its structure tree, by PDF/UA-1 (ISO 14289-1).

WeasyPrint's own tree follows boxes: a paragraph over two pages would be two, a note would stand
where its page ends. Here the tree follows the text: the parts of an element are one again, each
note follows the block of its call, and running heads are artifacts.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, Final
from xml.etree.ElementTree import Element

import pikepdf
from pikepdf import Array, Dictionary, Name, String

from publish.composition import PART
from publish.editions.pdf import Mark, Painting

_LANGUAGES: Final = ("lang", "{http://www.w3.org/XML/1998/namespace}lang")

_ROLES: Final[Mapping[str, tuple[str, ...]]] = {
    **{f"h{level}": (f"H{level}",) for level in range(1, 7)},
    "section": ("Sect",),
    "p": ("P",),
    "pre": ("P",),
    "blockquote": ("BlockQuote",),
    "figure": ("Div",),
    "img": ("Figure",),
    "figcaption": ("Caption",),
    "ul": ("L",),
    "ol": ("L",),
    "dl": ("L",),
    "li": ("LI", "LBody"),
    "dt": ("LI", "LBody"),
    "dd": ("LI", "LBody"),
    "table": ("Table",),
    "caption": ("Caption",),
    "thead": ("THead",),
    "tbody": ("TBody",),
    "tfoot": ("TFoot",),
    "tr": ("TR",),
    "th": ("TH",),
    "td": ("TD",),
    "q": ("Quote",),
    "code": ("Code",),
    "div.note": ("Note",),
    "div.lines": ("P",),
    "div.verse": ("Div",),
    "div.letter": ("Div",),
    "div.epigraph": ("Div",),
    "section.index": ("Index",),
    "sup.call": ("Reference",),
    "span.marker": ("Lbl",),
    "a.number": ("Lbl", "Link"),
}
"""Element, or element and class → structure types (ISO 32000-1, 14.8.4), from the outer to the one
that holds the content; what is not here adds nothing to the tree."""

_IN_CONTENTS: Final[Mapping[str, tuple[str, ...]]] = {"ol": ("TOC",), "li": ("TOCI", "Reference")}
_LABELLED: Final = frozenset({"LI", "Note"})
_SECTIONS: Final = frozenset({"Sect", "Index", "Document"})
_MARKED: Final = re.compile(rb"/\w+\s*<</MCID (\d+)>>\s*BDC")


@dataclass(frozen=True, slots=True)
class Leaf:
    """Marked content on a page (from 0), or the annotation of a link there, by its object."""

    page: int
    content: int | None
    annotation: int | None


@dataclass(slots=True, eq=False)
class Node:
    """A structure element in the making; ``parts`` finds its children by their part's number."""

    role: str
    above: Node | None = None
    kids: list[Node | Leaf] = field(default_factory=list)
    parts: dict[object, Node] = field(default_factory=dict)
    entries: dict[str, Any] = field(default_factory=dict)

    def add(self, role: str, at: int | None = None) -> Node:
        """Add a child, last or at a place."""
        node = Node(role, self)
        self.kids.insert(len(self.kids) if at is None else at, node)
        return node


@dataclass
class _Growth:
    """Grows a tree from the marks of the pages, in their order."""

    root: Element
    document: Node = field(default_factory=lambda: Node("Document"))
    nodes: dict[Element, Node] = field(default_factory=dict)
    links: dict[str, Node] = field(default_factory=dict)
    """The first link to each identifier."""

    @cached_property
    def above(self) -> dict[Element, Element]:
        return {child: parent for parent in self.root.iter() for child in parent}

    @cached_property
    def contents(self) -> set[Element]:
        """The elements of the table of contents."""
        sections = (e for e in self.root.iter("section") if "contents" in _classes(e))
        return {element for section in sections for element in section.iter()}

    def put(self, page: int, mark: Mark) -> None:
        """Put what a mark shows where it belongs."""
        node = self.node(mark.element)
        node.kids.append(Leaf(page, mark.content, mark.annotation))
        if mark.box and node.role == "Figure":
            node.entries["A"] = Dictionary(O=Name.Layout, BBox=Array(mark.box))

    def node(self, element: Element) -> Node:
        """Return the node that holds an element's content; it may be that of an element above."""
        if element not in self.nodes:
            parent = self.above.get(element)
            around = self.document if parent is None else self.node(parent)
            self.nodes[element] = self._part(around, element, self._roles(element))
        return self.nodes[element]

    def _roles(self, element: Element) -> tuple[str, ...]:
        if element in self.contents and element.tag in _IN_CONTENTS:
            return _IN_CONTENTS[element.tag]
        by_class = (_ROLES.get(f"{element.tag}.{name}") for name in _classes(element))
        roles = next(filter(None, by_class), _ROLES.get(element.tag, ()))
        if not roles and element.get("href"):
            return ("Link",)
        if not roles and _language(element) and element.tag != "html":
            return ("Span",)
        return roles

    def _part(self, around: Node, element: Element, roles: Sequence[str]) -> Node:
        """Return the node of a part of an element: one for all its parts."""
        if not roles:
            return around
        part = element.get(PART, element)
        if part not in around.parts:
            holder, at = self._place(around, element, roles[0])
            node = holder.add(roles[0], at)
            _describe(node, element)
            for role in roles[1:]:
                node = node.add(role)
            around.parts[part] = node
            if node.role == "Link":
                self.links.setdefault(element.get("href", "").removeprefix("#"), node)
        return around.parts[part]

    def _place(self, around: Node, element: Element, role: str) -> tuple[Node, int | None]:
        """Return the parent of a new node, and its place among the children there."""
        if role == "Lbl" and (item := _nearest(around, _LABELLED)):
            return item, 0
        call = self.links.get(element.get("id", "")) if role == "Note" else None
        if call is None:
            return around, None
        block = call
        while block.above and block.above.role not in _SECTIONS:
            block = block.above
        section = block.above or self.document
        at = section.kids.index(block) + 1
        while at < len(section.kids) and _is_note(section.kids[at]):
            at += 1
        return section, at


def tag(pdf: pikepdf.Pdf, painting: Painting) -> None:
    """Replace the structure tree of a painted PDF by that of its text."""
    growth = _Growth(painting.root)
    for page, marks in enumerate(painting.marks):
        for mark in marks:
            if not mark.artifact:
                growth.put(page, mark)
        _set_artifacts(pdf, pdf.pages[page], marks)
    _Writer(pdf).write(growth.document)
    _mend_links(pdf, painting.marks)


@dataclass
class _Writer:
    """Writes a tree into a PDF, with the index from content back to its elements."""

    pdf: pikepdf.Pdf
    contents: dict[int, dict[int, Any]] = field(default_factory=dict)
    annotations: list[tuple[int, Any]] = field(default_factory=list)
    names: dict[str, Any] = field(default_factory=dict)

    def write(self, document: Node) -> None:
        root = self.pdf.make_indirect(Dictionary(Type=Name.StructTreeRoot))
        root.K = Array([self._element(document, root)])
        numbers: list[Any] = []
        for page in range(len(self.pdf.pages)):
            found = self.contents.get(page, {})
            owners = [found.get(content) for content in range(max(found, default=-1) + 1)]
            numbers += [page, self.pdf.make_indirect(Array(owners))]
        for key, (annotation, owner) in enumerate(self.annotations, len(self.pdf.pages)):
            self.pdf.get_object(annotation, 0).StructParent = key
            numbers += [key, owner]
        root.ParentTree = self.pdf.make_indirect(Dictionary(Nums=Array(numbers)))
        root.ParentTreeNextKey = len(self.pdf.pages) + len(self.annotations)
        if self.names:
            pairs = [one for name in sorted(self.names) for one in (String(name), self.names[name])]
            root.IDTree = self.pdf.make_indirect(Dictionary(Names=Array(pairs)))
        self.pdf.Root.StructTreeRoot = root

    def _element(self, node: Node, above: Any) -> Any:
        element = self.pdf.make_indirect(Dictionary(Type=Name.StructElem, S=Name("/" + node.role)))
        element.P = above
        for name, entry in node.entries.items():
            element[f"/{name}"] = String(entry) if isinstance(entry, str) else entry
        if "ID" in node.entries:
            self.names[node.entries["ID"]] = element
        kids: list[Any] = []
        page = next((kid.page for kid in node.kids if isinstance(kid, Leaf)), None)
        if page is not None:
            element.Pg = self.pdf.pages[page].obj
        for kid in node.kids:
            if isinstance(kid, Node):
                kids.append(self._element(kid, element))
            else:
                kids += self._leaf(kid, element, page)
        element.K = Array(kids)
        return element

    def _leaf(self, leaf: Leaf, owner: Any, page: int | None) -> Iterator[Any]:
        of_page = self.pdf.pages[leaf.page].obj
        if leaf.annotation is not None:
            self.annotations.append((leaf.annotation, owner))
            annotation = self.pdf.get_object(leaf.annotation, 0)
            yield Dictionary(Type=Name.OBJR, Obj=annotation, Pg=of_page)
        if leaf.content is not None:
            self.contents.setdefault(leaf.page, {})[leaf.content] = owner
            if leaf.page == page:
                yield leaf.content
            else:
                yield Dictionary(Type=Name.MCR, Pg=of_page, MCID=leaf.content)


def _set_artifacts(pdf: pikepdf.Pdf, page: pikepdf.Page, marks: Sequence[Mark]) -> None:
    """Mark running heads, folios and ornaments as no part of the text."""
    artifacts = {mark.content: mark.artifact for mark in marks if mark.artifact}
    if not artifacts:
        return

    def marked(match: re.Match[bytes]) -> bytes:
        kind = artifacts.get(int(match[1]))
        return f"/Artifact <</Type /{kind}>> BDC".encode() if kind else match[0]

    content = page.obj.Contents.read_bytes()
    page.obj.Contents = pdf.make_stream(_MARKED.sub(marked, content))


def _mend_links(pdf: pikepdf.Pdf, marks: Sequence[Sequence[Mark]]) -> None:
    """Give links the height of their type, and say what they are: composed lines have none."""
    for mark in (mark for page in marks for mark in page):
        if mark.annotation is None:
            continue
        annotation = pdf.get_object(mark.annotation, 0)
        left, _, right, _ = (float(side) for side in annotation.Rect)
        low, high = mark.middle - mark.size / 2, mark.middle + mark.size / 2
        annotation.Rect = Array([round(side, 3) for side in (left, low, right, high)])
        annotation.Contents = String(_said(mark.element))
        annotation.F = 4  # printed with the page, as PDF/UA and PDF/A ask


def _said(link: Element) -> str:
    return link.get("title") or " ".join("".join(link.itertext()).split())


def _describe(node: Node, element: Element) -> None:
    """Give a node what its element says of itself."""
    if _language(element):
        node.entries["Lang"] = _language(element)
    if node.role == "Note":
        node.entries["ID"] = element.get("id", "")
    if node.role == "Figure":
        node.entries["Alt"] = element.get("alt", "")
    if node.role in ("TH", "TD"):
        cell = Dictionary(O=Name.Table)
        if node.role == "TH":
            cell.Scope = Name.Row if element.get("scope") == "row" else Name.Column
        for name, key in (("colspan", "/ColSpan"), ("rowspan", "/RowSpan")):
            if element.get(name, "1") != "1":
                cell[key] = int(element.get(name, "1"))
        node.entries["A"] = cell


def _nearest(node: Node, roles: frozenset[str]) -> Node | None:
    while node.role not in roles and node.above:
        node = node.above
    return node if node.role in roles else None


def _is_note(kid: Node | Leaf) -> bool:
    return isinstance(kid, Node) and kid.role == "Note"


def _classes(element: Element) -> list[str]:
    return element.get("class", "").split()


def _language(element: Element) -> str:
    return next((element.get(name, "") for name in _LANGUAGES if element.get(name)), "")
