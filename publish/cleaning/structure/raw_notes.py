"""The notes of a text, from wherever its pages printed them.

``…un parti1.`` / ``1 Il s’agit de…`` → the call after ``parti``, and the note's lines

A line opens a note if its number follows the one before (or begins again on a new page) and is
called above. Then the lines between two such lines are divided: the rest of the first note, the
text of the next page, and what that page holds of a note left unfinished.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final

from publish.cleaning.alphabet import LOWER, SUPERIORS
from publish.cleaning.ledger.ledger import Cause, Reason
from publish.cleaning.structure.line_divisions import (
    REACH,
    Divider,
    LineDivision,
    LineWidths,
    indent_of_text,
)
from publish.cleaning.structure.note_candidates import NumberCandidate, Scheme, note_candidates
from publish.cleaning.structure.page_turns import PageTurns
from publish.cleaning.structure.raw_calls import (
    DOUBTED,
    MOST_SCORE,
    Call,
    Calls,
    possible_calls,
)
from publish.cleaning.structure.raw_lines import RawLine, full_length
from publish.messages import N_

_BACK: Final = 6
"""How many earlier candidates may be the note before."""
_UNCALLED: Final = -1.5
_SKIPPED: Final = -2.5
_RESTART: Final = -0.3
_LATE: Final = 0.5
"""What is left of a call's score where its note stands on the next page."""
_FEWEST: Final = 1.5
"""The least that all the calls of a text weigh together where it has notes."""


NOTE_NUMBER: Final = Cause(Reason("note-number", N_("printed number of a note")))
NOTE_CALL: Final = Reason("note-call", N_("where this note is called"))
NOTE_END: Final = Reason("note-end", N_("where this note ends"))
LOOSE_CALL: Final = Reason("loose-call", N_("figure at a word, for which there is no note"))
_NAMED_BY: Final = 6
"""How many of its first words name a note."""
_LOOSE: Final = re.compile(
    rf"[\d{SUPERIORS}](?:(?<=[{LOWER}]{{3}}\d)\d{{0,2}}(?!\w)"
    rf"|(?<=[{LOWER}]{{3}}[{SUPERIORS}])[{SUPERIORS}]{{0,2}}(?!\w)"
    rf"|(?<=[{LOWER}]{{3}}[.,;:!?…»][{SUPERIORS}])[{SUPERIORS}]{{0,2}})"
)
"""Begins with the rare figure, which is sought faster than the words before it."""


@dataclass(frozen=True, slots=True)
class RawNote:
    """A note: its printed number, its lines (indexes), where its text begins, its call if found."""

    number: int
    lines: tuple[int, ...]
    begins: int
    call: Call | None
    told: bool = False
    """Whether the editor said where it is called."""
    ended: bool = False
    """Whether the editor said where it ends."""
    mark: int = -1
    """The line that holds its number alone, if one does."""
    outgrown: bool = False
    """Whether more than it was believed to hold seemed to follow."""

    def opening(self, text: str, lines: Sequence[RawLine]) -> str:
        """Return its first words, by which questions and answers name it."""
        return " ".join(text[self.begins : lines[self.lines[0]].end].split()[:_NAMED_BY])


@dataclass(frozen=True, slots=True)
class RawNotes:
    """The notes of a text in their order."""

    notes: tuple[RawNote, ...] = ()
    asked: tuple[RawNote, ...] = ()
    """What may be notes, and stays in the text until the editor says so."""

    @property
    def labels(self) -> list[str]:
        """The label of each note: its printed number, where no two are the same."""
        numbers = [note.number for note in self.notes]
        if len(set(numbers)) < len(numbers):
            numbers = list(range(1, len(numbers) + 1))
        return [str(number) for number in numbers]

    @property
    def owner(self) -> dict[int, int]:
        """For each line that belongs to a note, the note's index."""
        return {line: at for at, note in enumerate(self.notes) for line in note.lines}


@dataclass(frozen=True, slots=True)
class NoteStep:
    """A note on the best path so far."""

    candidate: NumberCandidate
    call: Call | None
    zone: int
    """The line where the notes of its page begin."""
    floor: int
    """The offset before which the next call cannot stand."""
    score: float
    before: NoteStep | None
    division: LineDivision | None
    """How the lines between the note before and this one divide."""


