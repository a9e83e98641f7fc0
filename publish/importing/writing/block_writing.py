"""Blocks → Markdown: a paragraph a line, a blank line between blocks, notes at the end."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from publish.importing.incoming import (
    Blank,
    Block,
    Blocks,
    BreakBlock,
    CodeBlock,
    Definitions,
    DivisionBlock,
    Figure,
    HeadingBlock,
    Inlines,
    ListBlock,
    PageBreak,
    Paragraph,
    ParagraphRole,
    Quotation,
    TableBlock,
    Verse,
    VerseLine,
)
from publish.importing.writing.inline_writing import TextWriter
from publish.importing.writing.table_writing import write_table
from publish.markdown_signs import opening_escaped

_MARKED_ROLES = (
    ParagraphRole.SUBTITLE,
    ParagraphRole.AUTHOR,
    ParagraphRole.SOURCE,
    ParagraphRole.DATE,
    ParagraphRole.SIGNATURE,
)
_OUTER = ":::"


def write_text(blocks: Blocks, writer: TextWriter) -> str:
    """Return the Markdown of one text, its notes behind it."""
    parts = [write_blocks(blocks, writer)]
    done = 0
    writer.in_note = True
    while done < len(writer.notes):
        parts.append(write_note(str(done + 1), writer.notes[done], writer))
        done += 1
    writer.in_note = False
    return "\n\n".join(part for part in parts if part) + "\n"


def write_blocks(blocks: Iterable[Block], writer: TextWriter) -> str:
    """Return blocks as Markdown, without the line end of the last."""
    written: list[str] = []
    before: Block | None = None
    for block in blocks:
        text = _block(block, writer)
        if not text:
            continue
        if isinstance(block, ListBlock) and _same_list(before, block):
            written.append("<!-- -->")  # or the two lists would be one
        written.append(text)
        before = block
    return "\n\n".join(written)


def _same_list(before: Block | None, block: ListBlock) -> bool:
    return isinstance(before, ListBlock) and (before.start is None) == (block.start is None)


def _block(block: Block, writer: TextWriter) -> str:
    match block:
        case Paragraph():
            return _paragraph(block, writer)
        case HeadingBlock():
            return _heading(block, writer)
        case Quotation():
            return _prefixed(write_blocks(block.blocks, writer), "> ", "> ")
        case ListBlock():
            return _list(block, writer)
        case Definitions():
            return "\n\n".join(_definition(term, said, writer) for term, said in block.items)
        case Verse():
            return write_verse(block.stanzas, writer)
        case CodeBlock():
            fence = "`" * max(3, *(len(run) + 1 for run in [*re.findall("`+", block.text), ""]))
            return f"{fence}{block.language}\n{block.text}\n{fence}"
        case TableBlock():
            return write_table(block, writer, write_blocks)
        case Figure():
            caption = writer.write(block.caption, " ").strip()
            return writer.picture(block.picture, caption, block.id)
        case BreakBlock():
            return "* * *"
        case DivisionBlock():
            return _division(block, writer)
        case PageBreak() | Blank():
            return ""


def _paragraph(block: Paragraph, writer: TextWriter) -> str:
    text = writer.write(block.inner).strip()
    while text.endswith("\\") and not text.endswith("\\\\"):
        text = text[:-1].rstrip()
    if not text:
        return ""
    lines = text.split("\n")
    lines = [opening_escaped(line.strip()) for line in lines]
    if block.role in _MARKED_ROLES:
        lines.append(f"{{: .{block.role.value}}}")
    return "\n".join(lines)


def _heading(block: HeadingBlock, writer: TextWriter) -> str:
    text = writer.write(block.inner, "<br>").strip()
    said = [f".{block.kind}"] if block.kind else []
    if block.id in writer.wanted:
        said.append(f"#{block.id}")
    attributes = f"{{{' '.join(said)}}}" if said else ""
    if text.endswith("#"):
        text = f"{text[:-1]}\\#"
    return " ".join(part for part in ("#" * min(block.level, 6), text, attributes) if part)


def _list(block: ListBlock, writer: TextWriter) -> str:
    tight = all(len(item) <= 1 or isinstance(item[1], ListBlock) for item in block.items)
    written = []
    for n, item in enumerate(block.items, block.start or 0):
        mark = f"{n}. " if block.start is not None else "- "
        inner = write_blocks(item, writer)
        written.append(_prefixed(inner, mark, " " * len(mark)) if inner else mark.rstrip())
    return ("\n" if tight else "\n\n").join(written)


def _definition(term: Inlines, said: Sequence[Blocks], writer: TextWriter) -> str:
    name = opening_escaped(writer.write(term, " ").strip())
    bodies = (_prefixed(write_blocks(one, writer), ":   ", "    ") for one in said)
    return "\n".join((name, *bodies))


def write_verse(stanzas: Sequence[Sequence[VerseLine]], writer: TextWriter) -> str:
    """Return stanzas as lines behind bars."""
    written = []
    for stanza in stanzas:
        lines = []
        for line in stanza:
            text = writer.write(line.inner, " ").strip()
            lines.append(f"| {' ' * line.indent}{text}".rstrip())
        written.append("\n".join(lines))
    return "\n|\n".join(written)


def _division(block: DivisionBlock, writer: TextWriter) -> str:
    inner = write_blocks(block.blocks, writer)
    said = [f".{block.name}"] if block.name else []
    if block.id in writer.wanted:
        said.append(f"#{block.id}")
    if block.lang:
        said.append(f"lang={block.lang}")
    if not inner or not said:
        return inner
    colons = ":" * (max((len(run) for run in re.findall(r"^:{3,}", inner, re.M)), default=2) + 1)
    return f"{colons} {{{' '.join(said)}}}\n{inner}\n{colons}"


def write_note(label: str, blocks: Blocks, writer: TextWriter) -> str:
    """Return a note with its label, its further lines indented."""
    return _prefixed(write_blocks(blocks, writer) or "…", f"[^{label}]: ", "    ")


def _prefixed(text: str, first: str, others: str) -> str:
    """Return lines with what stands before the first and before the others."""
    lines = text.split("\n")
    rest = ((others + line).rstrip() if line or others.strip() else "" for line in lines[1:])
    return "\n".join((first + lines[0], *rest))
