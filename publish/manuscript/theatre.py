"""Plays: a paragraph that opens with a name in capitals is a speech (docs/genres.md).

``ARGAN. — Trois…`` → ``<p class="speech"><span class="speaker">ARGAN</span>. — Trois…</p>``;
a name alone on its line is a ``p.speaker`` before what is said.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from lxml import etree

from publish.book import Element, text_of
from publish.book.tree_pieces import Piece, lines_of, put_in, taken_out, text_in
from publish.book.vocabulary import (
    CHARACTERS,
    INDENT,
    LINE,
    PRESENT,
    SAID,
    SHARED,
    SPEAKER,
    SPEECH,
    STAGE,
    THEATRE,
    VERSE,
    classes,
    has_class,
)
from publish.manuscript.speaker_places import place_speakers
from publish.manuscript.speakers import NAME, named, speech_head

_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_CAST = re.compile(r"\W*(?:personnages?|acteurs?|distribution|les? rôles?)\b", re.IGNORECASE)
_END = re.compile(r"(?:FIN|RIDEAU|ENTRACTE|INTERMÈDE)\b[^a-z]*$")
_NAMES = re.compile(rf"{NAME.pattern}(?:[,;]?\s+[a-zà-ÿœ’' -]+)?[.,;]?\s*")
_UNDER = 0.6
"""Of the length of the verse before: what is typed further in goes on with it."""


def set_plays(body: Element) -> None:
    """Mark speakers, stage directions and shared verses in the plays of a body, in place."""
    for play in [e for e in body.iter("div", "section") if has_class(e, THEATRE)]:
        _leave_verse(play)
        for holder in [play, *play.iter("div")]:
            if not (has_class(holder, CHARACTERS) or has_class(holder, VERSE)):
                _set_speeches(holder)
        _set_present(next(iter(play), None))
        for heading in list(play.iter(*_HEADINGS)):
            _set_present(heading.getnext())
            if _CAST.match(text_of(heading)):
                _set_cast(heading)
        place_speakers(play)
        _share(play)
    for cast in [e for e in body.iter("div", "ul") if has_class(e, CHARACTERS)]:
        _name_characters(cast)


def _leave_verse(play: Element) -> None:
    """``div.theatre.verse`` is a play whose paragraphs are verse: each gets a poem of its own."""
    if not has_class(play, VERSE):
        return
    play.set("class", " ".join(name for name in classes(play) if name != VERSE))
    for paragraph in [
        p for p in play.iter("p") if not any(_is_apart(e) for e in p.iterancestors())
    ]:
        around = etree.Element("div", {"class": VERSE})
        paragraph.addprevious(around)
        around.append(paragraph)


def _is_apart(element: Element) -> bool:
    return (
        has_class(element, VERSE) or has_class(element, CHARACTERS) or element.tag == "blockquote"
    )


def _set_speeches(holder: Element) -> None:
    within = False  # a speech that opened with its speaker on the same line
    for child in list(holder):
        if child.tag == "dl":
            _of_definitions(child)
            within = False
        elif child.tag == "p" and not classes(child):
            made = _set_paragraph(child)
            within = made == SPEECH or (within and made in (SAID, STAGE))
            if made == SAID and within:
                child.set("class", SAID)
        elif has_class(child, VERSE):
            for stanza in list(child.iterchildren("p")):
                _set_stanza(stanza)


def _set_paragraph(paragraph: Element) -> str:
    """Part a paragraph of prose into speaker, directions and what is said; return which of them
    it opens with."""
    pieces = taken_out(paragraph)
    if _is_direction(pieces) or _END.match(text_in(pieces)):
        put_in(paragraph, pieces).set("class", STAGE)
        return STAGE
    head = speech_head(pieces)
    if head is None:
        put_in(paragraph, pieces)
        return SAID
    if not head.alone:
        put_in(paragraph, [*head.head, *head.rest]).set("class", SPEECH)
        return SPEECH
    line = int(paragraph.get(LINE, "1"))
    paragraph.addprevious(_speaker(head.head, line))
    if head.rest:
        put_in(paragraph, head.rest).set(LINE, str(line + 1))
    else:
        _remove(paragraph)
    return SPEAKER


def _set_stanza(stanza: Element) -> None:
    """Part a stanza into speaker, directions and verses."""
    pieces = taken_out(stanza)
    head = speech_head(pieces)
    line = int(stanza.get(LINE, "1"))
    if head is not None:
        _outside(stanza, _speaker(head.head, line))
        pieces, line = head.rest, line + head.alone
    _fill_stanza(stanza, pieces, line)


def _speaker(head: Sequence[Piece], line: int) -> Element:
    return put_in(etree.Element("p", {"class": SPEAKER, LINE: str(line)}), _bare(head))


def _bare(head: Sequence[Piece]) -> list[Piece]:
    """Return a head whose speaker's element is the paragraph's own."""
    first, *rest = head
    assert not isinstance(first, str)
    return [text_in([first]), *rest] if len(first) == 0 else [*taken_out(first), *rest]


def _outside(stanza: Element, block: Element) -> None:
    """Put a block before what is left of a stanza's poem; what stood above is one of its own."""
    poem = stanza.getparent()
    assert poem is not None
    before = list(stanza.itersiblings(preceding=True))[::-1]
    if before:
        first = etree.Element("div", {k: v for k, v in poem.attrib.items() if k != "id"})
        first.extend(before)
        poem.addprevious(first)
    poem.addprevious(block)


