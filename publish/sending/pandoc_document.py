"""Texts → pandoc's JSON → .odt, ICML for InDesign, Markdown of pandoc.

``Paragraph((Text("Un"),))`` → ``{"t": "Para", "c": [{"t": "Str", "c": "Un"}]}``
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import partial
from typing import Any, Final

from publish.characters import NO_BREAK_SPACE
from publish.importing.incoming import (
    Block,
    BlockCell,
    BreakBlock,
    CodeBlock,
    CodeText,
    Definitions,
    DivisionBlock,
    Emphasis,
    Figure,
    Formula,
    HeadingBlock,
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
    SpanInline,
    Styled,
    TableBlock,
    Text,
    Verse,
    VerseLine,
)
from publish.importing.pandoc import write_with_pandoc
from publish.importing.walking import inlines_in
from publish.sending.odt_styles import style_name, with_styles
from publish.sending.sent_book import TITLE_PAGE, SentBook, word_to_corrector
from publish.sending.sent_units import SentUnit
from publish.sending.word_runs import kept_spaces

_Node = dict[str, Any]
_VERSION: Final = (1, 23, 1)
_STYLES: Final[Mapping[Emphasis, str]] = {
    Emphasis.ITALIC: "Emph", Emphasis.BOLD: "Strong", Emphasis.SMALL_CAPITALS: "SmallCaps",
    Emphasis.SUPERIOR: "Superscript", Emphasis.INFERIOR: "Subscript",
    Emphasis.STRUCK: "Strikeout", Emphasis.UNDERLINED: "Underline",
}  # fmt: skip
_ROLES: Final[Mapping[ParagraphRole, str]] = {
    ParagraphRole.SUBTITLE: "Subtitle", ParagraphRole.AUTHOR: "Auteur",
    ParagraphRole.SOURCE: "Source du texte", ParagraphRole.DATE: "Date",
    ParagraphRole.SIGNATURE: "Signature", ParagraphRole.CAPTION: "Caption",
    ParagraphRole.SPEAKER: "Personnage", ParagraphRole.STAGE: "Didascalie",
}  # fmt: skip
_DIVISIONS: Final = {"letter": "Lettre", "epigraph": "Épigraphe"}
_SIDES: Final = {"left": "AlignLeft", "right": "AlignRight", "center": "AlignCenter"}


def pandoc_document(book: SentBook, form: str) -> bytes:
    """Return a book's texts as pandoc writes them in one of its forms; BookError where pandoc is
    missing or cannot."""
    styled = form != "markdown"
    writer = _Writer(book, styled, style_name if form == "odt" else str)
    blocks = [*(writer.title_page() if styled else ()), *writer.texts()]
    meta = {} if styled else {"title": {"t": "MetaString", "c": book.title}}
    document = {"pandoc-api-version": _VERSION, "meta": meta, "blocks": blocks}
    return write_with_pandoc(json.dumps(document).encode(), form, book.pictures, book.title)


def odt_document(book: SentBook) -> bytes:
    """Return a book's texts as .odt."""
    inlines = (o for t in book.texts for u in t.body for o in inlines_in(u.blocks))
    described = [one.alt for one in inlines if isinstance(one, PictureInline)]
    return with_styles(pandoc_document(book, "odt"), described)


ICML: Final = partial(pandoc_document, form="icml")
MARKDOWN: Final = partial(pandoc_document, form="markdown")


