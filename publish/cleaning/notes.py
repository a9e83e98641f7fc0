"""Note calls and the notes they call, wherever the page printed them.

``un parti1.`` … ``1 Il s’agit…`` → the call ``1`` after ``parti``, and the note's lines

A line is a definition only if its number follows the one before (or begins again) and a call
with that number stands in the text above it. Dates, hours and figures are no calls.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final, NamedTuple

from publish.cleaning.letters import LETTER, UPPER
from publish.cleaning.lines import SENTENCE_END, Line
from publish.cleaning.pages import Pages

_SUPERIORS: Final = "⁰¹²³⁴⁵⁶⁷⁸⁹"
_VALUE: Final = {char: str(at) for at, char in enumerate(_SUPERIORS)}

_DEFINITION: Final = re.compile(
    rf"([\[(]?)(\d{{1,3}}|[{_SUPERIORS}]{{1,3}}|\*{{1,4}}|[†‡]|[a-z](?=\)))([\])]?[.)]?)(\s*)"
    rf"(?=[{UPPER}«“\"‘(\[—–…\d]|[{LETTER}])"
)
_MONTHS: Final = (
    "janvier février mars avril mai juin juillet août septembre octobre novembre décembre fevrier "
    "aout decembre"
).split()
_UNITS: Final = (
    *_MONTHS,
    *"heure heures h min minute minutes ans an années jours mois siècle francs fr mètres "
    "km kg % ° € $ personnes hommes mandats délégués députés voix pages volumes roubles".split(),
)
_BEFORE: Final = re.compile(
    r"(?:\b(?:le|la|les|du|des|au|aux|de|à|un|en|sur|page|pages|p|pp|n|no|nos|n°|nº|t|tome|vol|chap|chapitre|"
    r"art|article|livre|acte|scène|heures?|h|vers|et|ou|environ|avant|après|entre|jusqu|par|lundi|mardi|"
    r"mercredi|jeudi|vendredi|samedi|dimanche|ier|premier|numéro|n°s|§|quelque|quelques|fig|tableau|ligne|"
    + "|".join(_MONTHS)
    + r")[.’']?|[\d/,–-]|\()\s*$",
    re.I,
)
_AFTER: Final = re.compile(
    r"\s*(?:" + "|".join(map(re.escape, _UNITS)) + r")(?!\w)|[.,]\d|\s*[-–/]\s*\d|\s*\(\d", re.I
)


class Call(NamedTuple):
    """A place where a note is called: ``text[start:end]`` is the printed call."""

    start: int
    end: int
    number: int
    score: float


@dataclass(frozen=True, slots=True)
class Definition:
    """A note: the index of its first line, its printed number, where its own text begins."""

    line: int
    number: int
    begins: int
    call: Call
    lines: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Notes:
    """The notes of a text in the order of their calls."""

    definitions: tuple[Definition, ...] = ()

    @property
    def lines(self) -> dict[int, int]:
        """For each line that belongs to a note, the note's index."""
        return {line: at for at, note in enumerate(self.definitions) for line in note.lines}


class Scheme(NamedTuple):
    """How a document writes the numbers of its notes."""

    kind: str
    opening: str
    closing: str


def find_notes(text: str, lines: Sequence[Line], pages: Pages) -> Notes:
    """Return the notes; none where no line is called."""
    best: list[Definition] = []
    for scheme in sorted({scheme for scheme, *_ in _marked_lines(text, lines, pages)}):
        found = _scan(text, lines, pages, scheme)
        if sum(d.call.score for d in found) > sum(d.call.score for d in best):
            best = found
    return Notes(tuple(_with_lines(lines, pages, best)))


