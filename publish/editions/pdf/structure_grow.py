"""What the pages of a part show → their structure tree, by PDF/UA-1 (ISO 14289-1).

The tree follows the text, not the pages: the parts of an element are one again, and each note
follows the block of its call.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final

from publish.editions.pdf.painted_section import Leaf, Node, Sheet, Sides, Twig

_LABELLED: Final = frozenset({"LI", "Note"})
_SECTIONS: Final = frozenset({"Sect", "Index", "Document"})


def grown(sheets: Sequence[Sheet]) -> tuple[Node | Leaf, ...]:
    """Return the structure of pages from what they show."""
    growth = _Growth()
    for page, sheet in enumerate(sheets):
        branches: list[_Branch] = []
        for twig in sheet.twigs:
            above = growth.document if twig.above is None else branches[twig.above]
            branches.append(growth.branch(above, twig))
        for shown in sheet.shown:
            branch = growth.document if shown.twig is None else branches[shown.twig]
            branch.kids.append(Leaf(page, shown.content, shown.link))
            branch.sides = shown.sides or branch.sides
    return _node(growth.document).kids


@dataclass(slots=True, eq=False)
class _Branch:
    """A structure element in the making; ``parts`` finds its children by their twig's part."""

    role: str
    above: _Branch | None = None
    kids: list[_Branch | Leaf] = field(default_factory=list)
    parts: dict[str, _Branch] = field(default_factory=dict)
    of: Twig | None = None
    sides: Sides | None = None

    def add(self, role: str, of: Twig | None = None, at: int | None = None) -> _Branch:
        """Add a child, last or at a place."""
        branch = _Branch(role, self, of=of)
        self.kids.insert(len(self.kids) if at is None else at, branch)
        return branch


def _node(branch: _Branch) -> Node:
    """Return a branch that grows no more; what its twig says stands on the outermost of its
    roles, but for what belongs to one role alone."""
    twig, role = branch.of, branch.role
    kids = tuple(kid if isinstance(kid, Leaf) else _node(kid) for kid in branch.kids)
    if twig is None:
        return Node(role, kids)
    return Node(
        role,
        kids,
        id=twig.id,
        language=twig.language,
        alternative=twig.alternative if role == "Figure" else None,
        sides=branch.sides if role == "Figure" else None,
        cell=twig.cell,
    )


@dataclass(slots=True)
class _Growth:
    """Grows a tree from the twigs of the pages, in their order."""

    document: _Branch = field(default_factory=lambda: _Branch("Document"))
    links: dict[str, _Branch] = field(default_factory=dict)
    """The first link to each identifier."""

    def branch(self, around: _Branch, twig: Twig) -> _Branch:
        """Return the branch of a twig: one for all the parts of its element."""
        if twig.part not in around.parts:
            holder, at = self._place(around, twig)
            branch = holder.add(twig.roles[0], twig, at)
            for role in twig.roles[1:]:
                branch = branch.add(role)
            around.parts[twig.part] = branch
            if twig.target:
                self.links.setdefault(twig.target, branch)
        return around.parts[twig.part]

    def _place(self, around: _Branch, twig: Twig) -> tuple[_Branch, int | None]:
        """Return the parent of a new branch, and its place among the children there."""
        role = twig.roles[0]
        if role == "Lbl" and (item := _nearest(around, _LABELLED)):
            return item, 0
        call = self.links.get(twig.id) if role == "Note" else None
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


def _nearest(branch: _Branch, roles: frozenset[str]) -> _Branch | None:
    while branch.role not in roles and branch.above:
        branch = branch.above
    return branch if branch.role in roles else None


def _is_note(kid: _Branch | Leaf) -> bool:
    return isinstance(kid, _Branch) and kid.role == "Note"
