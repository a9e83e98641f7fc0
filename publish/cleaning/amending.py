"""What changes within the lines of a draft: the editor's answers first, then what is certain.

What is only supposed becomes a doubt.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from publish.cleaning.dialogue import answers
from publish.cleaning.dialogue.questions import Doubt
from publish.cleaning.draft import Draft
from publish.cleaning.ledger.ledger import Change, Confidence
from publish.cleaning.letters.lost import lost_accents
from publish.cleaning.markdown.inline_changes import divided_words, inline_changes
from publish.cleaning.misreadings.finding import misreadings

Stretches = Sequence[tuple[int, int]]
"""From and to, sorted."""


def change_inline(draft: Draft) -> Draft:
    """Collect what changes within lines; what is only supposed becomes a doubt."""
    own, used = answers.to_words(draft.text, draft.corrections)
    body = sorted(
        (draft.lines[at].start, draft.lines[at].end) for block in draft.blocks for at in block.lines
    )
    spared = sorted([*((c.start, c.end) for c in own), *divided_words(draft)])
    doubts = _restored(draft, body, spared, own)
    taken = sorted([*spared, *((c.start, c.end) for c in own), *((d.start, d.end) for d in doubts)])
    doubts += _reread(draft, body, taken, own)
    own = [c for c in own if draft.text[c.start : c.end] != c.after]
    inline = inline_changes(draft, own)
    return replace(draft, inline=inline, doubts=(*draft.doubts, *doubts), used=draft.used | used)


def _restored(draft: Draft, body: Stretches, spared: Stretches, own: list[Change]) -> list[Doubt]:
    """Add the accents that are certain to ``own``; return the doubts about others."""
    doubts: list[Doubt] = []
    condition = draft.spelled.condition
    sound = condition.accents_whole
    as_printed = (sound or condition.accents_untold) and not draft.accent_capitals
    for found in lost_accents(draft.text, draft.lexicon, draft.spelled.damaged):
        if not _free(found.start, found.end, body, spared):
            continue
        capital = found.after[:1].isupper() and not found.proven
        if capital and as_printed:
            continue  # capitals without accents are a habit of printers, not damage
        applied = found.applied and (found.proven or capital or not sound)
        if applied:
            own.append(Change(found.start, found.end, found.after, found.cause))
        if found.cause.confidence is not Confidence.CERTAIN or not applied:
            doubts.append(Doubt(found.start, found.end, found.cause, applied))
    return doubts


def _reread(draft: Draft, body: Stretches, taken: Stretches, own: list[Change]) -> list[Doubt]:
    """Add the misreadings that are certain to ``own``; return the doubts about others."""
    doubts: list[Doubt] = []
    source = draft.source
    unsure = [(draft.proof.place_of(w.start), draft.proof.place_of(w.end)) for w in source.unsure]
    for read in misreadings(draft.text, draft.lexicon, source.recognised, unsure):
        if not _free(read.start, read.end, body, taken):
            continue
        if read.cause.confidence is Confidence.CERTAIN:
            own.append(Change(read.start, read.end, read.after, read.cause))
        else:
            doubts.append(Doubt(read.start, read.end, read.cause, applied=False))
    return doubts


def _free(start: int, end: int, body: Stretches, taken: Stretches) -> bool:
    """Whether a stretch stands in the body, and nothing has been decided of it."""
    return not answers.touches(taken, start, end) and answers.touches(body, start, end)