def _marked_lines(
    text: str, lines: Sequence[Line], pages: Pages
) -> Iterator[tuple[Scheme, int, int, int]]:
    """Yield (scheme, line, number, where its text begins) of lines that may be definitions."""
    for at, line in enumerate(lines):
        match = None if at in pages.aside else _DEFINITION.match(text, line.start, line.end)
        if match is None:
            continue
        sign = match[2]
        kind = "digits" if sign.isascii() and sign.isdigit() else _kind(sign)
        follows = text[match.end()]
        plain = kind == "digits" and not match[1] and not match[3]
        if kind == "digits" and (not match[4] or (plain and not _opens(follows))):
            continue
        yield Scheme(kind, match[1], match[3]), at, _value(sign), match.end()


def _opens(char: str) -> bool:
    return char.isupper() or char in '«“"‘([—–…' or char.isdigit()


def _kind(sign: str) -> str:
    if sign[0] in _SUPERIORS:
        return "superiors"
    return "letters" if sign.isalpha() else "signs"


def _value(sign: str) -> int:
    if sign[0] in _SUPERIORS:
        return int("".join(_VALUE[char] for char in sign))
    if sign.isdigit():
        return int(sign)
    if sign in "†‡":
        return 2 + "†‡".index(sign)
    return len(sign) if sign[0] == "*" else ord(sign) - ord("a") + 1


def _scan(text: str, lines: Sequence[Line], pages: Pages, scheme: Scheme) -> list[Definition]:
    """Return the definitions of one scheme that fit: in sequence, and called above."""
    found: list[Definition] = []
    zone = 0  # the line where the notes now read begin
    body = 0  # the line where the text above them begins
    for own, at, number, begins in _marked_lines(text, lines, pages):
        if own != scheme:
            continue
        last = found[-1] if found else None
        if last and number not in (last.number + 1, 1):
            continue
        turned = last is not None and any(
            start in pages.starts for start in range(last.line + 1, at + 1)
        )
        if last and not turned:
            since = last.call.end if number == last.number + 1 else None
            call = _best_call(text, lines, scheme, number, (body, zone), since)
            if call:
                found.append(Definition(at, number, begins, call))
                continue
        start = _resume(lines, pages, found, at) if last else 0
        call = _best_call(text, lines, scheme, number, (start, at), None)
        if call:
            body, zone = start, at
            found.append(Definition(at, number, begins, call))
    return found


def _resume(lines: Sequence[Line], pages: Pages, found: Sequence[Definition], limit: int) -> int:
    """Return the first line of running text after the last note found, before ``limit``."""
    first = found[-1].line + 1
    for at in range(first, limit):
        if at in pages.starts:
            return at
    for at in range(first, limit):
        if lines[at].blanks and SENTENCE_END.search(lines[at - 1].text):
            return at
    return first


def _best_call(
    text: str,
    lines: Sequence[Line],
    scheme: Scheme,
    number: int,
    span: tuple[int, int],
    since: int | None,
) -> Call | None:
    """Return the likeliest call of a number among the lines of ``span``."""
    if span[0] >= span[1]:
        return None
    start = max(lines[span[0]].start, since or 0)
    end = lines[span[1]].start if span[1] < len(lines) else len(text)
    calls = list(_calls(text, scheme, number, start, end))
    return max(calls, key=lambda call: (call.score, -call.start), default=None)


def _calls(text: str, scheme: Scheme, number: int, start: int, end: int) -> Iterator[Call]:
    for match in _call_pattern(scheme, number).finditer(text, start, end):
        score = _score(text, match, scheme)
        if score > 0:
            yield Call(match.start(), match.end(), number, score)


