"""Word's .docx → a document: pandoc reads it, and what pandoc drops is brought past it as signals.

pandoc knows nothing of index fields, alignment, empty paragraphs and page breaks. Before it reads,
each of these is written into the text as a sign of the private use area, with what it says behind
it; :mod:`signals` takes the signs out again.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from posixpath import normpath

from lxml import etree

from publish.importing.formats import signals
from publish.importing.formats.pandoc_json import read_json
from publish.importing.formats.taking_out import take_out
from publish.importing.incoming import (
    About,
    Block,
    Blocks,
    IncomingText,
    Inline,
    PictureInline,
    Quotation,
    RemarkInline,
)
from publish.importing.packed import Package, repack, unpack
from publish.importing.pandoc import read_with_pandoc
from publish.importing.walking import inlines_in, replaced
from publish.importing.word_proof import Count

FORM = "Word (.docx)"
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_DC = "{http://purl.org/dc/elements/1.1/}"
_CP = "{http://schemas.openxmlformats.org/package/2006/metadata/core-properties}"
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_MAIN, _COMMENTS = "document.main", "comments"
_TEXTS = (_MAIN, "footnotes", "endnotes")
_ALIGNS = {"center": "center", "right": "right", "end": "right"}


def read_word(content: bytes, file: str) -> IncomingText:
    """Return what a .docx holds, its changes and remarks in their places."""
    package = unpack(content, file, FORM)
    places = _places(package)
    styles = _Styles(package.tree(places.get("styles", "word/styles.xml")))
    marked = {}
    for name in _TEXTS:
        root = package.tree(places[name]) if name in places else None
        if root is not None:
            _unbox(root)
            called = list(_identities(root))
            _signal(root, styles)
            for paragraph, identity in called:
                _put_first(paragraph, signals.identity(identity))
            marked[places[name]] = etree.tostring(root, encoding="utf-8", xml_declaration=True)
    options = ("--track-changes=all",)
    json = read_with_pandoc(repack(package, marked), "docx+styles", FORM, file, options)
    document = signals.lifted(_with_remarks(read_json(json), package, places))
    document = replace(document, blocks=tuple(_whole_quotations(document.blocks)))
    named = {
        one: f"word/{one}" if not one.startswith("/") else one[1:] for one in _pictures(document)
    }
    pictures = {name: package.read(normpath(path)) for name, path in named.items()}
    return replace(
        document,
        about=_about(package, document.about),
        pictures={name: found for name, found in pictures.items() if found is not None},
    )


def _whole_quotations(blocks: Blocks) -> Iterator[Block]:
    """Yield blocks in which the paragraphs of a quotation are one."""
    held: Blocks = ()
    for block in blocks:
        if isinstance(block, Quotation):
            held = (*held, *block.blocks)
            continue
        if held:
            yield Quotation(held)
            held = ()
        yield block
    if held:
        yield Quotation(held)


_TYPE = re.compile(r"wordprocessingml\.([\w.]+)\+xml")


def _places(package: Package) -> dict[str, str]:
    """Return where the parts of a .docx stand in it, by their kinds."""
    types = package.tree("[Content_Types].xml")
    found = {_MAIN: "word/document.xml"}
    for one in () if types is None else types.iter("{*}Override"):
        kind = _TYPE.search(str(one.get("ContentType")))
        if kind:
            found[kind[1]] = str(one.get("PartName")).lstrip("/")
    return found


def _with_remarks(document: IncomingText, package: Package, places: dict[str, str]) -> IncomingText:
    """Return a document whose remarks are whole: pandoc leaves their lists and tables out."""
    root = package.tree(places[_COMMENTS]) if _COMMENTS in places else None
    if root is None:
        return document
    said = {
        str(one.get(f"{W}id")): " ".join(
            " ".join("".join(_said(p)) for p in one.iter(f"{W}p")).split()
        )
        for one in root.iter(f"{W}comment")
    }

    def whole(inline: Inline) -> tuple[Inline, ...]:
        if isinstance(inline, RemarkInline) and inline.id in said:
            return (replace(inline, text=said[inline.id]),)
        return (inline,)

    return replace(document, blocks=replaced(document.blocks, whole))


def _pictures(document: IncomingText) -> list[str]:
    return [one.address for one in inlines_in(document.blocks) if isinstance(one, PictureInline)]


class _Styles:
    """Styles of paragraphs, by what they and those they rest on say."""

    def __init__(self, root: etree._Element | None) -> None:
        self._styles: Mapping[str, etree._Element] = (
            {}
            if root is None
            else {str(one.get(f"{W}styleId")): one for one in root.iter(f"{W}style")}
        )

    def said(self, paragraph: etree._Element, name: str) -> str:
        """Return a property of a paragraph (``jc``), its own or its style's, "" for none."""
        properties = paragraph.find(f"{W}pPr")
        if properties is None:
            return ""
        own = properties.find(f"{W}{name}")
        if own is not None:
            return str(own.get(f"{W}val", "true"))
        style = properties.find(f"{W}pStyle")
        seen: set[str] = set()
        at = "" if style is None else str(style.get(f"{W}val"))
        while at and at not in seen and at in self._styles:
            seen.add(at)
            found = self._styles[at].find(f"{W}pPr/{W}{name}")
            if found is not None:
                return str(found.get(f"{W}val", "true"))
            parent = self._styles[at].find(f"{W}basedOn")
            at = "" if parent is None else str(parent.get(f"{W}val"))
        return ""

    def name(self, paragraph: etree._Element) -> str:
        style = paragraph.find(f"{W}pPr/{W}pStyle")
        found = None if style is None else self._styles.get(str(style.get(f"{W}val")))
        named = None if found is None else found.find(f"{W}name")
        return "" if named is None else str(named.get(f"{W}val"))


