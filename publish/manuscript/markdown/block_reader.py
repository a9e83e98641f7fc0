"""Markdown → blocks: CommonMark's block structure, with pandoc's blocks beside its own.

Line by line, as the appendix of the CommonMark specification describes it: the containers that are
open take their part of the line, then blocks may begin, then what is left is text.

``> - Un`` → document(quote(list(item(paragraph))))
"""

from __future__ import annotations

import re
from collections.abc import Callable

from publish.book.vocabulary import THEATRE, VERSE, VERSETS
from publish.manuscript.markdown import fences, leaves, list_markers, text_tables
from publish.manuscript.markdown.block import MarkdownBlock
from publish.manuscript.markdown.list_markers import ListMarker
from publish.manuscript.markdown.reading import MarkdownReading
from publish.manuscript.markdown.source_lines import LineRest, rest

_HOLDERS = frozenset({"document", "quote", "item", "div", "note", "definition"})
_OWN = {"item": "list", "term": "definitions", "definition": "definitions"}
_INDENTED = frozenset({"item", "definition", "note"})
"""What ends by its indent; the fence that closes code within may be less indented, as in pandoc."""
_DEEPEST = 60

_ATX = re.compile(r"(#{1,6})(?:[ \t]+(.*?))??(?:[ \t]+#+)?[ \t]*$")
_BARE_TITLE = re.compile(r"(#)[ \t]*(\{[^{}]*\})[ \t]*$")
_SETEXT = re.compile(r"(=+|-+)[ \t]*$")
_RULE = re.compile(r"(?:(?:\*[ \t]*){3,}|(?:-[ \t]*){3,}|(?:_[ \t]*){3,})$")
_NOTE = re.compile(r"\[\^([^\]\s]+)\]:[ \t]*")
_DEFINITION = re.compile(r"[:~][ \t]+(?=\S)")
_BARS = re.compile(r"\|(?:[ \t]|$|.*\|[ \t]*$)")
_CODE_FENCE = re.compile(r"(`{3,})(?!.*`)|(~{3,})")

_Begun = tuple[MarkdownBlock, LineRest | None]
"""A block that a line begins, and the rest of the line where it holds others."""
_Start = Callable[["BlockReader", MarkdownBlock, LineRest], _Begun | None]