class _Writer:
    def __init__(self, book: SentBook, styled: bool, named: Callable[[str], str]) -> None:
        self._book = book
        self._styled = styled
        self._style_name = named
        self._unit: SentUnit | None = None
        self._part = 0

    def title_page(self) -> Iterator[_Node]:
        lines = [("Title", self._book.title), ("Subtitle", self._book.subtitle)]
        lines += [("Auteur", name) for name in self._book.authors]
        lines.append(("Envoi", word_to_corrector(self._book)))
        for style, line in lines:
            if line:
                yield self._div((self._para((Text(line),)),), style)

    def texts(self) -> Iterator[_Node]:
        for text in self._book.texts:
            for unit in text.body:
                self._unit, self._part = unit, 0
                yield from self.blocks(unit.blocks)

    def blocks(self, blocks: Iterable[Block], style: str = "") -> list[_Node]:
        return [node for block in blocks for node in self._block(block, style)]

    def _block(self, block: Block, style: str) -> Iterator[_Node]:
        match block:
            case Paragraph():
                node = self._para(block.inner)
                name = _ROLES.get(block.role, style)
                yield self._div((node,), name, block.role) if name else node
            case HeadingBlock():
                classes = [block.kind] if block.kind and not self._styled else []
                attributes: list[Any] = [block.id, classes, []]
                inner = self._named(self.inlines(block.inner))
                yield {"t": "Header", "c": [block.level, attributes, inner]}
            case Quotation():
                yield {"t": "BlockQuote", "c": self.blocks(block.blocks)}
            case ListBlock():
                items = [self.blocks(item) for item in block.items]
                if block.start is None:
                    yield {"t": "BulletList", "c": items}
                else:
                    style_ = [block.start, {"t": "Decimal"}, {"t": "Period"}]
                    yield {"t": "OrderedList", "c": [style_, items]}
            case Definitions():
                yield {"t": "DefinitionList", "c": [
                    [self._named(self.inlines(term)), [self.blocks(one) for one in said]]
                    for term, said in block.items
                ]}  # fmt: skip
            case Verse():
                yield from self._verse(block)
            case CodeBlock() if self._styled:
                lines = block.text.split("\n")
                broken = tuple(one for line in lines for one in (LineBreak(), Text(line)))[1:]
                yield self._div((self._para(broken),), "Preformatted Text")
            case CodeBlock():
                yield {"t": "CodeBlock", "c": [["", [block.language] * bool(block.language), []],
                                               block.text]}  # fmt: skip
            case TableBlock():
                yield self._table(block)
            case Figure():
                yield from self._figure(block)
            case BreakBlock():
                star = self._div((self._para((Text("* * *"),)),), "Séparateur")
                yield star if self._styled else {"t": "HorizontalRule"}
            case DivisionBlock():
                style = _DIVISIONS.get(block.name, style)
                if self._styled:
                    yield from self.blocks(block.blocks, style)
                else:
                    kind = [block.name] * bool(block.name)
                    called = [block.id, kind, _lang(block.lang)]
                    yield {"t": "Div", "c": [called, self.blocks(block.blocks)]}

    def _div(self, held: Sequence[_Node], style: str, role: str = "") -> _Node:
        if self._styled:
            return {
                "t": "Div",
                "c": [["", [], [["custom-style", self._style_name(style)]]], list(held)],
            }
        return {"t": "Div", "c": [["", [role] * bool(role), []], list(held)]}

    def _para(self, inner: Inlines) -> _Node:
        return {"t": "Para", "c": self._named(self.inlines(inner))}

    def _named(self, inner: list[_Node]) -> list[_Node]:
        """Return a run with what it is called by in front, where the form keeps that."""
        if not self._styled:
            return inner
        self._part += 1
        number = self._unit.number if self._unit else TITLE_PAGE
        name = self._book.identity(number, self._part)
        return [{"t": "Span", "c": [[name, [], []], []]}, *inner]

    def _verse(self, block: Verse) -> Iterator[_Node]:
        if self._styled:
            for stanza in block.stanzas:
                lines = [(*_indent(line), *line.inner) for line in stanza]
                inner = tuple(one for line in lines for one in (LineBreak(), *line))[1:]
                yield self._div((self._para(inner),), "Vers")
            return
        lines_: list[list[_Node]] = []
        for n, stanza in enumerate(block.stanzas):
            lines_ += [[]] if n else []
            lines_ += [self.inlines((*_indent(line), *line.inner)) for line in stanza]
        yield {"t": "LineBlock", "c": lines_}

    def _figure(self, block: Figure) -> Iterator[_Node]:
        """Yield a figure; word processors have a paragraph for it and one for its caption."""
        image = self.inlines((block.picture,))
        if self._styled:
            yield {"t": "Para", "c": self._named(image)}
            if block.caption:
                yield self._div((self._para(block.caption),), "Caption")
            return
        caption = [{"t": "Plain", "c": self.inlines(block.caption)}]
        held = [{"t": "Plain", "c": image}]
        yield {"t": "Figure", "c": [[block.id, [], []], [None, caption], held]}

    def _table(self, block: TableBlock) -> _Node:
        rows = (*block.head, *block.body)
        width = max((sum(cell.columns for cell in row) for row in rows), default=1)
        caption = (
            [{"t": "Plain", "c": self._named(self.inlines(block.caption))}] if block.caption else []
        )
        columns = [[{"t": _side(block, n)}, {"t": "ColWidthDefault"}] for n in range(width)]
        head = [[["", [], []], [self._cell(cell) for cell in row]] for row in block.head]
        body = [[["", [], []], [self._cell(cell) for cell in row]] for row in block.body]
        none = ["", [], []]
        bodies = [[none, 0, [], body]]
        parts = [[block.id, [], []], [None, caption], columns, [none, head], bodies, [none, []]]
        return {"t": "Table", "c": parts}

    def _cell(self, cell: BlockCell) -> list[Any]:
        side = {"t": _SIDES.get(cell.align, "AlignDefault")}
        return [["", [], []], side, cell.rows, cell.columns, self.blocks(cell.blocks)]

    def inlines(self, inner: Inlines) -> list[_Node]:
        return [node for one in inner for node in self._inline(one)]

    def _inline(self, one: Inline) -> Iterator[_Node]:
        match one:
            case Text():
                yield from _words(kept_spaces(one.text) if self._styled else one.text)
            case Styled():
                yield {"t": _STYLES[one.style], "c": self.inlines(one.inner)}
            case SpanInline():
                yield {"t": "Span", "c": [[one.id, [], _lang(one.lang)], self.inlines(one.inner)]}
            case LinkInline():
                address = one.address
                if self._styled and ":" not in address:
                    yield from self.inlines(one.inner)
                else:
                    yield {"t": "Link", "c": [["", [], []], self.inlines(one.inner), [address, ""]]}
            case LineBreak():
                yield {"t": "LineBreak"}
            case CodeText() | Formula():
                said = one.text if isinstance(one, CodeText) else one.tex
                yield {"t": "Code", "c": [["", [], []], said]}
            case PictureInline():
                yield self._picture(one)
            case NoteBody():
                yield {"t": "Note", "c": self._note(one)}
            case _:
                return

    def _picture(self, one: PictureInline) -> _Node:
        width = [["width", f"{one.width}%"]] if one.width else []
        alt = list(_words(one.alt))
        return {"t": "Image", "c": [["", [], width], alt, [one.address, ""]]}

    def _note(self, note: NoteBody) -> list[_Node]:
        before = self._unit, self._part
        apart = self._of_note(note)
        if apart is not self._unit:
            self._unit, self._part = apart, 0
        held = self.blocks(note.blocks)
        self._unit, self._part = before if apart is not before[0] else (apart, self._part)
        return held

    def _of_note(self, note: NoteBody) -> SentUnit | None:
        if self._unit is None or note.label.startswith("^"):
            return self._unit
        text = next(one for one in self._book.texts if one.file == self._unit.file)
        return text.notes.get(note.label, self._unit)


def _indent(line: VerseLine) -> tuple[Text, ...]:
    return (Text(NO_BREAK_SPACE * line.indent),) if line.indent else ()


def _words(text: str) -> Iterator[_Node]:
    """Yield words and the spaces between them."""
    for part in re.findall(r" +|[^ ]+", text):
        yield {"t": "Space"} if part[0] == " " else {"t": "Str", "c": part}


def _lang(lang: str) -> list[list[str]]:
    return [["lang", lang]] if lang else []


def _side(block: TableBlock, column: int) -> str:
    sides = {row[column].align for row in block.body if column < len(row)}
    return _SIDES.get(sides.pop() if len(sides) == 1 else "", "AlignDefault")
