"""The text of a block → pieces of a line: CommonMark's inlines, with pandoc's beside them.

One walk over the text, as the appendix of the CommonMark specification describes it. What looks
like the markup of something that is not understood is told where it stands.

``Un *mot*[^1]`` → "Un ", em("mot"), a.call
"""

from __future__ import annotations

import re
import xml.etree.ElementTree as ElementTree
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from html import unescape

from publish.book.vocabulary import CALL, INDENT, NOTE_LABEL
from publish.characters import FOUR_PER_EM_SPACE, NO_BREAK_SPACE
from publish.manuscript.markdown import strangers
from publish.manuscript.markdown.attributes import Attributes, attributes_at, raw_format_at
from publish.manuscript.markdown.delimiters import (
    DelimiterRun,
    Inline,
    fill,
    paired,
    pieces,
    plain_text,
    run_at,
)
from publish.manuscript.markdown.dress import dress
from publish.manuscript.markdown.fences import CLOSE_TAG, OPEN_TAG
from publish.manuscript.markdown.leaves import address_of, label_of, plain
from publish.manuscript.markdown.links import LABEL, bracket_pairs, target_at
from publish.manuscript.markdown.reading import MarkdownReading, NoteCall, Tag

_PLAIN = re.compile(r"[^\\`*_~^\[\]!<&\n$@={]+")
_PUNCTUATION = re.compile(r"[!-/:-@\[-`{-~]")
_CALL = re.compile(r"\[\^([^\]\s]+)\]")
_SUPERIOR = re.compile(r"\^((?:[^\s^\\]|\\.)+)\^")
_INFERIOR = re.compile(r"~((?:[^\s~\\]|\\.)+)~")
_ENTITY = re.compile(r"&(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});")
_ADDRESS = re.compile(r"<([A-Za-z][A-Za-z0-9+.-]{1,31}:[^\s<>]*)>")
_EXAMPLE = re.compile(r"@([\w-]+)")
_MAIL = re.compile(r"<([\w.!#$%&'*+/=?^`{|}~-]+@[\w-]+(?:\.[\w-]+)*)>")
_ELEMENT = re.compile(rf"{OPEN_TAG}|{CLOSE_TAG}")
_CLOSED_BY = {
    "<!-": re.compile(r"<!--(?:>|->|.*?-->)", re.DOTALL),
    "<?": re.compile(r"<\?.*?\?>", re.DOTALL),
    "<![": re.compile(r"<!\[CDATA\[.*?\]\]>", re.DOTALL),
    "<!": re.compile(r"<![A-Za-z][^>]*>"),
}
"""What is not an element, by how it begins."""
_NAME = re.compile(r"<(/?)([A-Za-z][A-Za-z0-9]*)")
_INDENT = re.compile(r"(?:[ \t]|\\ |&(?:emsp|ensp|nbsp|#160|#8195);)+")
_WIDE = re.compile(r"&(?:emsp|#8195);|&ensp;")


@dataclass(slots=True)
class _Bracket:
    """A bracket that may open a link or a picture; ``at``: where the text behind it begins."""

    image: bool
    at: int
    active: bool = True


_TRAILING = "trailing"
"""An element of no tree: attributes that wait for what ends before them."""
_EMPHASIS = frozenset({"em", "strong", "del"})

_Node = Inline | DelimiterRun | _Bracket


def tags_in(html: str) -> Iterator[re.Match[str]]:
    """Yield the tags and comments of raw HTML."""
    comments = "-->" in html
    return (_TAGS if comments else _ELEMENT).finditer(html)


_TAGS = re.compile(rf"{OPEN_TAG}|{CLOSE_TAG}|<!--.*?(?:-->|\Z)", re.DOTALL)


