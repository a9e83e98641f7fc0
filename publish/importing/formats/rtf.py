r"""RTF → a document: pandoc's reader drops notes and headings, so it is read here.

``{\rtf1\ansi\ansicpg1252 {\i d\'e9j\'e0} l\u224?\par}`` → a paragraph, "déjà" in italics
"""

from __future__ import annotations

import binascii
import codecs
import re
from dataclasses import dataclass, field, replace

from publish.diagnostics import BookError
from publish.importing import faults
from publish.importing.formats.signals import TAB
from publish.importing.formats.style_names import role_of_style
from publish.importing.incoming import (
    About,
    Blank,
    Block,
    BlockCell,
    Blocks,
    ChangeInline,
    Emphasis,
    Figure,
    HeadingBlock,
    IncomingText,
    IndexMark,
    Inline,
    LineBreak,
    LinkInline,
    ListBlock,
    NoteBody,
    PageBreak,
    Paragraph,
    ParagraphRole,
    PictureInline,
    Row,
    Styled,
    TableBlock,
    Text,
)
from publish.importing.word_proof import Count

FORM = "RTF"
_TOKEN = re.compile(
    r"\\(?P<word>[A-Za-z]{1,32})(?P<number>-?\d{1,10})? ?|\\'(?P<byte>[0-9A-Fa-f]{2})"
    r"|\\(?P<sign>[^A-Za-z])|(?P<brace>[{}])|[\r\n]+|(?P<text>[^\\{}\r\n]+)",
    re.DOTALL,
)
_SIGNS = {
    "emdash": "—", "endash": "–", "lquote": "‘", "rquote": "’", "ldblquote": "“",
    "rdblquote": "”", "bullet": "•", "emspace": " ", "enspace": " ", "qmspace": " ",
}  # fmt: skip
_MARKS = {"~": "\u00a0", "_": "-", "-": "", "\\": "\\", "{": "{", "}": "}"}
_ASIDE = frozenset(
    "fonttbl colortbl header headerf headerl headerr footer footerf footerl footerr listtable "
    "listoverridetable revtbl rsidtbl themedata colorschememapping datastore latentstyles "
    "generator "
    "atnid atnauthor atndate atntime atnref atrfstart atrfend annotation object objdata filetbl "
    "xmlnstbl ftnsep ftnsepc ftncn aftnsep aftnsepc aftncn sp sn nonshppict tc bkmkend pntext "
    "pnseclvl mmathPr chatn factoidname pgptbl operator company creatim revtim printim".split()
)
_STYLED = {"i": Emphasis.ITALIC, "b": Emphasis.BOLD, "scaps": Emphasis.SMALL_CAPITALS,
           "super": Emphasis.SUPERIOR, "sub": Emphasis.INFERIOR, "strike": Emphasis.STRUCK,
           "ul": Emphasis.UNDERLINED}  # fmt: skip
_CODE_PAGES = {"mac": "mac_roman", "pc": "cp437", "pca": "cp850"}
_CHARSETS = {77: "mac_roman", 161: "cp1253", 162: "cp1254", 177: "cp1255", 178: "cp1256",
             186: "cp1257", 204: "cp1251", 238: "cp1250"}  # fmt: skip
_FONT = re.compile(r"\\f(\d+)[^{};]*?\\fcharset(\d+)")
_STYLE = re.compile(r"\{\\s(\d+)((?:\\[a-z]+-?\d* ?|\\\*|\{[^{}]*\}|[\r\n])*)([^\\{};]+);\}")
_HEADING = re.compile(r"(?i)(?:heading|titre) (\d)\Z")
_DEEPEST = 400


@dataclass(frozen=True, slots=True)
class _State:
    aside: bool = False
    styles: frozenset[Emphasis] = frozenset()
    deleted: bool = False
    hidden: bool = False
    skipped: int = 1
    encoding: str = "cp1252"
    kind: str = ""
    """What the group is, where it is not text: field instructions, a picture, a piece of data."""


