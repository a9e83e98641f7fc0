"""Notes of HTML and EPUB, in whatever form they are tied: the text that a link leads to is drawn
into its call.

Known are epub:type and DPUB roles, pandoc, Word, LibreOffice, Calibre, Wikisource, Gutenberg: a
link whose words are a number or a star, or that is called a reference to a note, leads to a block
that opens with a link back, with the same number, or that is called a note.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from lxml import etree

from publish.importing.formats.taking_out import take_out

_CALL = re.compile(
    r"[\[({]?\s*(?:note\s*|n\.\s*|N\s*)?(\d{1,4}[a-z]?|[a-zA-Z]|[*†‡§]{1,5}|[ivxl]{1,6})\s*[\])}]?\Z"
)
_SURE_CALL = re.compile(r"[\[({]?\s*(?:\d{1,4}[a-z]?|[*†‡§]{1,5})\s*[\])}]?\Z")
"""What calls a note though nothing else says so: no letter, no roman numeral."""
_CALLED = re.compile(
    r"(?i)noteref|note-ref|footnote-?ref|fnanchor|footnote_?anchor|footnote-?call|noteanchor|sdfootnoteanc|sdendnoteanc"
    r"|msofootnotereference|msoendnotereference|appel|renvoi-?note|footnote-reference|endnote-reference|\bfnref\b"
)
_NOTED = re.compile(
    r"(?i)^(?:foot-?notes?|end-?notes?|rearnotes?|sidenote|notes?|doc-(?:foot|end)note|note-?text|fn|footnote-?(?:text|body)"
    r"|msofootnotetext|msoendnotetext|note-de-bas-de-page|notes?-?bas.*|sdfootnote\d*|sdendnote\d*)$"
)
_BACK = re.compile(
    r"(?i)backlink|footnote-?back|\bback\b|mw-cite-backlink|doc-backlink|retour|sdfootnotesym|sdendnotesym|label"
)
_ARROWS = re.compile(r"[\s↩↑⏎⤴←^\ufe0e\ufe0f⮌↵]*\Z")
_BLOCKS = frozenset("p li div aside section dd dt td blockquote article footer".split())
NOTE = "publish-note"
"""The element that takes the place of a call; it holds the blocks of the note."""


@dataclass(slots=True)
class Found:
    """A call and the body of its note."""

    call: etree._Element
    body: list[etree._Element]
    aim: str


def tie_notes(root: etree._Element) -> list[str]:
    """Put each note into the place of its call; return the words dropped: numbers, ways back."""
    by_id = {name: one for one in root.iter(etree.Element) for name in _names(one)}
    pairs = list(_pairs(root, by_id))
    first = {id(found.body[0]): found for found in pairs}
    dropped: list[str] = []
    used: set[int] = set()
    for found in pairs:
        if id(found.body[0]) in used:
            continue
        used.add(id(found.body[0]))
        body = list(_whole(found, first))
        dropped += _put(found, body)
    return dropped


def _names(element: etree._Element) -> Iterator[str]:
    if name := element.get("id"):
        yield name
    if element.tag == "a" and (name := element.get("name")):
        yield name


def _said(element: etree._Element) -> str:
    return "".join(element.itertext()).strip()


def _kind(element: etree._Element) -> str:
    names = (element.get("class"), element.get("epub-type"), element.get("role"))
    return " ".join(name for name in names if name)


def _pairs(root: etree._Element, by_id: dict[str, etree._Element]) -> Iterator[Found]:
    order = {element: n for n, element in enumerate(root.iter(etree.Element))}
    seen: set[int] = set()
    for link in root.iter("a"):
        href = link.get("href") or ""
        target = by_id.get(href[1:]) if href.startswith("#") and len(href) > 1 else None
        if target is None or _is_back(link):
            continue
        words = _said(link)
        around = link.getparent()
        called = bool(_CALLED.search(_kind(link))) or (
            around is not None
            and around.tag in ("sup", "span")
            and bool(_CALLED.search(_kind(around)))
        )
        if not called and not _SURE_CALL.match(words):
            continue
        body = _body(target)
        if body is not None and any(True for _ in body.iter("h1", "h2", "h3", "h4")):
            continue
        before = body is not None and order[body] < order[link] and not called
        if body is None or before or link in set(body.iter("a")):
            continue
        if id(body) in seen:
            continue
        if called or _is_note(body, target, link):
            seen.add(id(body))
            yield Found(link, [body], href[1:])


def _is_back(link: etree._Element) -> bool:
    return bool(_BACK.search(_kind(link))) or (
        bool(_said(link)) and bool(_ARROWS.match(_said(link)))
    )


def _body(target: etree._Element) -> etree._Element | None:
    """Return the block that a call leads to: the note, or the first of its paragraphs."""
    block: etree._Element | None = target
    while block is not None and block.tag not in _BLOCKS:
        block = block.getparent()
    if block is None or (block.tag in ("section", "article") and not _named_note(block)):
        return None
    if block.tag in ("dt", "td"):
        after = block.getnext()
        if after is not None and after.tag in ("dd", "td"):
            return after
    holder = block.getparent()
    while holder is not None and _named_note(holder) and next(_elements(holder), None) is block:
        if sum(1 for one in holder if _named_note(one)) > 1 or holder.tag in (
            "body",
            "section",
            "ol",
            "ul",
        ):
            break
        block, holder = holder, holder.getparent()
    return block


def _elements(element: etree._Element) -> Iterator[etree._Element]:
    return element.iterchildren(etree.Element)


_OWN_NAME = re.compile(r"(?i)(?:sd)?(?:foot|end)note-?\d+|_?(?:ftn|edn)\d+|fn:?\d+|cite_note.*")


def _named_note(element: etree._Element) -> bool:
    if element.tag in ("div", "aside", "li") and _OWN_NAME.fullmatch(element.get("id") or ""):
        return True
    return any(_NOTED.match(word) for word in _kind(element).split())


def _is_note(body: etree._Element, target: etree._Element, link: etree._Element) -> bool:
    """Whether what a link with a number leads to is a note."""
    if _named_note(body) or any(_named_note(one) for one in body.iterancestors()):
        return True
    ids = set(_names(link)) | {
        name
        for one in link.iterancestors()
        if one.tag in ("sup", "span", "a", "p")
        for name in _names(one)
    }
    ids |= {name for one in link.iter(etree.Element) for name in _names(one)}
    before = link.getprevious()
    if before is not None:
        ids |= set(_names(before))
    if any((back.get("href") or "")[1:] in ids for back in body.iter("a") if back.get("href")):
        return True
    number = _CALL.match(_said(link))
    own = re.match(r"[\[(\s]*(\w+|[*†]+)", _said(body))
    return bool(number and own and own[1] == number[1] and target is not body) and body.tag != "li"


def _whole(found: Found, first: dict[int, Found]) -> Iterator[etree._Element]:
    """Yield the blocks of a note: those that follow its first one go with it, until another."""
    body = found.body[0]
    yield body
    if (
        _named_note(body)
        or body.tag in ("li", "aside", "dd", "td")
        or (body.get("id") == found.aim and body.tag == "div")
    ):
        return
    for block in body.itersiblings(etree.Element):
        if id(block) in first or block.tag not in ("p", "blockquote", "ul", "ol"):
            return
        if not _goes_on(block, first):
            return
        yield block


def _goes_on(block: etree._Element, first: dict[int, Found]) -> bool:
    """Whether a paragraph that nothing calls belongs to the note before it: another follows."""
    for after in block.itersiblings(etree.Element):
        if id(after) in first:
            return True
        if after.tag not in ("p", "blockquote", "ul", "ol"):
            return False
    return False


def _put(found: Found, body: list[etree._Element]) -> list[str]:
    note = etree.Element(NOTE)
    dropped = [_said(found.call)]
    for block in body:
        take_out(block)
        note.append(block)
    for back in list(note.iter("a")):
        if (
            back.get("href", "").startswith("#")
            and (_is_back(back) or _CALL.match(_said(back)) or not _said(back))
            and (_is_back(back) or _is_first(back, note))
        ):
            dropped.append(_said(back))
            take_out(back)
    dropped.append(_drop_label(note))
    call = found.call
    around = call.getparent()
    while (
        around is not None
        and around.tag in ("sup", "span", "small")
        and _said(around).strip("[]() ") == _said(call).strip("[]() ")
    ):
        if around.tag == "span" and not _CALLED.search(_kind(around)) and around.get("id"):
            break
        call, around = around, around.getparent()
    _swap(call, note)
    return dropped


def _is_first(back: etree._Element, note: etree._Element) -> bool:
    """Whether nothing but a label stands before a link in a note."""
    said: list[str] = []
    for element in note.iter(etree.Element):
        if element is back:
            break
        said.append(element.text or "")
    return bool(re.match(r"[\s\[(]*\Z", "".join(said)))


def _drop_label(note: etree._Element) -> str:
    """Drop the number that opens a note, and return it."""
    for element in note.iter(etree.Element):
        if element.tag in (NOTE,) or not (element.text or "").strip():
            for child in list(element):
                if child.tag in ("sup", "span", "a", "b", "strong") and re.fullmatch(
                    r"[\s\[(]*(\d{1,4}[a-z]?|[*†‡§]{1,5})[\s\]).:]*", _said(child) or "-"
                ):
                    said = _said(child)
                    take_out(child)
                    _trim(element)
                    return said
                if (child.text or "").strip() or len(child):
                    break
                if (child.tail or "").strip():
                    break
            if (element.text or "").strip():
                return ""
            if element.tag != NOTE and element.text is None and len(element) == 0:
                continue
            tails = [child for child in element if (child.tail or "").strip()]
            if tails and element.tag in _BLOCKS:
                found = re.match(r"\s*[\[(]?(\d{1,4}|[*†‡]+)(?:[\]).]|\s)+", tails[0].tail or "")
                if found and tails[0] is element[0] and not _said(element[0]):
                    tails[0].tail = (tails[0].tail or "")[found.end() :]
                    return found[0]
                return ""
            continue
        found = re.match(
            r"\s*(?:[\[(]\s*(?:\d{1,4}[a-z]?|[*†‡§]{1,5})\s*[\])]|\d{1,4}\s*[.)–—-](?!\d)|[*†‡§]{1,5}|[\])]+)[\s.:\])]*",
            element.text or "",
        )
        if found:
            element.text = (element.text or "")[found.end() :]
            return found[0]
        return ""
    return ""


def _trim(element: etree._Element) -> None:
    if element.text:
        element.text = re.sub(r"\A[\s\]).:\u00a0]+", "", element.text)


def _swap(old: etree._Element, new: etree._Element) -> None:
    parent = old.getparent()
    assert parent is not None
    new.tail = old.tail
    parent.replace(old, new)
    if old.tail is not None:
        old.tail = None
