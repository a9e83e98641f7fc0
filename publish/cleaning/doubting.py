"""What the editor is asked: every decision of a draft that is not certain becomes a doubt."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from publish.cleaning.alphabet import LETTER
from publish.cleaning.dialogue import answers
from publish.cleaning.dialogue.questions import Doubt
from publish.cleaning.draft import Draft
from publish.cleaning.ledger.ledger import Cause, Confidence, Reason
from publish.cleaning.markdown.inline_changes import divided_words, line_end_decisions
from publish.cleaning.structure.raw_calls import DOUBTED
from publish.cleaning.structure.raw_notes import (
    LOOSE_CALL,
    NOTE_CALL,
    NOTE_END,
    RawNote,
    loose_calls,
)
from publish.messages import N_

UNTITLED: Final = "[Sans titre]"
"""What stands for a missing title; the editor is asked for the true one."""
NO_TITLE: Final = Reason("title", N_("the text has no title"))


def doubt(draft: Draft) -> Draft:
    """Collect the questions: every decision that is not certain."""
    return replace(draft, doubts=(*_doubts(draft), *draft.doubts))


def _doubts(draft: Draft) -> Iterator[Doubt]:
    divided = sorted(divided_words(draft))
    for word in draft.spelled.words:
        if word.cause.confidence is not Confidence.CERTAIN:
            start: int = draft.place_of_settled(word.start)
            end: int = draft.place_of_settled(word.end)
            if not answers.touches(divided, start, end):
                yield Doubt(start, end, word.cause)
    for change in draft.settled.changes:
        if change.cause.confidence is not Confidence.CERTAIN:
            start, end = draft.proof.place_of(change.start), draft.proof.place_of(change.end)
            yield Doubt(start, end, change.cause)
    for note in (*draft.notes.notes, *draft.notes.asked):
        yield from _note_doubts(draft, note)
    settled = {c.found for c in draft.corrections if c.kind == LOOSE_CALL.code}
    for start, end in loose_calls(draft.text, draft.notes):
        bare = re.search(f"[{LETTER}]*$", draft.text[max(0, start - 40) : start])
        found = (bare[0] if bare else "") + draft.text[start:end]
        if found not in settled:
            cause = Cause(LOOSE_CALL, Confidence.DOUBTFUL, before=found, after=found)
            yield Doubt(end - len(found), end, cause, applied=False)
    for place, (_, cause) in line_end_decisions(draft).items():
        if cause.confidence is not Confidence.CERTAIN:
            yield Doubt(place, place + 1, cause)
    if draft.title == UNTITLED:
        start = draft.lines[0].start if draft.lines else 0
        yield Doubt(start, start, Cause(NO_TITLE, Confidence.DOUBTFUL, after=UNTITLED))


def _note_doubts(draft: Draft, note: RawNote) -> Iterator[Doubt]:
    """Yield what is to be asked of a note: where it is called, if that is not plain."""
    if note.outgrown:
        line = draft.lines[note.lines[-1]]
        tail = " ".join(line.text.split()[-3:])
        cause = Cause(NOTE_END, Confidence.DOUBTFUL, before=tail, after=tail)
        yield Doubt(line.end, line.end, cause)
    if note.told or (note.call and note.call.score >= DOUBTED):
        return
    words = note.opening(draft.text, draft.lines)
    if note.call:
        start, end = note.call.start, note.call.end
        before = " ".join(draft.text[max(0, start - 40) : start].split()[-3:])
        yield Doubt(start, end, Cause(NOTE_CALL, Confidence.DOUBTFUL, before=words, after=before))
    else:
        line = draft.lines[note.lines[0]]
        cause = Cause(NOTE_CALL, Confidence.DOUBTFUL, before=words)
        yield Doubt(line.start, line.start, cause, applied=False)
