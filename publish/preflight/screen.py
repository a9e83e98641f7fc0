"""What PDF/UA-1 (ISO 14289-1) asks of the file for the screen, after the Matterhorn protocol."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import pikepdf
from pikepdf import Dictionary, Name

from publish.diagnostics import Diagnostic
from publish.preflight import faults
from publish.preflight.painted_text import PaintedText
from publish.preflight.structure_tree import StructureElement, read_tree


@dataclass
class Screen:
    """A file for the screen, open, with what is painted on its pages."""

    pdf: pikepdf.Pdf
    file: str
    pages: list[list[PaintedText]]

    @cached_property
    def tree(self) -> StructureElement | None:
        return read_tree(self.pdf)

    @cached_property
    def elements(self) -> list[StructureElement]:
        """Every structure element, in reading order."""
        return list(self.tree.all())[1:] if self.tree else []

    @cached_property
    def destinations(self) -> dict[str, int]:
        """Name of each destination → the page it stands on, from 1."""
        numbers = {page.obj.objgen: number for number, page in enumerate(self.pdf.pages, 1)}
        names = self.pdf.Root.get("/Names", Dictionary()).get("/Dests")
        found = pikepdf.NameTree(names) if names is not None else {}
        return {
            str(name): numbers[target[0].objgen]
            for name, target in found.items()
            if isinstance(target, pikepdf.Array) and target[0].objgen in numbers
        }

    def target(self, annotation: Any) -> int | None:
        """Return the page a link leads to, from 1, if it stays in the file."""
        return self.destinations.get(str(annotation.get("/Dest", "")))


def _document(screen: Screen) -> Iterator[Diagnostic]:
    root = screen.pdf.Root
    if "/Outlines" not in root:
        yield faults.NO_OUTLINE.at(screen.file)
    if not str(root.get("/Lang", "")):
        yield faults.NO_LANGUAGE.at(screen.file)
    shown = root.get("/ViewerPreferences", Dictionary()).get("/DisplayDocTitle", False)
    if not str(screen.pdf.docinfo.get("/Title", "")) or not shown:
        yield faults.NO_TITLE.at(screen.file)
    if "/PageLabels" not in root:
        yield faults.NO_PAGE_LABELS.at(screen.file)
    if screen.pdf.open_metadata().get("{http://www.aiim.org/pdfua/ns/id/}part") != "1":
        yield faults.NO_CLAIM.at(screen.file, standard="PDF/UA-1")


def _tagged(screen: Screen) -> Iterator[Diagnostic]:
    if screen.tree is None or not screen.pdf.Root.get("/MarkInfo", Dictionary()).get(
        "/Marked", False
    ):
        yield faults.NOT_TAGGED.at(screen.file)


def _content(screen: Screen) -> Iterator[Diagnostic]:
    """All that is painted is in the tree, once, or is an artifact."""
    if screen.tree is None:
        return
    placed = [one for element in screen.elements for one in element.contents]
    known = set(placed)
    if len(known) != len(placed):
        (page, _), _ = Counter(placed).most_common(1)[0]
        yield faults.CONTENT_TWICE.at(screen.file, page=page + 1)
    for page, pieces in enumerate(screen.pages):
        if any(not p.artifact and (page, p.content) not in known for p in pieces):
            yield faults.CONTENT_UNTAGGED.at(screen.file, page=page + 1)


def _headings(screen: Screen) -> Iterator[Diagnostic]:
    above = 0
    for element in screen.elements:
        if len(element.role) == 2 and element.role[0] == "H" and element.role[1].isdigit():
            level = int(element.role[1])
            if level > above + 1:
                yield faults.HEADING_SKIPPED.at(
                    screen.file, page=element.page or "?", above=above, level=level
                )
            above = level


def _figures(screen: Screen) -> Iterator[Diagnostic]:
    for element in screen.elements:
        if element.role == "Figure" and not str(element.entries.get("/Alt", "")):
            yield faults.FIGURE_UNDESCRIBED.at(screen.file, page=element.page or "?")


def _links(screen: Screen) -> Iterator[Diagnostic]:
    """Each link is in the tree, says what it is, can be hit, and leads somewhere."""
    tagged = {a.objgen for e in screen.elements if e.role == "Link" for _, a in e.annotations}
    for number, page in enumerate(screen.pdf.pages, 1):
        if "/Annots" in page and page.get("/Tabs") != Name.S:
            yield faults.TAB_ORDER.at(screen.file, page=number)
        for annotation in page.get("/Annots", []):
            said = str(annotation.get("/Contents", ""))
            if annotation.objgen not in tagged or "/StructParent" not in annotation:
                yield faults.LINK_UNTAGGED.at(screen.file, page=number, link=said)
            if not said:
                yield faults.LINK_UNDESCRIBED.at(screen.file, page=number)
            left, low, right, high = (float(side) for side in annotation.Rect)
            if abs(right - left) < 1 or abs(high - low) < 1:
                yield faults.LINK_TOO_SMALL.at(screen.file, page=number, link=said)
            if "/Dest" in annotation and screen.target(annotation) is None:
                yield faults.LINK_BROKEN.at(screen.file, page=number, link=said)


def _notes(screen: Screen) -> Iterator[Diagnostic]:
    """Each call has its note, which begins on the page of the call and leads back to it."""
    notes = [element for element in screen.elements if element.role == "Note"]
    names = [str(note.entries.get("/ID", "")) for note in notes]
    for name in sorted({name for name in names if not name or names.count(name) > 1}):
        yield faults.NOTE_UNNAMED.at(screen.file, id=name)
    called = {
        str(annotation.get("/Dest", "")): page + 1
        for element in screen.elements
        if element.role == "Reference" and element.above and element.above.role != "TOCI"
        for link in element.all()
        for page, annotation in link.annotations
    }
    for name, note in zip(names, notes, strict=True):
        if name not in called:
            yield faults.NOTE_WITHOUT_CALL.at(screen.file, page=note.page or "?", id=name)
        elif note.page != called[name]:
            yield faults.NOTE_DISPLACED.at(
                screen.file, id=name, page=note.page or "?", call_page=called[name]
            )
        back = [a for e in note.all() for _, a in e.annotations]
        if not any(screen.target(annotation) == called.get(name) for annotation in back):
            yield faults.NOTE_ONE_WAY.at(screen.file, page=note.page or "?", id=name)
    for name in sorted(set(called) - set(names)):
        yield faults.CALL_WITHOUT_NOTE.at(screen.file, page=called[name], id=name)


def _parents(screen: Screen) -> Iterator[Diagnostic]:
    """The way back from content to its element is there for every page and link."""
    if screen.tree is None:
        return
    wanted: dict[int, set[int]] = defaultdict(set)
    for page, content in (one for element in screen.elements for one in element.contents):
        wanted[page].add(content)
    numbers = _numbers(screen.tree.entries.get("/ParentTree"))
    for page, contents in sorted(wanted.items()):
        key = int(screen.pdf.pages[page].get("/StructParents", -1))
        owners = list(numbers.get(key, []))
        if any(content >= len(owners) or owners[content] is None for content in contents):
            yield faults.NO_WAY_BACK.at(screen.file, page=page + 1)


def _numbers(tree: Any) -> dict[int, Any]:
    """Return what a number tree holds; nothing for one that is none, or empty."""
    try:
        return dict(pikepdf.NumberTree(tree).items())
    except (IndexError, TypeError, ValueError):
        return {}


CHECKS: tuple[Callable[[Screen], Iterator[Diagnostic]], ...] = (
    _document,
    _tagged,
    _content,
    _headings,
    _figures,
    _links,
    _notes,
    _parents,
)
