"""Names of speakers where a play wants them, however they were typed.

``{.theatre .run-in}``: ``ARGAN⏎⏎Fort mal.`` → ``ARGAN. — Fort mal.``;
``{.theatre .names-above}``: ``ARGAN. — Fort mal.`` → the name alone, the speech below.
"""

from __future__ import annotations

import re

from lxml import etree

from publish.book import Element, text_of
from publish.book.tree_pieces import Piece, put_in, taken_out, text_in
from publish.book.vocabulary import (
    LINE,
    NAMES_ABOVE,
    RUN_IN,
    SPEAKER,
    SPEECH,
    STAGE,
    classes,
    has_class,
)

_STOP = re.compile(r"\s*[.:,]?\s*(?:—|–|--?)?\s*")


def place_speakers(play: Element) -> None:
    """Put the names of a play's speakers in the lines, or above them, as its classes ask."""
    if has_class(play, RUN_IN):
        for name in [p for p in play.iter("p") if has_class(p, SPEAKER)]:
            _run_in(name)
    elif has_class(play, NAMES_ABOVE):
        for speech in [p for p in play.iter("p") if has_class(p, SPEECH)]:
            _put_above(speech)


def _run_in(name: Element) -> None:
    """Put a name before the paragraph that follows; before verse it stays alone."""
    said = name.getnext()
    if said is None or said.tag != "p" or {SPEAKER, SPEECH, STAGE} & set(classes(said)):
        return
    pieces = taken_out(said)
    stop = " — " if text_of(name).rstrip().endswith((".", ":")) else ". — "
    speaker: list[Piece] = taken_out(name)
    first = next((n for n, one in enumerate(speaker) if _is_direction(one)), len(speaker))
    span = put_in(etree.Element("span", {"class": SPEAKER}), speaker[:first])
    put_in(said, [span, *speaker[first:], stop, *pieces])
    said.set("class", SPEECH)
    said.set(LINE, str(name.get(LINE, "1")))
    holder = name.getparent()
    assert holder is not None
    holder.remove(name)


def _is_direction(piece: Piece) -> bool:
    return not isinstance(piece, str) and has_class(piece, STAGE)


def _put_above(speech: Element) -> None:
    """Put the name of a speech, and the directions behind it, above what is said."""
    pieces = taken_out(speech)
    head: list[Piece] = []
    while pieces and (_is_of_head(pieces[0]) or _joins(pieces)):
        head.append(pieces.pop(0))
    if pieces and isinstance(pieces[0], str):
        pieces[0] = pieces[0][_STOP.match(pieces[0]).end() :]  # type: ignore[union-attr]
    above = etree.Element("p", {"class": SPEAKER, LINE: str(speech.get(LINE, "1"))})
    for piece in head:
        named = not isinstance(piece, str) and has_class(piece, SPEAKER)
        put_in(above, taken_out(piece) if named and not isinstance(piece, str) else [piece])
    speech.addprevious(above)
    del speech.attrib["class"]
    if text_in(pieces).strip():
        put_in(speech, pieces)
    elif (holder := speech.getparent()) is not None:
        holder.remove(speech)


def _is_of_head(piece: Piece) -> bool:
    return not isinstance(piece, str) and (
        has_class(piece, SPEAKER) or has_class(piece, STAGE) or piece.tag == "a"
    )


def _joins(pieces: list[Piece]) -> bool:
    """Whether a text only joins a name to the direction behind it."""
    first = pieces[0]
    return (
        isinstance(first, str)
        and len(pieces) > 1
        and _is_direction(pieces[1])
        and (first.strip() in ("", ","))
    )
