"""pandoc's JSON → a document.

``{"t": "Para", "c": [{"t": "Str", "c": "Un"}, {"t": "Space"}, …]}`` → a paragraph, "Un …"
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from publish.importing.formats.style_names import role_of_style
from publish.importing.incoming import (
    About,
    Aside,
    Block,
    BlockCell,
    Blocks,
    BreakBlock,
    ChangeInline,
    CodeBlock,
    CodeText,
    Definitions,
    DivisionBlock,
    Emphasis,
    Figure,
    Formula,
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
    RemarkInline,
    Row,
    SpanInline,
    Styled,
    TableBlock,
    Text,
    Verse,
    VerseLine,
)
from publish.importing.walking import plain
from publish.messages import N_

TITLE_PAGE = N_("the title page: the book makes its own of book.toml")

PARAGRAPH_END = "\ue0da"
"""The end of a paragraph, where it was struck out."""

_STYLES = {
    "Emph": Emphasis.ITALIC,
    "Strong": Emphasis.BOLD,
    "SmallCaps": Emphasis.SMALL_CAPITALS,
    "Superscript": Emphasis.SUPERIOR,
    "Subscript": Emphasis.INFERIOR,
    "Strikeout": Emphasis.STRUCK,
    "Underline": Emphasis.UNDERLINED,
}
_CLASSES = {"smallcaps": Emphasis.SMALL_CAPITALS, "sc": Emphasis.SMALL_CAPITALS,
            "underline": Emphasis.UNDERLINED, "ul": Emphasis.UNDERLINED}  # fmt: skip
_ALIGNS = {"AlignLeft": "left", "AlignRight": "right", "AlignCenter": "center"}
_QUOTES = {"DoubleQuote": ("“", "”"), "SingleQuote": ("‘", "’")}
_KNOWN = frozenset({"verse", "letter", "epigraph"})
_MEASURE = 16.0
"""The measure of a page of a word processor, in centimetres: 21 less two margins of 2.5."""
_LENGTHS = {"in": 2.54, "cm": 1.0, "mm": 0.1, "pt": 0.0353, "px": 0.0265, "pc": 0.4233}

_Node = Mapping[str, Any]


def read_json(document: _Node) -> IncomingText:
    """Return the document that pandoc has read; its metadata are what the file says of the work."""
    known = about(document["meta"])
    date = _meta_text(document["meta"]["date"]) if "date" in document["meta"] else ""
    said = (known.title, known.subtitle, *(name for name, _ in known.authors), date)
    words = "\n".join(one for one in said if one)
    asides = (Aside(TITLE_PAGE, words),) if words else ()
    cited = tuple(_cited(document["blocks"]))
    return IncomingText(blocks(document["blocks"]), known, {}, asides, citations=cited)


def _cited(nodes: Any) -> Iterator[str]:
    """Yield each citation by key, as it is typed."""
    for node in nodes if isinstance(nodes, list) else []:
        yield from _cited(node)
        if isinstance(node, dict):
            if node.get("t") == "Cite":
                yield plain(tuple(_citation(node["c"][0])))
            else:
                yield from _cited(node.get("c"))


def _citation(citations: Sequence[_Node]) -> Iterator[Inline]:
    """Yield a citation as Markdown types it: ``[voir @durand1900, p. 12; @b]``, ``@c [p. 4]``."""
    in_text = citations[0]["citationMode"]["t"] == "AuthorInText"
    yield from () if in_text else (Text("["),)
    for n, one in enumerate(citations):
        before, after = inlines(one["citationPrefix"]), inlines(one["citationSuffix"])
        bare = one["citationMode"]["t"] == "SuppressAuthor"
        said = plain(after)
        if n:
            yield Text("; ")
        yield from (*before, Text(" ")) if before and not plain(before).endswith(" ") else before
        yield Text(f"{'-' if bare else ''}@{one['citationId']}")
        if said:
            opening = " [" if in_text else "" if said[0] in ",; :" else ", "
            yield from (Text(opening), *after, Text("]" if in_text else ""))
    yield from () if in_text else (Text("]"),)


def about(meta: _Node) -> About:
    def said(key: str) -> str:
        return " ".join(_meta_text(meta[key]).split()) if key in meta else ""

    people = _meta_list(meta.get("author")) or _meta_list(meta.get("creator"))
    names = (" ".join(name.split()) for name in people)
    return About(
        title=said("title"),
        subtitle=said("subtitle"),
        authors=tuple((name, "aut") for name in names if name),
        language=said("lang"),
        publisher=said("publisher"),
        rights=said("rights") or said("copyright"),
        description=said("description") or said("abstract"),
        subjects=tuple(_meta_list(meta.get("keywords")) or _meta_list(meta.get("subject"))),
    )


def _meta_list(value: Any) -> list[str]:
    if value is None:
        return []
    if value["t"] == "MetaList":
        return [_meta_text(one) for one in value["c"]]
    if value["t"] == "MetaInlines":
        return re.split(r"\s*[;\n]\s*", plain(inlines(value["c"])))
    return [_meta_text(value)]


def _meta_text(value: _Node) -> str:
    match value["t"]:
        case "MetaInlines":
            return plain(inlines(value["c"]))
        case "MetaBlocks":
            texts = (plain(b.inner) for b in blocks(value["c"]) if isinstance(b, Paragraph))
            return " ".join(texts)
        case "MetaString":
            return str(value["c"])
        case "MetaMap":
            return _meta_text(value["c"]["name"]) if "name" in value["c"] else ""
        case "MetaList":
            return ", ".join(map(_meta_text, value["c"]))
        case _:
            return ""


_OPENED = re.compile(r"\s*<h([1-6])[^>]*>\s*\Z")


def blocks(nodes: Iterable[_Node]) -> Blocks:
    found: list[Block] = []
    level = 0
    for node in nodes:
        if node["t"] == "RawBlock":
            opened = _OPENED.match(node["c"][1])
            level = int(opened[1]) if opened else 0
            found += _raw(node["c"][1]) if "html" in node["c"][0] else ()
            continue
        for block in _blocks(node):
            if level and isinstance(block, Paragraph):
                block, level = HeadingBlock(level, block.inner), 0
            found.append(block)
    return tuple(found)


def _raw(html: str) -> Blocks:
    """Return what a piece of HTML within another format holds; tags alone hold nothing."""
    from publish.importing.formats.hypertext_reader import read_html

    bare = re.sub(r"(?s)<!--.*?-->", "", html)
    if not re.sub(r"<[^>]*>", "", bare).strip() and not re.search(r"<(?:img|hr|table)\b", bare):
        return ()
    return read_html(bare.encode(), "").blocks


def _blocks(node: _Node) -> Iterator[Block]:
    c: Any = node.get("c")
    match node["t"]:
        case "Para" | "Plain":
            yield _paragraph(c)
        case "Header":
            level, (name, classes, _), inner = c
            kind = next((one for one in classes if one.isalpha() and one not in _IGNORED), "")
            yield HeadingBlock(level, inlines(inner), name, kind)
        case "BlockQuote":
            yield Quotation(blocks(c))
        case "BulletList":
            yield ListBlock(tuple(map(blocks, c)))
        case "OrderedList":
            yield ListBlock(tuple(map(blocks, c[1])), c[0][0])
        case "DefinitionList":
            yield Definitions(tuple((inlines(term), tuple(map(blocks, said))) for term, said in c))
        case "LineBlock":
            yield _verse(c)
        case "CodeBlock":
            yield CodeBlock(c[1], next(iter(c[0][1]), ""))
        case "HorizontalRule":
            yield BreakBlock()
        case "Table":
            yield _table(c)
        case "Figure":
            yield from _figure(c)
        case "Div":
            yield from _division(c)


_IGNORED = frozenset({"unnumbered", "unlisted", "title", "heading"})


def _paragraph(nodes: Iterable[_Node]) -> Block:
    inner = inlines(nodes)
    if len(inner) == 1 and isinstance(inner[0], PictureInline):
        return Figure(inner[0])
    return Paragraph(inner)


def _verse(lines: Iterable[Iterable[_Node]]) -> Verse:
    stanzas: list[list[VerseLine]] = [[]]
    for line in lines:
        inner = inlines(line)
        words = plain(inner)
        if not words.strip():
            stanzas.append([])
            continue
        indent = len(words) - len(words.lstrip())
        if inner and isinstance(inner[0], Text):
            inner = (Text(inner[0].text.lstrip()), *inner[1:])
        stanzas[-1].append(VerseLine(inner, indent))
    return Verse(tuple(tuple(stanza) for stanza in stanzas if stanza))


def _figure(c: Any) -> Iterator[Block]:
    (name, _, _), (_, caption), inner = c
    said = _caption(blocks(caption))
    held = blocks(inner)
    pictures = [one for one in held if isinstance(one, Figure)]
    if len(pictures) == 1 == len(held):
        yield Figure(pictures[0].picture, said, name)
        return
    yield from held
    if said:
        yield Paragraph(said, ParagraphRole.CAPTION)


def _caption(said: Blocks) -> Inlines:
    inner: list[Inline] = []
    for block in _flat(said):
        if isinstance(block, Paragraph):
            inner += [LineBreak(), *block.inner] if inner else block.inner
    return tuple(inner)


def _flat(some: Blocks) -> Iterator[Block]:
    for block in some:
        if isinstance(block, DivisionBlock):
            yield from _flat(block.blocks)
        else:
            yield block


def _division(c: Any) -> Iterator[Block]:
    (name, classes, values), inner = c
    values = dict(values)
    held = blocks(inner)
    if style := values.get("custom-style"):
        yield from _with_style(held, style)
        return
    known = next((one for one in classes if one in _KNOWN), "")
    lang = values.get("lang", "")
    if "page-break" in classes or not (known or lang or name):
        yield from held
    else:
        yield DivisionBlock(held, known, name, lang)


def _with_style(held: Blocks, style: str) -> Iterator[Block]:
    role = role_of_style(style)
    for block in held:
        if isinstance(block, Paragraph) and role is not None:
            yield Paragraph(block.inner, role, block.align)
        else:
            yield block


def _table(c: Any) -> TableBlock:
    (name, _, _), (_, caption), columns, (_, head), bodies, (_, foot) = c

    def row(node: Any) -> Row:
        return tuple(
            BlockCell(blocks(held), _ALIGNS.get(side["t"], ""), across, down)
            for _, side, down, across, held in node[1]
        )

    heads = [row(one) for one in head]
    body = [row(one) for part in bodies for one in (*part[2], *part[3])]
    return TableBlock(
        tuple(one for one in heads if any(cell.blocks for cell in one)),
        (*body, *(row(one) for one in foot)),
        tuple(_ALIGNS.get(side["t"], "") for side, _ in columns),
        _caption(blocks(caption)),
        name,
    )


def inlines(nodes: Iterable[_Node]) -> Inlines:
    """Return a run of inlines, its words and spaces joined."""
    found: list[Inline] = []
    for node in _paired(list(nodes)):
        for one in _inlines(node):
            last = found[-1] if found else None
            if isinstance(one, Text) and isinstance(last, Text):
                found[-1] = Text(last.text + one.text)
            else:
                found.append(one)
    return tuple(found)


_RAW = {"em": Emphasis.ITALIC, "i": Emphasis.ITALIC, "b": Emphasis.BOLD, "strong": Emphasis.BOLD,
        "sup": Emphasis.SUPERIOR, "sub": Emphasis.INFERIOR, "u": Emphasis.UNDERLINED,
        "del": Emphasis.STRUCK, "s": Emphasis.STRUCK}  # fmt: skip
_TAG = re.compile(r"<(/?)([a-z]+)[^>]*>\Z", re.IGNORECASE)


def _paired(nodes: list[_Node]) -> list[_Node]:
    """Return nodes in which what stands between two tags of HTML is one node of their style."""
    for n, node in enumerate(nodes):
        opened = _TAG.match(node["c"][1]) if node["t"] == "RawInline" else None
        if opened is None or opened[1] or opened[2].lower() not in _RAW:
            continue
        close = f"</{opened[2]}>".lower()
        for m in range(n + 1, len(nodes)):
            if nodes[m]["t"] == "RawInline" and nodes[m]["c"][1].lower() == close:
                names = {style: name for name, style in _STYLES.items()}
                held = {"t": names[_RAW[opened[2].lower()]], "c": nodes[n + 1 : m]}
                return [*nodes[:n], held, *_paired(nodes[m + 1 :])]
    return nodes


def _inlines(node: _Node) -> Iterator[Inline]:
    kind = node["t"]
    c: Any = node.get("c")
    if kind in _STYLES:
        yield Styled(_STYLES[kind], inlines(c))
        return
    match kind:
        case "Str":
            yield Text(c)
        case "Space" | "SoftBreak":
            yield Text(" ")
        case "LineBreak":
            yield LineBreak()
        case "Quoted":
            opening, closing = _QUOTES[c[0]["t"]]
            yield from (Text(opening), *inlines(c[1]), Text(closing))
        case "Cite":
            yield from _citation(c[0])
        case "Code":
            yield CodeText(c[1])
        case "Math":
            yield Formula(c[1])
        case "Link":
            yield LinkInline(inlines(c[1]), c[2][0])
        case "Image":
            yield _picture(c)
        case "Note":
            yield NoteBody(blocks(c))
        case "RawInline" if re.match(r"<br\b", c[1], re.IGNORECASE):
            yield LineBreak()
        case "Span":
            yield from _span(c)


def _picture(c: Any) -> PictureInline:
    (_, _, values), alt, (address, title) = c
    return PictureInline(address, plain(inlines(alt)) or title, width_in_percent(dict(values)))


def width_in_percent(values: Mapping[str, str]) -> int:
    """Return how much of the measure a picture takes, 0 where it is not said or is all of it."""
    found = re.fullmatch(r"([\d.]+)(%|in|cm|mm|pt|px|pc)?", values.get("width", ""))
    if found is None:
        return 0
    number, unit = float(found[1]), found[2] or "px"
    share = number if unit == "%" else 100 * number * _LENGTHS[unit] / _MEASURE
    rounded = 5 * round(share / 5)
    return rounded if 5 <= rounded < 95 else 0


def _span(c: Any) -> Iterator[Inline]:
    (name, classes, values), inner = c
    values = dict(values)
    held = inlines(inner)
    author, date = values.get("author", ""), values.get("date", "")
    if "comment-start" in classes:
        yield RemarkInline(author, date, " ".join(plain(held).split()), values.get("id", ""))
    elif "comment-end" in classes:
        yield SpanInline(held, "", f"_remark_{values.get('id', name)}")
    elif "paragraph-deletion" in classes:
        yield ChangeInline(False, author, date, (Text(PARAGRAPH_END),))
    elif "insertion" in classes or "deletion" in classes:
        yield ChangeInline("insertion" in classes, author, date, held)
    elif style := next((_CLASSES[one] for one in classes if one in _CLASSES), None):
        yield Styled(style, held)
    elif values.get("lang") or name:
        yield SpanInline(held, values.get("lang", ""), name)
    else:
        yield from held