def find_notes(
    text: str,
    lines: Sequence[RawLine],
    pages: PageTurns,
    more: Sequence[Call] = (),
    small: Sequence[tuple[int, int]] = (),
) -> RawNotes:
    """Return the notes of a text.

    ``more`` are further places that may be calls; ``small`` the stretches known to be set small.
    """
    by_scheme: dict[Scheme, list[NumberCandidate]] = {}
    for scheme, candidate in note_candidates(text, lines, pages):
        by_scheme.setdefault(scheme, []).append(candidate)
    measure = full_length(lines)
    best: NoteStep | None = None
    chosen: _Path | None = None
    places: dict[str, list[Call]] = {}
    for scheme in sorted(by_scheme, key=lambda s: (-len(by_scheme[s]), s)):
        if scheme.family not in places:
            possible = _in_the_text(possible_calls(text, scheme.family), lines, pages)
            places[scheme.family] = sorted([*possible, *more])
        calls = _own_calls(text, places[scheme.family], scheme, by_scheme)
        candidates = by_scheme[scheme]
        own = replace(pages, aside={**pages.aside, **_marks(candidates)})
        openings = [candidate.line for candidate in candidates]
        widths = (
            LineWidths.known(lines, small) if small else LineWidths.of(lines, measure, openings)
        )
        divider = Divider(lines, own, widths, indent_of_text(lines, openings))
        path = _Path(lines, calls, candidates, divider)
        last = path.best()
        if last and _called(last) and last.score > (best.score if best else _FEWEST):
            best = _second(path, last)
            chosen = path
    return RawNotes(tuple(_extents(chosen, best)) if chosen else ())


def _in_the_text(
    calls: Iterable[Call], lines: Sequence[RawLine], pages: PageTurns
) -> Iterator[Call]:
    """Yield the calls that do not stand in a running head, a folio or a table."""
    starts = [line.start for line in lines]
    for call in calls:
        if bisect_right(starts, call.start) - 1 not in pages.aside:
            yield call


def _marks(candidates: Sequence[NumberCandidate]) -> dict[int, Cause]:
    return {one.mark: NOTE_NUMBER for one in candidates if one.mark >= 0}


def loose_calls(text: str, notes: RawNotes) -> Iterator[tuple[int, int]]:
    """Yield the figures that stand at words as calls do, and call no note that was found."""
    called = {note.call.end for note in notes.notes if note.call}
    for match in _LOOSE.finditer(text):
        raised = match[0][0] in SUPERIORS
        if match.end() not in called and (called or raised):
            yield match.span()


def _own_calls(
    text: str, places: Sequence[Call], scheme: Scheme, schemes: Collection[Scheme]
) -> Calls:
    """Return the calls without those that have the form of another scheme's numbers.

    Where some lines open with ``[1]``, no ``[1]`` in the text calls the item ``1.`` of a list.
    """
    forms = {"raised" if s.family == "superiors" else s.opening for s in schemes if s != scheme}
    forms -= {scheme.opening, ""}
    if not forms:
        return Calls(places)
    return Calls(call for call in places if _form(text, call) not in forms)


def _form(text: str, call: Call) -> str:
    return text[call.start : call.end].lstrip()[:1] if call.style == "boxed" else call.style


def _called(last: NoteStep) -> bool:
    """Whether most notes of a path have a likely call: else they are the items of lists."""
    steps = _steps(last)
    likely = sum(step.call is not None and step.call.score >= DOUBTED for step in steps)
    return 2 * likely > len(steps)


def _second(path: _Path, last: NoteStep) -> NoteStep:
    """Look again, knowing which style of calls is the rule."""
    styles = Counter(step.call.style for step in _steps(last) if step.call)
    style, count = styles.most_common(1)[0] if styles else ("", 0)
    if count < 3:
        return last
    return replace(path, calls=path.calls.weighted(style)).best() or last