class BlockReader:
    """Reads the blocks of one text; ``reading`` keeps what is found besides."""

    def __init__(self, lines: list[str], reading: MarkdownReading, first: int = 1) -> None:
        self._lines = lines[:-1] if lines and not lines[-1] else lines
        self._first = first
        self._at = 0
        self.reading = reading
        self.document = MarkdownBlock("document", first)
        self._tip = self.document
        self._titles: list[MarkdownBlock] = []
        """The headings that what comes now stands under."""

    def read(self) -> MarkdownBlock:
        """Return the document."""
        while self._at < len(self._lines):
            self._read_line(rest(self._lines[self._at]))
            self._at += 1
        self._close_below(self.document)
        leaves.finish(self.document, self.reading)
        return self.document

    @property
    def _line(self) -> int:
        return self._first + self._at

    def _read_line(self, line: LineRest) -> None:
        container, line = self._matched(line)
        if container.closed:
            return
        if container.kind in ("code", "html", "verse", "table"):
            self._say(container, line.text)
            if container.kind == "html" and fences.html_ends(container, line.text):
                self._close(container)
            return
        begun: _Begun | None = (container, line)
        while begun is not None:
            container, left = begun
            if left is None:
                return
            line = left
            begun = self._begin(container, line)
        self._add_text(container, line)

    def _matched(self, line: LineRest) -> tuple[MarkdownBlock, LineRest]:
        """Return the innermost open block that goes on in a line, and what it leaves of it."""
        block = self.document
        while block.children and not block.children[-1].closed:
            child = block.children[-1]
            after = _GOES_ON[child.kind](child, line) if child.kind in _GOES_ON else line
            if after is None:
                if child.kind in _INDENTED and fences.closes(self._tip, line):
                    return self._closed(self._tip), line
                break
            if child.kind == "code" and fences.closes(child, line):
                return self._closed(child), after
            line, block = after, child
            if child.kind == "quote":
                self._touch(child)
        return block, line

    def _closed(self, code: MarkdownBlock) -> MarkdownBlock:
        """Close fenced code with the line that ends it."""
        self._touch(code)
        self._close(code)
        return code

    def _begin(self, container: MarkdownBlock, line: LineRest) -> _Begun | None:
        """Return the block that begins here, if one does."""
        if line.blank:
            return None
        if line.indent >= 4:
            text = self._tip.kind == "paragraph" or self._in_verse(container)
            return None if text else self._begin_indented(container, line)
        first = line.text.lstrip(" ")[0]
        for start in _STARTS.get(_kind_of(first), ()):
            if begun := start(self, container, line):
                return begun
        return self._begin_table(container, line)

    def _begin_indented(self, container: MarkdownBlock, line: LineRest) -> _Begun:
        after = self._peek(container, 1) or ""
        dashed = len(after) - len(after.lstrip(" ")) < 4
        if dashed and (table := self._begin_table(container, line)):
            return table
        code = self._add("code", container)
        self._say(code, line.text[4:])
        return code, None

    def _add_text(self, container: MarkdownBlock, line: LineRest) -> None:
        unmatched = self._tip is not container
        if unmatched and not line.blank and self._tip.kind == "paragraph":
            self._say(self._tip, line.text.lstrip(" \t"))
            self._tip.lazy = True
            return
        self._close_below(container)
        if line.blank:
            block: MarkdownBlock | None = container
            while block is not None:
                block.lazy = block.lazy and block.kind != "note"
                block = block.parent
            return
        if container.kind != "paragraph":
            container = self._add("paragraph", container)
        self._say(container, line.text if container.in_verse else line.text.lstrip(" \t"))
        container.lazy = False

    # The tree while it grows

    def _add(self, kind: str, container: MarkdownBlock, **values: object) -> MarkdownBlock:
        """Add a block to the nearest around ``container`` that may hold it, and return it."""
        parent = container
        wanted = _OWN.get(kind)
        while not (parent.kind == wanted if wanted else parent.kind in _HOLDERS):
            assert parent.parent is not None
            parent = parent.parent
        self._close_below(parent)
        block = MarkdownBlock(kind, self._line, parent=parent)
        if parent is self.document and kind != "heading":
            block.under = self._genres()
        for name, value in values.items():
            setattr(block, name, value)
        parent.children.append(block)
        self._tip = block
        self._touch(block)
        if kind in _HOLDERS and _depth(block) > _DEEPEST:
            raise RecursionError
        return block

    def _say(self, block: MarkdownBlock, text: str) -> None:
        block.lines.append(text)
        if text.strip():
            self._touch(block)

    def _touch(self, block: MarkdownBlock) -> None:
        """Note that a block and those around it stand on this line."""
        around: MarkdownBlock | None = block
        while around is not None:
            around.end = self._line
            around = around.parent

    def _close_below(self, block: MarkdownBlock) -> None:
        while self._tip is not block:
            self._close(self._tip)

    def _close(self, block: MarkdownBlock) -> None:
        assert block.parent is not None
        self._close_below(block)
        block.closed = True
        self._tip = block.parent
        leaves.finish(block, self.reading)

    # What may begin a block, by its first sign

    def _quote(self, container: MarkdownBlock, line: LineRest) -> _Begun | None:
        return self._add("quote", container), _behind_bracket(line)

    def _heading(self, container: MarkdownBlock, line: LineRest) -> _Begun | None:
        text = line.text.lstrip(" ")
        found = _ATX.match(text) or _BARE_TITLE.match(text)
        if found is None:
            return None
        heading = self._add("heading", container, level=len(found[1]))
        self._say(heading, found[2] or "")
        self._close(heading)
        self._entitle(heading)
        return heading, None

    def _setext(self, container: MarkdownBlock, line: LineRest) -> _Begun | None:
        found = _SETEXT.match(line.text.lstrip(" "))
        if found is None or container.kind != "paragraph":
            return None
        leaves.take_references(container, self.reading)
        if not container.lines:
            return None
        container.kind, container.level = "heading", 1 if found[1][0] == "=" else 2
        self._touch(container)
        self._close(container)
        self._entitle(container)
        return container, None

    def _entitle(self, heading: MarkdownBlock) -> None:
        """Put what follows under a heading."""
        above = [title for title in self._titles if title.level < heading.level]
        self._titles = [*above, heading]

    def _in_verse(self, container: MarkdownBlock) -> bool:
        titled = self._genres() if container is self.document else ()
        return container.in_verse or VERSE in titled or VERSETS in titled

    def _genres(self) -> frozenset[str]:
        named = (title.attributes.classes for title in self._titles if title.attributes)
        return frozenset(name for names in named for name in names)

    def _rule(self, container: MarkdownBlock, line: LineRest) -> _Begun | None:
        if not _RULE.match(line.text.strip(" ")):
            return None
        rule = self._add("rule", container)
        self._close(rule)
        return rule, None

    def _code(self, container: MarkdownBlock, line: LineRest) -> _Begun | None:
        text = line.text.lstrip(" ")
        found = _CODE_FENCE.match(text)
        if found is None:
            return None
        code = self._add("code", container, label=found[0], level=line.indent)
        code.attributes, code.element = fences.information(text[found.end() :])
        self.reading.spent.append(text)
        return code, None

    def _html(self, container: MarkdownBlock, line: LineRest) -> _Begun | None:
        kind = fences.html_start(line.text)
        if kind is None:
            return None
        html = self._add("html", container, label=kind)
        self._say(html, line.text)
        if fences.html_ends(html, line.text):
            self._close(html)
        return html, None

    def _item(self, container: MarkdownBlock, line: LineRest) -> _Begun | None:
        text = line.text.lstrip(" ")
        marker = list_markers.plain_marker(text) or self._lettered(container, line)
        if marker is None:
            return None
        after = line.without(line.indent + len(marker.written))
        after = rest(after.text, after.column)
        if container.kind == "paragraph" and not marker.lettered:
            inside = marker.example is None and marker.number in (None, 1)
            if after.blank or not inside:
                return None
        spaces = after.indent if not after.blank and after.indent <= 4 else 1
        again = marker.lettered and (marker.number or 0) < container.next_number
        if container.kind != "list" or container.label != marker.label or again:
            container = self._add("list", container, label=marker.label)
            container.level = container.next_number = self._first_number(marker)
            container.element = "ul" if marker.bullet else "ol"
            container.look = marker.look
        if marker.example is not None:
            self.reading.count_example(marker.example)
        level = line.indent + len(marker.written) + spaces
        self.reading.spent.append(marker.written)
        item = self._add("item", container, level=level)
        if marker.lettered and (marker.number or 0) > container.next_number:
            item.label, container.next_number = str(marker.number), marker.number or 0
        container.next_number += 1
        return item, LineRest("") if after.blank else after.without(spaces)

    def _first_number(self, marker: ListMarker) -> int:
        if marker.example is not None:
            return self.reading.counted + 1
        return 1 if marker.number is None else marker.number

    def _lettered(self, container: MarkdownBlock, line: LineRest) -> ListMarker | None:
        """Return the letter that goes on with a list, or opens one, at a line."""
        text = line.text.lstrip(" ")
        label, number = container.label, container.next_number
        if container.kind == "list" and (found := list_markers.goes_on(text, label, number)):
            return found
        if container.kind == "paragraph" and not self._opens_item(container):
            return None
        return list_markers.opening(text, lambda count: self._peek(container, count))

    def _opens_item(self, paragraph: MarkdownBlock) -> bool:
        """Whether a paragraph is the first of an item: a list may follow with no blank line."""
        around = paragraph.parent
        return around is not None and around.kind == "item" and len(around.children) == 1

    def _div(self, container: MarkdownBlock, line: LineRest) -> _Begun | None:
        """Open or close ``::: {.class}`` and ``/// html | div.class``."""
        fence = fences.fence_of(line.text.lstrip(" "))
        if fence is None:
            return None
        if fence.closes:
            opened = self._opened(container, fence)
            if opened is None:
                return None
            self.reading.spent.append(line.text)
            self._touch(opened)
            opened.ended = True
            self._close(opened)
            return opened, None
        if not fence.known:
            self.reading.tell(fences.UNKNOWN_BLOCK, self._line, kind=fence.kind)
            return None
        self.reading.spent.append(line.text)
        div = self._add("div", container, label=fence.signs)
        div.attributes, div.element = fence.attributes, fence.element
        div.lines = [line.text.strip()]
        return div, LineRest("")

    def _opened(self, container: MarkdownBlock, fence: fences.Fence) -> MarkdownBlock | None:
        block: MarkdownBlock | None = container
        while block is not None:
            if block.kind == "div" and fence.ends(block.label):
                return block
            block = block.parent
        return None

    def _note(self, container: MarkdownBlock, line: LineRest) -> _Begun | None:
        found = _NOTE.match(line.text.lstrip(" "))
        if found is None:
            return None
        self.reading.spent.append(found[0])
        note = self._add("note", container, label=found[1], lazy=True)
        self.reading.notes.append(note)
        after = line.without(line.indent + found.end())
        return note, LineRest("") if after.blank else after

    def _definition(self, container: MarkdownBlock, line: LineRest) -> _Begun | None:
        found = _DEFINITION.match(line.text.lstrip(" "))
        if found is None or not self._term(container):
            return None
        holder = container
        while holder.kind not in _HOLDERS:
            assert holder.parent is not None
            holder = holder.parent
        self._close_below(holder)
        terms = holder.children[-1]
        terms.closed = False
        self._tip = terms
        after = line.without(line.indent + found.end())
        level = min(line.indent + found.end(), 4)
        loose = self._line - terms.end > 1
        definition = self._add("definition", terms, level=level, tight=not loose)
        return definition, rest(after.text, after.column)

    def _term(self, container: MarkdownBlock) -> bool:
        """Make a term of the line before, if it can be one; tell whether there is a term."""
        if self._tip.kind == "paragraph" and self._tip is not container:
            return self._term_of_lazy_line(container)
        if container.kind == "definitions":
            return True
        holder = container.parent if container.kind == "paragraph" else container
        if holder is None or not holder.children:
            return False
        last = holder.children[-1]
        if last.kind == "definitions":
            return True
        if last.kind != "paragraph" or len(last.lines) != 1 or self._line - last.end > 2:
            return False
        if text_tables.CAPTION.match(last.lines[0]) or leaves.defines_link(last.text):
            return False
        self._close_below(holder)
        if last.kind != "paragraph" or holder.children[-1] is not last:
            return False
        _enter_term(holder, last)
        return True

    def _term_of_lazy_line(self, container: MarkdownBlock) -> bool:
        """``:   one⏎Term⏎:   two``: the line that went on with a definition is the next term;
        ``:   one⏎:   two`` are two definitions of one."""
        paragraph = self._tip
        definition = paragraph.parent
        if definition is None or definition.kind != "definition":
            return container.kind == "definitions" and not paragraph.lazy
        if not paragraph.lazy:
            return True
        if len(paragraph.lines) < 2:
            return False
        text = paragraph.lines.pop()
        terms = definition.parent
        assert terms is not None
        self._close_below(terms)
        term = MarkdownBlock(
            "term", self._line - 1, self._line - 1, [text], parent=terms, closed=True
        )
        terms.children.append(term)
        return container in (terms, terms.parent)

    def _bars(self, container: MarkdownBlock, line: LineRest) -> _Begun | None:
        if not _BARS.match(line.text.lstrip(" ")):
            return None
        if container.kind == "paragraph" and not container.is_in(THEATRE):
            return None
        verse = self._add("verse", container)
        self._say(verse, line.text)
        return verse, None

    def _grid(self, container: MarkdownBlock, line: LineRest) -> _Begun | None:
        if container.kind == "paragraph" or not text_tables.GRID.match(line.text.strip()):
            return None
        table = self._add("table", container, label="grid")
        self._say(table, line.text)
        return table, None

    def _begin_table(self, container: MarkdownBlock, line: LineRest) -> _Begun | None:
        """A table whose columns stand under one another, known by its lines of dashes."""
        if self._tip.kind == "paragraph":
            return None
        kind, count = text_tables.ahead(line.text, lambda n: self._peek(container, n))
        if not count:
            return None
        table = self._add("table", container, label=kind)
        self._say(table, line.text)
        for _ in range(1, count):
            self._at += 1
            self._say(table, self._peek(container, 0) or "")
        self._close(table)
        return table, None

    def _peek(self, container: MarkdownBlock, count: int) -> str | None:
        """Return a line further on as a container leaves it; None where it does not go on."""
        at = self._at + count
        if at >= len(self._lines):
            return None
        line: LineRest | None = rest(self._lines[at])
        chain = []
        block: MarkdownBlock | None = container
        while block is not None:
            chain.append(block)
            block = block.parent
        for block in reversed(chain):
            if line is None:
                return None
            if block.kind in _GOES_ON and block.kind != "paragraph":
                line = _GOES_ON[block.kind](block, line)
        return line.text if line else None