def _fill_stanza(stanza: Element, pieces: list[Piece], line: int) -> None:
    """Fill a stanza with its verses; a direction alone on its line parts it."""
    kept: list[list[Piece]] = []
    for verse in lines_of(pieces):
        if not _is_direction(verse):
            kept.append(verse)
            continue
        if kept:
            above = etree.Element("p", {LINE: str(line)})
            stanza.addprevious(_filled(above, kept))
            line += len(kept)
            kept = []
        direction = put_in(etree.Element("p", {"class": STAGE, LINE: str(line)}), verse)
        _outside(stanza, direction)
        line += 1
    if kept and any(text_in(verse).strip() for verse in kept):
        _filled(stanza, kept).set(LINE, str(line))
    else:
        _remove(stanza)


def _filled(stanza: Element, verses: Sequence[Sequence[Piece]]) -> Element:
    for n, verse in enumerate(verses):
        put_in(stanza, [etree.Element("br"), *verse] if n else verse)
    return stanza


def _remove(paragraph: Element) -> None:
    holder = paragraph.getparent()
    assert holder is not None
    holder.remove(paragraph)
    if has_class(holder, VERSE) and len(holder) == 0 and (above := holder.getparent()) is not None:
        above.remove(holder)


def _is_direction(pieces: Sequence[Piece]) -> bool:
    """Whether all of a line is a stage direction: in italics, or in brackets."""
    shown = [piece for piece in pieces if not (isinstance(piece, str) and not piece.strip(" \n."))]
    if shown and all(not isinstance(piece, str) and piece.tag in ("em", "i") for piece in shown):
        return True
    text = text_in(pieces).strip()
    return text.startswith("(") and text.endswith((")", ").")) and text.count("(") == 1


def _of_definitions(terms: Element) -> None:
    """``ARGAN⏎:   Trois…`` → a speaker and what he says."""
    for part in terms.iterchildren("dt", "dd"):
        if part.tag == "dt":
            made = [put_in(etree.Element("p", {"class": SPEAKER}), taken_out(part))]
        elif any(child.tag in ("p", "div") for child in part):
            made = [child for child in part if isinstance(child.tag, str)]
        else:
            made = [put_in(etree.Element("p"), taken_out(part))]
        for block in made:
            block.set(LINE, str(block.get(LINE) or part.get(LINE, "1")))
            terms.addprevious(block)
    holder = terms.getparent()
    assert holder is not None
    holder.remove(terms)


def _set_present(first: Element | None) -> None:
    """Mark the names that open a scene, before the first speaker or direction."""
    after = first.getnext() if first is not None else None
    if first is None or after is None or first.tag != "p":
        return
    if SPEECH in classes(first) or not _NAMES.fullmatch(text_of(first).strip()):
        return
    if {SPEAKER, SPEECH, STAGE} & set(classes(after)):
        first.set("class", PRESENT)
    elif not classes(first) and (after.tag == "p" or has_class(after, VERSE)):
        first.set("class", SPEAKER)  # MIRZA seule.


def _set_cast(heading: Element) -> None:
    """Put what stands under “Personnages” into a block of its own."""
    cast = etree.Element("div", {"class": CHARACTERS})
    for block in heading.itersiblings():
        if block.tag in _HEADINGS or has_class(block, CHARACTERS):
            break
        cast.append(block)
    if len(cast):
        heading.addnext(cast)


def _name_characters(cast: Element) -> None:
    for one in list(cast.iter("p", "li", "dt")):
        if one.tag == "li" and one.find("p") is not None:
            continue
        if {SPEAKER, SPEECH, SAID, PRESENT} & set(classes(one)):
            del one.attrib["class"]
        pieces = taken_out(one)
        speakers = [p for p in pieces if not isinstance(p, str) and has_class(p, SPEAKER)]
        lines = list(lines_of(_parted(pieces)))
        for line in lines[:-1]:
            one.addprevious(put_in(etree.Element(str(one.tag), dict(one.attrib)), named(line)))
        put_in(one, lines[-1] if speakers else named(lines[-1]))


def _parted(pieces: list[Piece]) -> list[Piece]:
    """Return pieces with a line end for each line of the source, where all open with a name."""
    source = text_in(pieces).strip().split("\n")
    if len(source) < 2 or not all(NAME.match(line) for line in source):
        return pieces
    found: list[Piece] = []
    for piece in pieces:
        if not isinstance(piece, str):
            found.append(piece)
            continue
        for n, part in enumerate(piece.split("\n")):
            found += [etree.Element("br"), part] if n else [part]
    return found


def _share(play: Element) -> None:
    """Mark each verse that opens a speech further in than most of the verse before is long."""
    before = 0
    for block in play.iter("p", *_HEADINGS):
        if block.tag in _HEADINGS:
            before = 0
        if block.tag != "p" or not any(has_class(e, VERSE) for e in block.iterancestors("div")):
            continue
        opens = block.getprevious() is None
        for n, verse in enumerate(_verses(block)):
            first = verse[0] if verse else ""
            indent = 0
            if not isinstance(first, str) and has_class(first, INDENT):
                indent = len(text_of(first))
                if opens and n == 0 and before and indent >= max(2, _UNDER * before):
                    first.text = None
                    first.set("class", SHARED)
                    indent = before + 1
            elif not isinstance(first, str) and has_class(first, SHARED):
                indent = before + 1
            before = indent + len(text_in(verse).strip())


def _verses(stanza: Element) -> Iterator[list[Piece]]:
    """Yield the verses of a stanza, which stay where they are."""
    pieces: list[Piece] = [stanza.text] if stanza.text else []
    for child in stanza:
        pieces += [child, child.tail] if child.tail else [child]
    for verse in lines_of(pieces):
        yield [piece for piece in verse if not (isinstance(piece, str) and not piece)]
