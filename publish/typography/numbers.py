"""Numbers in figures: groups of three, units, hours, days, telephone numbers, multiplication.

``10 000 €`` → 10~000_€, ``50%`` → 50_%, ``12h30`` → 12_h_30, ``2 x 3`` → 2_×_3,
``14 juillet`` → 14_juillet; ``En 2023 150 personnes`` stays
(Imprimerie nationale, « Nombres », « Unités », « Heures »).
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from publish.characters import MULTIPLICATION
from publish.typography.run import Edit, Run
from publish.typography.setting import Setting
from publish.typography.signs import SPACE, WIDE, matches, spaced, starting

_NUMBER = starting("0123456789", rf"(?<![0-9].)[0-9]*(?:[{SPACE},.][0-9]+)*")

_GROUPED = re.compile(
    rf"(?:[0-9]{{1,3}}(?:{WIDE}[0-9]{{3}})+(?:[,.][0-9]+)?"
    rf"|[0-9]+(?:{WIDE}[0-9]{{3}})*,[0-9]{{3}}(?:{WIDE}[0-9]{{3}})*(?:{WIDE}[0-9]{{1,3}})?)"
)
_TELEPHONE = re.compile(rf"0[0-9](?:{WIDE}[0-9]{{2}}){{4}}")
_ABROAD = re.compile(rf"[0-9]{{1,3}}{WIDE}[0-9](?:{WIDE}[0-9]{{2}}){{4}}")
_REFERENCE = re.compile(
    rf"(?:\b(?:pp?|pages?|fol|folios?|ff?|art|n[o°]s?|nos)\.?|§){WIDE}?$", re.IGNORECASE
)
"""What stands before a folio or an item number, which are never grouped."""

_SIGN = re.compile(rf"{WIDE}?(?=(?:[%‰‱€£¥]|\$(?!\w)|[kM]€|Md€))")
_DEGREE = re.compile(rf"(?P<before>{WIDE}?)°(?:(?P<inner>{WIDE}?)(?P<scale>[CF])(?!\w))?")
_HOUR = re.compile(
    rf"(?P<before>{WIDE}?)h(?:(?P<after>{WIDE}?)(?P<minutes>[0-5][0-9])(?![0-9])|(?![\w'’]))"
)
_TIMES = re.compile(
    rf"(?:(?P<space>{WIDE})(?P<unit>[^\W\d_]{{1,3}}[²³]?))?{WIDE}[x×]{WIDE}(?=[0-9])"
)
_DAY = re.compile("(?<![0-9,.])(?:0?[1-9]|[12][0-9]|3[01])$")
_ENDING = re.compile("er(?!\\w)")


def numbers(run: Run, setting: Setting) -> None:
    """Set every number of the text with what belongs to it."""
    text = run.text
    edits: list[Edit] = []
    done = minutes = -1
    for match in matches(_NUMBER, text):
        if match.start() < done:
            continue
        done = match.end()
        before = text[match.start() - 1 : match.start()]
        if match.start() != minutes and (before.isalpha() or before == "_"):
            continue
        edits += _groups(match, text, setting)
        edits += _attached(match, text, setting)
        if hour := _HOUR.match(text, match.end()):
            minutes = hour.start("minutes")
    run.edit(edits)


def _groups(match: re.Match[str], text: str, setting: Setting) -> Iterator[Edit]:
    """Set the spaces within a number, where they are those of groups."""
    number, start = match[0], match.start()
    if number.isdecimal():
        return
    if text[start - 1 : start] == "+":
        grouped = _ABROAD.fullmatch(number)
    else:
        grouped = _TELEPHONE.fullmatch(number) or (
            None
            if _REFERENCE.search(text, max(0, start - 8), start)
            else _GROUPED.fullmatch(number)
        )
    if grouped:
        for at, sign in enumerate(number, start):
            if sign in SPACE:
                yield Edit(at, at + 1, setting.thousands)


def _attached(match: re.Match[str], text: str, setting: Setting) -> list[Edit]:
    """Set what follows a number and belongs to it."""
    at = match.end()
    if sign := _SIGN.match(text, at):
        return _space(text, at, sign.end(), setting.unit)
    if degree := _DEGREE.match(text, at):
        return _degree(degree, text, setting)
    if hour := _HOUR.match(text, at):
        return _hour(hour, text, setting)
    if times := _TIMES.match(text, at):
        return _times(times, text, setting)
    return _counted(match, text, setting)


def _space(text: str, start: int, end: int, width: str) -> list[Edit]:
    """Set ``text[start:end]``, a space or nothing, to a width."""
    if start == end:
        return [Edit(start, start + 1, width + text[start])]
    return [Edit(start, end, width)]


def _degree(match: re.Match[str], text: str, setting: Setting) -> list[Edit]:
    """``20°C`` and ``20° C`` → 20_°C; the sign of an angle is closed up."""
    if match["scale"] is None:
        closed = not text[match.end() : match.end() + 1].isalpha()
        return [Edit(match.start(), match.end(), "°")] if match["before"] and closed else []
    edits = _space(text, match.start(), match.end("before"), setting.unit)
    if match["inner"]:
        edits.append(Edit(match.start("inner"), match.end("inner"), ""))
    return edits


def _hour(match: re.Match[str], text: str, setting: Setting) -> list[Edit]:
    edits = _space(text, match.start(), match.end("before"), setting.unit)
    if match["minutes"]:
        edits += _space(text, match.start("after"), match.end("after"), setting.unit)
    return edits


def _times(match: re.Match[str], text: str, setting: Setting) -> list[Edit]:
    if match["unit"] and not setting.words.units.match(text, match.start("unit")):
        return []
    at = match.end() - 3
    edits = [Edit(at, match.end(), setting.unit + MULTIPLICATION + setting.unit)]
    if match["unit"]:
        edits.insert(0, Edit(match.start(), match.start() + 1, setting.unit))
    return edits


def _counted(match: re.Match[str], text: str, setting: Setting) -> list[Edit]:
    """Bind a unit or a month; set off a unit of two letters and more that was typed close."""
    lists, at = setting.words, match.end()
    if not spaced(text, at):
        ordinal = _ENDING.match(text, at)
        if ordinal and spaced(text, ordinal.end()) and lists.months.match(text, ordinal.end() + 1):
            return [Edit(ordinal.end(), ordinal.end() + 1, setting.bond)]
        unit = lists.units_closed.match(text, at)
        return [Edit(at, at + 1, setting.unit + text[at])] if unit else []
    if _DAY.search(match[0]) and lists.months.match(text, at + 1):
        return [Edit(at, at + 1, setting.bond)]
    unit = lists.units.match(text, at + 1)
    if unit or (setting.bind_nouns and text[at + 1 : at + 2].islower()):
        return [Edit(at, at + 1, setting.unit if unit else setting.bond)]
    return []
