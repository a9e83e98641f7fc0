"""What changes within lines: calls, italics, quote marks, divided words, spaces, escapes.

Each kind is found by itself; where two claim the same characters, the earlier in the list of
:func:`inline_changes` has them.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Final

from publish.cleaning.alphabet import LETTER
from publish.cleaning.draft import Draft
from publish.cleaning.ledger.ledger import Cause, Change, Reason
from publish.cleaning.letters.hyphens import Hyphens, LineEnd
from publish.cleaning.markdown.blocks import cells, escapes, spaces
from publish.cleaning.structure.emphasis import emphasised, quote_marks
from publish.cleaning.structure.raw_blocks import BlockRole
from publish.cleaning.structure.raw_lines import RawLine
from publish.messages import N_

CALL: Final = Cause(Reason("call", N_("call of a note")))
EMPHASIS: Final = Cause(Reason("emphasis", N_("italics")))
QUOTE_MARKS: Final = Cause(Reason("quote-marks", N_("quote marks of a block quote")))


def inline_changes(draft: Draft, own: Sequence[Change]) -> tuple[Change, ...]:
    """Return the changes within lines, in order; ``own`` are those decided by earlier passes."""
    calls = [
        Change(note.call.start, note.call.end, f"[^{label}]", CALL)
        for note, label in zip(draft.notes.notes, draft.notes.labels, strict=True)
        if note.call
    ]
    cuts = [(call.start, call.end) for call in calls]
    marks = [
        Change(start, end, "", QUOTE_MARKS)
        for start, end in quote_marks(draft.text, draft.lines, draft.blocks)
    ]
    bars = cells(draft.text, draft.lines, draft.blocks)
    first = (bars, calls, marks, own, _soft_hyphens(draft), _emphasis(draft, cuts))
    chosen: list[Change] = []
    taken: list[tuple[int, int]] = []
    for group in first:
        chosen += _apart(group, taken)
        taken = sorted((c.start, c.end) for c in chosen if c.end > c.start)
    chosen += _apart(spaces(draft.text), taken)
    bodies = [note.begins for note in draft.notes.notes]
    text = _closed_up(draft.text, chosen)
    for change in escapes(text, draft.lines, draft.blocks, bodies):
        at = bisect_left(taken, (change.start + 1,)) - 1
        if at < 0 or taken[at][1] <= change.start:
            chosen.append(change)
    return tuple(sorted(chosen, key=lambda c: (c.start, c.end)))


def _closed_up(text: str, changes: Iterable[Change]) -> str:
    """Return a text, same length, without the spaces that will go: ``~ )`` will be ``~)``."""
    gone = sorted((c.start, c.end) for c in changes if c.end > c.start and not c.after)
    parts, place = [], 0
    for start, end in gone:
        parts += [text[place:start], "\0" * (end - start)]
        place = end
    return "".join((*parts, text[place:])) if parts else text


def _apart(changes: Iterable[Change], taken: Sequence[tuple[int, int]]) -> Iterator[Change]:
    """Yield the changes that touch no stretch already taken (sorted)."""
    for change in changes:
        at = bisect_left(taken, (change.start, change.start))
        over = at < len(taken) and taken[at][0] < change.end
        under = at > 0 and taken[at - 1][1] > change.start
        if not over and not under:
            yield change


def _emphasis(draft: Draft, calls: Sequence[tuple[int, int]]) -> Iterator[Change]:
    """Yield the asterisks around italics."""
    italics = draft.italics
    if not italics.gaps and not italics.spans:
        return
    for block in draft.blocks:
        if block.quoted or block.role in (BlockRole.TITLE, BlockRole.HEADING):
            continue
        for start, end in emphasised(italics, draft.lines, block, calls):
            yield Change(start, start, "*", EMPHASIS)
            yield Change(end, end, "*", EMPHASIS)


def _soft_hyphens(draft: Draft) -> Iterator[Change]:
    """Yield the removal of hyphens that divided a word at the end of a line, or of a page."""
    for place, (joins, cause) in line_end_decisions(draft).items():
        if joins:
            yield Change(place, place + 1, "", cause)


def line_end_decisions(draft: Draft) -> Mapping[int, tuple[bool, Cause]]:
    """Return, for each hyphen that ends a line within a block, whether its word was divided."""
    place_of = draft.place_of_settled
    known: dict[tuple[int, int], LineEnd] = {
        (place_of(end.start), place_of(end.end)): end for end in draft.spelled.line_ends
    }
    found: dict[int, tuple[bool, Cause]] = {}
    for block in draft.blocks:
        for number, joint in enumerate(block.joints):
            if joint:
                continue
            one, two = (draft.lines[at] for at in block.lines[number : number + 2])
            end = known.get((one.end - 1, two.start))
            decision = (
                (end.joins, end.cause) if end else _torn_word(one, two, draft.spelled.hyphens)
            )
            if decision:
                found[one.end - 1] = decision
    return found


def divided_words(draft: Draft) -> Iterator[tuple[int, int]]:
    """Yield the stretches of words divided at a line's end: their halves are no words."""
    for place in line_end_decisions(draft):
        before = re.search(f"[{LETTER}]*$", draft.text[max(0, place - 40) : place])
        after = re.compile(rf".\s*[{LETTER}]*").match(draft.text, place)
        if before and after:
            yield place - len(before[0]), after.end()


def _torn_word(one: RawLine, two: RawLine, hyphens: Hyphens) -> tuple[bool, Cause] | None:
    """Decide a word that a page turn divides."""
    left = re.search(f"([{LETTER}]+).$", one.text)
    right = re.match(f"[{LETTER}]+", two.text)
    return hyphens.decide(left[1], right[0]) if left and right else None