def _kind_of(sign: str) -> str:
    """Return the sign under which the blocks that a line may begin are listed."""
    if sign.isascii() and sign.isalpha():
        return "a"
    return "0" if sign.isdigit() else sign


def _depth(block: MarkdownBlock) -> int:
    depth = 0
    around = block.parent
    while around is not None:
        depth, around = depth + 1, around.parent
    return depth


def _enter_term(holder: MarkdownBlock, paragraph: MarkdownBlock) -> None:
    """Make the last paragraph of a block the term of a list of definitions."""
    before = holder.children[-2] if len(holder.children) > 1 else None
    if before is not None and before.kind == "definitions":
        holder.children.pop()
    else:
        before = MarkdownBlock("definitions", paragraph.line, paragraph.end, parent=holder)
        holder.children[-1] = before
    paragraph.kind, paragraph.parent = "term", before
    before.children.append(paragraph)
    before.end = paragraph.end


def _behind_bracket(line: LineRest) -> LineRest:
    after = line.without(line.indent + 1)
    after = rest(after.text, after.column)
    return after.without(1) if after.text.startswith(" ") else after


# Whether an open block goes on in a line, and what it leaves of it.


def _quote_goes_on(_: MarkdownBlock, line: LineRest) -> LineRest | None:
    bracketed = line.indent < 4 and line.text.lstrip(" ").startswith(">")
    return _behind_bracket(line) if bracketed else None


