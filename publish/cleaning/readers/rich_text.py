r"""RTF → text: what word processors wrote before they had files of their own.

``{\rtf1\ansi\ansicpg1252 {\i d\'e9j\'e0} l\u224?\par}`` → ``déjà là`` with its italics

Fonts, styles, pictures, headers and what a program does not know are set aside; text that its
author struck out is too. Notes stand at the end, called by their number between brackets.
"""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass, field, replace
from typing import Final

from publish.characters import NO_BREAK_HYPHEN, NO_BREAK_SPACE, SOFT_HYPHEN
from publish.cleaning import faults
from publish.cleaning.readers.source_text import SourceText, StyledRun
from publish.diagnostics import BookError

_TOKEN: Final = re.compile(
    r"\\(?P<word>[A-Za-z]{1,32})(?P<number>-?\d{1,10})? ?|\\'(?P<byte>[0-9A-Fa-f]{2})"
    r"|\\(?P<sign>[^A-Za-z])|(?P<brace>[{}])|[\r\n]+|(?P<text>[^\\{}\r\n]+)",
    re.S,
)
_SIGNS: Final = {
    "par": "\n\n", "sect": "\n\n", "page": "\n\n", "line": "\n", "lbr": "\n", "tab": "\t",
    "cell": "\t", "row": "\n\n", "emdash": "—", "endash": "–", "lquote": "‘", "rquote": "’",
    "ldblquote": "“", "rdblquote": "”", "bullet": "•", "emspace": " ", "enspace": " ",
    "qmspace": " ", "~": NO_BREAK_SPACE, "_": NO_BREAK_HYPHEN, "-": SOFT_HYPHEN, "\\": "\\",
    "{": "{", "}": "}", "\n": "\n\n", "\r": "\n\n",
}  # fmt: skip
_ASIDE: Final = frozenset(
    "fonttbl colortbl stylesheet info pict header headerf headerl headerr footer footerf footerl "
    "footerr listtable listoverridetable revtbl rsidtbl themedata colorschememapping datastore "
    "latentstyles generator fldinst bkmkstart bkmkend xe tc object objdata filetbl xmlnstbl "
    "annotation atnid atnauthor atrfstart atrfend atnref nonshppict pntext mmathPr ftnsep ftnsepc "
    "ftncn aftnsep aftnsepc aftncn sp".split()
)
"""Destinations that hold no text of the author's."""
_STYLE: Final = re.compile(r"\{\\s(\d+)[^{};]*?\s(?:heading|titre|Titre|Heading) (\d)\s*;\}")
_CODE_PAGES: Final = {"mac": "mac_roman", "pc": "cp437", "pca": "cp850", "ansi": "cp1252"}
_CHARSETS: Final = {77: "mac_roman", 128: "cp932", 161: "cp1253", 162: "cp1254", 177: "cp1255",
                    178: "cp1256", 186: "cp1257", 204: "cp1251", 238: "cp1250"}  # fmt: skip
_FONT: Final = re.compile(r"\{\\f(\d+)[^{};]*?\\fcharset(\d+)")


@dataclass(frozen=True, slots=True)
class _State:
    """What holds within a group, until its brace closes."""

    aside: bool = False
    italic: bool = False
    small: bool = False
    level: int = 0
    skipped: int = 1
    """How many characters stand for those that cannot read ``\\u``."""
    encoding: str = "cp1252"
    note: int = 0


@dataclass(slots=True)
class _Page:
    """Text and runs as they come: the body, or one note."""

    parts: list[str] = field(default_factory=list)
    runs: list[StyledRun] = field(default_factory=list)
    length: int = 0

    def write(self, text: str, state: _State) -> None:
        end = self.length + len(text)
        if state.italic or state.small or state.level:
            run = StyledRun(self.length, end, state.italic, state.small, level=state.level)
            last = self.runs[-1] if self.runs else None
            if last and last.end == run.start and replace(last, start=run.start, end=end) == run:
                run = replace(self.runs.pop(), end=end)
            self.runs.append(run)
        self.parts.append(text)
        self.length = end


def read_rich_text(content: bytes, file: str = "") -> SourceText:
    """Return the text of an RTF file; raises BookError where there is none."""
    reader = _Reader(content.decode("latin-1"))
    text, runs = reader.read()
    if not text.strip():
        raise BookError(faults.EMPTY.at(file))
    return SourceText(text, runs=runs, styled=True, encoding="")