def _unbox(root: etree._Element) -> None:
    """Put the paragraphs of text boxes behind the paragraph they are anchored to."""
    for box in list(root.iter(f"{W}txbxContent")):
        around = [one for one in box.iterancestors() if one.tag in (f"{W}p", _FALLBACK)]
        if not around or any(one.tag == _FALLBACK for one in around):
            continue
        anchor = around[0]
        holders = (one for one in box.iterancestors(_ALTERNATE, f"{W}pict", f"{W}drawing"))
        holder = next((one for one in holders if _tag(one.getparent()) == f"{W}r"), None)
        if holder is None:
            continue
        for block in reversed(box):
            anchor.addnext(block)
        for again in list(holder.iter(_FALLBACK)):
            take_out(again, with_tail=True)
        if not any(True for _ in holder.iter(*_PICTURES)):
            take_out(holder, with_tail=True)


def _tag(element: etree._Element | None) -> str:
    return "" if element is None else str(element.tag)


def _signal(root: etree._Element, styles: _Styles) -> None:
    """Write into the text what pandoc would drop."""
    _open_remarks(root)
    _keep_edges(root)
    for paragraph in list(root.iter(f"{W}p")):
        _index_fields(paragraph)
        _breaks(paragraph)
        first = ""
        if not _has_content(paragraph):
            if _tag(paragraph.getparent()) in (f"{W}body", f"{W}footnote", f"{W}endnote"):
                _put_first(paragraph, signals.BLANK)
            continue
        if align := _ALIGNS.get(styles.said(paragraph, "jc")):
            first += f"{signals.OPEN}{signals.ALIGN}{align}{signals.CLOSE}"
        level = styles.said(paragraph, "outlineLvl")
        if (
            level.isdigit()
            and int(level) < 6
            and not re.match("(?i)heading|titre", styles.name(paragraph))
        ):
            first += f"{signals.OPEN}{signals.LEVEL}{int(level) + 1}{signals.CLOSE}"
        if first:
            _put_first(paragraph, first)


SENT = "_pub"
"""What the names of the bookmarks begin with that a sent paragraph is known by."""
ENDNOTE = "_pub_endnote"
"""How a paragraph of an endnote is known, whoever wrote it."""


