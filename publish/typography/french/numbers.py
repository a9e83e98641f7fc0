"""Numbers in figures: groups of three, units, prices, days, multiplication.

``10 000 €`` → 10~000_€, ``50%`` → 50_%, ``9€50`` → 9_€_50, ``10⁸ m/s`` → 10⁸_m/s,
``2 x 3`` → 2_×_3, ``14 juillet`` → 14_juillet; ``En 2023 150 personnes`` stays
(Imprimerie nationale, « Nombres », « Unités », « Heures »).
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from publish.characters import ELLIPSIS, MULTIPLICATION, SUPERSCRIPT_SIGNS, SUPERSCRIPTS
from publish.typography.engine.flat_text import Edit, FlatText
from publish.typography.engine.signs import SPACE, WIDE, matches, spaced, starting
from publish.typography.french.profile import Profile
from publish.typography.french.times import cents, time

_NUMBER = starting("0123456789", rf"(?<![0-9].)[0-9]*(?:[{SPACE},.][0-9]+)*")

_GROUPED = re.compile(
    rf"(?:[0-9]{{1,3}}(?:{WIDE}[0-9]{{3}})+(?:[,.][0-9]+)?"
    rf"|[0-9]+(?:{WIDE}[0-9]{{3}})*,[0-9]{{3}}(?:{WIDE}[0-9]{{3}})*(?:{WIDE}[0-9]{{1,3}})?)"
)
_REFERENCE = re.compile(
    rf"(?:\b(?:pp?|pages?|fol|folios?|ff?|art|n[o°]s?|nos)\.?|§){WIDE}?$", re.IGNORECASE
)
"""What stands before a folio or an item number, which are never grouped."""

_POWER = re.compile(f"[{SUPERSCRIPT_SIGNS}]?[{SUPERSCRIPTS}]+")
_SIGN = re.compile(
    rf"(?P<space>{WIDE}?)(?:[%‰‱]|(?P<money>(?:[kMG]|Mds?{WIDE}?)?(?:[€£¥¢₣₤₽₹]"
    rf"|\$(?=(?P<country>{WIDE}?)(?:CA|US|AU|NZ|HK)(?!\w))|\$(?!\w))))"
)
_FRANCS = re.compile(f"{WIDE}?(?:F|fr\\.)(?={WIDE}?[0-9]{{2}}(?![0-9]))")
_DEGREE = re.compile(rf"(?P<before>{WIDE}?)°(?:(?P<inner>{WIDE}?)(?P<scale>[CF])(?!\w))?")
_TIMES = re.compile(
    rf"(?:(?P<space>{WIDE})(?P<unit>[^\W\d_]{{1,3}}[²³]?))?{WIDE}[x×]{WIDE}(?=[0-9]|\.\.\.|{ELLIPSIS})"
)
_PRODUCT = re.compile(
    rf"[x×]{WIDE}(?:\.\.\.|{ELLIPSIS})(?P<times>{WIDE}[x×]{WIDE})(?=[0-9]|\w(?!\w))"
)
_DAY = re.compile("(?<![0-9,.])(?:0?[1-9]|[12][0-9]|3[01])$")
_ENDING = re.compile("er(?!\\w)")


def numbers(run: FlatText, profile: Profile) -> None:
    """Set every number of the text with what belongs to it."""
    text = run.text
    edits: list[Edit] = []
    done = 0
    for match in matches(_NUMBER, text):
        if match.start() < done:
            continue
        done = match.end()
        before = text[match.start() - 1 : match.start()]
        if before.isalpha() or before == "_":
            continue
        edits += _currency_before(match.start(), text, profile)
        edits += _groups(match, text, profile)
        spans, done = time(text, done, profile)
        if spans:
            for start, end in spans:
                edits += _space(text, start, end, profile.unit)
        else:
            edits += _attached(match, text, profile)
    run.edit(edits)
    if MULTIPLICATION in run.text:
        run.edit([_times_of(match, profile) for match in _PRODUCT.finditer(run.text)])


def _times_of(match: re.Match[str], profile: Profile) -> Edit:
    return Edit(*match.span("times"), profile.unit + MULTIPLICATION + profile.unit)


def _currency_before(start: int, text: str, profile: Profile) -> list[Edit]:
    """``CHF 20`` → CHF_20"""
    code = text[max(0, start - 4) : start - 1]
    if not spaced(text, start - 1) or code not in profile.words.currencies:
        return []
    return [] if text[start - 5 : start - 4].isalnum() else [_bond(start - 1, profile)]


def _bond(at: int, profile: Profile) -> Edit:
    return Edit(at, at + 1, profile.bond)


def _groups(match: re.Match[str], text: str, profile: Profile) -> Iterator[Edit]:
    """Set the spaces within a number, where they are those of groups."""
    number, start = match[0], match.start()
    if number.isdecimal():
        return
    if _REFERENCE.search(text, max(0, start - 8), start):
        return
    grouped = _GROUPED.fullmatch(number)
    if grouped:
        for at, sign in enumerate(number, start):
            if sign in SPACE:
                yield Edit(at, at + 1, profile.thousands)


def _attached(match: re.Match[str], text: str, profile: Profile) -> list[Edit]:
    """Set what follows a number and belongs to it."""
    power = _POWER.match(text, match.end())
    at = power.end() if power else match.end()
    if sign := _SIGN.match(text, at):
        return _price(sign, text, profile)
    if degree := _DEGREE.match(text, at):
        return _degree(degree, text, profile)
    if times := _TIMES.match(text, at):
        return _times(times, text, profile)
    if francs := _FRANCS.match(text, at):
        edits = _counted(match, at, text, profile)
        return edits + _cents(francs.end(), text, profile) if edits else []
    return _counted(match, at, text, profile)


def _price(sign: re.Match[str], text: str, profile: Profile) -> list[Edit]:
    """``9€50`` → 9_€_50, ``20 $ CA`` → 20_$_CA"""
    edits = _space(text, *sign.span("space"), profile.unit)
    if sign["country"]:
        edits.append(Edit(*sign.span("country"), profile.unit))
    elif sign["money"]:
        edits += _cents(sign.end(), text, profile)
    return edits


def _cents(at: int, text: str, profile: Profile) -> list[Edit]:
    spans = cents(text, at, profile)
    return [edit for span in spans for edit in _space(text, *span, profile.unit)]


def _space(text: str, start: int, end: int, width: str) -> list[Edit]:
    """Set ``text[start:end]``, a space or nothing, to a width."""
    if start == end:
        return [Edit(start, start + 1, width + text[start])]
    return [Edit(start, end, width)]


def _degree(match: re.Match[str], text: str, profile: Profile) -> list[Edit]:
    """``20°C`` and ``20° C`` → 20_°C; the sign of an angle is closed up."""
    if match["scale"] is None:
        closed = not text[match.end() : match.end() + 1].isalpha()
        return [Edit(match.start(), match.end(), "°")] if match["before"] and closed else []
    edits = _space(text, match.start(), match.end("before"), profile.unit)
    if match["inner"]:
        edits.append(Edit(match.start("inner"), match.end("inner"), ""))
    return edits


def _times(match: re.Match[str], text: str, profile: Profile) -> list[Edit]:
    if match["unit"] and not profile.words.units.match(text, match.start("unit")):
        return []
    at = match.end() - 3
    edits = [Edit(at, match.end(), profile.unit + MULTIPLICATION + profile.unit)]
    if match["unit"]:
        edits.insert(0, Edit(match.start(), match.start() + 1, profile.unit))
    return edits


def _counted(match: re.Match[str], at: int, text: str, profile: Profile) -> list[Edit]:
    """Bind a unit or a month; set off a unit of two letters and more that was typed close."""
    lists = profile.words
    if not spaced(text, at):
        ordinal = _ENDING.match(text, at)
        if ordinal and spaced(text, ordinal.end()) and lists.months.match(text, ordinal.end() + 1):
            return [_bond(ordinal.end(), profile)]
        unit = lists.units_closed.match(text, at)
        return [Edit(at, at + 1, profile.unit + text[at])] if unit else []
    if _DAY.search(match[0]) and lists.months.match(text, at + 1):
        return [_bond(at, profile)]
    if lists.units.match(text, at + 1) or (
        lists.counted.match(text, at + 1) and not _referred(match.start(), text)
    ):
        return [Edit(at, at + 1, profile.unit)]
    if profile.bind_nouns and text[at + 1 : at + 2].islower():
        return [_bond(at, profile)]
    return []


def _referred(start: int, text: str) -> bool:
    """Whether a number tells where something stands, not how much there is: ``t. 2, p. 5``."""
    return spaced(text, start - 1) and text[start - 2] in ".§°o"