@dataclass(slots=True)
class InlineReader:
    """Reads lines of one text. ``labels``: of the notes that are defined; ``stash``: keeps raw HTML
    and returns what stands for it; ``inline_note``: takes the text and line of ``^[…]``, returns
    its label."""

    reading: MarkdownReading
    labels: frozenset[str]
    stash: Callable[[str], str]
    inline_note: Callable[[str, int], str]
    captions: dict[ElementTree.Element, tuple[list[Inline], str | None]] = field(
        default_factory=dict
    )
    """Of each picture: its text, and its title as it was written."""

    def read(self, text: str, line: int, *, within: str = "", verse: bool = False) -> list[Inline]:
        """Return the pieces of a text that begins on a line; ``within``: label of a note; in
        ``verse`` spaces at the beginning of a line are kept."""
        return _Walk(self, text, line, within, verse).read()


class _Walk:
    """One text being read."""

    def __init__(
        self, reader: InlineReader, text: str, line: int, within: str, verse: bool
    ) -> None:
        self._reader = reader
        self._reading = reader.reading
        self._text = text
        self._line = line
        self._within = within
        self._verse = verse
        self._breaks = verse and not re.search(r"(?:  |\\)\n|<br", text)
        self._at = 0
        self._nodes: list[_Node] = []
        self._opened: list[int] = []
        self._no_code: set[int] = set()
        self._unclosed: set[str] = set()
        self._pairs: Mapping[int, int] | None = None

    def read(self) -> list[Inline]:
        text = self._text
        if self._verse:
            self._indent()
        while self._at < len(text):
            if found := _PLAIN.match(text, self._at):
                self._nodes.append(found[0])
                self._at = found.end()
                continue
            sign = text[self._at]
            if not _READERS[sign](self):
                self._nodes.append(sign)
                self._at += 1
        return self._finished(0)

    def _finished(self, start: int) -> list[Inline]:
        """Return the pieces from one on, emphasis paired, and take them out."""
        taken = self._nodes[start:]
        del self._nodes[start:]
        nodes = [("![" if n.image else "[") if isinstance(n, _Bracket) else n for n in taken]
        joined: list[Inline] = []
        for node in self._with_attributes(paired(nodes)):
            if isinstance(node, str) and joined and isinstance(joined[-1], str):
                joined[-1] += node
            else:
                joined.append(node)
        return joined

    def _with_attributes(self, nodes: Iterable[Inline]) -> list[Inline]:
        """Give emphasis the attributes behind it; those behind nothing are told, and text."""
        out: list[Inline] = []
        for node in nodes:
            if isinstance(node, str):
                out.append(node)
            elif node.tag == _TRAILING:
                self._attach(node, out)
            else:
                if next(node.iter(_TRAILING), None) is not None:
                    inner = self._with_attributes(pieces(node))
                    node[:], node.text = [], None
                    fill(node, inner)
                out.append(node)
        return out

    def _attach(self, trailing: ElementTree.Element, out: list[Inline]) -> None:
        last, at = out[-1] if out else None, int(trailing.get("at", "0"))
        found = attributes_at(self._text, at)
        if isinstance(last, ElementTree.Element) and last.tag in _EMPHASIS and found is not None:
            self._dress(last, found, at)
            return
        strangers.tell_braces(self._text, at, self._here(at), self._reading)
        out.append(trailing.text or "")

    def _here(self, at: int | None = None) -> int:
        """Return the line on which a place stands."""
        return self._line + self._text.count("\n", 0, self._at if at is None else at)

    def _put(self, node: Inline, end: int) -> bool:
        self._nodes.append(node)
        self._at = end
        return True

    def _element(self, name: str, inner: list[Inline], end: int) -> bool:
        """Put an element, with the attributes that follow it."""
        element = ElementTree.Element(name)
        fill(element, inner)
        return self._put(element, self._dressed(element, end))

    def _dressed(self, element: ElementTree.Element, end: int) -> int:
        """Give an element the attributes at a place, if there are some; return where they end."""
        found = attributes_at(self._text, end)
        if found is None:
            return end
        self._dress(element, found, end)
        return end + len(found.written)

    def _dress(self, element: ElementTree.Element, attributes: Attributes, at: int) -> None:
        dress(element, attributes, self._here(at), self._reading)

    def _inner(self, text: str, at: int) -> list[Inline]:
        return self._reader.read(text, self._here(at), within=self._within)

    # Signs, one by one; each tells whether it read something

    def _escape(self) -> bool:
        at = self._at
        after = self._text[at + 1 : at + 2]
        if after == "\n":
            self._at += 1
            return self._break()
        if after == " ":
            return self._put(NO_BREAK_SPACE, at + 2)
        strangers.tell_command(self._text, at, self._here(), self._reading)
        return bool(_PUNCTUATION.match(after)) and self._put(after, at + 2)

    def _line_end(self) -> bool:
        last = self._nodes[-1] if self._nodes else ""
        spaced = isinstance(last, str) and last.endswith("  ")
        if isinstance(last, str) and self._nodes:
            self._nodes[-1] = last.rstrip(" ")
        if spaced or self._breaks:
            return self._break()
        self._nodes.append("\n")
        self._at += 1
        return True

    def _break(self) -> bool:
        """Put a line break for the line's end at this place."""
        if self._at + 1 >= len(self._text):
            escaped = self._text[self._at - 1 : self._at] == "\\"
            return self._put("\\" if escaped else "", self._at + 1)
        self._put(ElementTree.Element("br"), self._at + 1)
        if self._verse:
            self._indent()
        return True

    def _indent(self) -> None:
        """Keep the spaces at the beginning of a verse."""
        if found := _INDENT.match(self._text, self._at):
            indent = ElementTree.Element("span", {"class": INDENT})
            indent.text = FOUR_PER_EM_SPACE * _width(found[0])
            self._put(indent, found.end())

    def _code(self) -> bool:
        at, text = self._at, self._text
        end = at
        while text[end : end + 1] == "`":
            end += 1
        count = end - at
        if count in self._no_code:
            return self._put(text[at:end], end)
        closing = re.compile(rf"(?<!`)`{{{count}}}(?!`)").search(text, end)
        if closing is None:
            self._no_code.add(count)
            return self._put(text[at:end], end)
        inner = text[end : closing.start()].replace("\n", " ")
        if inner[:1] == inner[-1:] == " " and inner.strip(" "):
            inner = inner[1:-1]
        if form := raw_format_at(text, closing.end()):
            return self._raw(inner, form, closing.end())
        return self._element("code", [inner], closing.end())

    def _raw(self, inner: str, form: str, end: int) -> bool:
        end = self._text.index("}", end) + 1
        self._reading.spent.append(self._text[self._at : end])
        if not form.startswith("html"):
            strangers.tell_raw(form, self._here(), self._reading)
            return self._put("", end)
        return self._put(self._kept(inner), end)

    def _run(self) -> bool:
        run = run_at(self._text, self._at)
        self._nodes.append(run)
        self._at += run.length
        return True

    def _tilde(self) -> bool:
        if self._text.startswith("~~", self._at):
            return self._run()
        found = _INFERIOR.match(self._text, self._at)
        return bool(found) and self._level("sub", found)

    def _caret(self) -> bool:
        if self._text.startswith("^[", self._at):
            if self._pairs is None:
                self._pairs = bracket_pairs(self._text)
            if end := self._pairs.get(self._at + 1):
                return self._inline_note(end)
        found = _SUPERIOR.match(self._text, self._at)
        return bool(found) and self._level("sup", found)

    def _level(self, name: str, found: re.Match[str] | None) -> bool:
        assert found is not None
        inner = self._inner(found[1], found.start(1))
        return self._element(name, inner, found.end())

    def _inline_note(self, end: int) -> bool:
        label = self._reader.inline_note(self._text[self._at + 2 : end - 1], self._here())
        return self._call(label, end)

    def _call(self, label: str, end: int) -> bool:
        self._reading.calls.append(NoteCall(label, self._here(), self._within))
        call = ElementTree.Element("a", {"class": CALL, NOTE_LABEL: label})
        return self._put(call, end)

    def _opening(self) -> bool:
        text, at = self._text, self._at
        end = strangers.wiki_link(text, at)
        if end and label_of(text[at + 2 : end - 2]) not in self._reading.references:
            strangers.tell_wiki(text[at:end], self._here(), self._reading)
            return self._put(text[at:end], end)
        if found := _CALL.match(text, at):
            if found[1] in self._reader.labels:
                self._reading.spent.append(found[0])
                return self._call(found[1], found.end())
            self._reading.calls.append(NoteCall(found[1], self._here(), self._within))
            return self._put(found[0], found.end())
        return self._open(_Bracket(False, at + 1))

    def _open(self, bracket: _Bracket) -> bool:
        self._opened.append(len(self._nodes))
        self._nodes.append(bracket)
        self._at = bracket.at
        return True

    def _picture(self) -> bool:
        if not self._text.startswith("![", self._at):
            return False
        if (call := _CALL.match(self._text, self._at + 1)) and call[1] in self._reader.labels:
            return False  # “Vive la révolution ![^8]”: a mark of its own, and a call
        if end := strangers.wiki_link(self._text, self._at + 1):
            strangers.tell_wiki(self._text[self._at : end], self._here(), self._reading)
            return self._put(self._text[self._at : end], end)
        return self._open(_Bracket(True, self._at + 2))

    def _closing(self) -> bool:
        text, at = self._text, self._at
        if not self._opened:
            return False
        place = self._opened.pop()
        bracket = self._nodes[place]
        assert isinstance(bracket, _Bracket)
        inside = text[bracket.at : at]
        found = None if bracket.image else attributes_at(text, at + 1)
        if found and label_of(inside) not in self._reading.references:
            self._nodes[place] = ""
            return self._span(place, found, at)
        target = self._target(inside, at) if bracket.active else None
        if target is None:
            strangers.tell_citation(inside, self._here(bracket.at), self._reading)
            self._nodes[place] = "![" if bracket.image else "["
            return False
        address, title, end = target
        self._reading.spent.append(text[at + 1 : end])
        self._nodes[place] = ""
        inner = self._finished(place)
        if bracket.image:
            return self._image(inner, address, title, end)
        for outer in map(self._nodes.__getitem__, self._opened):
            assert isinstance(outer, _Bracket)
            outer.active = outer.active and outer.image
        element = ElementTree.Element("a", {"href": address})
        if title:
            element.set("title", plain(title))
        fill(element, inner)
        return self._put(element, self._dressed(element, end))

    def _span(self, place: int, attributes: Attributes, at: int) -> bool:
        element = ElementTree.Element("span")
        fill(element, self._finished(place))
        self._dress(element, attributes, at)
        return self._put(element, at + 1 + len(attributes.written))

    def _target(self, inside: str, at: int) -> tuple[str, str | None, int] | None:
        """Return address, title and end of what the bracket that closes at a place belongs to."""
        text = self._text
        if text[at + 1 : at + 2] == "(" and (found := target_at(text, at + 1)):
            return found
        label = LABEL.match(text, at + 1)
        if label is not None and label[1].strip():
            known = self._reading.references.get(label_of(label[1]))
            return (*known, label.end()) if known else None
        end = label.end() if label is not None else at + 1
        if known := self._reading.references.get(label_of(inside)):
            return (*known, end)
        heading = self._reading.headings.get(label_of(inside))
        return (heading, None, end) if heading else None

    def _image(self, inner: list[Inline], address: str, title: str | None, end: int) -> bool:
        image = ElementTree.Element("img", {"src": address, "alt": plain_text(inner).strip()})
        if title:
            image.set("title", plain_text(self._reader.read(title, self._here())))
        self._reader.captions[image] = (inner, title)
        return self._put(image, self._dressed(image, end))

    def _angle(self) -> bool:
        text, at = self._text, self._at
        if text.startswith("<<", at):  # guillemets as old keyboards have them: <<mot>>
            return self._put("<<", at + 2)
        if found := _ADDRESS.match(text, at):
            link = ElementTree.Element("a", {"href": address_of(found[1])})
            link.text = unescape(found[1])
            return self._put(link, self._dressed(link, found.end()))
        if found := _MAIL.match(text, at):
            link = ElementTree.Element("a", {"href": f"mailto:{found[1]}"})
            link.text = found[1]
            return self._put(link, found.end())
        if found := _ELEMENT.match(text, at) or self._unlike_an_element(at):
            self._note_tag(found[0])
            return self._put(self._reader.stash(found[0]), found.end())
        return False

    def _unlike_an_element(self, at: int) -> re.Match[str] | None:
        """Return the comment or the like that begins at a place; what once did not end is not
        sought again, or a text of beginnings would take forever."""
        for opening, pattern in _CLOSED_BY.items():
            if self._text.startswith(opening, at) and opening not in self._unclosed:
                if found := pattern.match(self._text, at):
                    return found
                self._unclosed.add(opening)
        return None

    def _note_tag(self, tag: str) -> None:
        self._reading.spent.append(tag)
        if name := _NAME.match(tag):
            self._reading.tags.append(Tag(name[2].lower(), bool(name[1]), self._here()))

    def _kept(self, html: str) -> str:
        for tag in tags_in(html):
            self._note_tag(tag[0])
        return self._reader.stash(html)

    def _entity(self) -> bool:
        found = _ENTITY.match(self._text, self._at)
        if found is None:
            return False
        said = unescape(found[0])
        return said != found[0] and self._put(said, found.end())

    def _dollar(self) -> bool:
        end = strangers.formula(self._text, self._at)
        if not end:
            return False
        strangers.tell_formula(self._text[self._at : end], self._here(), self._reading)
        return self._put(self._text[self._at : end], end)

    def _at_sign(self) -> bool:
        found = _EXAMPLE.match(self._text, self._at)
        if found and (number := self._reading.examples.get(found[1])):
            self._reading.spent.append(found[0])
            return self._put(str(number), found.end())
        strangers.tell_key(self._text, self._at, self._here(), self._reading)
        return False

    def _equals(self) -> bool:
        strangers.tell_mark(self._text, self._at, self._here(), self._reading)
        return False

    def _brace(self) -> bool:
        """Attributes behind a run are those of the emphasis that ends there, if one does."""
        last = self._nodes[-1] if self._nodes else None
        if isinstance(last, DelimiterRun) and last.closes:
            found = attributes_at(self._text, self._at)
            if found is not None:
                trailing = ElementTree.Element(_TRAILING, {"at": str(self._at)})
                trailing.text = found.written
                return self._put(trailing, self._at + len(found.written))
        strangers.tell_braces(self._text, self._at, self._here(), self._reading)
        return False


def _width(indent: str) -> int:
    """Return how many quarters of an em the spaces of an indent are."""
    text = _WIDE.sub(lambda found: " " * (2 if found[0] == "&ensp;" else 4), indent)
    return len(re.sub(r"\\ |&\S+?;", " ", text).expandtabs(4))


_READERS: dict[str, Callable[[_Walk], bool]] = {
    "\\": _Walk._escape,
    "\n": _Walk._line_end,
    "`": _Walk._code,
    "*": _Walk._run,
    "_": _Walk._run,
    "~": _Walk._tilde,
    "^": _Walk._caret,
    "[": _Walk._opening,
    "]": _Walk._closing,
    "!": _Walk._picture,
    "<": _Walk._angle,
    "&": _Walk._entity,
    "$": _Walk._dollar,
    "@": _Walk._at_sign,
    "=": _Walk._equals,
    "{": _Walk._brace,
}
