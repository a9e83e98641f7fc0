"""The HTML page of a cleaning: source beside result, every repair marked and explained.

One self-contained file: no network, no script from elsewhere; it can be filtered by class and by
confidence and read with the keyboard alone.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from html import escape
from importlib.resources import files
from typing import Final

from jinja2 import Environment, Template

from publish.characters import VISIBLE_NAMES
from publish.cleaning.cleaner import Cleaned
from publish.cleaning.ledger import CONFIDENCES, Cause, Confidence, Entry, Kind
from publish.messages import Translate

_QUIET: Final = frozenset(
    ("layout", "line-end", "space", "stray-space", "markup", "escape", "note-number")
)
"""Classes that only concern the page's layout: counted, but not marked one by one."""
_APART: Final = 24
"""How many kept characters may stand between two repairs of one word."""


@dataclass(frozen=True, slots=True)
class Occurrence:
    """One decision at one place: ``entries`` (indexes in the ledger) from first to last."""

    cause: Cause
    first: int
    last: int


def occurrences(cleaned: Cleaned) -> Iterator[Occurrence]:
    """Yield the repairs of a text, in the source's order; those of the layout left out."""
    ledger = cleaned.ledger
    current: Occurrence | None = None
    for at, entry in enumerate(ledger):
        cause = entry.cause
        if entry.kind is Kind.KEPT and cause is None:
            apart = entry.end - entry.start > _APART or any(
                char.isspace() for char in cleaned.source[entry.start : entry.end]
            )
            if current and apart:
                yield current
                current = None
            continue
        if cause is None or cause.reason.code in _QUIET:
            if current and any(char.isspace() for char in entry.before + entry.after):
                yield current
                current = None
            continue
        if current and current.cause is cause:
            current = Occurrence(cause, current.first, at)
            continue
        if current:
            yield current
        current = Occurrence(cause, at, at)
    if current:
        yield current


def report(cleaned: Cleaned, name: str, translate: Translate, language: str = "en") -> str:
    """Return the page, in the language of ``translate``."""
    found = list(occurrences(cleaned))
    quiet = Counter(
        e.cause.reason for e in cleaned.ledger if e.cause and e.cause.reason.code in _QUIET
    )
    classes = Counter(o.cause.reason for o in found)
    return _template().render(
        _=translate,
        language=language.split("_")[0] if language != "C" else "en",
        name=name,
        source=_marked(cleaned, found, result=False),
        result=_marked(cleaned, found, result=True),
        classes=[(r.code, translate(r.message), n) for r, n in classes.most_common()],
        quiet=[(translate(r.message), n) for r, n in quiet.most_common()],
        confidences=[
            (c.name.lower(), translate(CONFIDENCES[c]), sum(o.cause.confidence is c for o in found))
            for c in (Confidence.CERTAIN, Confidence.PROBABLE, Confidence.DOUBTFUL)
        ],
        asides=_asides(cleaned, translate),
        questions=cleaned.questions,
        diagnostics=cleaned.diagnostics,
        starts=json.dumps([cleaned.ledger[o.first].start for o in found]),
        repairs=json.dumps(_data(found, translate), ensure_ascii=False).replace("</", "<\\/"),
    )


@cache
def _template() -> Template:
    text = (files("publish.cleaning") / "report.html.j2").read_text(encoding="utf-8")
    return Environment(autoescape=True, trim_blocks=True, lstrip_blocks=True).from_string(text)


def _data(found: list[Occurrence], translate: Translate) -> list[list[object]]:
    """Return what the card of each repair says; equal cards are written once and numbered."""
    return [
        [
            o.cause.reason.code,
            o.cause.confidence.name.lower(),
            translate(o.cause.reason.message),
            _shown(o.cause.before),
            o.cause.after,
            o.cause.say(translate),
            list(o.cause.alternatives),
        ]
        for o in found
    ]


def _marked(cleaned: Cleaned, found: Sequence[Occurrence], *, result: bool) -> str:
    """Return one column: its text, with a mark around the words of each repair."""
    text = cleaned.markdown if result else cleaned.source
    spans = sorted(
        (*_span(cleaned.ledger, occurrence, result), number)
        for number, occurrence in enumerate(found)
    )
    out: list[str] = []
    place = 0
    for at, (start, end, number) in enumerate(spans):
        limit = spans[at + 1][0] if at + 1 < len(spans) else len(text)
        start, end = _whole_words(text, max(start, place), max(end, place), place, limit)
        cause = found[number].cause
        out.append(_html(text[place:start], result))
        out.append(f'<m data-r="{number}" class="{cause.confidence.name.lower()}">')
        out.append(f"{_html(text[start:end], result)}</m>")
        place = end
    out.append(_html(text[place:], result))
    return "".join(out)


def _span(ledger: Sequence[Entry], occurrence: Occurrence, result: bool) -> tuple[int, int]:
    first, last = ledger[occurrence.first], ledger[occurrence.last]
    if result:
        return first.at, max(first.at, last.at + last.length)
    return first.start, last.end


def _whole_words(text: str, start: int, end: int, low: int, high: int) -> tuple[int, int]:
    """Widen a stretch that holds letters to the words it touches, within bounds."""
    if any(char.isalpha() for char in text[start:end]):
        while start > low and text[start - 1].isalpha():
            start -= 1
        while end < high and text[end].isalpha():
            end += 1
    return start, end


def _html(text: str, result: bool) -> str:
    return escape(text, quote=False) if result else _revealed(text)


_SIGNS: Final = {
    char: f'<i title="{name}">{sign}</i>'
    for sign, group in (("·", "insécable fine chiffre U+2009 U+200A"), ("¬", "césure"))
    for char, name in VISIBLE_NAMES.items()
    if name in group.split()
}


def _revealed(text: str) -> str:
    """Return HTML that shows the characters one cannot see."""
    out: list[str] = []
    for char in escape(text, quote=False):
        if char in _SIGNS:
            out.append(_SIGNS[char])
        elif char < " " and char not in "\n\t":
            out.append(f'<i title="U+{ord(char):04X}">␣</i>' if char != "\r" else "")
        else:
            out.append("\N{REPLACEMENT CHARACTER}" if "\ud800" <= char <= "\udfff" else char)
    return "".join(out)


def _shown(text: str) -> str:
    """Return plain text that shows the characters one cannot see."""
    return "".join(
        f"[{VISIBLE_NAMES[c]}]"
        if c in VISIBLE_NAMES and c != "\N{REPLACEMENT CHARACTER}"
        else f"[U+{ord(c):04X}]"
        if (c < " " and c != "\n") or "\ud800" <= c <= "\udfff"
        else c
        for c in text
    )


def _asides(cleaned: Cleaned, translate: Translate) -> list[tuple[str, str]]:
    """Return what was set aside but for blanks: its reason and itself."""
    return [
        (translate(entry.cause.reason.message), _shown(entry.before.strip()))
        for entry in cleaned.ledger
        if entry.kind is Kind.ASIDE
        and entry.cause
        and entry.before.strip()
        and entry.cause.reason.code not in _QUIET
    ]
