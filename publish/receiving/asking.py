"""Open remarks as questions of ``publish review``, and answers as changes of the text."""

from __future__ import annotations

from typing import Final

from publish.cleaning.dialogue.questions import AskedPlace, Question
from publish.cleaning.ledger.ledger import Cause, Confidence, Reason
from publish.messages import N_
from publish.receiving.open_remarks import CHANGE, COMMENT, MEETING, OpenRemark, place_of

_MARK: Final = "remark:"
_MESSAGES: Final = {
    COMMENT: N_("a remark"),
    MEETING: N_("a correction that meets a change of yours"),
    CHANGE: N_("a tracked change"),
}
_SAYS: Final = N_("{who}: {said}")
_PROPOSES: Final = N_("{who}: “{other}” instead?")
_WHO: Final = N_("a corrector")


def question_of(remark: OpenRemark, number: int, text: str) -> Question:
    """Return the question that a remark asks; ``number``: which it is, ``text``: its Markdown."""
    who = ", ".join(part for part in (remark.by or _WHO, remark.date) if part)
    evidence = _SAYS if remark.said else _PROPOSES
    values = (("who", who), ("said", remark.said), ("other", remark.read))
    meets = remark.kind == MEETING
    reading = remark.read if meets else remark.found
    other = remark.found if meets else remark.read
    reason = Reason(f"{_MARK}{number}", _MESSAGES.get(remark.kind, _MESSAGES[COMMENT]))
    alternatives = (other,) if other and other != reading else ()
    cause = Cause(
        reason, Confidence.DOUBTFUL, evidence, values, remark.found, reading, alternatives
    )
    return Question(cause, (_place(remark, text),), applied=not meets, pinned=True)


def _place(remark: OpenRemark, text: str) -> AskedPlace:
    span = place_of(remark, text)
    if span is None:
        return AskedPlace(0, 0, 0, remark.before, remark.after)
    start, end = span
    line = text.count("\n", 0, start) + 1
    column = start - (text.rfind("\n", 0, start) + 1) + 1
    before, after = text[max(0, start - 120) : start], text[end : end + 120]
    return AskedPlace(start, line, column, " ".join(before.split()), " ".join(after.split()))


def number_of(kind: str) -> int | None:
    """Return which remark an answer of some kind is to, None for the cleaner's own."""
    return int(kind.removeprefix(_MARK)) if kind.startswith(_MARK) else None


def answered(text: str, remark: OpenRemark, read: str) -> str | None:
    """Return a text in which the words of a remark are ``read``; None where they are gone."""
    if read == remark.found:
        return text
    span = place_of(remark, text)
    if span is None or not remark.found:
        return None
    end = span[1] + (1 if not read and text[span[1] : span[1] + 1] == " " else 0)
    return text[: span[0]] + read + text[end:]