def _identities(root: etree._Element) -> Iterator[tuple[etree._Element, str]]:
    """Yield paragraphs with what they are called by who sent them; LibreOffice also puts their
    bookmarks between paragraphs."""
    waiting: list[str] = []
    for element in list(root.iter(f"{W}bookmarkStart", f"{W}p", f"{W}endnote")):
        if element.tag == f"{W}bookmarkStart":
            name = str(element.get(f"{W}name"))
            if name.startswith(SENT):
                around = next(element.iterancestors(f"{W}p"), None)
                if around is None:
                    waiting.append(name)
                else:
                    yield around, name
        elif element.tag == f"{W}p":
            yield from ((element, name) for name in waiting)
            waiting = []
        elif (first := next(element.iter(f"{W}p"), None)) is not None:
            yield first, ENDNOTE


def _keep_edges(root: etree._Element) -> None:
    """Keep the spaces at the edges of changes where they are: pandoc moves them out."""
    for change in root.iter(f"{W}ins", f"{W}del", f"{W}moveFrom", f"{W}moveTo"):
        for text in change.iter(f"{W}t", f"{W}delText"):
            said = text.text or ""
            bare = said.strip(" ")
            before = len(said) - len(said.lstrip(" "))
            after = len(said) - before - len(bare)
            text.text = signals.EDGE * before + bare + signals.EDGE * after


def _open_remarks(root: etree._Element) -> None:
    """Give remarks on no words at all a range: pandoc tells no others."""
    opened = {one.get(f"{W}id") for one in root.iter(f"{W}commentRangeStart")}
    for reference in list(root.iter(f"{W}commentReference")):
        run, name = reference.getparent(), str(reference.get(f"{W}id"))
        if run is not None and reference.get(f"{W}id") not in opened:
            for tag in ("commentRangeStart", "commentRangeEnd"):
                run.addprevious(etree.Element(f"{W}{tag}", {f"{W}id": name}))


def _has_content(paragraph: etree._Element) -> bool:
    held = (f"{W}t", f"{W}drawing", f"{W}pict", f"{W}object", f"{W}sym", f"{W}footnoteReference",
            f"{W}endnoteReference", f"{W}delText", f"{W}commentReference")  # fmt: skip
    math = "{http://schemas.openxmlformats.org/officeDocument/2006/math}oMath"
    return any(True for _ in paragraph.iter(*held, math))


def _run(text: str) -> etree._Element:
    run = etree.Element(f"{W}r")
    said = etree.SubElement(run, f"{W}t")
    said.set(_SPACE, "preserve")
    said.text = text
    return run


def _put_first(paragraph: etree._Element, text: str) -> None:
    properties = paragraph.find(f"{W}pPr")
    paragraph.insert(0 if properties is None else paragraph.index(properties) + 1, _run(text))


def _breaks(paragraph: etree._Element) -> None:
    """Signal page breaks, and tabs behind the first words of a paragraph."""
    for found in list(paragraph.iter(f"{W}br")):
        if found.get(f"{W}type") in ("page", "column"):
            _turn_into_text(found, signals.PAGE)
    begun = False
    for found in list(paragraph.iter(f"{W}t", f"{W}tab")):
        if found.tag == f"{W}t":
            begun = begun or bool((found.text or "").strip())
        elif _tag(found.getparent()) == f"{W}r":
            _turn_into_text(found, signals.TAB if begun else " ")


def _turn_into_text(element: etree._Element, text: str) -> None:
    element.clear()
    element.tag = f"{W}t"
    element.set(_SPACE, "preserve")
    element.text = text


def _index_fields(paragraph: etree._Element) -> None:
    """Write the text of XE fields in the place of the field."""
    for simple in list(paragraph.iter(f"{W}fldSimple")):
        if mark := _index_mark(str(simple.get(f"{W}instr"))):
            simple.addprevious(_run(mark))
    said: list[str] = []
    depth = 0
    for run in list(paragraph.iter(f"{W}r")):
        for part in run.iterchildren(f"{W}fldChar", f"{W}instrText"):
            if part.tag == f"{W}instrText":
                said.append(part.text or "")
            elif part.get(f"{W}fldCharType") == "begin":
                depth, said = depth + 1, []
            elif part.get(f"{W}fldCharType") == "end":
                depth -= 1
                if mark := _index_mark("".join(said)):
                    run.addnext(_run(mark))
                said = []


