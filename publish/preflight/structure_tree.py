"""A PDF's structure tree, as it is read: elements with their roles, contents and annotations."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import pikepdf
from pikepdf import Dictionary, Name


@dataclass(slots=True, eq=False)
class StructureElement:
    """One structure element. ``contents``: page (from 0) and number of each marked content."""

    role: str
    entries: Any
    above: StructureElement | None = None
    kids: list[StructureElement] = field(default_factory=list)
    contents: list[tuple[int, int]] = field(default_factory=list)
    annotations: list[tuple[int, Any]] = field(default_factory=list)

    def all(self) -> Iterator[StructureElement]:
        """Yield this element and all within, in reading order."""
        yield self
        for kid in self.kids:
            yield from kid.all()

    @property
    def all_contents(self) -> list[tuple[int, int]]:
        """The marked contents of this element and all within."""
        return [one for element in self.all() for one in element.contents]

    @property
    def page(self) -> int | None:
        """The page it begins on, from 1."""
        return min((page for page, _ in self.all_contents), default=-1) + 1 or None


def read_tree(pdf: pikepdf.Pdf) -> StructureElement | None:
    """Return the structure tree, or None if the file has none that can be read."""
    root = pdf.Root.get("/StructTreeRoot")
    if not isinstance(root, Dictionary) or "/K" not in root:
        return None
    pages = {page.obj.objgen: number for number, page in enumerate(pdf.pages)}
    top = StructureElement("", root)
    _read(root, top, pages, None, set())
    return top


def _read(
    entries: Any,
    element: StructureElement,
    pages: dict[tuple[int, int], int],
    page: int | None,
    seen: set[Any],
) -> None:
    page = _page_of(entries, pages, page)
    kids = entries.get("/K", [])
    for kid in kids if isinstance(kids, pikepdf.Array) else [kids]:
        if not isinstance(kid, Dictionary):
            if page is not None:
                element.contents.append((page, int(kid)))
        elif kid.get("/Type") == Name.MCR:
            on = _page_of(kid, pages, page)
            if on is not None:
                element.contents.append((on, int(kid.get("/MCID", -1))))
        elif kid.get("/Type") == Name.OBJR:
            element.annotations.append((_page_of(kid, pages, page) or 0, kid.Obj))
        elif kid.objgen not in seen:
            seen.add(kid.objgen)
            below = StructureElement(str(kid.get("/S", "/?"))[1:], kid, element)
            element.kids.append(below)
            _read(kid, below, pages, page, seen)


def _page_of(entries: Any, pages: dict[tuple[int, int], int], default: int | None) -> int | None:
    page = entries.get("/Pg")
    return pages.get(page.objgen, default) if isinstance(page, Dictionary) else default
