"""A text's tree → the blocks and inlines that every writer takes: importing's own, the other way.

``<p>mot<a class="call" data-note="1"/></p>`` → ``Paragraph((Text("mot"), NoteBody(…, "1")))``
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Final

from publish.book import Element, Kind, Note, Section, text_of
from publish.book.trees import BLOCK_LEVEL
from publish.book.vocabulary import INDENT, NEW_PAGE, NOTE_LABEL, classes, has_class, is_call
from publish.characters import NO_BREAK_SPACE
from publish.importing.incoming import (
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
    Row,
    SpanInline,
    Styled,
    TableBlock,
    Text,
    Verse,
    VerseLine,
)
from publish.importing.transforms.roles import parted

_STYLES: Final[Mapping[str, Emphasis]] = {
    "em": Emphasis.ITALIC, "i": Emphasis.ITALIC, "cite": Emphasis.ITALIC, "var": Emphasis.ITALIC,
    "dfn": Emphasis.ITALIC, "strong": Emphasis.BOLD, "b": Emphasis.BOLD,
    "sup": Emphasis.SUPERIOR, "sub": Emphasis.INFERIOR, "del": Emphasis.STRUCK,
    "s": Emphasis.STRUCK, "u": Emphasis.UNDERLINED, "ins": Emphasis.UNDERLINED,
}  # fmt: skip
_CLASSES: Final[Mapping[str, Emphasis]] = {
    "sc": Emphasis.SMALL_CAPITALS, "smallcaps": Emphasis.SMALL_CAPITALS,
    "underline": Emphasis.UNDERLINED,
}  # fmt: skip
_CODE: Final = frozenset({"code", "kbd", "samp"})
_SIDES: Final = ("left", "center", "right")
_ROLES: Final = {role.value: role for role in ParagraphRole if role}
_HEADINGS: Final = {f"h{level}": level for level in range(1, 7)}
_PERCENT: Final = re.compile(r"width: ([\d.]+)%")


def outgoing(section: Section) -> Blocks:
    """Return the blocks of a text, its notes where they are called, under their labels."""
    return outgoing_blocks(section.body, section.notes, kind_of_text(section))


def kind_of_text(section: Section) -> str:
    """Return the class that its title gives a text, "" for a chapter."""
    return "" if section.kind is Kind.CHAPTER else section.kind.value


def outgoing_blocks(elements: Iterable[Element], notes: Iterable[Note], kind: str = "") -> Blocks:
    """Return the blocks of some elements; ``kind``: what their title makes of the text."""
    return tuple(_Reader({note.label: note for note in notes}, kind).blocks(elements))


class _Reader:
    def __init__(self, notes: Mapping[str, Note], kind: str) -> None:
        self._notes = notes
        self._kind = kind

    def blocks(self, elements: Iterable[Element]) -> Iterator[Block]:
        for element in elements:
            if isinstance(element.tag, str):
                yield from self._block(element)

    def _block(self, element: Element) -> Iterator[Block]:
        tag = str(element.tag)
        if tag in _HEADINGS:
            kind = self._kind if tag == "h1" else ""
            name = str(element.get("id") or "")
            yield HeadingBlock(_HEADINGS[tag], self._inner(element), name, kind)
        elif tag == "blockquote":
            yield Quotation(self._held(element))
        elif tag in ("ul", "ol"):
            start = int(str(element.get("start") or 1)) if tag == "ol" else None
            yield ListBlock(tuple(self._held(item) for item in element.iterchildren("li")), start)
        elif tag == "dl":
            yield Definitions(tuple(self._definitions(element)))
        elif tag == "pre":
            yield CodeBlock(text_of(element).strip("\n"), _language(element))
        elif tag == "table":
            yield self._table(element)
        elif tag == "figure":
            yield from self._figure(element)
        elif tag == "hr":
            yield PageBreak() if has_class(element, NEW_PAGE) else BreakBlock()
        elif tag in ("div", "section") and has_class(element, "verse"):
            yield self._verse(element)
        elif tag in ("div", "section"):
            name = next(iter(classes(element)), "")
            lang, id_ = str(element.get("lang") or ""), str(element.get("id") or "")
            yield DivisionBlock(self._held(element), name, id_, lang)
        else:
            inner = self._inner(element)
            role = next((_ROLES[c] for c in classes(element) if c in _ROLES), ParagraphRole.BODY)
            if inner:
                yield Paragraph(inner, role)

    def _held(self, element: Element) -> Blocks:
        """Return the blocks of an element; the text that stands directly in it is a paragraph."""
        if not any(child.tag in BLOCK_LEVEL or child.tag == "p" for child in element):
            inner = self._inner(element)
            return (Paragraph(inner),) if _says(inner) else ()
        found: list[Block] = []
        run: list[Inline] = list(_text(element.text))
        for child in element:
            if isinstance(child.tag, str) and child.tag in BLOCK_LEVEL:
                found += _paragraph(run)
                run = []
                found += self._block(child)
            elif isinstance(child.tag, str):
                run += self._inline(child)
            run += _text(child.tail)
        return (*found, *_paragraph(run))

    def _definitions(self, element: Element) -> Iterator[tuple[Inlines, tuple[Blocks, ...]]]:
        term: Inlines | None = None
        said: list[Blocks] = []
        for child in element:
            if child.tag == "dt":
                if term is not None:
                    yield term, tuple(said)
                term, said = self._inner(child), []
            elif child.tag == "dd":
                said.append(self._held(child))
        if term is not None:
            yield term, tuple(said)

    def _verse(self, element: Element) -> Verse:
        stanzas = []
        for stanza in element.iterchildren("p"):
            lines = (_verse_line(line) for line in parted(self._inner(stanza)))
            stanzas.append(tuple(line for line in lines if line.inner))
        return Verse(tuple(stanza for stanza in stanzas if stanza))

    def _table(self, element: Element) -> TableBlock:
        def row(one: Element) -> Row:
            return tuple(
                BlockCell(
                    self._held(cell),
                    next((side for side in classes(cell) if side in _SIDES), ""),
                    int(str(cell.get("colspan") or 1)),
                    int(str(cell.get("rowspan") or 1)),
                )
                for cell in one.iterchildren("td", "th")
            )

        head = [r for part in element.iterchildren("thead") for r in part.iterchildren("tr")]
        body = [r for r in element.iter("tr") if r not in head]
        caption = element.find("caption")
        return TableBlock(
            tuple(map(row, head)),
            tuple(map(row, body)),
            (),
            () if caption is None else self._inner(caption),
            str(element.get("id") or ""),
        )

    def _figure(self, element: Element) -> Iterator[Block]:
        pictures = list(element.iter("img"))
        caption = element.find("figcaption")
        said = () if caption is None else self._inner(caption)
        if len(pictures) == 1:
            name = str(element.get("id") or pictures[0].get("id") or "")
            yield Figure(_picture(pictures[0]), said, name)
            return
        held = [child for child in element if child.tag != "figcaption"]
        yield from self.blocks(held)
        if said:
            yield Paragraph(said, ParagraphRole.CAPTION)

    def _inner(self, element: Element) -> Inlines:
        """Return the text of a block, without white at its edges."""
        return _trimmed(self._run(element))

    def _run(self, element: Element) -> Inlines:
        run: list[Inline] = list(_text(element.text))
        for child in element:
            if isinstance(child.tag, str):
                run += self._inline(child)
            run += _text(child.tail)
        return _joined(run)

    def _inline(self, element: Element) -> Iterator[Inline]:
        tag = str(element.tag)
        if is_call(element):
            note = self._notes.get(str(element.get(NOTE_LABEL)))
            if note is not None:
                yield NoteBody(self._held(note.body), note.label)
        elif tag == "br":
            yield LineBreak()
        elif tag == "img":
            yield _picture(element)
        elif tag in _CODE:
            yield CodeText(text_of(element))
        elif tag in _STYLES:
            yield Styled(_STYLES[tag], self._run(element))
        elif tag == "a":
            yield LinkInline(self._run(element), str(element.get("href") or ""))
        elif has_class(element, INDENT):
            yield Text(_HARD * len(text_of(element)))
        elif has_class(element, "idx"):
            yield from self._run(element)
            main = has_class(element, "main")
            yield IndexMark((str(element.get("term") or text_of(element)),), "", main)
        else:
            yield from self._span(element)

    def _span(self, element: Element) -> Iterator[Inline]:
        inner = self._run(element)
        for name in classes(element):
            if name in _CLASSES:
                inner = (Styled(_CLASSES[name], inner),)
        lang, name = str(element.get("lang") or ""), str(element.get("id") or "")
        if lang or name:
            yield SpanInline(inner, lang, name)
        else:
            yield from inner


_HARD: Final = NO_BREAK_SPACE


def _verse_line(line: Inlines) -> VerseLine:
    """Return a line of verse, the spaces that open it counted."""
    if not line or not isinstance(line[0], Text):
        return VerseLine(line)
    text = line[0].text
    indent = len(text) - len(text.lstrip(_HARD))
    rest = text.lstrip()
    return VerseLine(((Text(rest),) if rest else ()) + line[1:], indent)


def _picture(element: Element) -> PictureInline:
    width = _PERCENT.search(str(element.get("style") or ""))
    return PictureInline(
        str(element.get("src") or ""),
        " ".join(str(element.get("alt") or "").split()),
        round(float(width[1])) if width else 0,
    )


def _language(element: Element) -> str:
    named = [c for one in (element, *element) for c in classes(one)]
    return next((c.removeprefix("language-") for c in named), "")


def _text(text: str | None) -> Iterator[Text]:
    if text:
        yield Text(re.sub(r"[ \t\r\n]+", " ", text))


def _says(inner: Inlines) -> bool:
    return any(not isinstance(one, Text) or one.text.strip() for one in inner)


def _paragraph(run: list[Inline]) -> Iterator[Paragraph]:
    inner = _trimmed(_joined(run))
    if _says(inner):
        yield Paragraph(inner)


def _joined(run: Iterable[Inline]) -> Inlines:
    """Return a run whose texts are joined, without white around line breaks."""
    found: list[Inline] = []
    for one in run:
        last = found[-1] if found else None
        if isinstance(one, Text):
            text = one.text.lstrip(" ") if isinstance(last, LineBreak) else one.text
            if isinstance(last, Text):
                found[-1] = Text(re.sub(" +", " ", last.text + text))
            elif text:
                found.append(Text(text))
            continue
        if isinstance(one, LineBreak) and isinstance(last, Text):
            found[-1] = Text(last.text.rstrip(" "))
        found.append(one)
    return tuple(found)


def _trimmed(run: Inlines) -> Inlines:
    kept = list(run)
    if kept and isinstance(kept[0], Text):
        kept[0] = Text(kept[0].text.lstrip(" "))
    if kept and isinstance(kept[-1], Text):
        kept[-1] = Text(kept[-1].text.rstrip(" "))
    return tuple(one for one in kept if one != Text(""))
