"""Texts → TEI P5: divisions by headings, notes where they are called, verse with its indents."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Final
from xml.sax.saxutils import quoteattr

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
    IndexMark,
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
from publish.manuscript import slug
from publish.sending.sent_book import SentBook
from publish.sending.word_runs import text_of_xml

_RENDERED: Final[Mapping[Emphasis, str]] = {
    Emphasis.ITALIC: "italic", Emphasis.BOLD: "bold", Emphasis.SMALL_CAPITALS: "small-caps",
    Emphasis.SUPERIOR: "superscript", Emphasis.INFERIOR: "subscript",
    Emphasis.STRUCK: "strikethrough", Emphasis.UNDERLINED: "underline",
}  # fmt: skip
_OF_LETTER: Final = {
    ParagraphRole.DATE: ("opener", "dateline"),
    ParagraphRole.SIGNATURE: ("closer", "signed"),
}
_NAME: Final = re.compile(r"[^\w.-]+")


def tei_document(book: SentBook) -> bytes:
    """Return the TEI of a book's texts."""
    writer = _Writer(book)
    body = "\n".join(writer.texts())
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        f'<TEI xmlns="http://www.tei-c.org/ns/1.0" xml:lang={quoteattr(book.language)}>\n'
        f"{_header(book)}\n<text><body>\n{body}\n</body></text>\n</TEI>\n"
    ).encode()


def _header(book: SentBook) -> str:
    authors = "".join(f"<author>{text_of_xml(name)}</author>" for name in book.authors)
    sub = f'<title type="sub">{text_of_xml(book.subtitle)}</title>' if book.subtitle else ""
    return (
        "<teiHeader><fileDesc><titleStmt>"
        f'<title type="main">{text_of_xml(book.title)}</title>{sub}{authors}</titleStmt>'
        f"<publicationStmt><p>{text_of_xml(book.day)}</p></publicationStmt>"
        "<sourceDesc><p>Markdown</p></sourceDesc></fileDesc><profileDesc><langUsage>"
        f"<language ident={quoteattr(book.language)}/></langUsage></profileDesc></teiHeader>"
    )


