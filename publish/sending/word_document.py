"""A book's texts → .docx, written part by part: what its readers keep is measured, and pandoc's own
writer has no second series of notes, no indent of verse, no index field, no identity of a paragraph
(docs/decisions/0041).

A paragraph is named by a bookmark around it (``_pub3fa8_12``: unit 12 of sending 3fa8), which Word
and LibreOffice keep through editing, cutting and pasting.
"""

from __future__ import annotations

import zipfile
from collections.abc import Mapping
from dataclasses import dataclass, field
from io import BytesIO
from itertools import count
from typing import Final
from xml.sax.saxutils import quoteattr

from publish.characters import NO_BREAK_SPACE
from publish.importing.incoming import (
    Block,
    Blocks,
    BreakBlock,
    CodeBlock,
    Definitions,
    DivisionBlock,
    Figure,
    HeadingBlock,
    Inlines,
    LineBreak,
    ListBlock,
    NoteBody,
    Paragraph,
    ParagraphRole,
    PictureInline,
    Quotation,
    TableBlock,
    Text,
    Verse,
    VerseLine,
)
from publish.sending import word_styles as styles
from publish.sending.sent_book import IMAGE, TITLE_PAGE, SentBook, word_to_corrector
from publish.sending.sent_units import SentUnit
from publish.sending.word_parts import Relations, package_parts
from publish.sending.word_pictures import drawing, fit_picture
from publish.sending.word_runs import RunWriter, run, text_of_xml
from publish.sending.word_tables import table_xml

_ROLES: Final[Mapping[ParagraphRole, str]] = {
    ParagraphRole.SUBTITLE: styles.SUBTITLE,
    ParagraphRole.AUTHOR: styles.AUTHOR,
    ParagraphRole.SOURCE: "Source",
    ParagraphRole.DATE: "Date",
    ParagraphRole.SIGNATURE: "Signature",
    ParagraphRole.CAPTION: styles.CAPTION,
    ParagraphRole.SPEAKER: "Personnage",
    ParagraphRole.STAGE: "Didascalie",
}
_DIVISIONS: Final[Mapping[str, str]] = {"letter": styles.LETTER, "epigraph": styles.EPIGRAPH}
_MOMENT: Final = (1980, 1, 1, 0, 0, 0)
"""The time of every file within: the same texts make the same bytes."""


def word_document(book: SentBook) -> bytes:
    """Return the .docx of a book's texts."""
    writer = _Writer(book)
    body = writer.title_page() + "".join(
        writer.unit(unit) for text in book.texts for unit in text.body
    )
    parts = package_parts(book, body, writer.footnotes, writer.endnotes, writer.relations)
    made = BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        files: dict[str, str | bytes] = {**parts, **writer.media}
        for name, content in files.items():
            info = zipfile.ZipInfo(name, _MOMENT)
            info.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(info, content)
    return made.getvalue()


