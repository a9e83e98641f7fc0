"""The text of a paragraph → WordprocessingML runs.

``Styled(ITALIC, (Text("mot"),))`` → ``<w:r><w:rPr><w:i/></w:rPr><w:t>mot</w:t></w:r>``
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Final
from xml.sax.saxutils import escape, quoteattr

from publish.characters import NO_BREAK_SPACE
from publish.importing.incoming import (
    CodeText,
    Emphasis,
    Formula,
    IndexMark,
    Inline,
    Inlines,
    LineBreak,
    LinkInline,
    NoteBody,
    PictureInline,
    SpanInline,
    Styled,
    Text,
)
from publish.sending.word_styles import CODE_WORDS, LINK

_PROPERTIES: Final[Mapping[Emphasis, tuple[int, str]]] = {
    Emphasis.BOLD: (1, "<w:b/>"),
    Emphasis.ITALIC: (2, "<w:i/>"),
    Emphasis.SMALL_CAPITALS: (3, "<w:smallCaps/>"),
    Emphasis.STRUCK: (4, "<w:strike/>"),
    Emphasis.UNDERLINED: (5, '<w:u w:val="single"/>'),
    Emphasis.SUPERIOR: (6, '<w:vertAlign w:val="superscript"/>'),
    Emphasis.INFERIOR: (6, '<w:vertAlign w:val="subscript"/>'),
}
"""Properties of a run, with their place: Word takes them in one order only."""
_CONTROLS: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")
_HIGH: Final = re.compile(r" (?=[;:!?»])|(?<=«) ")
_LAST: Final = 7


def text_of_xml(text: str) -> str:
    """Return a text as XML takes it."""
    return escape(_CONTROLS.sub("", text))


def run(content: str, properties: tuple[tuple[int, str], ...] = ()) -> str:
    """Return a run that holds some XML."""
    said = "".join(xml for _, xml in sorted(set(properties)))
    return f"<w:r>{f'<w:rPr>{said}</w:rPr>' if said else ''}{content}</w:r>"


def kept_spaces(text: str) -> str:
    """Return a text no line of which begins with a colon."""
    return _HIGH.sub(NO_BREAK_SPACE, text)


def words(text: str) -> str:
    """Return words as the content of a run."""
    return f'<w:t xml:space="preserve">{text_of_xml(kept_spaces(text))}</w:t>'


@dataclass(slots=True)
class RunWriter:
    """Writes runs; what they refer to is kept elsewhere, and known by what these functions return.

    ``note``: the call of a note; ``picture``: a drawing; ``address``: the XML that opens a link.
    """

    note: Callable[[NoteBody], str]
    picture: Callable[[PictureInline], str]
    address: Callable[[str], str]
    open: tuple[tuple[int, str], ...] = field(default=())

    def write(self, inner: Inlines) -> str:
        return "".join(map(self._inline, inner))

    def _within(self, inner: Inlines, *properties: tuple[int, str]) -> str:
        before, self.open = self.open, (*self.open, *properties)
        written = self.write(inner)
        self.open = before
        return written

    def _inline(self, one: Inline) -> str:
        match one:
            case Text():
                return run(words(one.text), self.open)
            case Styled():
                return self._within(one.inner, _PROPERTIES[one.style])
            case SpanInline() if one.lang:
                return self._within(one.inner, (_LAST, f"<w:lang w:val={quoteattr(one.lang)}/>"))
            case SpanInline():
                return self.write(one.inner)
            case LinkInline():
                return self._link(one)
            case LineBreak():
                return run("<w:br/>")
            case CodeText() | Formula():
                said = one.text if isinstance(one, CodeText) else one.tex
                style = (0, f'<w:rStyle w:val="{CODE_WORDS}"/>')
                return run(words(said), (*self.open, style))
            case NoteBody():
                return self.note(one)
            case PictureInline():
                return self.picture(one)
            case IndexMark():
                return index_field(one)
            case _:
                return ""

    def _link(self, one: LinkInline) -> str:
        opened = self.address(one.address)
        if not opened:
            return self.write(one.inner)
        style = (0, f'<w:rStyle w:val="{LINK}"/>')
        return f"{opened}{self._within(one.inner, style)}</w:hyperlink>"


def index_field(mark: IndexMark) -> str:
    """Return an XE field, which Word keeps hidden."""
    heading = ":".join(part.replace(":", r"\:").replace('"', "”") for part in mark.heading)
    main = r" \b" if mark.main else ""
    said = f' XE "{heading}"{main} '
    inner = f'<w:instrText xml:space="preserve">{text_of_xml(said)}</w:instrText>'
    return "".join(
        run(part)
        for part in (
            '<w:fldChar w:fldCharType="begin"/>',
            inner,
            '<w:fldChar w:fldCharType="end"/>',
        )
    )