class _Reader:
    """Walks through the tokens of one file."""

    def __init__(self, raw: str) -> None:
        self.raw = raw
        self.levels = {int(number): int(level) for number, level in _STYLE.findall(raw)}
        self.fonts = {
            int(font): _CHARSETS[int(charset)]
            for font, charset in _FONT.findall(raw)
            if int(charset) in _CHARSETS
        }
        self.default = "cp1252"
        self.state = _State()
        self.stack: list[_State] = []
        self.pages = [_Page()]
        self.bytes = b""
        self.skip = self.half = 0

    def read(self) -> tuple[str, tuple[StyledRun, ...]]:
        place = 0
        while match := _TOKEN.match(self.raw, place):
            place = match.end()
            if match["byte"]:
                self._byte(int(match["byte"], 16))
                continue
            self._flush()
            if match["brace"]:
                self._brace(match["brace"])
            elif match["word"] == "bin":
                place += int(match["number"] or 0)
            elif match["word"]:
                self._word(match["word"], match["number"])
            elif match["sign"]:
                self._sign(match["sign"])
            elif match["text"]:
                self._text(match["text"])
        self._flush()
        return self._whole()

    def _write(self, text: str) -> None:
        if not self.state.aside:
            self.pages[self.state.note].write(text, self.state)

    def _byte(self, byte: int) -> None:
        if self.skip:
            self.skip -= 1
        else:
            self.bytes += bytes([byte])

    def _flush(self) -> None:
        if self.bytes:
            self._write(self.bytes.decode(self.state.encoding, "replace"))
            self.bytes = b""

    def _text(self, text: str) -> None:
        text, self.skip = text[self.skip :], max(0, self.skip - len(text))
        if not text.isascii():
            text = text.encode("latin-1").decode(self.state.encoding, "replace")
        self._write(text)

    def _brace(self, brace: str) -> None:
        self.skip = 0
        if brace == "{":
            self.stack.append(self.state)
        elif self.stack:
            self.state = self.stack.pop()

    def _sign(self, sign: str) -> None:
        if sign == "*":
            self.state = replace(self.state, aside=True)
        elif self.skip:
            self.skip -= 1
        else:
            self._write(_SIGNS.get(sign, ""))

    def _word(self, word: str, number: str | None) -> None:
        value = int(number) if number else None
        if word in _SIGNS:
            self._write(_SIGNS[word])
        elif word == "u" and value is not None:
            self._unit(value)
        elif word == "footnote" and not (self.stack and self.stack[-1].aside):
            self.state = replace(_State(encoding=self.default), note=len(self.pages))
            self.pages.append(_Page())
        elif word == "chftn":
            label = f"[{self.state.note or len(self.pages)}]"
            self.pages[self.state.note].write(label, replace(self.state, small=False))
        elif word in _ASIDE:
            self.state = replace(self.state, aside=True)
        else:
            self._style(word, value)

    def _unit(self, value: int) -> None:
        """Write a character by its number; the first half of one waits for the second."""
        unit, self.skip = value & 0xFFFF, self.state.skipped
        if 0xD800 <= unit < 0xDC00:
            self.half = unit
        elif 0xDC00 <= unit < 0xE000:
            self._write(chr(0x10000 + ((self.half & 0x3FF) << 10) + (unit & 0x3FF)))
        else:
            self._write(chr(unit))

    def _style(self, word: str, value: int | None) -> None:
        state = self.state
        if word == "i":
            self.state = replace(state, italic=value != 0)
        elif word in ("deleted", "v"):
            self.state = replace(state, aside=value != 0)
        elif word == "super":
            self.state = replace(state, small=value != 0)
        elif word == "nosupersub":
            self.state = replace(state, small=False)
        elif word == "plain":
            self.state = replace(state, italic=False, small=False)
        elif word == "pard":
            self.state = replace(state, level=0)
        elif word == "s" and value in self.levels:
            self.state = replace(state, level=self.levels[value])
        elif word == "outlinelevel" and value is not None and value < 9:
            self.state = replace(state, level=value + 1)
        elif word == "uc" and value is not None:
            self.state = replace(state, skipped=value)
        elif word == "f" and value is not None:
            self.state = replace(state, encoding=self.fonts.get(value, self.default))
        elif word in _CODE_PAGES or word == "ansicpg":
            self._code_page(_CODE_PAGES.get(word, f"cp{value}"))

    def _code_page(self, encoding: str) -> None:
        try:
            self.default = codecs.lookup(encoding).name
        except LookupError:
            return
        self.state = replace(self.state, encoding=self.default)

    def _whole(self) -> tuple[str, tuple[StyledRun, ...]]:
        """Return the body and its notes after it, with their runs."""
        parts: list[str] = []
        runs: list[StyledRun] = []
        at = 0
        for page in self.pages:
            text = "".join(page.parts)
            runs += [replace(run, start=at + run.start, end=at + run.end) for run in page.runs]
            parts += [text, "\n\n"]
            at += len(text) + 2
        whole = "".join(parts)
        return whole.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace"), tuple(
            runs
        )