def _item_goes_on(item: MarkdownBlock, line: LineRest) -> LineRest | None:
    if line.blank:
        return line.without(min(item.level, len(line.text))) if item.children else None
    return line.without(item.level) if line.indent >= item.level else None


def _note_goes_on(note: MarkdownBlock, line: LineRest) -> LineRest | None:
    if line.blank or line.indent >= 4:
        return line.without(min(4, len(line.text)))
    again = _NOTE.match(line.text.lstrip(" ")) or _ATX.match(line.text.lstrip(" "))
    return line if note.lazy and not again and not fences.fence_of(line.text.lstrip(" ")) else None


def _code_goes_on(code: MarkdownBlock, line: LineRest) -> LineRest | None:
    if code.label:
        return line.without(min(line.indent, code.level))
    if line.blank:
        return line.without(min(4, len(line.text)))
    return line.without(4) if line.indent >= 4 else None


def _verse_goes_on(_: MarkdownBlock, line: LineRest) -> LineRest | None:
    return line if line.text.startswith((" ", "|")) and not line.blank else None


def _table_goes_on(_: MarkdownBlock, line: LineRest) -> LineRest | None:
    return line if line.text.lstrip(" ").startswith(("|", "+")) else None


def _html_goes_on(html: MarkdownBlock, line: LineRest) -> LineRest | None:
    return None if line.blank and html.label == "6" else line


