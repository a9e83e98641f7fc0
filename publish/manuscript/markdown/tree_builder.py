"""Blocks → an ElementTree of HTML, as Python-Markdown's block parser leaves it: the lines of each
text are still Markdown (docs/decisions/0031).

``data-text``: the line on which such a text begins; ``data-line``: on which a block does.
"""

from __future__ import annotations

import re
import xml.etree.ElementTree as ElementTree
from collections.abc import Callable, Iterable

from publish.book.vocabulary import LINE, NEW_PAGE, TASKS
from publish.manuscript import faults
from publish.manuscript.markdown import leaves, speech, strangers, text_tables
from publish.manuscript.markdown.block import MarkdownBlock
from publish.manuscript.markdown.delimiters import append_text
from publish.manuscript.markdown.dress import dress
from publish.manuscript.markdown.fences import BLOCKS
from publish.manuscript.markdown.inline_reader import tags_in
from publish.manuscript.markdown.reading import MarkdownReading, Tag
from publish.manuscript.markdown.table import Row, Table, TableCell

TEXT = "data-text"
WITHIN = "data-within"
VERSE = "data-verse"
RUN = "publish-run"
"""A text between tags of raw HTML."""

_BLOCK_TAG = re.compile(
    rf"<!--.*?-->|<(?:pre|style|script|textarea)(?=[\s>]).*?(?:</(?:pre|style|script|textarea)>|\Z)|</?(?:{'|'.join(BLOCKS.split())})(?=[\s/>])[^<>]*>",
    re.I | re.S,
)
_NAME = re.compile(r"<(/?)([A-Za-z][A-Za-z0-9]*)")
_TASK = re.compile(r"\[([ xX])\](?=\s)")
_BOXES = {" ": "□", "x": "■"}
_PROSE = re.compile(r"[«—–-]?\s*[A-ZÀ-Þ][^\W\d_]*[’']?\w*(?:[ ,;’'-]+\w+){3,}")
_FENCES = re.compile(r"(?<=\s):::+(?=\s)")

Stash = Callable[[str], str]