@dataclass(slots=True)
class _Writer:
    book: SentBook
    footnotes: list[str] = field(default_factory=list)
    endnotes: list[str] = field(default_factory=list)
    media: dict[str, bytes] = field(default_factory=dict)
    relations: Relations = field(default_factory=Relations)
    _numbers: dict[str, count[int]] = field(default_factory=dict)
    _unit: SentUnit | None = None
    _part: int = 0
    _aims: dict[str, str] = field(default_factory=dict)
    _of_notes: bool = False

    def __post_init__(self) -> None:
        for text in self.book.texts:
            if text.units:
                self._aims[text.file] = self.book.identity(text.units[0].number)
            for unit in text.units:
                for block in unit.blocks:
                    if name := getattr(block, "id", ""):
                        self._aims[f"#{name}"] = self.book.identity(unit.number)

    def title_page(self) -> str:
        """Return what tells the corrector what this is; no text has it."""
        lines = [(styles.TITLE, self.book.title), (styles.SUBTITLE, self.book.subtitle)]
        lines += [(styles.AUTHOR, name) for name in self.book.authors]
        lines.append((styles.ABOUT, word_to_corrector(self.book)))
        self._unit, self._part = None, 0
        return "".join(self._paragraph(style, (Text(line),)) for style, line in lines if line)

    def unit(self, unit: SentUnit) -> str:
        self._unit, self._part = unit, 0
        return self._blocks(unit.blocks)

    def _blocks(self, blocks: Blocks, style: str = styles.BODY, extra: str = "") -> str:
        return "".join(self._block(block, style, extra) for block in blocks)

    def _block(self, block: Block, style: str, extra: str) -> str:
        match block:
            case Paragraph():
                return self._paragraph(_ROLES.get(block.role, style), block.inner, extra)
            case HeadingBlock():
                return self._paragraph(styles.HEADINGS[block.level - 1], block.inner)
            case Quotation():
                return self._blocks(block.blocks, styles.QUOTE)
            case ListBlock():
                return self._list(block, 0)
            case Definitions():
                return "".join(
                    self._paragraph(styles.TERM, term)
                    + "".join(self._blocks(one, styles.DEFINITION) for one in said)
                    for term, said in block.items
                )
            case Verse():
                return "".join(self._stanza(stanza) for stanza in block.stanzas)
            case CodeBlock():
                lines = block.text.split("\n")
                inner = tuple(x for one in lines for x in (LineBreak(), Text(one)))[1:]
                return self._paragraph(styles.CODE, inner)
            case TableBlock():
                caption = self._paragraph(styles.CAPTION, block.caption) if block.caption else ""
                return caption + table_xml(block, self._cell)
            case Figure():
                picture = self._paragraph(styles.FIGURE, (block.picture,))
                caption = self._paragraph(styles.CAPTION, block.caption) if block.caption else ""
                return picture + caption
            case BreakBlock():
                return self._paragraph(styles.BREAK, (Text("* * *"),))
            case DivisionBlock():
                return self._blocks(block.blocks, _DIVISIONS.get(block.name, style))
            case _:
                return ""

    def _cell(self, blocks: Blocks, head: bool, align: str) -> str:
        style = styles.HEAD_CELL if head else styles.CELL
        extra = f'<w:jc w:val="{align}"/>' if align else ""
        return self._blocks(blocks, style, extra) or f"<w:p><w:pPr>{_style(style)}</w:pPr></w:p>"

    def _stanza(self, stanza: tuple[VerseLine, ...]) -> str:
        inner: list[Text | LineBreak] = []
        for line in stanza:
            indent = (Text(NO_BREAK_SPACE * line.indent),) if line.indent else ()
            inner += [*((LineBreak(),) if inner else ()), *indent, *line.inner]  # type: ignore[list-item]
        return self._paragraph(styles.VERSE, tuple(inner))

    def _list(self, block: ListBlock, level: int) -> str:
        number = self.relations.list_number(block.start)
        written = []
        for item in block.items:
            numbered = f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr>'
            for one in item:
                if isinstance(one, ListBlock):
                    written.append(self._list(one, level + 1))
                elif isinstance(one, Paragraph) and numbered:
                    written.append(self._paragraph(styles.LIST, one.inner, numbered))
                    numbered = ""
                else:
                    indent = f'<w:ind w:left="{720 * (level + 1)}"/>'
                    written.append(self._block(one, styles.LIST, indent))
        return "".join(written)

    def _paragraph(self, style: str, inner: Inlines, extra: str = "") -> str:
        content = self._runs().write(inner)
        return f"<w:p><w:pPr>{_style(style)}{extra}</w:pPr>{self._named(content)}</w:p>"

    def _named(self, content: str) -> str:
        """Return the content of a paragraph between the bookmarks that name it."""
        self._part += 1
        number = self._unit.number if self._unit else TITLE_PAGE
        name = self.book.identity(number, self._part)
        at = next(self._counter("bookmark"))
        return (
            f'<w:bookmarkStart w:id="{at}" w:name="{name}"/>{content}<w:bookmarkEnd w:id="{at}"/>'
        )

    def _counter(self, name: str) -> count[int]:
        return self._numbers.setdefault(name, count(1))

    def _runs(self) -> RunWriter:
        return RunWriter(self._note, self._picture, self._address)

    def _address(self, address: str) -> str:
        """Return what opens a link; "" where it leads nowhere from here."""
        file, _, name = address.partition("#")
        aim = self._aims.get(f"#{name}") if name else self._aims.get(file)
        if aim:
            return f'<w:hyperlink w:anchor="{aim}">'
        if not address.startswith(("http:", "https:", "mailto:")) or self._of_notes:
            return ""
        return f'<w:hyperlink r:id="{self.relations.link(address)}">'

    def _picture(self, one: PictureInline) -> str:
        content = self.book.pictures.get(one.address)
        fit = fit_picture(content) if content else None
        if fit is None:
            return run(f'<w:t xml:space="preserve">[{text_of_xml(one.alt or IMAGE)}]</w:t>')
        made, ending, width, height = fit
        number = next(self._counter("picture"))
        name = f"media/{number:03}.{ending}"
        self.media[f"word/{name}"] = made
        relation = self.relations.picture(name)
        return run(drawing(one, number, relation, (width, height)))

    def _note(self, note: NoteBody) -> str:
        """Return the call of a note, and keep what it says; letters call the editor's own."""
        by_editor = note.label[:1].isalpha()
        kept, kind = (self.endnotes, "endnote") if by_editor else (self.footnotes, "footnote")
        called, said = (
            (styles.ENDNOTE_CALL, styles.ENDNOTE)
            if by_editor
            else (styles.FOOTNOTE_CALL, styles.FOOTNOTE)
        )
        number = len(kept) + 1
        kept.append("")
        before = self._unit, self._part, self._of_notes
        apart = self._unit_of(note)
        if apart is not self._unit:
            self._unit, self._part = apart, 0
        self._of_notes = True
        body = self._blocks(note.blocks or (Paragraph(()),), said)
        if apart is before[0]:
            before = apart, self._part, before[2]
        self._unit, self._part, self._of_notes = before
        style = ((0, f'<w:rStyle w:val="{called}"/>'),)
        mark = run(f"<w:{kind}Ref/>", style) + run('<w:t xml:space="preserve"> </w:t>')
        body = body.replace("</w:pPr>", f"</w:pPr>{mark}", 1)
        kept[number - 1] = f'<w:{kind} w:id="{number}">{body}</w:{kind}>'
        return run(f'<w:{kind}Reference w:id="{number}"/>', style)

    def _unit_of(self, note: NoteBody) -> SentUnit | None:
        """Return the unit of a note: its own, or that of the text that it is written in."""
        if self._unit is None or note.label.startswith("^"):
            return self._unit
        text = next(one for one in self.book.texts if one.file == self._unit.file)
        return text.notes.get(note.label, self._unit)


def _style(name: str) -> str:
    return f"<w:pStyle w:val={quoteattr(name)}/>"