@dataclass(frozen=True, slots=True)
class _Path:
    """Finds the likeliest sequence among the lines that may open notes."""

    lines: Sequence[RawLine]
    calls: Calls
    candidates: Sequence[NumberCandidate]
    divider: Divider

    def best(self) -> NoteStep | None:
        """Return the last step of the best path."""
        steps: list[NoteStep] = []
        for candidate in self.candidates:
            options = [self._first(candidate)]
            options += [self._after(step, candidate) for step in steps[-_BACK:]]
            option = max((o for o in options if o), key=lambda o: o.score, default=None)
            if option:
                steps.append(option)
        return max(steps, key=lambda step: step.score, default=None)

    def _first(self, candidate: NumberCandidate) -> NoteStep | None:
        call = self.calls.best_before(candidate.number, self.lines[candidate.line].start)
        if call is None and candidate.number == 1:
            return NoteStep(candidate, None, candidate.line, 0, _UNCALLED, None, None)
        if call is None or (candidate.number > 3 and call.score < 2):
            return None
        cost = 0.0 if candidate.number == 1 else _SKIPPED
        return NoteStep(candidate, call, candidate.line, call.end, call.score + cost, None, None)

    def _after(self, last: NoteStep, candidate: NumberCandidate) -> NoteStep | None:
        """Return the step from one note to the next: on the same page, or on a later one."""
        distance = candidate.number - last.candidate.number
        if distance not in (1, 2) and candidate.number != 1:
            return None
        cost = 0.0 if distance == 1 else _RESTART if candidate.number == 1 else _SKIPPED
        options = [self._new_page(last, candidate)]
        if distance in (1, 2):
            options.append(self._same_page(last, candidate))
        best = max((o for o in options if o), key=lambda o: o[0], default=None)
        if best is None:
            return None
        score, call, zone, division = best
        floor = last.floor if zone == last.zone else self.lines[division.resume].start
        total = last.score + score + cost
        return NoteStep(candidate, call, zone, call.end if call else floor, total, last, division)

    def _same_page(
        self, last: NoteStep, candidate: NumberCandidate
    ) -> tuple[float, Call | None, int, LineDivision] | None:
        first, at = last.candidate.line, candidate.line
        turns = self.divider.turns(first, at)
        call = self.calls.best(candidate.number, last.floor, self.lines[last.zone].start)
        score = call.score if call else _UNCALLED
        score += 1.0 if self.lines[at - 1].closes else -1.0
        score -= 6.0 * turns + (3.0 if at - first > REACH else 0.0)
        return score, call, last.zone, LineDivision(at, at, at, 0.0)

    def _new_page(
        self, last: NoteStep, candidate: NumberCandidate
    ) -> tuple[float, Call | None, int, LineDivision] | None:
        at = candidate.line
        distance = candidate.number - last.candidate.number
        best: tuple[float, Call | None, int, LineDivision] | None = None
        first = last.candidate.line
        places = self.calls.between(candidate.number, self.lines[first].start, self.lines[at].start)
        ends = [call.end for call in places]
        for division in self.divider.divisions(first, last.zone, at, ends):
            if best is not None and division.score + MOST_SCORE <= best[0]:
                continue
            start = self.lines[division.resume].start
            limit = division.rest if division.until == at else at
            call = self.calls.best(candidate.number, start, self.lines[limit].start)
            if call is None and distance == 1:
                call = self._left_over(last, candidate.number)
            score = division.score + (call.score if call else _UNCALLED)
            if best is None or score > best[0]:
                best = score, call, limit, division
        return best

    def _left_over(self, last: NoteStep, number: int) -> Call | None:
        """Return a call on the page before, whose note had no more room there."""
        call = self.calls.best(number, last.floor, self.lines[last.zone].start)
        return call._replace(score=call.score * _LATE) if call and call.score > 1.0 else None


def _steps(last: NoteStep | None) -> list[NoteStep]:
    steps: list[NoteStep] = []
    while last:
        steps.append(last)
        last = last.before
    return steps[::-1]


def _extents(path: _Path, last: NoteStep | None) -> Iterator[RawNote]:
    """Yield the notes of the best path, each with its lines."""
    steps = _steps(last)
    for number, step in enumerate(steps):
        if number + 1 < len(steps):
            end, division = steps[number + 1].candidate.line, steps[number + 1].division
        else:
            end = len(path.lines)
            division = _ending(path, step)
        first = step.candidate.line
        own = list(range(first, end))
        if division:
            own = [*range(first, division.resume), *range(division.rest, division.until)]
        kept = tuple(at for at in own if at not in path.divider.pages.aside)
        one = step.candidate
        yield RawNote(one.number, kept, one.begins, step.call, mark=one.mark)


def _ending(path: _Path, step: NoteStep) -> LineDivision:
    """Return how the lines after the last note divide: all its own, unless text follows."""
    end = len(path.lines)
    first = step.candidate.line
    options = path.divider.divisions(first, step.zone, end)
    best = max(options, key=lambda d: d.score, default=None)
    turned = path.divider.turns(first, end - 1) > 0
    least = _LAST_TURNED if turned else _LAST
    return best if best and best.score > least else LineDivision(end, end, end, 0.0)


_LAST: Final = 2.0
"""What must speak for text after the last note of all."""
_LAST_TURNED: Final = 0.0
"""The same where its page ends before the text does."""