_GOES_ON: dict[str, Callable[[MarkdownBlock, LineRest], LineRest | None]] = {
    "quote": _quote_goes_on,
    "item": _item_goes_on,
    "definition": _item_goes_on,
    "note": _note_goes_on,
    "code": _code_goes_on,
    "html": _html_goes_on,
    "verse": _verse_goes_on,
    "table": _table_goes_on,
    "paragraph": lambda _, line: None if line.blank else line,
    "heading": lambda *_: None,
    "rule": lambda *_: None,
    "term": lambda *_: None,
}

_STARTS: dict[str, tuple[_Start, ...]] = {
    ">": (BlockReader._quote,),
    "#": (BlockReader._heading, BlockReader._item),
    "(": (BlockReader._item,),
    "a": (BlockReader._item,),
    "`": (BlockReader._code,),
    "~": (BlockReader._code, BlockReader._definition),
    "<": (BlockReader._html,),
    "=": (BlockReader._setext,),
    "-": (
        BlockReader._setext, BlockReader._begin_table, BlockReader._rule, BlockReader._item,
    ),
    "*": (BlockReader._rule, BlockReader._item),
    "_": (BlockReader._rule,),
    "+": (BlockReader._grid, BlockReader._item),
    "0": (BlockReader._item,),
    ":": (BlockReader._div, BlockReader._definition),
    "/": (BlockReader._div,),
    "[": (BlockReader._note,),
    "|": (BlockReader._bars,),
}  # fmt: skip
