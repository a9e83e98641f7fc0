"""What painted elements show, page by page → their structure tree, by PDF/UA-1 (ISO 14289-1).

WeasyPrint's own tree follows boxes: a paragraph over two pages would be two, a note would stand
where its page ends. Here the tree follows the text: the parts of an element are one again, each
note follows the block of its call, and running heads are artifacts.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Final
from xml.etree.ElementTree import Element

from publish.composition import PART
from publish.editions.part import Cell, Leaf, Node, Sides

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


@dataclass(frozen=True, slots=True)
class Mark:
    """What one element shows on a page: marked content, or a link there by its number.

    ``sides`` are those of a picture; an ``artifact`` is no part of the text.
    """

    element: Element
    content: int | None = None
    link: int | None = None
    artifact: str = ""
    sides: Sides | None = None


def grown(root: Element, pages: Sequence[Sequence[Mark]]) -> tuple[Node | Leaf, ...]:
    """Return the structure of a document from the marks of its pages."""
    growth = _Growth(root)
    for page, marks in enumerate(pages):
        for mark in marks:
            if not mark.artifact:
                growth.put(page, mark)
    return _node(growth.document).kids


@dataclass(slots=True, eq=False)
class _Branch:
    """A structure element in the making; ``parts`` finds its children by their part's number."""

    role: str
    above: _Branch | None = None
    kids: list[_Branch | Leaf] = field(default_factory=list)
    parts: dict[object, _Branch] = field(default_factory=dict)
    of: Element | None = None
    sides: Sides | None = None

    def add(self, role: str, of: Element | None = None, at: int | None = None) -> _Branch:
        """Add a child, last or at a place."""
        branch = _Branch(role, self, of=of)
        self.kids.insert(len(self.kids) if at is None else at, branch)
        return branch


def _node(branch: _Branch) -> Node:
    """Return a branch that grows no more, with what its element says of itself."""
    element, role = branch.of, branch.role
    kids = tuple(kid if isinstance(kid, Leaf) else _node(kid) for kid in branch.kids)
    if element is None:
        return Node(role, kids)
    return Node(
        role,
        kids,
        id=element.get("id", "") if role == "Note" else "",
        language=_language(element),
        alternative=element.get("alt", "") if role == "Figure" else None,
        sides=branch.sides if role == "Figure" else None,
        cell=_cell(element, role) if role in ("TH", "TD") else None,
    )


def _cell(element: Element, role: str) -> Cell:
    scope = "Row" if element.get("scope") == "row" else "Column"
    columns, rows = int(element.get("colspan", "1")), int(element.get("rowspan", "1"))
    return Cell(scope if role == "TH" else "", columns, rows)


@dataclass
class _Growth:
    """Grows a tree from the marks of the pages, in their order."""

    root: Element
    document: _Branch = field(default_factory=lambda: _Branch("Document"))
    nodes: dict[Element, _Branch] = field(default_factory=dict)
    links: dict[str, _Branch] = field(default_factory=dict)
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
        node.kids.append(Leaf(page, mark.content, mark.link))
        node.sides = mark.sides or node.sides

    def node(self, element: Element) -> _Branch:
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

    def _part(self, around: _Branch, element: Element, roles: Sequence[str]) -> _Branch:
        """Return the node of a part of an element: one for all its parts."""
        if not roles:
            return around
        part = element.get(PART, element)
        if part not in around.parts:
            holder, at = self._place(around, element, roles[0])
            node = holder.add(roles[0], element, at)
            for role in roles[1:]:
                node = node.add(role)
            around.parts[part] = node
            if node.role == "Link":
                self.links.setdefault(element.get("href", "").removeprefix("#"), node)
        return around.parts[part]

    def _place(self, around: _Branch, element: Element, role: str) -> tuple[_Branch, int | None]:
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


def _nearest(node: _Branch, roles: frozenset[str]) -> _Branch | None:
    while node.role not in roles and node.above:
        node = node.above
    return node if node.role in roles else None


def _is_note(kid: _Branch | Leaf) -> bool:
    return isinstance(kid, _Branch) and kid.role == "Note"


def _classes(element: Element) -> list[str]:
    return element.get("class", "").split()


def _language(element: Element) -> str:
    return next((element.get(name, "") for name in _LANGUAGES if element.get(name)), "")