def _call_pattern(scheme: Scheme, number: int) -> re.Pattern[str]:
    """Return what may be a call: the number, glued to what is before it or after a space."""
    if scheme.kind == "superiors":
        sign = "".join(_SUPERIORS[int(figure)] for figure in str(number))
        return re.compile(rf"(?<![{_SUPERIORS}])\s?{sign}(?![{_SUPERIORS}])")
    if scheme.kind == "signs":
        return re.compile(
            rf"(?<![*\s])\s?(?:{re.escape('*' * number)}|{'†' if number == 2 else '‡'})(?!\*)"
        )
    sign = str(number) if scheme.kind == "digits" else chr(96 + number)
    if scheme.opening:
        closing = scheme.closing[:1]
        return re.compile(rf"\s?{re.escape(scheme.opening)}{sign}{re.escape(closing)}")
    if scheme.kind == "letters":
        return re.compile(rf"\s?\(?{sign}\)")
    return re.compile(rf"(?<![\d\s])[ \u00a0]*{sign}(?![\d\w])|\s?[\[(]{sign}[\])]")


def _score(text: str, match: re.Match[str], scheme: Scheme) -> float:
    """Return how much a match looks like a call; nothing or less where it is something else."""
    if scheme.kind != "digits" or scheme.opening:
        return 3.0
    before, after = (
        text[max(0, match.start() - 24) : match.start()],
        text[match.end() : match.end() + 16],
    )
    if not before.strip() or before[-1] in "\n":
        return 0.0
    if match[0][0] in "[(" or match[0].lstrip()[0] in "[(":
        return 0.5 if match[0].lstrip()[0] == "(" else 2.0
    glued = match[0][0].isdigit()
    if glued:
        if before[-1].isalpha() or before[-1] in "»”\"’')]!?":
            return 3.0
        return 2.0 if before[-1] in ".,;:…" and not before[-2:-1].isdigit() else 0.0
    if _BEFORE.search(before) or _AFTER.match(after):
        return 0.0
    score = 0.6
    if before[-1] in '»”"!?.…':
        score += 1.0
    if re.match(r"[,.;:)»]|\s*$", after):
        score += 0.8
    return score


def _with_lines(
    lines: Sequence[Line], pages: Pages, found: Sequence[Definition]
) -> Iterator[Definition]:
    """Give each note its lines, those on the next page too."""
    taken = [d.line for d in found]
    pending: tuple[int, ...] = ()
    done: list[Definition] = []
    for index, note in enumerate(found):
        limit = found[index + 1].line if index + 1 < len(found) else len(lines)
        end = _note_end(
            lines,
            pages,
            note,
            limit,
            index + 1 < len(found) and _same_zone(found, index, pages),
        )
        own = tuple(at for at in range(note.line, end) if at not in pages.aside)
        done.append(replace(note, lines=own))
        if own and not SENTENCE_END.search(lines[own[-1]].text) and end < len(lines):
            more = _continuation(lines, pages, end, limit)
            done[-1] = replace(note, lines=own + more)
    del taken, pending
    return iter(done)


def _same_zone(found: Sequence[Definition], index: int, pages: Pages) -> bool:
    """Whether the next note stands on the same page."""
    one, two = found[index], found[index + 1]
    return two.call.start < one.begins and not any(
        at in pages.starts for at in range(one.line + 1, two.line + 1)
    )


def _note_end(lines: Sequence[Line], pages: Pages, note: Definition, limit: int, same: bool) -> int:
    """Return the index after the note's last line on its page."""
    for at in range(note.line + 1, limit):
        if at in pages.starts and at not in pages.aside:
            return at
    if same:
        return limit
    for at in range(note.line + 1, limit):
        line = lines[at]
        if line.blanks and SENTENCE_END.search(lines[at - 1].text):
            return at
    return limit


def _continuation(lines: Sequence[Line], pages: Pages, start: int, limit: int) -> tuple[int, ...]:
    """Return the lines, at the end of the next page, that go on with an unfinished note."""
    end = next((at for at in range(start + 1, limit) if at in pages.starts), limit)
    at = end - 1
    while at > start and (at in pages.aside or not lines[at].blanks):
        at -= 1
    if at <= start or not lines[at].opens_low or not SENTENCE_END.search(lines[at - 1].text):
        return ()
    return tuple(n for n in range(at, end) if n not in pages.aside)
