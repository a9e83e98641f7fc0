"""Dashes of dialogue and of incises.

``-- Oui`` → ``—_Oui``; ``mot — incise — mot`` → ``mot —_incise_— mot``; the closing dash drops
before a full stop: ``mot — incise —.`` → ``mot —_incise.`` Hyphens of compounds, ranges and
options stay (Imprimerie nationale, « Tiret »; Office québécois for the spaces).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from publish.characters import EM_DASH, LEFT_GUILLEMET, NO_BREAK_SPACE
from publish.typography.engine.flat_text import Edit, FlatText
from publish.typography.engine.signs import (
    BREAKABLE,
    DASHES,
    ENDS,
    SPACE,
    UPPER,
    WIDE,
    matches,
    spaced,
    starting,
)
from publish.typography.french.profile import Profile

_TYPED = re.compile(r"---?")
_AFTER_TYPED = frozenset(f"{SPACE}{ENDS},.;:!?…»”)")
_DASH = starting(DASHES, f"(?<![{ENDS}].)")
_TURN = re.compile(rf"-[ \n{NO_BREAK_SPACE}](?<=[.?!…»)]{WIDE}-.)(?=[{UPPER}«…])", re.DOTALL)
_LONGEST_LINE = 5000
_IN_DIALOGUE = re.compile(rf"(?:«{WIDE})?(?:[{DASHES}]|---?)")
_SPEAKER = re.compile(
    rf"[{UPPER}][{UPPER}'’ .-]{{1,40}}(?:, [^.{ENDS}]{{1,60}}|{WIDE}\([^).{ENDS}]{{1,60}}\))?\.?"
)
_END = re.compile(f"[{ENDS}]")
_SENTENCE_END = re.compile(rf"[.?!…][»”\")\]]*[{BREAKABLE}][«“\"(]?{WIDE}?[{UPPER}]")
_STOPS = frozenset(",.;:!?…)]»”")
_PROSE = frozenset({"p", "blockquote", "div", "section", "td", "dd"})


def dashes(run: FlatText, profile: Profile) -> None:
    """Set the dashes and the spaces beside them."""
    if "--" in run.text:
        run.edit(list(_typewritten(run.text)))
    run.edit(list(_speeches(run, profile)))
    run.edit([Edit(at, at + 1, EM_DASH) for at in turns(run.text)])
    if EM_DASH in run.text or "–" in run.text:
        run.edit(list(_incises(run.text, profile)))


def _typewritten(text: str) -> Iterator[Edit]:
    """Two hyphens between spaces are a dash."""
    for match in _TYPED.finditer(text):
        after = text[match.end() : match.end() + 1]
        if spaced(text, match.start() - 1) and after in _AFTER_TYPED:
            yield Edit(match.start(), match.end(), EM_DASH)


@cache
def _speech(width: str) -> tuple[re.Pattern[str], ...]:
    """A dash at the start of a line that is not followed by its space yet."""
    return starting(
        ENDS,
        rf"(?!{EM_DASH}{width}[^{SPACE}])(?P<lead>{WIDE}*(?:{LEFT_GUILLEMET}{WIDE}?)?)(?:"
        rf"(?P<dash>[{DASHES}])(?P<gap>{WIDE}?)(?=[^{SPACE}{ENDS}{DASHES}])(?!(?<=–)[0-9])"
        rf"|(?P<typed>--?-?)(?:(?P<space>{WIDE})(?=[^{SPACE}{ENDS}0-9-])"
        rf"|(?=[{UPPER}](?:[^\W\d_A-Z]|['’{SPACE}])|{LEFT_GUILLEMET}))"
        rf")",
    )


def _speeches(run: FlatText, profile: Profile) -> Iterator[Edit]:
    """The dash that opens a line of dialogue, however it was typed."""
    text = run.text
    for match in matches(_speech(profile.dialogue), text):
        group = "dash" if match["dash"] else "typed"
        prose = match[group] == EM_DASH or run.tag_at(match.start(group)) in _PROSE
        new = (EM_DASH if prose else match[group]) + profile.dialogue
        end = match.end("gap" if match["dash"] else group)
        if match["space"]:
            end = match.end("space")
        if prose or match["dash"]:
            yield Edit(match.start(group), end, new)


def turns(text: str) -> Iterator[int]:
    """Yield each hyphen after a stop, in a line of dialogue or after a speaker of a play.

    There another speaks, and the hyphen stands for a dash.
    """
    for match in _TURN.finditer(text):
        at = match.start()
        line = max(text.rfind(mark, max(0, at - _LONGEST_LINE), at) for mark in ENDS) + 1
        if _IN_DIALOGUE.match(text, line) or _SPEAKER.fullmatch(text, line, at - 1):
            yield at


@dataclass(frozen=True, slots=True)
class _Incise:
    """An incise that is open: where, and with which dash."""

    at: int
    dash: str


def _incises(text: str, profile: Profile) -> Iterator[Edit]:
    """Dashes within a line open and close in turn; a sentence's end begins anew."""
    opened: _Incise | None = None
    for match in matches(_DASH, text):
        at = match.start()
        before, after = spaced(text, at - 1), spaced(text, at + 1)
        left = text[at - 2 if before else at - 1]
        right = text[at + 2 if after else at + 1]
        if left in ENDS or left == LEFT_GUILLEMET or not (before or after):
            continue
        if left in DASHES or right in DASHES or (left.isdecimal() and right.isdecimal()):
            continue
        if opened and (
            opened.dash != match[0]
            or _END.search(text, opened.at, at)
            or _SENTENCE_END.search(text, opened.at, at)
        ):
            opened = None
        turn = left in ".?!…»" and right.isupper()
        if (opened and not turn) or right in ENDS or right in _STOPS:
            yield from _close(text, at, profile, drop=opened is not None)
            opened = None
        elif before and (after or right.isalpha() or right in "«“"):
            yield from _open(text, at, profile)
            opened = _Incise(at, match[0])


def _open(text: str, at: int, profile: Profile) -> Iterator[Edit]:
    if text[at - 1] not in BREAKABLE:
        yield Edit(at - 1, at, " ")
    yield Edit(at, at + 2 if spaced(text, at + 1) else at + 1, text[at] + profile.incise)


def _close(text: str, at: int, profile: Profile, *, drop: bool) -> Iterator[Edit]:
    before, after = spaced(text, at - 1), spaced(text, at + 1)
    start = at - 1 if before else at
    end = at + 2 if after else at + 1
    if drop and text[end : end + 1] == "." and text[end + 1 : end + 2] not in (".", "…"):
        yield Edit(start, end, "")
        return
    if before or text[end : end + 1] not in ENDS:
        yield Edit(start, at + 1, profile.incise + text[at])
    if after and text[at + 1] not in BREAKABLE and text[end] not in _STOPS:
        yield Edit(at + 1, end, " ")
