"""Elements → what they add to the structure of a PDF/UA-1 file (ISO 14289-1).

Both ways of drawing a page, the painter's and ours, note in the same form which element each piece
of content belongs to.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from publish.editions.pdf.painted_section import Cell, StructureNote

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


@dataclass(slots=True)
class StructureNotes:
    """The structure notes of one page, in the making."""

    found: list[StructureNote] = field(default_factory=list)
    _numbers: dict[Any, int | None] = field(default_factory=dict)
    _in_contents: set[Any] = field(default_factory=set)

    def of(self, path: Sequence[tuple[Any, str]]) -> int | None:
        """Return the number of the note that holds an element's content; it may be that of an
        element around it, or None. ``path``: elements (lxml's or the standard library's) and their
        keys, the outermost first."""
        above: int | None = None
        contents = False
        for element, key in path:
            if element not in self._numbers:
                contents = contents or "contents" in _classes(element)
                roles = _roles(element, contents=contents)
                self._numbers[element] = self._add(element, key, roles, above) if roles else above
                if contents:
                    self._in_contents.add(element)
            contents = element in self._in_contents
            above = self._numbers[element]
        return above

    def _add(self, element: Any, key: str, roles: tuple[str, ...], above: int | None) -> int:
        role = roles[-1]
        self.found.append(
            StructureNote(
                key,
                roles,
                above,
                id=element.get("id", "") if role == "Note" else "",
                language=_language(element),
                alternative=element.get("alt", "") if role == "Figure" else "",
                target=element.get("href", "").removeprefix("#") if role == "Link" else "",
                cell=_cell(element, role) if role in ("TH", "TD") else None,
            )
        )
        return len(self.found) - 1


def _roles(element: Any, *, contents: bool) -> tuple[str, ...]:
    if contents and element.tag in _IN_CONTENTS:
        return _IN_CONTENTS[element.tag]
    by_class = (_ROLES.get(f"{element.tag}.{name}") for name in _classes(element))
    roles = next(filter(None, by_class), _ROLES.get(element.tag, ()))
    if not roles and element.get("href"):
        return ("Link",)
    if not roles and _language(element) and element.tag != "html":
        return ("Span",)
    return roles


def _cell(element: Any, role: str) -> Cell:
    scope = "Row" if element.get("scope") == "row" else "Column"
    columns, rows = int(element.get("colspan", "1")), int(element.get("rowspan", "1"))
    return Cell(scope if role == "TH" else "", columns, rows)


def _classes(element: Any) -> list[str]:
    return str(element.get("class", "")).split()


def _language(element: Any) -> str:
    return next((element.get(name) for name in _LANGUAGES if element.get(name)), "")
