"""What a block is once all its lines are known: link definitions are taken out of paragraphs,
lines with bars are a table or verse, tables find their captions, lists are tight or loose."""

from __future__ import annotations

import re
from html import unescape

from publish.manuscript.heading_names import pandoc_identifier
from publish.manuscript.markdown import fences, text_tables
from publish.manuscript.markdown.attributes import attributes_at, attributes_ending
from publish.manuscript.markdown.block import MarkdownBlock
from publish.manuscript.markdown.reading import MarkdownReading

_REFERENCE = re.compile(
    r"""[ ]{0,3}\[(?!\^)(?P<label>(?:[^\\\[\]]|\\.){1,999})\]:[ \t]*\n?[ \t]*
    (?P<address><(?:[^<>\n\\]|\\.)*>|[^\s<]\S*)
    (?:(?:[ \t]+\n?[ \t]*|\n[ \t]*)
       (?P<title>"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'|\((?:[^()\\]|\\.)*\)))?
    [ \t]*(?:\n|$)""",
    re.VERBOSE | re.DOTALL,
)
_ESCAPE = re.compile(r"\\([!-/:-@\[-`{-~])")
_SIGNS = re.compile(r"[*_`]|\[\^[^\]]*\]")
_CLOSING_HASHES = re.compile(r"(?:^|[ \t]+)#+$")
_BREAK = re.compile(
    r"(?:\\(?:newpage|pagebreak|clearpage|cleardoublepage)(?:\s*\\(?:null|vfill|thispagestyle\{\w+\}))*\s*)+$"
)


def finish(block: MarkdownBlock, reading: MarkdownReading) -> None:
    """Make of a block, in place, what its lines are; called when it is closed."""
    if block.kind == "paragraph":
        take_references(block, reading)
        _take_tables(block)
        _read_attributes(block)
    elif block.kind == "heading":
        text, block.attributes = attributes_ending(block.text)
        text = _CLOSING_HASHES.sub("", text.strip()) if block.attributes else text.strip()
        block.lines = text.split("\n")
        said = _SIGNS.sub("", block.text)
        name = block.attributes.id if block.attributes else ""
        reading.headings.setdefault(label_of(said), f"#{name or pandoc_identifier(said)}")
    elif block.kind == "code" and not block.label:
        while block.lines and not block.lines[-1].strip():
            block.lines.pop()
    elif block.kind == "verse":
        _take_bars(block)
    elif block.kind == "list":
        block.tight = _is_tight(block)
    elif block.kind == "div" and not block.ended:
        fences.tell_unclosed(block, reading)
    if block.kind in ("document", "quote", "item", "div", "note", "definition"):
        _take_captions(block, reading)


def plain(text: str) -> str:
    """Return an address or a title with its escapes and entities undone."""
    return unescape(_ESCAPE.sub(r"\1", text))


def address_of(text: str) -> str:
    """Return an address with its escapes and entities undone, and no space in it."""
    return plain(text).replace(" ", "%20")


def label_of(text: str) -> str:
    """Return a link's label as it is compared."""
    return " ".join(text.split()).casefold()


def defines_link(text: str) -> bool:
    """Whether a text opens with a link definition."""
    return bool(_REFERENCE.match(text))


def take_references(paragraph: MarkdownBlock, reading: MarkdownReading) -> None:
    """Take the link definitions out of a paragraph that begins with some."""
    text = paragraph.text
    while (found := _REFERENCE.match(text)) and found["label"].strip():
        address = found["address"]
        address = address[1:-1] if address.startswith("<") else address
        reading.references.setdefault(
            label_of(found["label"]), (address_of(address), plain((found["title"] or "")[1:-1]))
        )
        reading.spent.append(found[0])
        paragraph.line += found[0].count("\n")
        text = text[found.end() :]
    if text != paragraph.text:
        paragraph.lines = text.split("\n") if text else []
        if not text:
            paragraph.kind = "references"


def _read_attributes(block: MarkdownBlock) -> None:
    """Read ``{: .class}`` on the last line of a paragraph."""
    if block.kind != "paragraph" or len(block.lines) < 2:
        return
    last = block.lines[-1].strip()
    found = attributes_at(last) if last.startswith("{:") else None
    if found is not None and found.written == last:
        block.attributes = found
        block.lines.pop()


def _take_tables(paragraph: MarkdownBlock) -> None:
    """Make a table of the lines of a paragraph that are one, and paragraphs of the others."""
    lines = paragraph.lines
    at = (
        text_tables.pipe_delimiters(lines)
        if len(lines) > 1 and paragraph.kind == "paragraph"
        else None
    )
    if at is None:
        return
    start, end = max(at - 1, 0), text_tables.pipe_end(lines, at + 1)
    parts = [("paragraph", 0, start), ("table", start, end), ("paragraph", end, len(lines))]
    _replace(paragraph, [part for part in parts if part[1] < part[2]])


def _replace(block: MarkdownBlock, parts: list[tuple[str, int, int]]) -> None:
    """Put blocks in the place of one: of each part the kind and its first and last line."""
    assert block.parent is not None
    first, lines, siblings = block.line, block.lines, block.parent.children
    made = [
        MarkdownBlock(kind, first + start, first + end - 1, lines[start:end], parent=block.parent,
              label="pipe" if kind == "table" else "", closed=True)
        for kind, start, end in parts
    ]  # fmt: skip
    at = siblings.index(block)
    siblings[at : at + 1] = made
    for one in made:
        _read_attributes(one)


def _take_bars(block: MarkdownBlock) -> None:
    """Make a pipe table of lines with bars, if they are one; else they are verse."""
    lines = [line.lstrip(" ") for line in block.lines]
    at = text_tables.pipe_delimiters(lines)
    if at in (0, 1) and all(line.startswith("|") for line in lines):
        block.kind, block.label, block.lines = "table", "pipe", lines


def _is_tight(block: MarkdownBlock) -> bool:
    """Whether no blank line parts the items of a list, or the blocks of an item."""
    return is_tight_item(block) and all(map(is_tight_item, block.children))


def is_tight_item(block: MarkdownBlock) -> bool:
    """Whether no blank line parts the blocks of a block."""
    pairs = zip(block.children, block.children[1:], strict=False)
    return all(after.line <= before.end + 1 for before, after in pairs)


def _take_captions(block: MarkdownBlock, reading: MarkdownReading) -> None:
    """Give each table the paragraph before or behind it that opens with ``:`` or ``Table:``."""
    children = block.children
    for table in [child for child in children if child.kind == "table"]:
        at = children.index(table)
        near = [children[n] for n in (at - 1, at + 1) if 0 <= n < len(children)]
        caption = next((one for one in near if _captions(one)), None)
        if caption is None:
            continue
        children.remove(caption)
        mark = text_tables.CAPTION.match(caption.lines[0])
        assert mark is not None
        reading.spent.append(mark[0])
        caption.lines[0] = caption.lines[0][mark.end() :]
        text, table.attributes = attributes_ending(caption.text)
        caption.lines = text.split("\n")
        table.caption = caption


def _captions(block: MarkdownBlock) -> bool:
    return block.kind == "paragraph" and bool(
        block.lines and text_tables.CAPTION.match(block.lines[0])
    )


def is_page_break(block: MarkdownBlock) -> bool:
    r"""Whether a paragraph is ``\newpage`` alone, or ``\clearpage\null``."""
    return block.kind == "paragraph" and bool(_BREAK.match(block.text.strip()))
