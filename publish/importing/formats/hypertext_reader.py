"""HTML → a document: the file's own markup is believed, its classes by what style sheets say."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from urllib.parse import unquote

from lxml import etree

from publish.importing.formats.css_classes import Look, Sheets, read_sheets
from publish.importing.formats.frames import without_frames
from publish.importing.formats.hypertext_count import BLOCKS, SILENT, count_tree
from publish.importing.formats.hypertext_notes import NOTE, tie_notes
from publish.importing.formats.hypertext_page import (
    about_page,
    parse_page,
    without_navigation,
    without_title_pages,
)
from publish.importing.formats.hypertext_verse import is_verse, read_verse
from publish.importing.formats.pandoc_json import width_in_percent
from publish.importing.formats.taking_out import take_out
from publish.importing.incoming import (
    About,
    Aside,
    Block,
    BlockCell,
    Blocks,
    BreakBlock,
    CodeBlock,
    CodeText,
    Definitions,
    DivisionBlock,
    Emphasis,
    Figure,
    HeadingBlock,
    IncomingText,
    Inline,
    Inlines,
    LineBreak,
    LinkInline,
    ListBlock,
    NoteBody,
    Paragraph,
    ParagraphRole,
    PictureInline,
    Quotation,
    Row,
    SpanInline,
    Styled,
    TableBlock,
    Text,
)
from publish.importing.walking import plain
from publish.importing.white import folded, one_space, span, stripped
from publish.importing.word_proof import Count
from publish.messages import N_

NUMBERS = N_("numbers of notes and ways back: the book numbers its notes itself")
_INLINE = {
    "em": Emphasis.ITALIC, "i": Emphasis.ITALIC, "cite": Emphasis.ITALIC, "dfn": Emphasis.ITALIC,
    "var": Emphasis.ITALIC, "b": Emphasis.BOLD, "strong": Emphasis.BOLD, "sup": Emphasis.SUPERIOR,
    "sub": Emphasis.INFERIOR, "del": Emphasis.STRUCK, "s": Emphasis.STRUCK,
    "strike": Emphasis.STRUCK, "u": Emphasis.UNDERLINED,
}  # fmt: skip
_SMALL = re.compile(r"(?i)^(?:sc|smcap|smallcaps|small-caps|petites?-?capitales?|pc)$")
_ROLES: tuple[tuple[str, ParagraphRole], ...] = (
    (r"(?:book-?)?title|titre", ParagraphRole.TITLE),
    (r"sub-?title|sous-?titre", ParagraphRole.SUBTITLE),
    (r"signature|signed|right-sign", ParagraphRole.SIGNATURE),
    (r"date|dateline", ParagraphRole.DATE),
    (r"caption|legende|figcaption", ParagraphRole.CAPTION),
    (r"author|auteur", ParagraphRole.AUTHOR),
    (r"speaker|personnage", ParagraphRole.SPEAKER),
)
_NAMED = {"epigraph": "epigraph", "epigraphe": "epigraph", "exergue": "epigraph",
          "letter": "letter", "lettre": "letter"}  # fmt: skip
_QUOTED = re.compile(r"(?i)^(?:block-?quot(?:e|ation)|quote|citation|blockquot)$")


def read_html(content: bytes, file: str) -> IncomingText:
    """Return what a page holds."""
    root = parse_page(content, file)
    sheets = read_sheets("".join(one.itertext()) for one in root.iter("style"))
    return read_tree(root, sheets, about_page(root))


def read_tree(root: etree._Element, sheets: Sheets, about: About) -> IncomingText:
    """Return what the tree of a page, or of several, holds."""
    about, asides = without_frames(root, about)
    asides += without_title_pages(root)
    dropped = " ".join(word for word in tie_notes(root) if word.strip())
    if dropped:
        asides.append(Aside(NUMBERS, dropped))
    asides += without_navigation(root)
    body = root if root.tag == "body" else root.find(".//body")
    reader = _Reader(sheets, about.language)
    blocks = tuple(reader.blocks(root if body is None else body))
    asides += reader.asides
    return IncomingText(blocks, about, {}, tuple(asides))


@dataclass(slots=True)
class _Reader:
    sheets: Sheets
    language: str
    asides: list[Aside] = field(default_factory=list)

    def look(self, element: etree._Element) -> Look:
        classes = (element.get("class") or "").split()
        return self.sheets.of(str(element.tag), classes, element.get("style") or "")

    def blocks(self, holder: etree._Element) -> Iterator[Block]:
        """Yield the blocks of an element: what stands between them is a paragraph."""
        loose: list[Inline] = []

        def gathered() -> Iterator[Block]:
            inner = stripped(tuple(loose))
            loose.clear()
            if inner:
                yield self._paragraph(holder if holder.tag == "p" else None, inner)

        loose += folded(holder.text)
        for child in holder:
            if self._is_block(child):
                yield from gathered()
                yield from self._block(child)
            else:
                loose += self._inlines(child)
            loose += folded(child.tail)
        yield from gathered()

    def _is_block(self, element: etree._Element) -> bool:
        if not isinstance(element.tag, str):
            return False
        if element.tag in BLOCKS:
            return True
        holds = any(
            one.tag in BLOCKS for one in element.iter(etree.Element) if not _in_note(one, element)
        )
        return holds and element.tag != NOTE and element.tag not in SILENT

    def _block(self, element: etree._Element) -> Iterator[Block]:
        tag, look = str(element.tag), self.look(element)
        if look.hidden and not any(True for _ in element.iter(NOTE)):
            if words := "".join(element.itertext()).strip():
                self.asides.append(Aside(N_("what the page hides"), words))
            return
        if is_verse(element):
            yield read_verse(element, self._line)
        elif tag in ("p", "dt", "dd", "li", "figcaption", "caption"):
            yield from self._of_paragraph(element, look)
        elif re.fullmatch("h[1-6]", tag):
            yield from self._heading(element)
        elif tag == "blockquote":
            yield Quotation(tuple(self.blocks(element)))
        elif tag in ("ul", "ol"):
            if (found := self._list(element)).items:
                yield found
        elif tag == "dl":
            yield from self._definitions(element)
        elif tag == "table":
            yield from self._table(element)
        elif tag == "figure":
            yield from self._figure(element)
        elif tag == "pre":
            yield self._pre(element)
        elif tag == "hr":
            yield BreakBlock()
        else:
            yield from self._holder(element, look)

    def _holder(self, element: etree._Element, look: Look) -> Iterator[Block]:
        classes = (element.get("class") or "").split()
        name = next((_NAMED[one.lower()] for one in classes if one.lower() in _NAMED), "")
        inner = tuple(self.blocks(element))
        if look.align in ("center", "right"):
            inner = tuple(
                replace(b, align=b.align or look.align) if isinstance(b, Paragraph) else b
                for b in inner
            )
        lang = self._lang(element)
        if not inner:
            return
        if any(_QUOTED.match(one) for one in classes) and not any(
            isinstance(b, Quotation | HeadingBlock) for b in inner
        ):
            yield Quotation(inner)
        elif (name or lang) and not any(isinstance(b, HeadingBlock) for b in inner):
            yield DivisionBlock(inner, name, "", lang)
        else:
            if element.get("id"):
                inner = _anchored(inner, str(element.get("id")))
            yield from inner

    def _lang(self, element: etree._Element) -> str:
        lang = element.get("lang") or ""
        return "" if lang.split("-")[0] == (self.language or "fr").split("-")[0] else lang

    def _of_paragraph(self, element: etree._Element, look: Look) -> Iterator[Block]:
        if any(self._is_block(child) for child in element):
            yield from self.blocks(element)
            return
        inner = stripped(self._inner(element))
        if not inner and not element.get("id"):
            return
        for style in sorted(look.styles):
            inner = (Styled(style, inner),)
        if lang := self._lang(element):
            inner = (SpanInline(inner, lang),)
        if name := element.get("id"):
            inner = (SpanInline((), "", name), *inner)
        yield self._paragraph(element, inner, look)

    def _paragraph(
        self, element: etree._Element | None, inner: Inlines, look: Look | None = None
    ) -> Block:
        pictures = [one for one in inner if isinstance(one, PictureInline)]
        others = [
            one
            for one in inner
            if not isinstance(one, PictureInline | LineBreak)
            and (plain((one,)).strip() or isinstance(one, NoteBody))
        ]
        if len(pictures) == 1 and not others:
            return Figure(pictures[0])
        classes = " ".join((element.get("class") or "").split()) if element is not None else ""
        role = next(
            (
                r
                for pattern, r in _ROLES
                for one in classes.split()
                if re.fullmatch(pattern, one, re.I)
            ),
            ParagraphRole.BODY,
        )
        if element is not None and element.tag in ("figcaption", "caption"):
            role = ParagraphRole.CAPTION
        align = look.align if look else ""
        if element is not None:
            align = align or {"center": "center", "right": "right"}.get(
                (element.get("align") or "").lower(), ""
            )
            align = align or (
                "center"
                if re.search(r"(?i)\b(?:center|centre|text-center|centered)\b", classes)
                else "right"
                if re.search(r"(?i)\b(?:right|droite|text-right|ralign)\b", classes)
                else ""
            )
        return Paragraph(inner, role, align)

    def _heading(self, element: etree._Element) -> Iterator[Block]:
        inner = stripped(self._inner(element))
        name = element.get("id") or next(
            (
                str(a.get("id") or a.get("name"))
                for a in element.iter("a", "span")
                if a.get("id") or a.get("name")
            ),
            "",
        )
        holder = element.getparent()
        kind = _kind_of_section(holder) if holder is not None else ""
        name = name or (
            str(holder.get("id") or "")
            if holder is not None and holder.tag in ("section", "article")
            else ""
        )
        titled = {"title", "booktitle"} & set((element.get("class") or "").split())
        if (
            titled
            and element.tag == "h1"
            and holder is not None
            and holder.tag in ("header", "body", "div")
        ):
            yield Paragraph(inner, ParagraphRole.TITLE)
        elif any(plain((one,)).strip() for one in inner):
            yield HeadingBlock(int(str(element.tag)[1]), inner, name, kind)
        else:
            yield from (Figure(one) for one in inner if isinstance(one, PictureInline))

    def _list(self, element: etree._Element) -> ListBlock:
        items = []
        for child in element.iterchildren(etree.Element):
            inner = tuple(self.blocks(child))
            if child.get("id"):
                inner = _anchored(inner, str(child.get("id")))
            if inner:
                items.append(inner)
        start = element.get("start") or "1"
        number = int(start) if start.isdigit() else 1
        return ListBlock(tuple(items), number if element.tag == "ol" else None)

    def _definitions(self, element: etree._Element) -> Iterator[Block]:
        items: list[tuple[Inlines, list[Blocks]]] = []
        for child in element.iter("dt", "dd"):
            if child.tag == "dt":
                items.append((stripped(self._inner(child)), []))
            elif items:
                items[-1][1].append(tuple(self.blocks(child)))
            else:
                yield from self.blocks(child)
        if items:
            yield Definitions(tuple((term, tuple(said)) for term, said in items))

    def _table(self, element: etree._Element) -> Iterator[Block]:
        def cell(one: etree._Element) -> BlockCell:
            look = self.look(one)
            align = look.align or {"center": "center", "right": "right", "left": "left"}.get(
                (one.get("align") or "").lower(), ""
            )
            return BlockCell(
                tuple(self.blocks(one)),
                align,
                span(one.get("colspan")),
                span(one.get("rowspan")),
            )

        caption = element.find("caption")
        said = () if caption is None else stripped(self._inner(caption))
        rows = [r for r in element.iter("tr") if next(r.iterancestors("table")) is element]
        made = [(r, tuple(cell(c) for c in r.iterchildren("td", "th"))) for r in rows]
        made = [(r, cells) for r, cells in made if cells]
        if not made:
            if said:
                yield Paragraph(said, ParagraphRole.CAPTION)
            return
        width = max(sum(c.columns for c in cells) for _, cells in made)
        if width == 1 or (len(made) == 1 and _lays_out(made[0][1])):
            for _, cells in made:  # a table that only lays out
                for one in cells:
                    yield from one.blocks
            return
        head: list[Row] = []
        body: list[Row] = []
        for r, cells in made:
            parent = r.getparent()
            in_head = parent is not None and parent.tag == "thead"
            headed = in_head or (
                not body and not head and all(c.tag == "th" for c in r.iterchildren("td", "th"))
            )
            (head if headed and not body else body).append(cells)
        yield TableBlock(tuple(head), tuple(body), (), said, element.get("id") or "")

    def _figure(self, element: etree._Element) -> Iterator[Block]:
        caption = element.find(".//figcaption")
        said: Inlines = ()
        if caption is not None:
            said = _joined_lines(
                [b.inner for b in self.blocks(caption) if isinstance(b, Paragraph)]
            )
            take_out(caption)
        held = tuple(self.blocks(element))
        pictures = [b for b in held if isinstance(b, Figure)]
        if len(pictures) == 1 == len(held):
            yield replace(pictures[0], caption=said, id=element.get("id") or "")
            return
        if len(held) == 1 and isinstance(held[0], TableBlock):
            yield replace(held[0], caption=held[0].caption or said)
            return
        yield from held
        if said:
            yield Paragraph(said, ParagraphRole.CAPTION)

    def _pre(self, element: etree._Element) -> Block:
        code = element.find(".//code")
        classes = f"{element.get('class') or ''} {'' if code is None else code.get('class') or ''}"
        text = "".join(element.itertext()).strip("\n")
        if (
            code is None
            and "\n" in text
            and "source" not in classes.lower()
            and not re.search(r"[{};=<>]|\d{3}  +\d", text)
        ):
            return read_verse(element, self._line)
        language = next(
            (
                one.removeprefix("language-")
                for one in classes.split()
                if one.lower() not in ("sourcecode", "code")
            ),
            "",
        )
        return CodeBlock(text, language)

    def _line(self, nodes: Iterable[etree._Element | str]) -> Inlines:
        """Return the inlines of one line of verse."""
        inner: list[Inline] = []
        for node in nodes:
            inner += folded(node) if isinstance(node, str) else self._inlines(node)
        return stripped(tuple(inner))

    def _inner(self, element: etree._Element) -> Inlines:
        inner = folded(element.text)
        for child in element:
            inner += self._inlines(child)
            inner += folded(child.tail)
        return one_space(tuple(inner))

    def _inlines(self, element: etree._Element) -> list[Inline]:
        if not isinstance(element.tag, str) or element.tag in SILENT:
            return []
        tag, look = element.tag, self.look(element)
        if tag == NOTE:
            return [NoteBody(tuple(self.blocks(element)))]
        if tag == "br":
            return [LineBreak()]
        if tag == "img":
            return [_picture(element)]
        if tag == "wbr" or (look.hidden and not len(element)):
            return []
        inner = self._inner(element)
        classes = (element.get("class") or "").split()
        if tag == "q":
            return [Text("“"), *inner, Text("”")]
        if tag in ("code", "kbd", "samp", "tt") and plain(inner).strip():
            return (
                [CodeText(plain(inner))]
                if not any(isinstance(o, NoteBody) for o in inner)
                else list(inner)
            )
        styles = set(look.styles)
        if tag in _INLINE:
            styles.add(_INLINE[tag])
        if any(_SMALL.match(one) for one in classes):
            styles.add(Emphasis.SMALL_CAPITALS)
        if "underline" in classes:
            styles.add(Emphasis.UNDERLINED)
        for style in sorted(styles):
            inner = (
                (Styled(style, inner),)
                if plain(inner) or any(isinstance(o, NoteBody) for o in inner)
                else inner
            )
        name = element.get("id") or (element.get("name") if tag == "a" else "") or ""
        href = element.get("href") if tag == "a" else None
        if href and inner and re.match(r"#|https?:|mailto:", href):
            inner = (LinkInline(inner, href),)
        lang = self._lang(element)
        if lang or name:
            inner = (SpanInline(inner, lang, name),) if lang else (SpanInline((), "", name), *inner)
        return list(inner)


def _in_note(one: etree._Element, within: etree._Element) -> bool:
    for above in one.iterancestors():
        if above is within:
            return False
        if above.tag == NOTE:
            return True
    return False


def _kind_of_section(holder: etree._Element) -> str:
    said = f"{holder.get('epub-type') or ''} {holder.get('role') or ''}".replace("doc-", "").split()
    return next((one for one in said if one in _KINDS), "")


_KINDS = frozenset(
    "dedication epigraph foreword preface introduction part afterword appendix bibliography".split()
)


def _joined_lines(lines: list[Inlines]) -> Inlines:
    joined: Inlines = ()
    for line in lines:
        joined = (*joined, Text(" "), *line) if joined else line
    return joined


def _anchored(blocks: Blocks, name: str) -> Blocks:
    """Return blocks whose first can be referred to by a name."""
    first = blocks[0] if blocks else None
    if isinstance(first, Paragraph):
        return (replace(first, inner=(SpanInline((), "", name), *first.inner)), *blocks[1:])
    if isinstance(first, HeadingBlock | Figure | TableBlock) and not first.id:
        return (replace(first, id=name), *blocks[1:])
    return blocks


def _lays_out(row: Row) -> bool:
    return any(len(cell.blocks) > 1 for cell in row) or len(row) == 1


def _picture(element: etree._Element) -> PictureInline:
    values = {"width": element.get("width") or ""}
    style = re.search(
        r"(?:^|[;\s])width\s*:\s*([\d.]+(?:%|cm|mm|in|pt|px))", element.get("style") or ""
    )
    if style:
        values["width"] = style[1]
    alt = " ".join((element.get("alt") or "").split())
    return PictureInline(
        unquote(element.get("src") or ""),
        alt,
        width_in_percent(values) if "%" in values["width"] else 0,
    )


def count_html(content: bytes, file: str, refused: bool = False) -> Count:  # noqa: ARG001
    """Count a page by its tree alone."""
    return count_tree(parse_page(content, file))
