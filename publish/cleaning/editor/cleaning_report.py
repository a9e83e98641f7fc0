"""The HTML page of a cleaning: source beside result, every repair marked and explained.

One self-contained file: no network, no script from elsewhere; it can be filtered by class and by
confidence and read with the keyboard alone.
"""

from __future__ import annotations

import json
import re
from bisect import bisect_right
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
from publish.cleaning.ledger.ledger import CONFIDENCES, Cause, Confidence, EntryKind, LedgerEntry
from publish.messages import Translate

_QUIET: Final = frozenset(
    ("layout", "line-end", "space", "stray-space", "markup", "escape", "note-number")
)
"""Classes that only concern the page's layout: counted, but not marked one by one."""
_APART: Final = 24
"""How many kept characters may stand between two repairs of one word."""


@dataclass(frozen=True, slots=True)
class QuestionPlace:
    """One decision at one place: ``entries`` (indexes in the ledger) from first to last."""

    cause: Cause
    first: int
    last: int


def occurrences(cleaned: Cleaned) -> Iterator[QuestionPlace]:
    """Yield the repairs of a text, in the source's order; those of the layout left out."""
    ledger = cleaned.ledger
    current: QuestionPlace | None = None
    for at, entry in enumerate(ledger):
        cause = entry.cause
        if entry.kind is EntryKind.KEPT and cause is None:
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
            current = QuestionPlace(cause, current.first, at)
            continue
        if current:
            yield current
        current = QuestionPlace(cause, at, at)
    if current:
        yield current


@dataclass(frozen=True, slots=True)
class Mark:
    """What is marked in both columns: a repair, or a question whose answer is not in the text."""

    cause: Cause
    source: tuple[int, int]
    result: tuple[int, int]
    open: bool = False


def marks(cleaned: Cleaned) -> list[Mark]:
    """Return all that is to be marked, in the source's order."""
    ledger = cleaned.ledger
    found = [
        Mark(o.cause, _span(ledger, o, result=False), _span(ledger, o, result=True))
        for o in occurrences(cleaned)
    ]
    starts = [entry.start for entry in ledger]
    for question in cleaned.questions:
        for place in () if question.applied else question.places:
            end = _end_of_found(cleaned.source, place.offset, question.found)
            at = bisect_right(starts, place.offset) - 1
            if at >= 0:
                entry = ledger[at]
                shift = place.offset - entry.start if entry.kind is EntryKind.KEPT else 0
                begin = entry.at + shift
                result = begin, min(begin + end - place.offset, entry.at + entry.length)
                found.append(Mark(question.cause, (place.offset, end), result, open=True))
    return sorted(found, key=lambda mark: mark.source)


def _end_of_found(source: str, start: int, found: str) -> int:
    """Return where the words of a question end; its first word, where they are not printed so."""
    if found and source.startswith(found, start):
        return start + len(found)
    word = re.compile(r"\S*").match(source, start)
    return word.end() if word else start


def report(cleaned: Cleaned, name: str, translate: Translate, language: str = "en") -> str:
    """Return the page, in the language of ``translate``."""
    found = marks(cleaned)
    quiet = Counter(
        e.cause.reason for e in cleaned.ledger if e.cause and e.cause.reason.code in _QUIET
    )
    classes = Counter(mark.cause.reason for mark in found)
    return _template().render(
        _=translate,
        language=language.split("_")[0] if language != "C" else "en",
        name=name,
        source=_marked(cleaned, found, result=False),
        result=_marked(cleaned, found, result=True),
        classes=[(r.code, translate(r.message), n) for r, n in classes.most_common()],
        quiet=[(translate(r.message), n) for r, n in quiet.most_common()],
        confidences=[
            (c.name.lower(), translate(CONFIDENCES[c]), sum(m.cause.confidence is c for m in found))
            for c in (Confidence.CERTAIN, Confidence.PROBABLE, Confidence.DOUBTFUL)
        ],
        asides=_asides(cleaned, translate),
        questions=cleaned.questions,
        diagnostics=cleaned.diagnostics,
        starts=json.dumps([mark.source[0] for mark in found]),
        repairs=json.dumps(_data(found, translate), ensure_ascii=False).replace("</", "<\\/"),
    )


@cache
def _template() -> Template:
    text = (files("publish.cleaning.editor") / "report.html.j2").read_text(encoding="utf-8")
    return Environment(autoescape=True, trim_blocks=True, lstrip_blocks=True).from_string(text)


def _data(found: Sequence[Mark], translate: Translate) -> list[list[object]]:
    """Return what the card of each repair says; equal cards are written once and numbered."""
    return [
        [
            mark.cause.reason.code,
            mark.cause.confidence.name.lower(),
            translate(mark.cause.reason.message),
            _shown(mark.cause.before),
            mark.cause.after,
            mark.cause.say(translate),
            list(mark.cause.alternatives),
            mark.open,
        ]
        for mark in found
    ]


def _marked(cleaned: Cleaned, found: Sequence[Mark], *, result: bool) -> str:
    """Return one column: its text, with a mark around the words of each repair."""
    text = cleaned.markdown if result else cleaned.source
    spans = sorted(
        (*(mark.result if result else mark.source), number) for number, mark in enumerate(found)
    )
    html = _styled if result else _revealed
    out: list[str] = []
    place = 0
    for at, (start, end, number) in enumerate(spans):
        limit = spans[at + 1][0] if at + 1 < len(spans) else len(text)
        start, end = _whole_words(text, max(start, place), max(end, place), place, limit)
        mark = found[number]
        out.append(html(text[place:start]))
        name = mark.cause.confidence.name.lower() + (" open" if mark.open else "")
        out.append(f'<mark data-r="{number}" class="{name}">{html(text[start:end])}</mark>')
        place = end
    out.append(html(text[place:]))
    return "".join(out)


def _span(
    ledger: Sequence[LedgerEntry], occurrence: QuestionPlace, result: bool
) -> tuple[int, int]:
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


_MARKUP: Final = re.compile(r"^(?:#{1,6}|&gt;|///.*|\{: \.[^}\n]*\})(?: |$)|^\[\^[^\]\n]+\]:", re.M)


def _styled(text: str) -> str:
    """Return HTML of Markdown whose signs stand back behind the words."""
    return _MARKUP.sub(lambda match: f"<small>{match[0]}</small>", escape(text, quote=False))


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


def _asides(cleaned: Cleaned, translate: Translate) -> list[tuple[str, str, int]]:
    """Return what was set aside: the reason, the text, its place in the source."""
    return [
        (translate(e.cause.reason.message), _shown(e.before.strip()), e.start)
        for e in cleaned.ledger
        if e.kind is EntryKind.ASIDE
        and e.cause
        and e.cause.reason.code not in _QUIET
        and e.before.strip()
    ]