@dataclass(slots=True)
class _Flow:
    """A run of blocks that is being read: the text, or one note."""

    blocks: list[Block] = field(default_factory=list)
    inner: list[Inline] = field(default_factory=list)
    cells: list[BlockCell] = field(default_factory=list)
    rows: list[Row] = field(default_factory=list)
    within: list[Block] = field(default_factory=list)
    style: int = 0
    level: int = 0
    align: str = ""
    in_table: bool = False
    listed: str = ""
    """Of a list's item: "number" or "bullet"."""


def read_rtf(content: bytes, file: str) -> IncomingText:
    """Return what an RTF file holds."""
    reader = _read(content, file)
    flow = reader.flows[0]
    _end_paragraph(flow, reader.names)
    _end_table(flow)
    return IncomingText(tuple(flow.blocks), reader.about, reader.pictures)


def count_rtf(content: bytes, file: str, refused: bool = False) -> Count:  # noqa: ARG001
    """Count an RTF file by its tokens alone: words of the text and its notes."""
    reader = _read(content, file)
    words = "".join(reader.said)
    return Count(tuple(words.split("\n")), reader.notes, len(reader.pictures), reader.tables)


def _read(content: bytes, file: str) -> _Reader:
    text = content.decode("latin-1")
    if not text.lstrip().startswith("{\\rtf"):
        raise BookError(faults.UNREADABLE.at(file, format=FORM, reason="{\\rtf"))
    reader = _Reader(text, file)
    reader.read()
    return reader


