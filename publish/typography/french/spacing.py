"""Spaces before high punctuation, within guillemets and brackets, before stops and note calls.

``Quoi !`` → ``Quoi~!``, ``«mot»:`` → ``«_mot_»_:``, ``( mot )`` → ``(mot)``, ``Fin .`` → ``Fin.``,
``mot [^1].`` → ``mot~[^1].`` (Imprimerie nationale, « Ponctuation » ; babel-french for calls).

Each pattern begins with the sign and looks around it for what is wrong: text that is set already
costs one look a sign.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from publish.characters import (
    CALL_MARK,
    LEFT_DOUBLE_QUOTE,
    LEFT_GUILLEMET,
    LEFT_SINGLE_GUILLEMET,
    NO_BREAK_SPACE,
    RIGHT_DOUBLE_QUOTE,
    RIGHT_GUILLEMET,
    RIGHT_SINGLE_GUILLEMET,
)
from publish.typography.engine.flat_text import Edit, FlatText
from publish.typography.engine.signs import (
    BREAKABLE,
    CALLS,
    DASHES,
    ENDS,
    OPENING,
    SPACE,
    THINGS,
    WIDE,
    matches,
    starting,
)
from publish.typography.french.brackets import brackets
from publish.typography.french.notation import belongs
from publish.typography.french.profile import Profile

_FREE = f"{ENDS}{OPENING}"
"""What a sign may follow without a space of its own."""

_OWN = rf"{ENDS}(\[{LEFT_GUILLEMET}"
"""What has a rule of its own for the space that follows it."""

_AFTER_HIGH = rf"(?=[{SPACE}{ENDS}{THINGS}»”’›\"')\]…,.;:?!*{DASHES}])"
_COLON_FIRST = re.compile(rf":(?<=[{ENDS}][{BREAKABLE}]:)")
_COLON_CLOSE = re.compile(rf":(?<=[^{SPACE}{_FREE}:]:)(?=[{SPACE}{ENDS}{THINGS}«“])")
_OPERATORS = frozenset("=<>≤≥≠≈±")
_CURLY_OPENS = re.compile(
    rf"{LEFT_DOUBLE_QUOTE}(?={WIDE})(?<=[{SPACE}{ENDS}{OPENING}'’{DASHES}]{LEFT_DOUBLE_QUOTE})"
)
_CURLY_CLOSES = re.compile(
    rf"{RIGHT_DOUBLE_QUOTE}(?<=[^{SPACE}{ENDS}]{WIDE}{RIGHT_DOUBLE_QUOTE})(?!\w)"
)
_OUTWARD = re.compile(rf"(?<=\[)[{BREAKABLE}](?=[;!?»]|:(?![:=]))")
"""What follows a bracket that closes an interval, or has no partner: ``]0 ; 1[ ; ]2 ; 3[``."""
_COMMA = re.compile(rf",(?<=[^{SPACE}{_FREE}]{WIDE},)(?![0-9])")
_POINT = re.compile(rf"\.(?<=[^{SPACE}{_FREE}.…]{WIDE}\.)(?![\w.,…/\\])")
_CALL_SPACED = re.compile(rf"[{CALLS}](?<=[^{SPACE}{ENDS}]{WIDE}[{CALLS}])")
_CALL_CLOSE = re.compile(rf"[\w)\]](?={CALL_MARK})")


def spaces(run: FlatText, profile: Profile) -> None:
    """Set every space that a sign asks for, and no other."""
    run.edit(list(_high(run.text, profile.high)))
    _before(run, _COLON_FIRST, "")
    _before(run, _spaced(":", profile.colon, "(?![:=])"), profile.colon)
    if profile.colon:
        run.rewrite(_COLON_CLOSE, lambda match: profile.colon + match[0])
    _guillemets(run, profile.guillemets, LEFT_GUILLEMET, RIGHT_GUILLEMET)
    if LEFT_SINGLE_GUILLEMET + RIGHT_SINGLE_GUILLEMET in profile.quotes:
        _guillemets(run, profile.guillemets, LEFT_SINGLE_GUILLEMET, RIGHT_SINGLE_GUILLEMET)
    if LEFT_DOUBLE_QUOTE in run.text or RIGHT_DOUBLE_QUOTE in run.text:
        _after(run, _CURLY_OPENS, "")
        _before(run, _CURLY_CLOSES, "")
    brackets(run)
    run.rewrite(_OUTWARD, lambda _: profile.high or NO_BREAK_SPACE)
    run.edit(list(_commas(run.text)))
    _before(run, _POINT, "")
    _calls(run, profile)


@cache
def _wrong_high(width: str) -> tuple[re.Pattern[str], ...]:
    """; ! ? with a wrong space before, or with none where there should be one."""
    spaced = rf"(?<=[{ENDS}][{BREAKABLE}].)(?P<first>)|(?<=[^{SPACE}{_OWN}][{_other(width)}].)"
    cry = rf"(?:(?<=[?!]{WIDE}.)(?P<between>)|{spaced}"
    touching = rf"|(?<=[^{SPACE}{_FREE}{DASHES};?!/'-].){_AFTER_HIGH}(?P<close>)" if width else ""
    after_cry = rf"|(?<=[?!].){_AFTER_HIGH}(?P<close_to_cry>)" if width else ""
    return (
        *starting("?!", f"{cry}{touching})"),
        *starting(";", f"(?:{spaced}{touching}{after_cry})"),
    )


def _high(text: str, width: str) -> Iterator[Edit]:
    for match in matches(_wrong_high(width), text):
        at = match.start()
        if match.lastgroup is None:
            yield Edit(at - 1, at, NO_BREAK_SPACE if text[at - 2] in _OPERATORS else width)
        elif match.lastgroup in ("between", "first"):
            yield Edit(at - 1, at, "")
        elif not belongs(text, at):
            yield Edit(at, at + 1, width + text[at])


def _commas(text: str) -> Iterator[Edit]:
    """A space typed on the wrong side of a comma goes to the other."""
    for match in _COMMA.finditer(text):
        at = match.start()
        yield Edit(at - 1, at, "")
        if text[at + 1 : at + 2].isalpha():
            yield Edit(at, at + 1, ", ")


def _calls(run: FlatText, profile: Profile) -> None:
    if any(mark in run.text for mark in CALLS):
        _before(run, _CALL_SPACED, profile.call)
        if profile.call:
            # The mark of a call is not text: its space is written after the letter before it.
            run.rewrite(_CALL_CLOSE, lambda match: match[0] + profile.call)


def _guillemets(run: FlatText, width: str, left: str, right: str) -> None:
    if left in run.text:
        close = re.compile(rf"{left}(?<=[:;,]{left})")
        run.edit([Edit(at - 1, at, f"{run.text[at - 1]} ") for at in _starts(close, run.text)])
        _after(run, re.compile(rf"{left}(?=[{_other(width)}])"), width)
        if width:
            run.rewrite(re.compile(rf"{left}(?=[^{SPACE}{ENDS}])"), lambda match: match[0] + width)
    if right in run.text:
        run.edit(list(_opening_lines(run.text, width, right)))
        _before(run, re.compile(rf"{right}(?<=[^{ENDS}][{_other(width)}]{right})"), width)
        if width:
            run.rewrite(
                re.compile(rf"{right}(?<=[^{SPACE}{ENDS}]{right})"), lambda match: width + match[0]
            )


def _opening_lines(text: str, width: str, right: str) -> Iterator[Edit]:
    """» that opens a paragraph of a long quotation, the older way, is followed by a space."""
    for match in re.finditer(rf"{right}(?:(?<=[{ENDS}].)|(?<=[{ENDS}]{WIDE}.)){WIDE}?", text):
        at = match.start()
        if text[at - 1] in SPACE:
            yield Edit(at - 1, at, "")
        if text[match.end()] not in ENDS:
            yield Edit(at, match.end(), right + width)


def _starts(pattern: re.Pattern[str], text: str) -> list[int]:
    return [match.start() for match in pattern.finditer(text)]


def _before(run: FlatText, pattern: re.Pattern[str], width: str) -> None:
    """Set the space that stands before each match."""
    run.edit([Edit(m.start() - 1, m.start(), width) for m in pattern.finditer(run.text)])


def _after(run: FlatText, pattern: re.Pattern[str], width: str) -> None:
    """Set the space that stands after each match."""
    run.edit([Edit(m.end(), m.end() + 1, width) for m in pattern.finditer(run.text)])


@cache
def _spaced(sign: str, width: str, following: str = "") -> re.Pattern[str]:
    """A sign that another space than ``width`` stands before."""
    return re.compile(rf"{sign}(?<=[^{SPACE}{_OWN}][{_other(width)}]{sign}){following}")


def _other(width: str) -> str:
    return SPACE.replace(width, "") if width else SPACE
