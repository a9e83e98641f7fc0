"""What the pages of a section show → their structure tree, by PDF/UA-1 (ISO 14289-1).

The tree follows the text, not the pages: the parts of an element are one again, and each note
follows the block of its call.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final

from publish.editions.pdf.painted_section import (
    MarkedContent,
    Node,
    PageRecord,
    Sides,
    StructureNote,
)

_LABELLED: Final = frozenset({"LI", "Note"})
_SECTIONS: Final = frozenset({"Sect", "Index", "Document"})


def structure_of(records: Sequence[PageRecord]) -> tuple[Node | MarkedContent, ...]:
    """Return the structure of pages from what they show."""
    structure = _Structure()
    for page, record in enumerate(records):
        elements: list[_Growing] = []
        for note in record.structure:
            above = structure.document if note.above is None else elements[note.above]
            elements.append(structure.element(above, note))
        for shown in record.shown:
            element = structure.document if shown.within is None else elements[shown.within]
            element.kids.append(MarkedContent(page, shown.content, shown.link))
            element.sides = shown.sides or element.sides
    return _node(structure.document).kids


@dataclass(slots=True, eq=False)
class _Growing:
    """A structure element in the making; ``children`` finds its children by their key."""

    role: str
    above: _Growing | None = None
    kids: list[_Growing | MarkedContent] = field(default_factory=list)
    children: dict[str, _Growing] = field(default_factory=dict)
    of: StructureNote | None = None
    sides: Sides | None = None

    def add(self, role: str, of: StructureNote | None = None, at: int | None = None) -> _Growing:
        """Add a child, last or at a place."""
        element = _Growing(role, self, of=of)
        self.kids.insert(len(self.kids) if at is None else at, element)
        return element


def _node(element: _Growing) -> Node:
    """Return an element that grows no more; what its note says stands on the outermost of its
    roles, but for what belongs to one role alone."""
    note, role = element.of, element.role
    kids = tuple(kid if isinstance(kid, MarkedContent) else _node(kid) for kid in element.kids)
    if note is None:
        return Node(role, kids)
    return Node(
        role,
        kids,
        id=note.id,
        language=note.language,
        alternative=note.alternative if role == "Figure" else None,
        sides=element.sides if role == "Figure" else None,
        cell=note.cell,
    )


@dataclass(slots=True)
class _Structure:
    """Grows a tree from the notes of the pages, in their order."""

    document: _Growing = field(default_factory=lambda: _Growing("Document"))
    links: dict[str, _Growing] = field(default_factory=dict)
    """The first link to each identifier."""

    def element(self, around: _Growing, note: StructureNote) -> _Growing:
        """Return the element of a note: one for all the parts of its element."""
        if note.element_key not in around.children:
            holder, at = self._place(around, note)
            element = holder.add(note.roles[0], note, at)
            for role in note.roles[1:]:
                element = element.add(role)
            around.children[note.element_key] = element
            if note.target:
                self.links.setdefault(note.target, element)
        return around.children[note.element_key]

    def _place(self, around: _Growing, note: StructureNote) -> tuple[_Growing, int | None]:
        """Return the parent of a new element, and its place among the children there."""
        role = note.roles[0]
        if role == "Lbl" and (item := _nearest(around, _LABELLED)):
            return item, 0
        call = self.links.get(note.id) if role == "Note" else None
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


def _nearest(element: _Growing, roles: frozenset[str]) -> _Growing | None:
    while element.role not in roles and element.above:
        element = element.above
    return element if element.role in roles else None


def _is_note(kid: _Growing | MarkedContent) -> bool:
    return isinstance(kid, _Growing) and kid.role == "Note"
