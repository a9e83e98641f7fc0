"""TEI P5 → a document: novels, verse, plays and editions as ELTeC, Théâtre classique, OBVIL and
Métopes encode them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace

from lxml import etree

from publish.diagnostics import BookError
from publish.importing import faults
from publish.importing.formats.pandoc_json import TITLE_PAGE
from publish.importing.formats.taking_out import take_out
from publish.importing.formats.tei_header import about_header
from publish.importing.incoming import (
    Aside,
    Block,
    BlockCell,
    Blocks,
    BreakBlock,
    CodeBlock,
    CodeText,
    Definitions,
    DivisionBlock,
    Emphasis,
    Figure,
    Formula,
    HeadingBlock,
    IncomingText,
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
    Row,
    SpanInline,
    Styled,
    TableBlock,
    Text,
    Verse,
    VerseLine,
)
from publish.importing.packed import parse_xml
from publish.importing.transforms.typed_signs import as_typed
from publish.importing.walking import plain
from publish.importing.white import folded, on_one_line, span, stripped
from publish.importing.word_proof import Count
from publish.messages import N_

FORM = "TEI"
OTHER_READING = N_("another reading of the same words")
STRUCK = N_("struck out")
RUNNING = N_("running heads and page numbers of another edition")
_ID = "{http://www.w3.org/XML/1998/namespace}id"
_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
_DIVISIONS = re.compile(r"div[0-7]?\Z")
_HOLDERS = frozenset(
    "text body front back group argument opener closer postscript performance prologue epilogue "
    "set castGroup listBibl div".split()
)
_BLOCKS = _HOLDERS | frozenset(
    "p ab lg l sp stage quote cit list table figure head epigraph castList castItem speaker "
    "salute signed dateline trailer byline address titlePage note floatingText bibl docTitle "
    "titlePart docAuthor docImprint docDate docEdition milestone "
    "imprimatur label item spGrp said eg egXML".split()
)
_TITLE_PARTS = ("docTitle", "docAuthor", "docImprint", "docDate", "docEdition", "byline")
_KINDS = {
    "preface": "preface", "préface": "preface", "introduction": "introduction",
    "dedication": "dedication", "dédicace": "dedication", "part": "part", "partie": "part",
    "livre": "part", "volume": "part", "tome": "part", "foreword": "foreword",
    "avant-propos": "foreword", "afterword": "afterword", "postface": "afterword",
    "appendix": "appendix", "annexe": "appendix", "bibliography": "bibliography",
    "bibliographie": "bibliography",
}  # fmt: skip
_CHOSEN = (("corr", "sic"), ("expan", "abbr"), ("reg", "orig"), ("lem", "rdg"))
_MAYBE_INLINE = ("quote", "said", "label")
_PASSED = tuple(other for _, other in _CHOSEN)
_RENDERED: tuple[tuple[str, Emphasis], ...] = (
    (r"\b(?:i|ital\w*|it|emph\w*|italique)\b", Emphasis.ITALIC),
    (r"\b(?:b|bold|gras|strong)\b", Emphasis.BOLD),
    (
        r"\b(?:sc|small-?caps?|smallcaps|smcap|petites?-?cap\w*)\b|small-caps",
        Emphasis.SMALL_CAPITALS,
    ),
    (r"\b(?:sup|super|superscript|exposant)\b", Emphasis.SUPERIOR),
    (r"\b(?:sub|subscript|indice)\b", Emphasis.INFERIOR),
    (r"\b(?:u|underline\w*|souligné)\b", Emphasis.UNDERLINED),
    (r"\b(?:strike\w*|line-through|barré)\b", Emphasis.STRUCK),
)
_SAID_ROLES = {
    role.value: role
    for role in (ParagraphRole.SUBTITLE, ParagraphRole.AUTHOR, ParagraphRole.SOURCE,
                 ParagraphRole.DATE, ParagraphRole.SIGNATURE)
}  # fmt: skip
_ASIDE = {"fw": RUNNING, "del": STRUCK, "surplus": STRUCK}
_SILENT = frozenset(
    "teiHeader pb cb gb milestone anchor space figDesc handShift addSpan delSpan certainty respons "
    "interp interpGrp standOff graphic binaryObject".split()
)


def read_tei(content: bytes, file: str) -> IncomingText:
    """Return what a TEI file holds."""
    root = _tree(content, file)
    texts = [one for one in root.iter("text") if not any(True for _ in one.iterancestors("text"))]
    if not texts:
        raise BookError(faults.UNREADABLE.at(file, format=FORM, reason="<text>"))
    about = about_header(root)
    reader = _Reader(about.language or "fr", _notes_elsewhere(root))
    blocks = tuple(block for text in texts for block in reader.blocks(text, 0))
    return IncomingText(blocks, about, {}, tuple(reader.asides))


def _tree(content: bytes, file: str) -> etree._Element:
    root = parse_xml(content, file, FORM)
    etree.strip_elements(root, etree.Comment, with_tail=False)
    for element in root.iter(etree.Element):
        element.tag = etree.QName(element).localname
    return root


def _notes_elsewhere(root: etree._Element) -> dict[str, etree._Element]:
    """Return the notes that something refers to, by their identifiers; taken out of their place."""
    aims = {
        part[1:]
        for one in root.iter("ref", "ptr")
        for part in (one.get("target") or "").split()
        if len(part) > 1 and part.startswith("#")
    }
    found = {}
    for note in list(root.iter("note")):
        name = note.get(_ID) or ""
        if name in aims and not any(True for _ in note.iterancestors("teiHeader")):
            found[name] = note
            take_out(note)
    return found


@dataclass(slots=True)
class _Reader:
    language: str
    elsewhere: dict[str, etree._Element]
    asides: list[Aside] = field(default_factory=list)
    shared: int = 0
    """Characters of a verse that other speakers have said of it."""

    def blocks(self, holder: etree._Element, level: int) -> Iterator[Block]:
        """Yield the blocks of an element; ``level``: of the headings around it."""
        loose: list[Inline] = []
        lines: list[VerseLine] = []

        def flush() -> Iterator[Block]:
            if lines:
                yield Verse((tuple(lines),))
                lines.clear()
            inner = stripped(tuple(loose))
            loose.clear()
            if inner:
                yield Paragraph(inner)

        loose += folded(holder.text)
        for child in holder:
            if not isinstance(child.tag, str):
                loose += folded(child.tail)
                continue
            if child.tag == "l":
                lines.append(self._verse_line(child))
            elif child.tag == "note" and lines:
                last = lines[-1]
                lines[-1] = replace(last, inner=(*last.inner, *self._inline(child)))
            elif child.tag == "milestone" and "*" in (child.get("rend") or ""):
                yield from flush()
                yield BreakBlock()
            elif child.tag in _SILENT or (child.tag == "note" and not _stands_alone(holder)):
                loose += self._inline(child)
            elif child.tag in _BLOCKS or _DIVISIONS.match(child.tag):
                yield from flush()
                yield from self._block(child, level)
            else:
                loose += self._inline(child)
            loose += folded(child.tail)
            if lines and not stripped(tuple(loose)):
                loose.clear()
        yield from flush()

    def _block(self, element: etree._Element, level: int) -> Iterator[Block]:
        tag = str(element.tag)
        if _DIVISIONS.match(tag) or tag in ("floatingText",):
            yield from self._division(element, level)
        elif tag == "head":
            yield HeadingBlock(
                max(1, level), on_one_line(self._inner(element)), str(element.get(_ID) or "")
            )
        elif tag == "titlePage" or (tag in _TITLE_PARTS and level == 0):
            self.asides.append(Aside(TITLE_PAGE, _words(element)))
        elif tag == "lg":
            yield Verse(tuple(self._stanzas(element)))
        elif tag in ("sp", "spGrp") or tag == "cit":
            yield from self.blocks(element, level)
        elif tag == "quote" or (tag == "said" and element.find("p") is not None):
            inner = tuple(self.blocks(element, level))
            if inner:
                yield Quotation(inner)
        elif tag == "epigraph":
            inner = tuple(self.blocks(element, level))
            bare = (o for b in inner for o in (b.blocks if isinstance(b, Quotation) else (b,)))
            yield DivisionBlock(tuple(bare), "epigraph")
        elif tag == "castList":
            yield from _within(self._list(element, level), "characters")
        elif tag in ("list", "castGroup"):
            yield from self._list(element, level)
        elif tag == "table":
            yield self._table(element, level)
        elif tag == "figure":
            yield from self._figure(element, level)
        elif tag == "milestone":
            yield BreakBlock()
        elif tag == "eg":
            yield CodeBlock("".join(element.itertext()).strip("\n"))
        elif tag in _HOLDERS or (
            tag in ("p", "ab", "item", "note", "stage") and self._holds_blocks(element)
        ):
            yield from self.blocks(element, level)
        else:
            yield from self._paragraph(element)

    def _holds_blocks(self, element: etree._Element) -> bool:
        inner = ("p", "lg", "l", "list", "table", "figure", "quote", "floatingText", "sp")
        return any(
            child.tag in inner
            and (
                child.tag != "quote"
                or child.find("p") is not None
                or child.find("lg") is not None
                or child.find("l") is not None
            )
            for child in element
        )

    def _paragraph(self, element: etree._Element) -> Iterator[Block]:
        inner = stripped(self._inner(element))
        if not inner:
            return
        tag, rend = str(element.tag), element.get("rend") or ""
        if tag == "speaker":
            inner = (Styled(Emphasis.SMALL_CAPITALS, inner),)
        elif tag == "stage":
            inner = (Styled(Emphasis.ITALIC, inner),)
        elif tag != "head":
            inner = _rendered(inner, rend)
        role = {"dateline": ParagraphRole.DATE, "signed": ParagraphRole.SIGNATURE}.get(
            tag, ParagraphRole.BODY
        )
        if role and not _in_letter(element):
            role = ParagraphRole.BODY
        role = _SAID_ROLES.get(rend, role) if tag == "p" else role
        align = (
            "center" if re.search(r"\bcent(?:er|re)", rend) else "right" if "right" in rend else ""
        )
        name = element.get(_ID)
        if name:
            inner = (SpanInline((), "", name), *inner)
        stars = re.fullmatch(r"[\s*]+", plain(inner)) is not None and tag in ("p", "ab")
        yield BreakBlock() if stars else Paragraph(inner, role, align)

    def _division(self, element: etree._Element, level: int) -> Iterator[Block]:
        said = (element.get("type") or element.get("subtype") or "").casefold()
        if said in ("titlepage", "titre", "toc", "contents", "tabledesmatieres") and level == 0:
            self.asides.append(Aside(TITLE_PAGE, _words(element)))
            return
        if said in ("letter", "lettre") and level > 0 and element.find("head") is None:
            yield DivisionBlock(tuple(self.blocks(element, level)), "letter")
            return
        inner = list(self.blocks(element, level + 1))
        if element.find("sp") is not None:
            inner = list(_within(inner, "theatre"))
        kind = _KINDS.get(said, "")
        first = next(
            (
                n
                for n, b in enumerate(inner)
                if not isinstance(b, Paragraph) or plain(b.inner).strip()
            ),
            None,
        )
        name = str(element.get(_ID) or "")
        if first is not None and isinstance(inner[first], HeadingBlock):
            heading = inner[first]
            assert isinstance(heading, HeadingBlock)
            if heading.level == level + 1:
                inner[first] = replace(heading, kind=heading.kind or kind, id=heading.id or name)
                yield from self._with_subtitles(inner, first, level + 1)
                return
        if kind in ("dedication",):
            yield HeadingBlock(level + 1, (), name, kind)
        elif level and inner and not isinstance(inner[0], HeadingBlock):
            yield BreakBlock()
        yield from inner

    def _with_subtitles(self, inner: list[Block], first: int, level: int) -> Iterator[Block]:
        """Join the heads that follow one another at the beginning of a division."""
        heading = inner[first]
        assert isinstance(heading, HeadingBlock)
        n = first + 1
        while n < len(inner):
            after = inner[n]
            if (
                not isinstance(after, HeadingBlock)
                or after.level != level
                or after.kind
                or after.id
            ):
                break
            stop = " " if plain(heading.inner).rstrip().endswith((".", ":", "!", "?")) else ". "
            heading = replace(heading, inner=(*heading.inner, Text(stop), *after.inner))
            n += 1
        yield from inner[:first]
        yield heading
        yield from inner[n:]

    def _stanzas(self, element: etree._Element) -> Iterator[tuple[VerseLine, ...]]:
        lines: list[VerseLine] = []
        for child in element.iterchildren(etree.Element):
            if child.tag == "lg":
                if lines:
                    yield tuple(lines)
                    lines = []
                yield from self._stanzas(child)
            elif child.tag == "l":
                lines.append(self._verse_line(child))
            elif child.tag in ("head", "label", "stage", "speaker", "p"):
                if lines:
                    yield tuple(lines)
                    lines = []
                style = Emphasis.ITALIC if child.tag == "stage" else Emphasis.SMALL_CAPITALS
                yield (VerseLine((Styled(style, stripped(self._inner(child))),)),)
            elif child.tag == "note" and lines:
                last = lines[-1]
                lines[-1] = replace(last, inner=(*last.inner, *self._inline(child)))
        if lines:
            yield tuple(lines)

    def _verse_line(self, element: etree._Element) -> VerseLine:
        inner = stripped(on_one_line(self._inner(element)))
        rend = element.get("rend") or ""
        found = re.search(r"(?:indent|i|retrait|margin)\D{0,3}(\d+)", rend)
        indent = min(int(found[1]) * 2, 30) if found else 4 if "indent" in rend else 0
        if told := re.fullmatch(r"spaces\((\d{1,3})\)", rend):
            indent, rend = int(told[1]), ""
        part = (element.get("part") or "").upper()
        if part in ("M", "F"):
            indent = indent or min(self.shared, 40)
        if part in ("I", "M"):
            self.shared = (self.shared if part == "M" else 0) + len(plain(inner))
        else:
            self.shared = 0
        return VerseLine(_rendered(inner, rend), indent)

    def _list(self, element: etree._Element, level: int) -> Iterator[Block]:
        head = element.find("head")
        if head is not None and level == 0:
            yield HeadingBlock(1, on_one_line(self._inner(head)))
        elif head is not None:
            yield Paragraph((Styled(Emphasis.BOLD, on_one_line(self._inner(head))),))
        labels = list(element.iterchildren("label"))
        if labels:
            terms = []
            for label in labels:
                item = label.getnext()
                said = (
                    tuple(self.blocks(item, level))
                    if item is not None and item.tag == "item"
                    else ()
                )
                terms.append((stripped(self._inner(label)), (said,)))
            yield Definitions(tuple(terms))
            return
        items: list[Blocks] = []
        for child in element.iterchildren(etree.Element):
            if child.tag in ("item", "castItem"):
                items.append(tuple(self._item(child, level)))
            elif child.tag in ("castGroup", "list"):
                items += [
                    one
                    for b in self._list(child, level)
                    for one in ([(b,)] if not isinstance(b, ListBlock) else b.items)
                ]
            elif child.tag not in ("head", "pb", "label"):
                items.append(tuple(self._block(child, level)))
        kind = f"{element.get('type') or ''} {element.get('rend') or ''}"
        numbered = re.search(r"ordered|number", kind) and not re.search(r"unordered", kind)
        items = [one for one in items if one]
        if items:
            yield ListBlock(tuple(items), 1 if numbered else None)

    def _item(self, element: etree._Element, level: int) -> Iterator[Block]:
        if self._holds_blocks(element):
            yield from self.blocks(element, level)
        elif inner := stripped(self._inner(element)):
            yield Paragraph(inner)

    def _table(self, element: etree._Element, level: int) -> TableBlock:
        def cell(one: etree._Element) -> BlockCell:
            held = tuple(self.blocks(one, level))
            return BlockCell(held, "", span(one.get("cols")), span(one.get("rows")))

        head = element.find("head")
        caption = () if head is None else on_one_line(self._inner(head))
        heads: list[Row] = []
        body: list[Row] = []
        for row in element.iterchildren("row"):
            cells = tuple(cell(one) for one in row.iterchildren("cell"))
            labels = row.get("role") == "label" or all(
                one.get("role") == "label" for one in row.iterchildren("cell")
            )
            (heads if labels and not body else body).append(cells)
        return TableBlock(tuple(heads), tuple(body), (), caption, str(element.get(_ID) or ""))

    def _figure(self, element: etree._Element, level: int) -> Iterator[Block]:
        graphic = element.find("graphic")
        head, described = element.find("head"), element.find("figDesc")
        caption = () if head is None else on_one_line(self._inner(head))
        alt = "" if described is None else " ".join("".join(described.itertext()).split())
        if graphic is not None:
            yield Figure(
                PictureInline(str(graphic.get("url") or ""), alt),
                caption,
                str(element.get(_ID) or ""),
            )
        elif caption:
            yield Paragraph(caption, ParagraphRole.CAPTION)
        if alt:
            self.asides.append(
                Aside(N_("the description of a picture: it is its alternative text"), alt)
            )
        for child in element.iterchildren(etree.Element):
            if child.tag not in ("graphic", "head", "figDesc", "binaryObject"):
                yield from self._block(child, level)

    def _inner(self, element: etree._Element) -> Inlines:
        inner = folded(element.text)
        for child in element:
            if isinstance(child.tag, str):
                inner += self._inline(child)
            inner += folded(child.tail)
        return tuple(inner)

    def _inline(self, element: etree._Element) -> list[Inline]:
        tag = str(element.tag)
        if tag in _ASIDE:
            if words := _words(element):
                self.asides.append(Aside(_ASIDE[tag], words))
            return []
        if tag in _SILENT:
            return (
                [SpanInline((), "", str(element.get(_ID)))]
                if tag == "anchor" and element.get(_ID)
                else []
            )
        match tag:
            case "lb":
                if element.get("rend") == "break":
                    return [LineBreak()]
                broken = any(True for _ in element.iterancestors("p", "l", "ab", "item"))
                return (
                    [] if element.get("break") == "no" else [Text(" ") if broken else LineBreak()]
                )
            case "note":
                return [NoteBody(self._note(element))]
            case "ref" | "ptr":
                return self._reference(element)
            case "choice" | "app" | "subst":
                return self._chosen(element)
            case "index":
                return self._index(element)
            case "gap":
                return [Text("[…]")] if not _words(element) else list(self._inner(element))
            case "formula":
                return [Formula("".join(element.itertext()).strip())]
            case "code" | "gi" | "att" | "val" | "tag":
                return [CodeText("".join(element.itertext()))]
            case "figure":
                graphic = element.find("graphic")
                url = "" if graphic is None else str(graphic.get("url") or "")
                said = element.find("figDesc")
                return (
                    [PictureInline(url, "" if said is None else "".join(said.itertext()))]
                    if url
                    else []
                )
        return self._words_of(element, tag)

    def _words_of(self, element: etree._Element, tag: str) -> list[Inline]:
        inner = self._inner(element)
        rend = " ".join(element.get(name) or "" for name in ("rend", "rendition", "style"))
        if tag == "stage" or (tag in ("emph", "mentioned") and not rend.strip()):
            inner = (Styled(Emphasis.ITALIC, inner),) if plain(inner).strip() else inner
        elif not rend.strip() and (tag == "hi" or (tag == "title" and _is_book(element))):
            inner = (Styled(Emphasis.ITALIC, inner),)
        elif tag == "speaker":
            inner = (Styled(Emphasis.SMALL_CAPITALS, inner),)
        else:
            inner = _rendered(inner, rend)
        if tag in _BLOCKS and tag not in ("quote", "stage", "label", "bibl", "said"):
            inner = (Text(" "), *inner, Text(" "))
        elif tag == "bibl":
            inner = (Text(" "), *inner)
        if tag in ("persName", "placeName", "orgName") and not _in_cast(element):
            heading = element.get("key") or " ".join(plain(inner).split())
            if heading and element.get("ref") != "#none":
                inner = (IndexMark((as_typed(heading),)), *inner)
        lang = element.get(_LANG) or ""
        name = element.get(_ID) or ""
        if lang and lang.split("-")[0] != self.language.split("-")[0]:
            return [SpanInline(inner, lang, name)]
        return [SpanInline((), "", name), *inner] if name else list(inner)

    def _note(self, element: etree._Element) -> Blocks:
        if self._holds_blocks(element):
            return tuple(self.blocks(element, 6))
        return (Paragraph(stripped(self._inner(element))),)

    def _reference(self, element: etree._Element) -> list[Inline]:
        aim = (element.get("target") or "").split(" ")[0]
        note = self.elsewhere.pop(aim[1:], None) if aim.startswith("#") else None
        inner = self._inner(element)
        if note is not None:
            if plain(inner).strip():
                self.asides.append(
                    Aside(N_("numbers of notes: the book numbers its notes itself"), plain(inner))
                )
            return [NoteBody(self._note(note))]
        return [LinkInline(inner, aim)] if aim and plain(inner).strip() else list(inner)

    def _chosen(self, element: etree._Element) -> list[Inline]:
        children = list(element.iterchildren(etree.Element))
        for wanted, other in _CHOSEN:
            chosen = next((one for one in children if one.tag == wanted), None)
            if chosen is None:
                continue
            rest = [one for one in children if one is not chosen]
            if wanted == "lem":
                return [*self._inner(chosen), *self._variants(rest)]
            for one in rest:
                if one.tag == other and (words := _words(one)):
                    self.asides.append(Aside(OTHER_READING, words))
            return list(self._inner(chosen))
        return [one for child in children for one in self._inline(child)]

    def _variants(self, readings: Iterable[etree._Element]) -> list[Inline]:
        inner: list[Inline] = []
        for one in readings:
            if one.tag not in ("rdg", "note"):
                continue
            wit = " ".join(part.lstrip("#") for part in (one.get("wit") or "").split())
            inner += [Text(" ; ")] if inner else []
            inner += [
                *self._inner(one),
                *((Text(" "), Styled(Emphasis.ITALIC, (Text(wit),))) if wit else ()),
            ]
        return [NoteBody((Paragraph(stripped(tuple(inner))),))] if inner else []

    def _index(self, element: etree._Element) -> list[Inline]:
        terms: list[str] = []
        at: etree._Element | None = element
        while at is not None:
            term = at.find("term")
            if term is not None:
                terms.append(" ".join("".join(term.itertext()).split()))
            at = at.find("index")
        self.asides.append(
            Aside(N_("terms of the index: they stand in index.toml"), _words(element))
        )
        return [IndexMark(tuple(one for one in terms if one))] if any(terms) else []


def _stands_alone(holder: etree._Element | None) -> bool:
    """Whether a note that stands in an element stands between blocks: nothing calls it."""
    return holder is not None and (
        holder.tag in _HOLDERS or bool(_DIVISIONS.match(str(holder.tag)))
    )


def _is_book(title: etree._Element) -> bool:
    return title.get("level") in (None, "m", "j", "s")


def _within(blocks: Iterable[Block], name: str) -> Iterator[Block]:
    """Yield blocks, those between headings within a division of a class."""
    run: list[Block] = []
    for block in (*blocks, None):
        if block is not None and not isinstance(block, HeadingBlock):
            run.append(block)
            continue
        if run:
            yield DivisionBlock(tuple(run), name)
        run = []
        if block is not None:
            yield block


def _in_letter(element: etree._Element) -> bool:
    around = element.iterancestors("floatingText", "div")
    return any(
        one.tag == "floatingText" or one.get("type") in ("letter", "lettre") for one in around
    )


def _in_cast(element: etree._Element) -> bool:
    return any(True for _ in element.iterancestors("castList", "titlePage", "speaker", "head"))


def _rendered(inner: Inlines, rend: str) -> Inlines:
    if not rend.strip() or not plain(inner).strip():
        return inner
    for pattern, style in _RENDERED:
        if re.search(pattern, rend, re.IGNORECASE):
            inner = (Styled(style, inner),)
    return inner


def _words(element: etree._Element) -> str:
    return " ".join(" ".join(element.itertext()).split())


def count_tei(content: bytes, file: str, refused: bool = False) -> Count:  # noqa: ARG001
    """Count a TEI file by its XML alone: every word under ``text``, whatever stands around it."""
    root = _tree(content, file)
    said: list[str] = []
    others: list[str] = []

    def walk(element: etree._Element) -> None:
        cuts = (
            (element.tag in _BLOCKS and element.tag not in _MAYBE_INLINE)
            or element.tag in ("lb", "cell", "note", "rdg", "term")
            or _DIVISIONS.match(str(element.tag))
        )
        joins = element.tag == "lb" and element.get("break") == "no"
        said.append("\n" if cuts and not joins else "")
        said.append(re.sub(r"\s+", " ", element.text or ""))
        for child in element:
            if child.tag in (*_ASIDE, "rdg") or (child.tag in _PASSED and element.tag == "choice"):
                others.append(f"{_words(child)} {(child.get('wit') or '').replace('#', '')}")
            elif isinstance(child.tag, str):
                walk(child)
            said.append(re.sub(r"\s+", " ", child.tail or ""))
        said.append("\n" if cuts and not joins else "")

    texts = [one for one in root.iter("text") if not any(True for _ in one.iterancestors("text"))]
    for text in texts:
        walk(text)
    notes = sum(
        1
        for text in texts
        for one in text.iter("note")
        if not _stands_alone(one.getparent()) or one.get(_ID)
    )
    lines = tuple(line for line in "\n".join(("".join(said), *others)).split("\n") if line.strip())
    return Count(
        lines,
        notes,
        sum(1 for text in texts for one in text.iter("graphic")),
        sum(1 for text in texts for one in text.iter("table")),
    )
