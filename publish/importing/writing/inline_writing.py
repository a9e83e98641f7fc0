"""The text of a block → Markdown."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from publish.importing.incoming import (
    Blocks,
    ChangeInline,
    CodeText,
    Emphasis,
    Formula,
    IndexMark,
    Inline,
    Inlines,
    LineBreak,
    LinkInline,
    NoteBody,
    Paragraph,
    PictureInline,
    RemarkInline,
    SpanInline,
    Styled,
    Text,
)
from publish.importing.walking import plain
from publish.markdown_signs import bracketed, escaped

_MARKS = {Emphasis.ITALIC: "*", Emphasis.BOLD: "**", Emphasis.STRUCK: "~~"}
_CLOSE_MARKS = {Emphasis.SUPERIOR: "^", Emphasis.INFERIOR: "~"}
_CLASSES = {Emphasis.SMALL_CAPITALS: ".sc", Emphasis.UNDERLINED: ".underline"}
_EDGE = re.compile(r"(\s*)(.*?)(\s*)\Z", re.DOTALL)


@dataclass(slots=True)
class TextWriter:
    """Writes the runs of one text: its notes are gathered under labels from 1.

    ``addresses``: what links and pictures are called in the manuscript; ``wanted``: the anchors
    that something refers to.
    """

    addresses: Mapping[str, str] = field(default_factory=dict)
    wanted: frozenset[str] = frozenset()
    notes: list[Blocks] = field(default_factory=list)
    in_note: bool = False

    def write(self, inner: Inlines, line_break: str = "\\\n", *, enclosed: bool = False) -> str:
        """Return a run as Markdown; ``line_break`` stands for a line's end within it;
        ``enclosed``: marks of ours stand around it."""
        run = _joined(inner)
        pieces = [self._piece(one, line_break, enclosed or one is not run[-1]) for one in run]
        written = ""
        for n, (one, piece) in enumerate(pieces):
            after = next((_opening(s) + p for s, p in pieces[n + 1 :] if p), "")
            written += piece if one is None else _emphasis(one, piece, written, after)
        return written

    def _piece(
        self, one: Inline, line_break: str, followed: bool = False
    ) -> tuple[Emphasis | None, str]:
        """Return an inline written; emphasis without its marks, which depend on its neighbours."""
        match one:
            case Text():
                return None, escaped(one.text, followed=followed)
            case Styled():
                return one.style, self.write(one.inner, line_break, enclosed=True)
            case LineBreak():
                return None, line_break
            case CodeText():
                return None, _code(one.text)
            case Formula():
                return None, _code(one.tex)
            case NoteBody(label=label) if label.startswith("^"):
                inner = (self.write(b.inner, " ") for b in one.blocks if isinstance(b, Paragraph))
                return None, f"^[{bracketed(' '.join(inner).strip())}]"
            case NoteBody(label=label) if label:
                return None, f"[^{label}]"
            case NoteBody() if self.in_note:
                inner = (self.write(b.inner, " ") for b in one.blocks if isinstance(b, Paragraph))
                return None, f" ({' '.join(inner)})"  # a note calls no other
            case NoteBody():
                self.notes.append(one.blocks)
                return None, f"[^{len(self.notes)}]"
            case PictureInline():
                return None, self.picture(one)
            case LinkInline():
                return None, self._link(one, line_break)
            case SpanInline():
                return None, self._span(one, line_break)
            case IndexMark():
                return None, _index_mark(one)
            case RemarkInline():
                day = one.date[:10] if one.date[:4].strip("0") else ""
                who = ", ".join(part for part in (one.author, day) if part)
                said = (f"{who} : {one.text}" if who else one.text).replace("--", "—")
                return None, f"<!-- {said} -->"
            case ChangeInline():
                return None, self.write(one.inner, line_break, enclosed=True)

    def picture(self, one: PictureInline, caption: str | None = None, name: str = "") -> str:
        """Return a picture; ``caption``: its written caption, None for a picture in a line.

        A picture that nothing describes is an ornament, one that is missing a comment: the editor
        is told of both.
        """
        if one.address not in self.addresses:
            if caption is None:
                return ""  # a comment that opened a paragraph would make HTML of all of it
            gone = f"<!-- {one.address.replace('--', '—')} -->"
            return f"{gone}\n\n{caption}" if caption else gone
        address = _address(self.addresses[one.address])
        alt, title = bracketed(escaped(one.alt.strip())), ""
        said = [f"#{name}"] if name in self.wanted else []
        said += [] if alt or caption else [".ornament"]
        if caption and not alt:
            alt = bracketed(caption)
        elif caption is not None and alt:
            title = ' "{}"'.format(caption.replace('"', '\\"'))
        if one.width:
            said.append(f"width={one.width}%")
        attributes = f"{{{' '.join(said)}}}" if said else ""
        return f"![{alt}]({address}{title}){attributes}"

    def _link(self, one: LinkInline, line_break: str) -> str:
        address = self.addresses.get(one.address, one.address)
        inner = self.write(one.inner, line_break, enclosed=True)
        if not address:
            return inner
        if plain(one.inner) == address and re.fullmatch(r"https?://[^\s<>]+", address):
            return f"<{address}>"
        before, core, after = _edges(inner)
        return f"{before}[{bracketed(core)}]({_address(address)}){after}" if core else inner

    def _span(self, one: SpanInline, line_break: str) -> str:
        inner = self.write(one.inner, line_break, enclosed=True)
        name = f"#{one.id}" if one.id in self.wanted else ""
        lang = f"lang={one.lang}" if one.lang and inner.strip() else ""
        said = " ".join(part for part in (name, lang) if part)
        if not said:
            return inner
        before, core, after = _edges(inner)
        return f"{before}[{bracketed(core)}]{{{said}}}{after}"


def _joined(inner: Inlines) -> list[Inline]:
    """Return a run in which what stands out in the same way is one piece."""
    joined: list[Inline] = []
    for one in inner:
        last = joined[-1] if joined else None
        if isinstance(one, Text) and isinstance(last, Text):
            joined[-1] = Text(last.text + one.text)
        elif isinstance(one, Styled) and isinstance(last, Styled) and one.style is last.style:
            joined[-1] = Styled(one.style, (*last.inner, *one.inner))
        elif isinstance(one, Styled) and not one.inner:
            continue
        else:
            joined.append(one)
    return joined


def _opening(style: Emphasis | None) -> str:
    """Return the marks that open a style, "" for words."""
    if style is None:
        return ""
    return _MARKS.get(style) or _CLOSE_MARKS.get(style) or "["


def _emphasis(style: Emphasis, inner: str, written: str, after: str) -> str:
    before, core, behind = _edges(inner)
    if not core:
        return inner
    if style in _CLASSES:
        return f"{before}[{bracketed(core)}]{{{_CLASSES[style]}}}{behind}"
    if style in _CLOSE_MARKS:
        mark = _CLOSE_MARKS[style]
        beside = (before or written)[-1:] + (behind or after)[:1]
        if re.search(r"[\s~^\\]", core) or set(beside) & set("~^*"):
            return f"{before}<{style.value}>{core}</{style.value}>{behind}"
        return f"{before}{mark}{core}{mark}{behind}"
    if not any(sign.isalnum() for sign in core):
        return inner  # a sign alone does not stand out
    stops = re.match(r"[:;,.!?)\s]*", core)
    if stops and stops[0]:
        before, core = before + stops[0], core[stops.end() :]
    previous, following = (before or written)[-1:], (behind or after)[:1]
    mark = _MARKS[style]
    opens = _flanks(core[0], previous) and previous not in ("*", "~", "\\")
    closes = _flanks(core[-1], following) and following not in ("*", "~")
    if opens and closes and not _crowded(core, mark[0]):
        return f"{before}{mark}{core}{mark}{behind}"
    return f"{before}<{style.value}>{core}</{style.value}>{behind}"


def _flanks(inside: str, outside: str) -> bool:
    """Whether a mark between two signs opens or closes: CommonMark's flanking delimiter runs."""
    if not _is_punctuation(inside):
        return True
    return not outside or outside.isspace() or _is_punctuation(outside)


def _is_punctuation(sign: str) -> bool:
    return not sign.isalnum() and not sign.isspace()


def _crowded(core: str, mark: str) -> bool:
    """Whether marks of the same sign stand within, where they might be paired otherwise."""
    return mark in re.sub(r"\\.", "", core)


def _edges(text: str) -> tuple[str, str, str]:
    """Return a text with the white at its edges set apart."""
    found = _EDGE.match(text)
    assert found is not None
    before, core, after = found.groups()
    if core.endswith("\\") and not core.endswith("\\\\"):
        core, after = core[:-1], "\\" + after  # the line break that ended it
    return before, core, after


def _code(text: str) -> str:
    marks = "`" * (max((len(run) for run in re.findall("`+", text)), default=0) + 1)
    return (
        f"{marks} {text} {marks}" if text[:1] == "`" or text[-1:] == "`" else marks + text + marks
    )


def _address(address: str) -> str:
    return f"<{address}>" if re.search(r"[\s()]", address) else address


def _index_mark(one: IndexMark) -> str:
    main = " .main" if one.main else ""
    term = one.heading[-1].replace('"', "”")
    return f'[]{{.idx{main} term="{term}"}}'


Write = Callable[[Inlines], str]
