"""OpenDocument (.odt) → a document: pandoc's reader drops styles, changes and captions, so it is
read here."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from posixpath import normpath

from lxml import etree

from publish.diagnostics import BookError
from publish.importing import faults
from publish.importing.formats.open_styles import OpenStyles
from publish.importing.formats.pandoc_json import width_in_percent
from publish.importing.formats.signals import TAB
from publish.importing.formats.style_names import role_of_style
from publish.importing.incoming import (
    About,
    Aside,
    Blank,
    Block,
    BlockCell,
    Blocks,
    BreakBlock,
    ChangeInline,
    CodeBlock,
    DivisionBlock,
    Figure,
    HeadingBlock,
    IncomingText,
    IndexMark,
    Inline,
    Inlines,
    LineBreak,
    LinkInline,
    ListBlock,
    NoteBody,
    PageBreak,
    Paragraph,
    ParagraphRole,
    PictureInline,
    Quotation,
    RemarkInline,
    Row,
    SpanInline,
    Styled,
    TableBlock,
    Text,
)
from publish.importing.packed import Package, unpack
from publish.importing.transforms.roles import CONTENTS
from publish.importing.walking import inlines_in, plain
from publish.importing.word_proof import Count
from publish.messages import N_

FORM = "OpenDocument (.odt)"
INDEX = N_("the file's own index: the book makes its own of the marks")
_NS = "urn:oasis:names:tc:opendocument:xmlns:"
TEXT, TABLE, DRAW, OFFICE, SVG, META = (
    f"{{{_NS}{name}:1.0}}"
    for name in ("text", "table", "drawing", "office", "svg-compatible", "meta")
)
_DC = "{http://purl.org/dc/elements/1.1/}"
_HREF = "{http://www.w3.org/1999/xlink}href"
_XML_ID = "{http://www.w3.org/XML/1998/namespace}id"
_INDEXES = tuple(
    f"{TEXT}{name}"
    for name in ("table-of-content", "illustration-index", "table-index", "alphabetical-index",
                 "user-index", "object-index")
)  # fmt: skip


def read_open_document(content: bytes, file: str) -> IncomingText:
    """Return what an .odt holds, its changes and remarks in their places."""
    package = unpack(content, file, FORM)
    root = package.tree("content.xml")
    body = None if root is None else root.find(f".//{OFFICE}text")
    if root is None or body is None:
        raise BookError(faults.UNREADABLE.at(file, format=FORM, reason="content.xml"))
    reader = _Reader(OpenStyles((package.tree("styles.xml"), root)), _changes(body))
    blocks = tuple(reader.blocks(body))
    document = IncomingText(blocks, _about(package), {}, tuple(reader.asides))
    shown = {one.address for one in inlines_in(blocks) if isinstance(one, PictureInline)}
    pictures = {name: package.read(normpath(name)) for name in sorted(shown) if ":" not in name}
    return replace(document, pictures={k: v for k, v in pictures.items() if v is not None})


@dataclass(frozen=True, slots=True)
class _Tracked:
    inserted: bool
    author: str
    date: str
    region: etree._Element


def _changes(body: etree._Element) -> dict[str, _Tracked]:
    found = {}
    for region in body.iter(f"{TEXT}changed-region"):
        name = str(region.get(_XML_ID) or region.get(f"{TEXT}id"))
        for kind in ("insertion", "deletion"):
            change = region.find(f"{TEXT}{kind}")
            if change is not None:
                author, date = change.find(f".//{_DC}creator"), change.find(f".//{_DC}date")
                found[name] = _Tracked(
                    kind == "insertion",
                    "" if author is None else author.text or "",
                    "" if date is None else date.text or "",
                    change,
                )
    return found


@dataclass(slots=True)
class _Reader:
    styles: OpenStyles
    changes: dict[str, _Tracked]
    asides: list[Aside] = field(default_factory=list)
    open: list[str] = field(default_factory=list)
    """Insertions that are going on."""
    boxed: list[Block] = field(default_factory=list)
    """What stands in a frame anchored to the paragraph that is read."""

    def blocks(self, holder: etree._Element) -> Iterator[Block]:
        for child in holder.iterchildren(etree.Element):
            yield from self._block(child)

    def _block(self, element: etree._Element) -> Iterator[Block]:
        tag = element.tag
        if tag in (f"{TEXT}p", f"{TEXT}h"):
            yield from self._paragraph(element)
        elif tag == f"{TEXT}list":
            yield from self._list(element)
        elif tag == f"{TABLE}table":
            yield self._table(element)
        elif tag in _INDEXES:
            words = "\n".join(_said(p) for p in element.iter(f"{TEXT}p", f"{TEXT}h"))
            self.asides.append(Aside(INDEX if "alphabetical" in str(tag) else CONTENTS, words))
        elif tag in (f"{TEXT}section", f"{TEXT}index-body", f"{TEXT}numbered-paragraph"):
            yield from self.blocks(element)
        elif tag in (f"{TEXT}change", f"{TEXT}change-start", f"{TEXT}change-end"):
            inner = tuple(self._mark(element))
            if inner:
                yield Paragraph(inner)
        elif tag == f"{DRAW}frame":
            yield from (
                Figure(o) if isinstance(o, PictureInline) else Paragraph((o,))
                for o in self._frame(element)
            )
            yield from self._boxed()

    def _boxed(self) -> Iterator[Block]:
        held, self.boxed = self.boxed, []
        yield from held

    def _paragraph(self, element: etree._Element) -> Iterator[Block]:
        style = str(element.get(f"{TEXT}style-name") or "")
        if self.styles.breaks(style):
            yield PageBreak()
        inner = self._inner(element)
        boxed = tuple(self._boxed())
        if not _says(inner):
            if self.styles.ruled(style):
                yield BreakBlock()
            elif boxed:
                yield from boxed
            else:
                yield Blank()
            return
        if element.tag == f"{TEXT}h":
            level = str(element.get(f"{TEXT}outline-level") or "1")
            yield HeadingBlock(int(level) if level.isdigit() else 1, inner)
        else:
            pictures = [one for one in inner if isinstance(one, PictureInline)]
            others = [
                o
                for o in inner
                if not isinstance(o, PictureInline)
                and not (isinstance(o, Text) and not o.text.strip())
                and not (isinstance(o, SpanInline) and not o.inner)
            ]
            role = next(
                (r for n in self.styles.names(style) if (r := role_of_style(n)) is not None),
                ParagraphRole.BODY,
            )
            names = [one.casefold() for one in self.styles.names(style)]
            if "preformatted text" in names or "source code" in names:
                yield from _code(inner)
            elif len(pictures) == 1 and not others:
                name = next((o.id for o in inner if isinstance(o, SpanInline)), "")
                figure = Figure(pictures[0], (), "" if "_pub" in name else name)
                yield DivisionBlock((figure,), id=name) if "_pub" in name else figure
            elif pictures and role is ParagraphRole.CAPTION:
                yield Figure(pictures[0], tuple(o for o in inner if o is not pictures[0]))
            else:
                yield self._dressed(Paragraph(inner, role, self.styles.align(style)), style)
        yield from boxed

    def _dressed(self, block: Paragraph, style: str) -> Block:
        """Give a paragraph what its style says of all its words."""
        inner = block.inner
        if block.role is ParagraphRole.BODY:
            for one in sorted(self.styles.of_paragraph(style)):
                inner = (Styled(one, inner),)
        block = replace(block, inner=inner)
        if block.role is ParagraphRole.BODY and self.styles.indented(style):
            return Quotation((block,))
        return block

    def _list(self, element: etree._Element) -> Iterator[Block]:
        held = element.iterchildren(f"{TEXT}list-item", f"{TEXT}list-header")
        items = [inner for item in held if (inner := tuple(self.blocks(item)))]
        if not items:
            return
        if all(all(isinstance(b, HeadingBlock) for b in item) for item in items):
            yield from (b for item in items for b in item)  # numbered headings
            return
        name = str(element.get(f"{TEXT}style-name") or "")
        numbered = self.styles.numbered(name)
        yield ListBlock(tuple(items), 1 if numbered else None)

    def _table(self, element: etree._Element) -> TableBlock:
        def row(one: etree._Element) -> Row:
            cells = []
            for cell in one.iterchildren(f"{TABLE}table-cell"):
                held = tuple(b for b in self.blocks(cell) if not isinstance(b, Blank))
                sides = {b.align for b in held if isinstance(b, Paragraph)}
                across = int(cell.get(f"{TABLE}number-columns-spanned") or 1)
                down = int(cell.get(f"{TABLE}number-rows-spanned") or 1)
                cells.append(BlockCell(held, sides.pop() if len(sides) == 1 else "", across, down))
            return tuple(cells)

        rows = [
            r
            for r in element.iter(f"{TABLE}table-row")
            if next(r.iterancestors(f"{TABLE}table")) is element
        ]
        heads = [r for r in rows if any(True for _ in r.iterancestors(f"{TABLE}table-header-rows"))]
        body = [r for r in rows if r not in heads]
        if not heads and len(body) > 1 and self._is_head(body[0]):
            heads, body = body[:1], body[1:]
        return TableBlock(tuple(map(row, heads)), tuple(map(row, body)))

    def _is_head(self, row: etree._Element) -> bool:
        styles = [str(p.get(f"{TEXT}style-name") or "") for p in row.iter(f"{TEXT}p")]
        return bool(styles) and all(
            any(
                "heading" in name.casefold() or "titre" in name.casefold()
                for name in self.styles.names(one)
            )
            for one in styles
        )

    def _inner(self, element: etree._Element) -> Inlines:
        inner: list[Inline] = self._wrapped(element.text)
        for child in element:
            if isinstance(child.tag, str):
                inner += self._inline(child)
            inner += self._wrapped(child.tail)
        return tuple(inner)

    def _wrapped(self, text: str | None) -> list[Inline]:
        if not text:
            return []
        one: Inline = Text(re.sub(r"[ \t\r\n]+", " ", text))
        if self.open and (change := self.changes.get(self.open[-1])):
            one = ChangeInline(True, change.author, change.date, (one,))
        return [one]

    def _inline(self, element: etree._Element) -> list[Inline]:
        tag = str(element.tag)
        match tag.removeprefix(TEXT):
            case "span":
                return self._span(element)
            case "a":
                return [LinkInline(self._inner(element), str(element.get(_HREF) or ""))]
            case "s":
                return self._wrapped(" ")
            case "tab":
                return self._wrapped(TAB)
            case "line-break":
                return [LineBreak()]
            case "note":
                body = element.find(f"{TEXT}note-body")
                held = (
                    ()
                    if body is None
                    else tuple(b for b in self.blocks(body) if not isinstance(b, Blank))
                )
                return [NoteBody(_without_first_space(held))]
            case "bookmark" | "bookmark-start" | "reference-mark" | "reference-mark-start":
                return [SpanInline((), "", str(element.get(f"{TEXT}name")).replace(" ", "-"))]
            case "bookmark-ref" | "reference-ref" | "note-ref":
                aim = str(element.get(f"{TEXT}ref-name")).replace(" ", "-")
                return [LinkInline(self._inner(element), f"#{aim}")]
            case (
                "alphabetical-index-mark"
                | "alphabetical-index-mark-start"
                | "alphabetical-index-mark-end"
            ):
                return self._index(element)
            case "change" | "change-start" | "change-end":
                return list(self._mark(element))
            case "soft-page-break" | "bookmark-end" | "reference-mark-end" | "tracked-changes":
                return []
        if tag == f"{OFFICE}annotation":
            return [_remark(element)]
        if tag == f"{OFFICE}annotation-end":
            return [SpanInline((), "", f"_remark_{element.get(f'{OFFICE}name')}")]
        if tag == f"{DRAW}frame":
            return list(self._frame(element))
        if tag.startswith(DRAW):
            drawn = [b for p in element.iter(f"{TEXT}p") for b in self._paragraph(p)]
            self.boxed += [b for b in drawn if not isinstance(b, Blank)]
            return []
        return list(self._inner(element))

    def _span(self, element: etree._Element) -> list[Inline]:
        name = str(element.get(f"{TEXT}style-name") or "")
        inner = self._inner(element)
        for style in sorted(self.styles.of_text(name)):
            inner = (Styled(style, inner),)
        lang = self.styles.lang(name)
        return [SpanInline(inner, lang)] if lang and _says(inner) else list(inner)

    def _index(self, element: etree._Element) -> list[Inline]:
        if str(element.tag).endswith("-end"):
            return []
        keys = [str(element.get(f"{TEXT}key{n}") or "") for n in (1, 2)]
        said = str(element.get(f"{TEXT}string-value") or "") or _marked_words(element)
        heading = tuple(part.strip() for part in (*keys, said) if part.strip())
        main = element.get(f"{TEXT}main-entry") == "true"
        return [IndexMark(heading, "", main)] if heading else []

    def _mark(self, element: etree._Element) -> Iterator[Inline]:
        name = str(element.get(f"{TEXT}change-id"))
        change = self.changes.get(name)
        kind = str(element.tag).removeprefix(TEXT)
        if change is None:
            return
        if kind == "change-start" and change.inserted:
            self.open.append(name)
        elif kind == "change-end" and name in self.open:
            self.open.remove(name)
        elif not change.inserted and kind != "change-end":
            going, self.open = self.open, []
            words = " ".join(_said(p) for p in change.region.iter(f"{TEXT}p", f"{TEXT}h"))
            self.open = going
            yield ChangeInline(False, change.author, change.date, (Text(words),))

    def _frame(self, frame: etree._Element) -> Iterator[Inline]:
        for inner in frame.iterchildren(etree.Element):
            if inner.tag == f"{DRAW}image":
                yield _picture(frame, inner)
                return
            if inner.tag == f"{DRAW}text-box":
                held = [b for b in self.blocks(inner) if not isinstance(b, Blank)]
                self.boxed += held
                return
            if inner.tag == f"{DRAW}object":
                continue


def _code(inner: Inlines) -> Iterator[Block]:
    """Yield a line of code, under what it is called by who sent it."""
    lines = "".join("\n" if isinstance(one, LineBreak) else plain((one,)) for one in inner)
    code = CodeBlock(lines.strip("\n"))
    name = next((one.id for one in inner if isinstance(one, SpanInline) and one.id), "")
    yield DivisionBlock((code,), id=name) if name else code


def _without_first_space(blocks: Blocks) -> Blocks:
    first = blocks[0] if blocks else None
    if isinstance(first, Paragraph) and first.inner and isinstance(first.inner[0], Text):
        inner = (Text(first.inner[0].text.lstrip()), *first.inner[1:])
        return (replace(first, inner=inner), *blocks[1:])
    return blocks


def _picture(frame: etree._Element, image: etree._Element) -> PictureInline:
    said = [frame.find(f"{SVG}{name}") for name in ("desc", "title")]
    alt = next((one.text or "" for one in said if one is not None and one.text), "")
    width = str(frame.get(f"{SVG}width") or "")
    return PictureInline(
        str(image.get(_HREF) or ""), " ".join(alt.split()), width_in_percent({"width": width})
    )


def _remark(element: etree._Element) -> RemarkInline:
    def of(name: str) -> str:
        found = element.find(f"{_DC}{name}")
        return "" if found is None else found.text or ""

    words = " ".join(_said(p) for p in element.iter(f"{TEXT}p"))
    name = str(element.get(f"{OFFICE}name") or "")
    return RemarkInline(of("creator"), of("date"), " ".join(words.split()), name)


def _marked_words(start: etree._Element) -> str:
    """Return the words between the start and the end of an index mark."""
    name = start.get(f"{TEXT}id")
    said = [start.tail or ""]
    for after in start.itersiblings(etree.Element):
        if after.tag == f"{TEXT}alphabetical-index-mark-end" and after.get(f"{TEXT}id") == name:
            return " ".join("".join(said).split())
        said += [_said(after), after.tail or ""]
    return ""


_UNPRINTED = (f"{TEXT}note-citation", f"{OFFICE}annotation", f"{TEXT}tracked-changes",
              f"{SVG}title", f"{SVG}desc")  # fmt: skip


def _said(element: etree._Element) -> str:
    """Return the words of an element, notes, remarks and what stands in frames excepted."""
    said = [element.text or ""]
    for child in element:
        if child.tag in (f"{TEXT}s", f"{TEXT}tab", f"{TEXT}line-break"):
            said.append(" ")
        elif isinstance(child.tag, str) and child.tag not in (
            *_UNPRINTED,
            f"{TEXT}note",
            f"{DRAW}frame",
        ):
            if str(child.tag).startswith(DRAW):
                continue
            said.append(_said(child))
        said.append(child.tail or "")
    return "".join(said)


def _says(inner: Inlines) -> bool:
    return any(not isinstance(one, Text) or one.text.strip() for one in inner)


def _about(package: Package) -> About:
    root = package.tree("meta.xml")
    if root is None:
        return About()

    def of(name: str) -> str:
        found = root.find(f".//{name}")
        return "" if found is None else " ".join((found.text or "").split())

    author = of(f"{META}initial-creator") or of(f"{_DC}creator")
    return About(
        title=of(f"{_DC}title"),
        authors=((author, "aut"),) if author else (),
        language=of(f"{_DC}language"),
        description=of(f"{_DC}description"),
        subjects=tuple(
            (one.text or "").strip()
            for one in root.iter(f"{META}keyword")
            if (one.text or "").strip()
        ),
    )


def count_open_document(content: bytes, file: str, refused: bool = False) -> Count:  # noqa: ARG001
    """Count an .odt by its XML alone: what was struck out, remarks and frames too."""
    root = unpack(content, file, FORM).tree("content.xml")
    if root is None:
        return Count(())
    body = root.find(f".//{OFFICE}text")
    assert body is not None
    return Count(
        tuple(_said(one) for one in body.iter(f"{TEXT}p", f"{TEXT}h")),
        sum(
            1
            for one in body.iter(f"{TEXT}note")
            if not any(True for _ in one.iterancestors(f"{TEXT}tracked-changes"))
        ),
        sum(1 for _ in body.iter(f"{DRAW}image")),
        sum(1 for _ in body.iter(f"{TABLE}table")),
    )
