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
    RIGHT_DOUBLE_QUOTE,
    RIGHT_GUILLEMET,
    RIGHT_SINGLE_GUILLEMET,
)
from publish.typography.run import Edit, Run
from publish.typography.setting import Setting
from publish.typography.signs import CALLS, DASHES, ENDS, OPENING, SPACE, THINGS, WIDE

_FREE = f"{ENDS}{OPENING}"
"""What a sign may follow without a space of its own."""

_AFTER_HIGH = rf"(?=[{SPACE}{ENDS}{THINGS}»”’›\"')\]…,.;:?!*{DASHES}])"
_COLON_CLOSE = re.compile(rf":(?<=[^{SPACE}{_FREE}:]:)(?=[{SPACE}{ENDS}{THINGS}«“])")
_BRACKET_OPENS = re.compile(rf"(?:\(|\[)(?={WIDE}[^{SPACE})\]])")
_BRACKET_CLOSES = re.compile(rf"[)\]](?<=[^{SPACE}{ENDS}(\[]{WIDE}[)\]])")
_CURLY_OPENS = re.compile(
    rf"{LEFT_DOUBLE_QUOTE}(?={WIDE})(?<=[{SPACE}{ENDS}{OPENING}'’{DASHES}]{LEFT_DOUBLE_QUOTE})"
)
_CURLY_CLOSES = re.compile(rf"{RIGHT_DOUBLE_QUOTE}(?<=[^{SPACE}{ENDS}]{WIDE}{RIGHT_DOUBLE_QUOTE})(?!\w)")
_COMMA = re.compile(rf",(?<=[^{SPACE}{_FREE}]{WIDE},)(?!\w)")
_POINT = re.compile(rf"\.(?<=[^{SPACE}{_FREE}]{WIDE}\.)(?![\w.,…/\\])")
_CALL_SPACED = re.compile(rf"[{CALLS}](?<=[^{SPACE}{ENDS}]{WIDE}[{CALLS}])")
_CALL_CLOSE = re.compile(rf"[\w)\]](?={CALL_MARK})")


def spaces(run: Run, setting: Setting) -> None:
    """Set every space that a sign asks for, and no other."""
    run.edit(list(_high(run.text, setting.high)))
    _before(run, _spaced(":", setting.colon, "(?![:=])"), setting.colon)
    if setting.colon:
        run.rewrite(_COLON_CLOSE, lambda match: setting.colon + match[0])
    _guillemets(run, setting.guillemets, LEFT_GUILLEMET, RIGHT_GUILLEMET)
    if LEFT_SINGLE_GUILLEMET + RIGHT_SINGLE_GUILLEMET in setting.quotes:
        _guillemets(run, setting.guillemets, LEFT_SINGLE_GUILLEMET, RIGHT_SINGLE_GUILLEMET)
    if LEFT_DOUBLE_QUOTE in run.text or RIGHT_DOUBLE_QUOTE in run.text:
        _after(run, _CURLY_OPENS, "")
        _before(run, _CURLY_CLOSES, "")
    if any(bracket in run.text for bracket in "()[]"):
        _after(run, _BRACKET_OPENS, "")
        _before(run, _BRACKET_CLOSES, "")
    _before(run, _COMMA, "")
    _before(run, _POINT, "")
    _calls(run, setting)


@cache
def _wrong_high(width: str) -> re.Pattern[str]:
    """; ! ? with a wrong space before, or with none where there should be one."""
    touching = (
        rf"|(?<=[^{SPACE}{_FREE}{DASHES};?!/'-].){_AFTER_HIGH}(?P<close>)"
        rf"|(?<=[?!];){_AFTER_HIGH}(?P<after_cry>)"
    )
    return re.compile(
        rf"[;?!](?:(?<=[?!]{WIDE}[?!])(?P<between>)"
        rf"|(?<=[^{SPACE}{_FREE}][{_other(width)}].)"
        rf"{touching if width else ''})"
    )


def _high(text: str, width: str) -> Iterator[Edit]:
    for match in _wrong_high(width).finditer(text):
        at = match.start()
        if match.lastgroup is None:
            yield Edit(at - 1, at, width)
        elif match.lastgroup == "between":
            yield Edit(at - 1, at, "")
        else:
            yield Edit(at, at + 1, width + text[at])


def _calls(run: Run, setting: Setting) -> None:
    if any(mark in run.text for mark in CALLS):
        _before(run, _CALL_SPACED, setting.call)
        if setting.call:
            # The mark of a call is not text: its space is written after the letter before it.
            run.rewrite(_CALL_CLOSE, lambda match: match[0] + setting.call)


def _guillemets(run: Run, width: str, left: str, right: str) -> None:
    if left in run.text:
        _after(run, re.compile(rf"{left}(?=[{_other(width)}][^{ENDS}])"), width)
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
    for match in re.finditer(rf"{right}(?<=[{ENDS}]{right})({WIDE}?)(?=[^{SPACE}{ENDS}])", text):
        yield Edit(match.start(), match.end(), right + width)


def _before(run: Run, pattern: re.Pattern[str], width: str) -> None:
    """Set the space that stands before each match."""
    run.edit([Edit(m.start() - 1, m.start(), width) for m in pattern.finditer(run.text)])


def _after(run: Run, pattern: re.Pattern[str], width: str) -> None:
    """Set the space that stands after each match."""
    run.edit([Edit(m.end(), m.end() + 1, width) for m in pattern.finditer(run.text)])


@cache
def _spaced(sign: str, width: str, following: str = "") -> re.Pattern[str]:
    """A sign that another space than ``width`` stands before."""
    return re.compile(rf"{sign}(?<=[^{SPACE}{_FREE}][{_other(width)}]{sign}){following}")


def _other(width: str) -> str:
    return SPACE.replace(width, "") if width else SPACE