class TreeBuilder:
    """Builds the tree of one text; ``stash`` keeps raw HTML and returns what stands for it."""

    def __init__(self, reading: MarkdownReading, stash: Stash) -> None:
        self._reading = reading
        self._stash = stash
        self._within = ""
        self._among = False

    def body(self, document: MarkdownBlock) -> ElementTree.Element:
        """Return the text without its notes."""
        self._among = speech.any_sure(document)
        return self._filled(ElementTree.Element("div"), document.children)

    def note(self, note: MarkdownBlock) -> ElementTree.Element:
        """Return what a note says."""
        self._within = note.label
        tree = self._filled(ElementTree.Element("div"), note.children)
        self._within = ""
        return tree

    def _filled(
        self, parent: ElementTree.Element, blocks: Iterable[MarkdownBlock]
    ) -> ElementTree.Element:
        for block in blocks:
            if block.kind in _BUILDERS:
                _BUILDERS[block.kind](self, parent, block)
                append_text(parent, "\n")
        return parent

    def _new(
        self, parent: ElementTree.Element, name: str, block: MarkdownBlock, text: str | None = None
    ) -> ElementTree.Element:
        element = ElementTree.SubElement(parent, name, {LINE: str(block.line)})
        if text is not None:
            self._leave(element, text, block.line)
        return element

    def _leave(self, element: ElementTree.Element, text: str, line: int) -> None:
        """Leave Markdown in an element, to be read once all is known that it may refer to."""
        element.text = text
        element.set(TEXT, str(line))
        if self._within:
            element.set(WITHIN, self._within)

    def _dressed(self, element: ElementTree.Element, block: MarkdownBlock) -> ElementTree.Element:
        dress(element, block.attributes, block.line, self._reading)
        return element

    def _paragraph(self, parent: ElementTree.Element, block: MarkdownBlock) -> None:
        if leaves.is_page_break(block):
            self._reading.spent.append(block.text)
            self._new(parent, "hr", block).set("class", NEW_PAGE)
            return
        for found in _FENCES.finditer(block.text):
            line = block.line + block.text.count("\n", 0, found.start())
            self._reading.tell(faults.UNKNOWN_BLOCK, line, kind=found[0])
        paragraph = self._new(parent, "p", block, block.text.rstrip())
        if block.in_verse:
            paragraph.set(VERSE, "")
        self._dressed(paragraph, block)

    def _heading(self, parent: ElementTree.Element, block: MarkdownBlock) -> None:
        self._dressed(self._new(parent, f"h{block.level}", block, block.text.strip()), block)

    def _quote(self, parent: ElementTree.Element, block: MarkdownBlock) -> None:
        self._filled(self._new(parent, "blockquote", block), block.children)

    def _list(self, parent: ElementTree.Element, block: MarkdownBlock) -> None:
        said = speech.speaks(block, self._among)
        if said is speech.Speech.SURE:
            self._speech(parent, block)
            return
        if said:
            self._reading.tell(faults.DIALOGUE, block.line)
        made = self._new(parent, block.element, block)
        if block.element == "ol" and block.level != 1:
            made.set("start", str(block.level))
        for name, value in zip(("type", "class"), block.look, strict=True):
            if value:
                made.set(name, value)
        if all(map(_is_task, block.children)):
            made.set("class", f"{made.get('class', '')} {TASKS}".strip())
        for item in block.children:
            one = self._new(made, "li", item)
            if item.label:
                one.set("value", item.label)
            self._held(one, item, block.tight)
            append_text(made, "\n")

    def _speech(self, parent: ElementTree.Element, block: MarkdownBlock) -> None:
        """Set the items of a list as speeches, each opened by a dash."""
        for item in block.children:
            for paragraph in item.children:
                first = paragraph is item.children[0]
                self._new(parent, "p", paragraph, f"{'— ' if first else ''}{paragraph.text}")
                append_text(parent, "\n")

    def _held(self, element: ElementTree.Element, block: MarkdownBlock, tight: bool) -> None:
        """Fill an item of a list or a definition: the paragraphs of a tight one are its text."""
        self._read_task(block)
        for child in block.children:
            if not tight or child.kind != "paragraph":
                self._filled(element, [child])
            elif len(block.children) == 1:
                self._leave(element, child.text.rstrip(), child.line)
                self._dressed(element, child)
            elif child.attributes:
                self._filled(element, [child])
            else:
                self._new(element, RUN, child, child.text.rstrip()).tail = "\n"

    def _read_task(self, item: MarkdownBlock) -> None:
        first = item.children[0] if item.children else None
        if item.kind == "item" and first is not None and first.kind == "paragraph" and first.lines:
            first.lines[0] = _TASK.sub(self._box, first.lines[0], count=1)

    def _box(self, found: re.Match[str]) -> str:
        if found.start():
            return found[0]
        self._reading.spent.append(found[0])
        return _BOXES[found[1].lower()]

    def _definitions(self, parent: ElementTree.Element, block: MarkdownBlock) -> None:
        made = self._new(parent, "dl", block)
        for child in block.children:
            if child.kind == "term":
                self._new(made, "dt", child, child.text.strip())
            else:
                one = self._new(made, "dd", child)
                self._held(one, child, child.tight and leaves.is_tight_item(child))
            append_text(made, "\n")

    def _div(self, parent: ElementTree.Element, block: MarkdownBlock) -> None:
        made = self._dressed(self._new(parent, block.element, block), block)
        del made.attrib[LINE]
        self._filled(made, block.children)

    def _rule(self, parent: ElementTree.Element, block: MarkdownBlock) -> None:
        self._new(parent, "hr", block)

    def _code(self, parent: ElementTree.Element, block: MarkdownBlock) -> None:
        if block.element:
            self._raw(parent, block)
            return
        if not block.label and _PROSE.match(block.text):
            self._reading.tell(faults.PROSE_AS_CODE, block.line, text=strangers.cut(block.text))
        pre = self._new(parent, "pre", block)
        code = ElementTree.SubElement(pre, "code")
        code.text = f"{block.text}\n" if block.lines else ""
        if block.attributes and block.attributes.id:
            pre.set("id", block.attributes.id)

    def _raw(self, parent: ElementTree.Element, block: MarkdownBlock) -> None:
        if block.element.startswith("html"):
            self._put_html(parent, block)
        else:
            self._reading.spent.append(block.text)
            strangers.tell_raw(block.element, block.line, self._reading)

    def _html(self, parent: ElementTree.Element, block: MarkdownBlock) -> None:
        if block.label == "6":
            self._put_html(parent, block)
            return
        if block.label == "2" and "-->" not in block.text:
            self._reading.tell(faults.UNCLOSED_COMMENT, block.line)
            self._reading.spent.append(block.text)
            append_text(parent, self._stash(block.text))
            return
        self._tag(block.text, block.line)
        append_text(parent, self._stash(block.text))

    def _put_html(self, parent: ElementTree.Element, block: MarkdownBlock) -> None:
        """Put raw HTML: the tags of blocks as they are, what stands between them as Markdown."""
        text, at = block.text, 0
        for found in [*_BLOCK_TAG.finditer(text), None]:
            between = text[at : found.start() if found else len(text)]
            line = block.line + text.count("\n", 0, at)
            if between.strip():
                run = ElementTree.SubElement(parent, RUN, {LINE: str(line)})
                line += between[: len(between) - len(between.lstrip())].count("\n")
                self._leave(run, between.strip(), line)
            elif between:
                append_text(parent, between)
            if found:
                self._tag(found[0], block.line + text.count("\n", 0, found.start()))
                append_text(parent, self._stash(found[0]))
                at = found.end()

    def _tag(self, html: str, line: int) -> None:
        """Note raw HTML that stays as it is: its words are not all the book's."""
        for tag in tags_in(html):
            self._reading.spent.append(tag[0])
            if name := _NAME.match(tag[0]):
                at = line + html.count("\n", 0, tag.start())
                self._reading.tags.append(Tag(name[2].lower(), bool(name[1]), at))

    def _verse(self, parent: ElementTree.Element, block: MarkdownBlock) -> None:
        """Lines behind bars: stanzas of verse, their indents kept."""
        verse = parent
        if not block.in_verse:
            verse = ElementTree.SubElement(parent, "div", {"class": "verse"})
        stanza: list[str] = []
        first = block.line
        for n, text in enumerate([*block.lines, "|"]):
            said = text.lstrip(" ")
            if not said.startswith("|") and stanza:
                stanza[-1] += f" {said.strip()}"
            elif said.removeprefix("|").strip():
                first = first if stanza else block.line + n
                line = said[1:].removeprefix(" ") if said.startswith("|") else said
                stanza.append(line.rstrip())
            elif stanza:
                made = ElementTree.SubElement(verse, "p", {LINE: str(first), VERSE: ""})
                self._leave(made, "\n".join(stanza), first)
                stanza = []

    def _table(self, parent: ElementTree.Element, block: MarkdownBlock) -> None:
        pipes = block.label == "pipe"
        table = (
            text_tables.read_pipes(block.lines, block.line)
            if pipes
            else text_tables.read(block.label, block.lines, block.line)
        )
        if table is None:
            self._reading.tell(faults.UNREAD_TABLE, block.line)
            return
        made = self._dressed(self._new(parent, "table", block), block)
        if block.caption is not None:
            self._new(made, "caption", block.caption, block.caption.text.strip())
        for name, cell, rows in (("thead", "th", table.head), ("tbody", "td", table.body)):
            part = ElementTree.SubElement(made, name) if rows else made
            for row in rows:
                self._row(ElementTree.SubElement(part, "tr"), cell, row, table)

    def _row(self, made: ElementTree.Element, name: str, row: Row, table: Table) -> None:
        column = 0
        for cell in row:
            one = ElementTree.SubElement(made, name, {LINE: str(cell.line)})
            if column < len(table.sides) and table.sides[column]:
                one.set("class", table.sides[column])
            for name_of_span, count in (("colspan", cell.columns), ("rowspan", cell.rows)):
                if count > 1:
                    one.set(name_of_span, str(count))
            column += cell.columns
            if table.blocks:
                self._cell(one, cell)
            else:
                self._leave(one, cell.text, cell.line)
        for _ in range(column, 0 if table.blocks else len(table.sides)):
            ElementTree.SubElement(made, name)

    def _cell(self, element: ElementTree.Element, cell: TableCell) -> None:
        from publish.manuscript.markdown.block_reader import BlockReader

        document = BlockReader(list(cell.lines), self._reading, cell.line).read()
        one = len(document.children) == 1
        self._held(element, document, tight=one)


def _is_task(item: MarkdownBlock) -> bool:
    """Whether an item of a list opens with a box."""
    first = item.children[0] if item.children else None
    lines = first.lines if first is not None and first.kind == "paragraph" else []
    return bool(lines and _TASK.match(lines[0]))


_BUILDERS: dict[str, Callable[[TreeBuilder, ElementTree.Element, MarkdownBlock], None]] = {
    "paragraph": TreeBuilder._paragraph,
    "heading": TreeBuilder._heading,
    "quote": TreeBuilder._quote,
    "list": TreeBuilder._list,
    "definitions": TreeBuilder._definitions,
    "div": TreeBuilder._div,
    "rule": TreeBuilder._rule,
    "code": TreeBuilder._code,
    "html": TreeBuilder._html,
    "verse": TreeBuilder._verse,
    "table": TreeBuilder._table,
}
