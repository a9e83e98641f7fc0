"""Who speaks: the name that opens a paragraph of a play, and the stage direction behind it.

``ARGAN, assis. — Trois…`` → the speaker ARGAN, the direction “assis”, the speech “— Trois…”
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from lxml import etree

from publish.book import Element, text_of
from publish.book.tree_pieces import Piece, put_in
from publish.book.vocabulary import SPEAKER, STAGE, has_class, is_call

_CAPITALS = "A-ZÀ-ÖØ-ÞŒŸ"
_WORD = rf"(?:[{_CAPITALS}][{_CAPITALS}’'-]+|(?:MM?|D|S|N)\.|M(?:me|lle|gr)|[IVX]+|\d+)(?!\w)"
_LINK = r"(?:de|du|des|d[’']|la|le|les|et|ou|à|aux?|en)"
_NAME = rf"{_WORD}(?:(?:,?\s+(?:{_LINK}\s+)*|\s+d[’'])(?={_WORD})(?:{_WORD}))*"
NAME = re.compile(rf"\s*(?={_NAME})(?=[^\n]*?[{_CAPITALS}]{{2}})({_NAME})")
"""A name in capitals at the beginning of a text: DON RODRIGUE, M. JOURDAIN, LE COMTE et CHIMÈNE."""

_DIRECTION = re.compile(
    r"(,\s+(?=[a-zà-ÿœ])[^.:;!?—–\n]{1,120}|\s*\([^()]*\))(?=\s*(?:[.:,]|[—–]|\n|\Z))"
)
_TO_THE_END = re.compile(r"(,?\s+(?=[a-zà-ÿœ])[^.:;!?—–\n]{1,300})(?=\.?\s*\Z)")
"""A direction behind a name that is marked as one, up to the end: **MIRZA** accourant."""

_JOINT = re.compile(r"\s*[,(]?\s*")
_STOP = re.compile(r"[)\s]*?\)?[^\S\n]*[.:,]?(?:[^\S\n]*(?:—|–|--?)(?=\s))?")
_LONGEST = 60


@dataclass(frozen=True, slots=True)
class SpeechHead:
    """``head``: the speaker and directions, up to the stop; ``rest``: what is said, none of it
    where the name stands ``alone`` on its line."""

    head: list[Piece]
    rest: list[Piece]
    alone: bool


def speech_head(pieces: list[Piece]) -> SpeechHead | None:
    """Return the head of a paragraph that opens with a speaker, None for another."""
    found = _speaker(pieces)
    if found is None:
        return None
    speaker, rest, sure = found
    marked = any(piece is speaker for piece in pieces)
    head: list[Piece] = [speaker]
    while taken := _direction(rest, marked=marked and len(rest) == 1):
        head += taken[0]
        rest = taken[1]
    stop = ""
    if rest and isinstance(rest[0], str):
        stopped = _STOP.match(rest[0])
        stop = stopped[0] if stopped else ""
        rest = [part for part in (rest[0][len(stop) :], *rest[1:]) if part != ""]
    alone = not rest or _is_line_end(rest[0])
    if not (alone or sure or len(head) > 1 or stop.strip()):
        return None
    if speaker.tag != "span" or not has_class(speaker, SPEAKER):
        speaker.tag = "span"
        speaker.attrib.clear()
        speaker.set("class", SPEAKER)
    if alone:
        return SpeechHead([*head, stop.rstrip()], _without_line_end(rest), alone=True)
    return SpeechHead([*head, stop], rest, alone=False)


def named(pieces: list[Piece]) -> list[Piece]:
    """Return pieces with the name in capitals that opens them marked as a speaker's."""
    if not pieces or not isinstance(pieces[0], str) or not (name := NAME.match(pieces[0])):
        return pieces
    return [_span(SPEAKER, name[1]), pieces[0][name.end() :], *pieces[1:]]


def _speaker(pieces: list[Piece]) -> tuple[Element, list[Piece], bool] | None:
    """Return the speaker as an element, what follows, and whether it is one for sure."""
    blank = [
        n for n, piece in enumerate(pieces) if not (isinstance(piece, str) and piece.isspace())
    ]
    first = pieces[blank[0]] if blank else ""
    rest = pieces[blank[0] + 1 :] if blank else []
    if not isinstance(first, str):
        if has_class(first, SPEAKER):
            return first, rest, True
        bold = first.tag in ("strong", "b") or has_class(first, "sc")
        if not bold or len(text_of(first)) > _LONGEST or not text_of(first).strip():
            return None
        return first, rest, text_of(first).rstrip().endswith((".", ":", "—"))
    name = NAME.match(first)
    if name is None or len(name[1]) > _LONGEST:
        return None
    return _span(SPEAKER, name[1].strip()), [first[name.end() :], *rest], False


def _direction(rest: list[Piece], *, marked: bool) -> tuple[list[Piece], list[Piece]] | None:
    """Return the direction that what follows a name opens with, and what is left; ``marked``: the
    name is marked as one, and nothing but a text follows."""
    if rest and rest[0] == "":
        rest = rest[1:]
    if not rest:
        return None
    first = rest[0]
    if not isinstance(first, str):
        if is_call(first):
            return [first], rest[1:]
        if first.tag in ("em", "i") and not has_class(first, STAGE):
            first.set("class", STAGE)
            return [first], rest[1:]
        return None
    joint = _JOINT.fullmatch(first)
    after = rest[1] if len(rest) > 1 else ""
    if joint and "\n" not in first and not isinstance(after, str) and after.tag in ("em", "i"):
        after.set("class", STAGE)
        return [first, after], rest[2:]
    said = _DIRECTION.match(first) or (_TO_THE_END.match(first) if marked else None)
    if said is None:
        return None
    mark = said[1][: len(said[1]) - len(said[1].lstrip(" ,\t\n"))]
    return [mark, _span(STAGE, said[1][len(mark) :])], [first[said.end() :], *rest[1:]]


def _span(name: str, text: str) -> Element:
    return put_in(etree.Element("span", {"class": name}), [text])


def _is_line_end(piece: Piece) -> bool:
    return piece.lstrip(" \t").startswith("\n") if isinstance(piece, str) else piece.tag == "br"


def _without_line_end(rest: list[Piece]) -> list[Piece]:
    if rest and isinstance(rest[0], str):
        return [part for part in (rest[0].lstrip(), *rest[1:]) if part != ""]
    return rest[1:]