class _Reader:
    def __init__(self, text: str, file: str) -> None:
        self._text = text
        self._file = file
        self.names = {int(n): name.strip() for n, _, name in _STYLE.findall(text[:400_000])}
        self._fonts = {
            int(n): _CHARSETS.get(int(charset), "cp1252")
            for n, charset in _FONT.findall(text[:200_000])
        }
        page = re.search(r"\\ansicpg(\d+)", text[:2000])
        default = f"cp{page[1]}" if page else "cp1252"
        for word, encoding in _CODE_PAGES.items():
            if re.search(rf"\\{word}(?![a-z])", text[:200]):
                default = encoding
        try:
            codecs.lookup(default)
        except LookupError:
            default = "cp1252"
        self._default = default
        self.flows = [_Flow()]
        self.pictures: dict[str, bytes] = {}
        self.about = About()
        self.said: list[str] = []
        self.notes = self.tables = 0
        self._held: list[str] = []
        self._bytes = bytearray()
        self._link = ""

    def read(self) -> None:
        state = _State(encoding=self._default)
        stack: list[tuple[_State, int]] = []
        skip = 0
        star = False
        for token in _TOKEN.finditer(self._text):
            if token["byte"] is not None:
                if skip:
                    skip -= 1
                else:
                    self._bytes.append(int(token["byte"], 16))
                continue
            self._flush(state)
            if token["brace"] == "{":
                if len(stack) > _DEEPEST:
                    raise BookError(faults.UNREADABLE.at(self._file, format=FORM, reason="{{{…"))
                stack.append((state, len(self.flows)))
                star = False
            elif token["brace"] == "}":
                if not stack:  # LibreOffice leaves braces out before a picture
                    state = _State(encoding=self._default)
                    continue
                before, flows = stack.pop()
                self._close(state, before, flows)
                state = before
            elif token["sign"] is not None:
                star = token["sign"] == "*"
                if token["sign"] in _MARKS:
                    self._say(_MARKS[token["sign"]], state)
                elif token["sign"] in "\r\n":
                    self._end(state)
            elif token["word"]:
                number = int(token["number"]) if token["number"] else None
                if token["word"] == "u" and number is not None:
                    self._say(chr(number % 0x10000), state)
                    skip = state.skipped
                    star = False
                    continue
                state = self._word(token["word"], number, state, star)
                star = False
            elif token["text"]:
                text = token["text"]
                if skip:
                    taken = min(skip, len(text))
                    text, skip = text[taken:], skip - taken
                self._say(text, state)
            skip = skip if token["text"] is None and token["byte"] is not None else 0
        self._flush(state)

    def _flush(self, state: _State) -> None:
        if self._bytes:
            text = bytes(self._bytes).decode(state.encoding, "replace")
            self._bytes.clear()
            self._say(text, state)

    def _say(self, text: str, state: _State) -> None:
        if not text or state.aside:
            return
        if state.kind:
            self._held.append(text)
            return
        if state.hidden:
            return
        self.said.append(text.replace("\u00a0", " "))
        flow = self.flows[-1]
        one: Inline = Text(_joined_surrogates(text))
        for style in sorted(state.styles):
            one = Styled(style, (one,))
        if state.deleted:
            one = ChangeInline(False, "", "", (one,))
        last = flow.inner[-1] if flow.inner else None
        if isinstance(one, Text) and isinstance(last, Text):
            flow.inner[-1] = Text(_joined_surrogates(last.text + one.text))
        elif self._link:
            flow.inner.append(LinkInline((one,), self._link))
        else:
            flow.inner.append(one)

    def _word(self, word: str, number: int | None, state: _State, star: bool) -> _State:
        on = number != 0
        if word in _ASIDE or (star and word not in _KNOWN_STARS):
            return replace(state, aside=True)
        if word in _STYLED:
            style = _STYLED[word]
            return replace(state, styles=state.styles | {style} if on else state.styles - {style})
        match word:
            case "plain":
                return replace(state, styles=frozenset(), hidden=False, deleted=False)
            case "ulnone":
                return replace(state, styles=state.styles - {Emphasis.UNDERLINED})
            case "nosupersub":
                return replace(state, styles=state.styles - {Emphasis.SUPERIOR, Emphasis.INFERIOR})
            case "deleted":
                return replace(state, deleted=on)
            case "v":
                return replace(state, hidden=on)
            case "uc":
                return replace(state, skipped=number or 0)
            case "f":
                return replace(state, encoding=self._fonts.get(number or 0, self._default))
            case "stylesheet":
                return replace(state, aside=True)
            case "info":
                return replace(state, kind="info")
            case "title" | "author" | "keywords" | "subject" | "doccomm" if state.kind == "info":
                self._held.clear()
                return replace(state, kind=word)
            case "fldinst" | "pict" | "xe" | "bkmkstart" | "listtext":
                self._held.clear()
                return replace(state, kind=word)
            case "footnote":
                self.flows.append(_Flow())
                self.notes += 1
                self.said.append("\n")
                return replace(state, styles=frozenset())
        self._control(word, number, state)
        return state

    def _control(self, word: str, number: int | None, state: _State) -> None:
        if state.aside or state.kind:
            return
        flow = self.flows[-1]
        if word in _SIGNS:
            self._say(_SIGNS[word], state)
        elif word in ("par", "sect"):
            self._end(state)
        elif word in ("line", "lbr"):
            flow.inner.append(LineBreak())
            self.said.append("\n")
        elif word == "tab":
            self._say(TAB, state)
        elif word in ("page", "pagebb"):
            if word == "page":
                self._end(state)
            flow.blocks.append(PageBreak())
        elif word == "pard":
            flow.style, flow.level, flow.align, flow.in_table = 0, 0, "", False
        elif word == "s":
            flow.style = number or 0
        elif word == "outlinelevel":
            flow.level = (number or 0) + 1
        elif word in ("qc", "qr"):
            flow.align = {"qc": "center", "qr": "right"}[word]
        elif word == "intbl":
            flow.in_table = True
        elif word in ("cell", "nestcell"):
            _end_paragraph(flow, self.names, flow.within)
            flow.cells.append(BlockCell(tuple(flow.within)))
            flow.within.clear()
            self.said.append("\n")
        elif word in ("row", "nestrow"):
            self.tables += not flow.rows
            flow.rows.append(tuple(flow.cells))
            flow.cells.clear()

    def _end(self, state: _State) -> None:
        if state.aside or state.kind:
            return
        flow = self.flows[-1]
        self.said.append("\n")
        if flow.in_table:
            _end_paragraph(flow, self.names, flow.within)
            return
        _end_table(flow)
        _end_paragraph(flow, self.names)

    def _close(self, state: _State, before: _State, flows: int) -> None:
        """Do what the end of a group asks for."""
        while len(self.flows) > flows:
            note = self.flows.pop()
            _end_paragraph(note, self.names)
            _end_table(note)
            held = tuple(b for b in note.blocks if not isinstance(b, Blank))
            self.flows[-1].inner.append(NoteBody(held))
            self.said.append("\n")
        if state.kind and state.kind != before.kind and not before.aside:
            self._data(state.kind, "".join(self._held))
            self._held.clear()
        if (
            state.kind != "fldinst"
            and not before.kind
            and self._link
            and state.styles != before.styles
        ):
            self._link = ""

    def _data(self, kind: str, said: str) -> None:
        words = " ".join(said.split())
        if kind == "title":
            self.about = replace(self.about, title=words)
        elif kind == "author" and words:
            self.about = replace(self.about, authors=((words, "aut"),))
        elif kind == "listtext":
            self.flows[-1].listed = "number" if re.search(r"\w", words) else "bullet"
        elif kind == "xe" and words:
            self.flows[-1].inner.append(IndexMark(tuple(words.split(":"))))
        elif kind == "fldinst":
            found = re.match(r'HYPERLINK\s+"(https?://[^"]+)"', words)
            self._link = found[1] if found else ""
            index = re.match(r'XE\s+"([^"]+)"', words)
            if index:
                self.flows[-1].inner.append(IndexMark(tuple(index[1].split(":"))))
        elif kind == "pict":
            digits = re.sub(r"[^0-9A-Fa-f]", "", said)
            try:
                content = binascii.unhexlify(digits[: len(digits) // 2 * 2])
            except binascii.Error:
                return
            ending = {b"\x89PNG": ".png", b"\xff\xd8\xff": ".jpg"}
            found_ending = next((e for magic, e in ending.items() if content.startswith(magic)), "")
            if found_ending:
                name = f"image{len(self.pictures) + 1}{found_ending}"
                self.pictures[name] = content
                self.flows[-1].inner.append(PictureInline(name))


_KNOWN_STARS = frozenset({"fldinst", "shppict", "footnote", "xe", "bkmkstart", "cs", "pict"})


def _joined_surrogates(text: str) -> str:
    """Return a text whose signs beyond the sixteen-bit ones are whole; a half alone is lost."""
    return (
        text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
        if (any("\ud800" <= sign <= "\udfff" for sign in text) and len(text) > 1)
        else text
    )


def _end_paragraph(flow: _Flow, names: dict[int, str], into: list[Block] | None = None) -> None:
    """Make a block of what was read since the last paragraph ended."""
    inner, flow.inner = tuple(flow.inner), []
    blocks = flow.blocks if into is None else into
    if not any(not isinstance(one, Text) or one.text.strip() for one in inner):
        if into is None:
            blocks.append(Blank())
        return
    name = names.get(flow.style, "")
    listed, flow.listed = flow.listed, ""
    heading = _HEADING.search(name)
    level = int(heading[1]) if heading else flow.level
    pictures = [one for one in inner if isinstance(one, PictureInline)]
    if 0 < level < 7:
        blocks.append(HeadingBlock(level, inner))
    elif len(pictures) == 1 and all(
        isinstance(one, PictureInline) or (isinstance(one, Text) and not one.text.strip())
        for one in inner
    ):
        blocks.append(Figure(pictures[0]))
    elif listed and not heading:
        _put_item(blocks, (Paragraph(inner),), 1 if listed == "number" else None)
    else:
        blocks.append(Paragraph(inner, role_of_style(name) or ParagraphRole.BODY, flow.align))


def _put_item(blocks: list[Block], item: Blocks, start: int | None) -> None:
    last = blocks[-1] if blocks else None
    if isinstance(last, ListBlock) and (last.start is None) == (start is None):
        blocks[-1] = replace(last, items=(*last.items, item))
    else:
        blocks.append(ListBlock((item,), start))


def _end_table(flow: _Flow) -> None:
    if flow.rows:
        flow.blocks.append(TableBlock((), tuple(flow.rows)))
        flow.rows = []
