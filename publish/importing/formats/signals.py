"""Signs of the private use area that bring past a library what it does not know.

``<OPEN>a center<CLOSE>Fin`` in the text of a paragraph → ``Paragraph("Fin", align="center")``
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from publish.importing.incoming import (
    Blank,
    Block,
    Blocks,
    ChangeInline,
    CodeBlock,
    DivisionBlock,
    Figure,
    HeadingBlock,
    IncomingText,
    IndexMark,
    Inline,
    Inlines,
    LinkInline,
    PageBreak,
    Paragraph,
    PictureInline,
    SpanInline,
    Styled,
    TableBlock,
    Text,
)
from publish.importing.walking import changed, plain

OPEN, CLOSE = "\ue0d0", "\ue0d1"
BLANK, PAGE, TAB = "\ue0d2", "\ue0d3", "\ue0d4"
ALIGN, LEVEL, INDEX = "\ue0d5", "\ue0d6", "\ue0d7"
_PART = "\ue0d8"
IDENTITY, EDGE = "\ue0d9", "\ue0db"
_SIGNAL = re.compile(f"{OPEN}([{ALIGN}{LEVEL}{INDEX}{IDENTITY}])([^{CLOSE}]*){CLOSE}")
_ANY = re.compile("[\ue0d0-\ue0d9\ue0db]")


def index_mark(heading: str, see: str = "", main: bool = False) -> str:
    """Return the signal of an index entry; ``heading`` with its levels parted by colons."""
    return f"{OPEN}{INDEX}{heading}{_PART}{see}{_PART}{'x' if main else ''}{CLOSE}"


def identity(name: str) -> str:
    """Return the signal of what a paragraph is called by who sent it."""
    return f"{OPEN}{IDENTITY}{name}{CLOSE}"


def lifted(document: IncomingText) -> IncomingText:
    """Return a document whose signals have become what they say."""
    about = document.about
    about = replace(
        about,
        title=_stripped(about.title),
        subtitle=_stripped(about.subtitle),
        authors=tuple((_stripped(name), role) for name, role in about.authors),
        description=_stripped(about.description),
    )
    asides = tuple(replace(one, text=_stripped(one.text)) for one in document.asides)
    blocks = changed(document.blocks, _marks, _blocks)
    return replace(document, blocks=blocks, about=about, asides=asides)


def _stripped(text: str) -> str:
    """Return a text without signals."""
    return _ANY.sub("", _SIGNAL.sub("", text)).strip()


def _marks(inner: Inlines) -> Inlines:
    return tuple(one for old in inner for one in _split(old))


def _split(inline: Inline) -> Iterator[Inline]:
    if isinstance(inline, Text) and EDGE in inline.text:
        inline = Text(inline.text.replace(EDGE, " "))
    if not isinstance(inline, Text) or not {INDEX, IDENTITY} & set(inline.text):
        yield inline
        return
    at = 0
    for found in _SIGNAL.finditer(inline.text):
        if found[1] not in (INDEX, IDENTITY):
            continue
        if found.start() > at:
            yield Text(inline.text[at : found.start()])
        if found[1] == IDENTITY:
            yield SpanInline((), "", found[2])
            at = found.end()
            continue
        heading, see, main = found[2].split(_PART)
        parts = tuple(part.replace("\ufffc", ":").strip() for part in heading.split(":"))
        yield IndexMark(tuple(part for part in parts if part) or ("?",), see, bool(main))
        at = found.end()
    if at < len(inline.text):
        yield Text(inline.text[at:])


def _blocks(blocks: Blocks) -> Blocks:
    return tuple(one for block in blocks for one in _lifted(block))


def _lifted(block: Block) -> Iterator[Block]:
    if isinstance(block, TableBlock | Figure):
        yield replace(block, caption=tuple(map(_without, block.caption)))
        return
    if isinstance(block, CodeBlock):
        yield from _code(block)
        return
    if not isinstance(block, Paragraph | HeadingBlock):
        yield block
        return
    said = plain(block.inner)
    if PAGE in said:
        yield PageBreak()
    if BLANK in said:
        yield Blank()
        return
    values = dict(_SIGNAL.findall(said))
    inner = tuple(one for one in map(_without, block.inner) if one != Text(""))
    if not any(not isinstance(one, Text) or one.text.strip() for one in inner):
        if PAGE not in said:
            yield Blank()
        return
    if isinstance(block, HeadingBlock):
        yield replace(block, inner=inner)
    elif (figure := _figure(inner)) is not None:
        yield figure
    elif LEVEL in values:
        yield HeadingBlock(int(values[LEVEL]), inner)
    else:
        yield replace(block, inner=inner, align=values.get(ALIGN, ""))


def _figure(inner: Inlines) -> Block | None:
    """Return the figure that a paragraph is whose words were signals alone."""
    pictures = [one for one in inner if isinstance(one, PictureInline)]
    named = [one for one in inner if isinstance(one, SpanInline) and not one.inner]
    if len(pictures) != 1 or len(pictures) + len(named) != len(inner):
        return None
    figure = Figure(pictures[0])
    return DivisionBlock((figure,), id=named[0].id) if named else figure


def _code(block: CodeBlock) -> Iterator[Block]:
    name = next((said for sign, said in _SIGNAL.findall(block.text) if sign == IDENTITY), "")
    bare = replace(block, text=_ANY.sub("", _SIGNAL.sub("", block.text)))
    yield DivisionBlock((bare,), id=name) if name else bare


def _without(inline: Inline) -> Inline:
    match inline:
        case Text():
            return Text(_SIGNAL.sub("", inline.text).replace(PAGE, ""))
        case Styled() | SpanInline() | LinkInline() | ChangeInline():
            inner = tuple(one for one in map(_without, inline.inner) if one != Text(""))
            return replace(inline, inner=inner)
        case _:
            return inline