class _Writer:
    def __init__(self, book: SentBook) -> None:
        self._book = book

    def texts(self) -> Iterator[str]:
        for text in self._book.texts:
            blocks = [block for unit in text.body for block in unit.blocks]
            yield from self._divided(blocks, _identifier(text.file.rpartition(".")[0]))

    def _divided(self, blocks: list[Block], name: str) -> Iterator[str]:
        """Yield blocks in divisions: each heading opens one, and closes those as deep as it."""
        depth: list[int] = []
        for block in blocks:
            if not isinstance(block, HeadingBlock):
                yield self._block(block)
                continue
            while depth and depth[-1] >= block.level:
                depth.pop()
                yield "</div>"
            depth.append(block.level)
            yield self._opened(block, name if block.level == 1 else "")
            name = ""
        yield from ("</div>" for _ in depth)

    def _opened(self, block: HeadingBlock, name: str) -> str:
        kind = block.kind or ("chapter" if block.level == 1 else "section")
        named = _identifier(block.id) or name
        said = f" xml:id={quoteattr(named)}" if named else ""
        return f'<div type="{kind}"{said}>\n<head>{self._run(block.inner)}</head>'

    def _blocks(self, blocks: Iterable[Block], in_letter: bool = False) -> str:
        return "\n".join(self._block(block, in_letter) for block in blocks)

    def _block(self, block: Block, in_letter: bool = False) -> str:
        match block:
            case Paragraph():
                return self._paragraph(block, in_letter)
            case HeadingBlock():
                return f"<p>{self._run(block.inner)}</p>"
            case Quotation():
                return f"<quote>{self._blocks(block.blocks)}</quote>"
            case ListBlock():
                kind = "bulleted" if block.start is None else "numbered"
                items = "".join(f"<item>{self._held(item)}</item>" for item in block.items)
                return f'<list rend="{kind}">{items}</list>'
            case Definitions():
                pairs = "".join(
                    f"<label>{self._run(term)}</label>"
                    f"<item>{''.join(self._held(one) for one in said)}</item>"
                    for term, said in block.items
                )
                return f'<list type="gloss">{pairs}</list>'
            case Verse():
                stanzas = "\n".join(map(self._stanza, block.stanzas))
                return f'<lg type="poem">\n{stanzas}\n</lg>'
            case CodeBlock():
                return f'<eg xml:space="preserve">{text_of_xml(block.text)}</eg>'
            case TableBlock():
                return self._table(block)
            case Figure():
                return self._figure(block)
            case BreakBlock():
                return '<milestone unit="section" rend="* * *"/>'
            case DivisionBlock():
                return self._division(block)
            case _:
                return ""

    def _held(self, blocks: tuple[Block, ...]) -> str:
        """Return what an item holds: a paragraph alone is its text."""
        if len(blocks) == 1 and isinstance(blocks[0], Paragraph):
            return self._run(blocks[0].inner)
        return self._blocks(blocks)

    def _paragraph(self, block: Paragraph, in_letter: bool) -> str:
        inner = self._run(block.inner)
        if in_letter and block.role in _OF_LETTER:
            outer, name = _OF_LETTER[block.role]
            return f"<{outer}><{name}>{inner}</{name}></{outer}>"
        rend = f' rend="{block.role.value}"' if block.role else ""
        return f"<p{rend}>{inner}</p>"

    def _division(self, block: DivisionBlock) -> str:
        if block.name == "letter":
            inner = self._blocks(block.blocks, True)
            return f'<floatingText type="letter"><body>\n{inner}\n</body></floatingText>'
        if block.name == "epigraph":
            return f"<epigraph>{self._blocks(block.blocks)}</epigraph>"
        return self._blocks(block.blocks)

    def _stanza(self, stanza: tuple[VerseLine, ...]) -> str:
        lines = "\n".join(
            f'<l rend="spaces({line.indent})">{self._run(line.inner)}</l>'
            if line.indent
            else f"<l>{self._run(line.inner)}</l>"
            for line in stanza
        )
        return f'<lg type="stanza">\n{lines}\n</lg>'

    def _table(self, block: TableBlock) -> str:
        def cell(one: BlockCell) -> str:
            spans = f' cols="{one.columns}"' if one.columns > 1 else ""
            spans += f' rows="{one.rows}"' if one.rows > 1 else ""
            side = f' rend="{one.align}"' if one.align else ""
            return f"<cell{spans}{side}>{self._held(one.blocks)}</cell>"

        heads = ("".join(map(cell, row)) for row in block.head)
        bodies = ("".join(map(cell, row)) for row in block.body)
        rows = [*(f'<row role="label">{one}</row>' for one in heads)]
        rows += [f"<row>{one}</row>" for one in bodies]
        caption = f"<head>{self._run(block.caption)}</head>" if block.caption else ""
        return f"<table>{caption}{''.join(rows)}</table>"

    def _figure(self, block: Figure) -> str:
        caption = f"<head>{self._run(block.caption)}</head>" if block.caption else ""
        return f"<figure>{caption}{self._picture(block.picture)}</figure>"

    def _picture(self, one: PictureInline) -> str:
        said = f"<figDesc>{text_of_xml(one.alt)}</figDesc>" if one.alt else ""
        width = f' width="{one.width}%"' if one.width else ""
        return f"{said}<graphic url={quoteattr(one.address)}{width}/>"

    def _run(self, inner: Inlines) -> str:
        return "".join(map(self._inline, inner))

    def _inline(self, one: Inline) -> str:
        match one:
            case Text():
                return text_of_xml(one.text)
            case Styled():
                return f'<hi rend="{_RENDERED[one.style]}">{self._run(one.inner)}</hi>'
            case SpanInline() if one.lang:
                return f"<foreign xml:lang={quoteattr(one.lang)}>{self._run(one.inner)}</foreign>"
            case SpanInline():
                name = _identifier(one.id)
                anchor = f"<anchor xml:id={quoteattr(name)}/>" if name else ""
                return anchor + self._run(one.inner)
            case LinkInline():
                return f"<ref target={quoteattr(_aim(one.address))}>{self._run(one.inner)}</ref>"
            case LineBreak():
                return '<lb rend="break"/>'
            case CodeText() | Formula():
                said = one.text if isinstance(one, CodeText) else one.tex
                return f"<code>{text_of_xml(said)}</code>"
            case PictureInline():
                return f"<figure>{self._picture(one)}</figure>"
            case NoteBody():
                by = "editor" if one.label[:1].isalpha() else "author"
                held = self._blocks(one.blocks) or "<p/>"
                return f'<note type="{by}" n={quoteattr(one.label)} place="foot">{held}</note>'
            case IndexMark():
                inner = text_of_xml(one.heading[-1])
                for part in reversed(one.heading[:-1]):
                    inner = f"{text_of_xml(part)}</term><index><term>{inner}</term></index>"
                return f"<index><term>{inner}</term></index>"
            case _:
                return ""


def _aim(address: str) -> str:
    """Return where a link leads within the file."""
    if ":" in address:
        return address
    file, _, name = address.partition("#")
    return f"#{_identifier(name or file.rpartition('.')[0])}"


def _identifier(name: str) -> str:
    """Return a name that XML takes."""
    made = _NAME.sub("-", name) or slug(name)
    return made if not made or made[0].isalpha() or made[0] == "_" else f"t-{made}"
