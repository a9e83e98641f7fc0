"""The editor's answers at work: each correction finds its places, or is told to be stale.

``[[correction]] kind = "accent", found = "Joffe\\ufffd", read = "Joffé"`` → every such word
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from publish.cleaning.dialogue.corrections import Correction, literal_places
from publish.cleaning.ledger.ledger import Cause, Change, Confidence, Reason
from publish.cleaning.letters.chains import LetterEdit
from publish.cleaning.letters.repair import ACCENT, RepairedWord, Spelled, changes_of
from publish.cleaning.structure.raw_calls import MOST_SCORE, Call
from publish.cleaning.structure.raw_lines import RawLine
from publish.cleaning.structure.raw_notes import NOTE_CALL, NOTE_END, RawNote, RawNotes
from publish.messages import N_

CORRECTION: Final = Reason("correction", N_("the editor's correction"))
_ANSWERED: Final = N_("the editor's answer")
_BY_WORDS: Final = frozenset(
    ("lost-accent", "slip", "loose-call", "mark", "text", "misreading", "misread-word", "torn-word")
)
"""Kinds of corrections that are sought by the words themselves."""


def to_accents(
    spelled: Spelled, corrections: Sequence[Correction]
) -> tuple[Spelled, frozenset[Correction]]:
    """Give the answers about accents, and about hyphens, to every word they are for."""
    wanted: dict[str, list[Correction]] = {}
    for correction in corrections:
        if correction.kind in ("accent", "soft-hyphen", "compound"):
            wanted.setdefault(correction.found, []).append(correction)
    if not wanted:
        return spelled, frozenset()
    used: set[Correction] = set()
    words: list[RepairedWord] = []
    for word in spelled.words:
        answer = _answer(wanted.get(word.cause.before, ()), spelled.masked, word.start, word.end)
        if answer and answer.kind == "accent":
            used.add(answer)
            word = _answered(word, answer)
        words.append(word)
    ends = []
    for end in spelled.line_ends:
        answer = _answer(wanted.get(end.cause.before, ()), spelled.masked, end.start, end.end)
        if answer and answer.kind != "accent":
            used.add(answer)
            cause = replace(end.cause, confidence=Confidence.CERTAIN, evidence=_ANSWERED)
            end = replace(end, joins="-" not in answer.read, cause=cause)
        ends.append(end)
    corrected = replace(
        spelled, words=tuple(words), changes=changes_of(words), line_ends=tuple(ends)
    )
    return corrected, frozenset(used)


def _answer(answers: Sequence[Correction], text: str, start: int, end: int) -> Correction | None:
    """Return the answer for a place: one bound to it before one for every place."""
    fitting = [a for a in answers if a.fits(text[max(0, start - 60) : start], text[end : end + 60])]
    return max(fitting, key=lambda a: len(a.before) + len(a.after), default=None)


def _answered(word: RepairedWord, answer: Correction) -> RepairedWord:
    edits = (LetterEdit(0, word.end - word.start, answer.read),)
    cause = Cause(ACCENT, Confidence.CERTAIN, _ANSWERED, (), word.cause.before, answer.read)
    return replace(word, decision=word.decision._replace(edits=edits), cause=cause)


def to_words(
    text: str, corrections: Sequence[Correction]
) -> tuple[list[Change], frozenset[Correction]]:
    """Return the changes that answers make wherever their words stand."""
    changes: list[Change] = []
    used: set[Correction] = set()
    for correction in corrections:
        if correction.kind not in _BY_WORDS:
            continue
        cause = Cause(
            CORRECTION,
            Confidence.CERTAIN,
            _ANSWERED,
            (),
            correction.found,
            correction.read,
        )
        for start, end in literal_places(text, correction):
            used.add(correction)
            changes.append(Change(start, end, correction.read, cause))
    return changes, frozenset(used)


def to_notes(
    text: str, lines: Sequence[RawLine], notes: RawNotes, corrections: Sequence[Correction]
) -> tuple[RawNotes, frozenset[Correction]]:
    """Call the notes where the editor says: after the words ``read``, last met before the note.

    An answer that only repeats the note's first words leaves the note as it is.
    """
    wanted = {c.found: c for c in corrections if c.kind == NOTE_CALL.code}
    if not wanted:
        return notes, frozenset()
    used: set[Correction] = set()
    told: list[RawNote] = []
    asked: list[RawNote] = []
    for note in (*notes.notes, *notes.asked):
        proposed = note in notes.asked
        opening = note.opening(text, lines)
        answer = wanted.get(opening)
        if answer and answer.read == opening:
            used.add(answer)
            if proposed:
                continue
            note = replace(note, told=True)
        elif answer:
            own = Correction(NOTE_CALL.code, answer.read, "")
            before = [end for _, end in literal_places(text, own) if end <= note.begins]
            if before:
                used.add(answer)
                note = replace(note, call=_told_call(note, before), told=True)
        (asked if proposed and not note.told else told).append(note)
    told.sort(key=lambda note: note.lines[0])
    return RawNotes(tuple(told), tuple(asked)), frozenset(used)


def to_ends(
    text: str, lines: Sequence[RawLine], notes: RawNotes, corrections: Sequence[Correction]
) -> tuple[RawNotes, frozenset[Correction]]:
    """End the notes where the editor says: with the line that holds the words ``read``.

    ``found`` are the words with which the cleaner ended it.
    """
    wanted = [c for c in corrections if c.kind == NOTE_END.code]
    used: set[Correction] = set()
    ended: list[RawNote] = []
    for note in notes.notes:
        for answer in wanted:
            end = _told_end(text, lines, note, answer)
            if end:
                used.add(answer)
                note = replace(note, lines=note.lines[:end], ended=True)
        ended.append(note)
    return replace(notes, notes=tuple(ended)), frozenset(used)


def _told_end(text: str, lines: Sequence[RawLine], note: RawNote, answer: Correction) -> int:
    """Return how many lines a note has that an answer is for; 0 where it is for another."""
    begin, stop = lines[note.lines[0]].start, lines[note.lines[-1]].end
    places = [
        [end for start, end in literal_places(text, Correction("", words, "")) if start >= begin]
        for words in (answer.found, answer.read)
    ]
    if not all(places) or places[0][0] > stop or places[1][0] > stop:
        return 0
    return sum(lines[at].start < places[1][0] for at in note.lines)


def _told_call(note: RawNote, places: Sequence[int]) -> Call:
    """Return the call that stands at one of the places, or a new one at the last."""
    if note.call and note.call.start in places:
        return note.call
    return Call(places[-1], places[-1], note.number, MOST_SCORE, "told")


def title(corrections: Sequence[Correction]) -> Correction | None:
    """Return the answer that gives the title, if there is one."""
    return next((c for c in corrections if c.kind == "title"), None)


def touches(stretches: Sequence[tuple[int, int]], start: int, end: int) -> bool:
    """Whether a place overlaps one of the stretches (sorted, apart from one another)."""
    at = bisect_left(stretches, (end, end))
    return at > 0 and stretches[at - 1][1] > start