_FIELD = re.compile(r'\s*XE\s+[“"]((?:\\.|[^"”])*)[”"](.*)', re.DOTALL | re.IGNORECASE)
_SEE = re.compile(r'\\t\s*[“"]([^"”]*)[”"]')


def _index_mark(instruction: str) -> str:
    found = _FIELD.match(instruction)
    if found is None:
        return ""
    see = _SEE.search(found[2])
    main = "\\b" in found[2]
    return signals.index_mark(found[1].replace("\\:", "\ufffc"), see[1] if see else "", main)


def _about(package: Package, said: About) -> About:
    """Return what the text says of the work, and the file's properties where it does not."""
    core = package.tree("docProps/core.xml")
    if core is None:
        return said

    def of(name: str) -> str:
        found = core.find(name)
        return "" if found is None else " ".join((found.text or "").split())

    people = tuple((name.strip(), "aut") for name in of(f"{_DC}creator").split(";") if name.strip())
    return replace(
        said,
        title=said.title or of(f"{_DC}title"),
        authors=said.authors or people,
        description=said.description or of(f"{_DC}description"),
        language=said.language or of(f"{_DC}language"),
        subjects=said.subjects
        or tuple(one.strip() for one in re.split("[,;]", of(f"{_CP}keywords")) if one.strip()),
    )


_GONE = (f"{W}moveFrom",)
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_ALTERNATE = "{http://schemas.openxmlformats.org/markup-compatibility/2006}AlternateContent"
_WORDS = (f"{W}t", f"{W}delText", f"{W}tab", f"{W}br", f"{W}cr", f"{W}noBreakHyphen")


def _said(paragraph: etree._Element, refused: bool = False) -> Iterator[str]:
    """Yield the pieces of one paragraph, those of paragraphs within it (text boxes) excepted.

    What was struck out stands behind the rest: it is no part of the words around it.
    """
    struck: list[str] = []
    for part in paragraph.iter(*_WORDS):
        around = list(part.iterancestors(f"{W}p", f"{W}del", f"{W}ins", _FALLBACK, *_GONE))
        if next((one for one in around if one.tag == f"{W}p"), None) is not paragraph:
            continue
        tags = {one.tag for one in around}
        if tags & {*_GONE, _FALLBACK}:
            continue
        text = _SAID.get(str(part.tag), part.text or "")
        gone = f"{W}ins" in tags if refused else f"{W}del" in tags
        if gone:
            struck.append(text)
        else:
            yield text
    yield from (" ", *struck) if struck else ()


_SAID = {f"{W}tab": " ", f"{W}br": " ", f"{W}cr": " ", f"{W}noBreakHyphen": "-"}


def count_word(content: bytes, file: str, refused: bool = False) -> Count:
    """Count a .docx by its XML alone; ``refused``: insertions are struck out, deletions are not."""
    package = unpack(content, file, FORM)
    places = _places(package)
    texts: list[str] = []
    notes = pictures = tables = 0
    for name in (*_TEXTS, _COMMENTS):
        root = package.tree(places[name]) if name in places else None
        if root is None:
            continue
        initial = ""
        for paragraph in root.iter(f"{W}p"):
            said = initial + "".join(_said(paragraph, refused))
            frame = paragraph.find(f"{W}pPr/{W}framePr")
            drops = frame is not None and frame.get(f"{W}dropCap") not in (None, "none")
            initial = said if drops else ""
            if not drops:
                texts.append(said)
        if name == _COMMENTS:
            continue
        notes += sum(
            1
            for one in root.iter(f"{W}footnoteReference", f"{W}endnoteReference")
            if not any(True for _ in one.iterancestors(f"{W}del", *_GONE, _FALLBACK))
        )
        pictures += sum(
            1
            for one in root.iter(*_PICTURES)
            if not any(True for _ in one.iterancestors(_FALLBACK))
        )
        tables += sum(1 for _ in root.iter(f"{W}tbl"))
    return Count(tuple(texts), notes, pictures, tables)


_PICTURES = (
    "{http://schemas.openxmlformats.org/drawingml/2006/main}blip",
    "{urn:schemas-microsoft-com:vml}imagedata",
)
