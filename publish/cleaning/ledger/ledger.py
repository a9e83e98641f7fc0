"""The account of every character: what was kept, repaired, set aside, supplied, and why.

Source ``« Le■nine  »`` and text ``« Lénine »`` → kept ``« L``, repaired ``e■`` → ``é``, kept
``nine``, repaired two spaces → one, kept ``»``.

The entries tile the source in its order and the text in its own. So source + ledger give the
text, and text + ledger give the source back; :func:`check` proves both.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import IntEnum, StrEnum
from operator import attrgetter
from typing import NamedTuple

from publish.messages import N_, Translate


class EntryKind(StrEnum):
    """What became of a piece of the source."""

    KEPT = "kept"
    REPAIRED = "repaired"
    ASIDE = "aside"
    SUPPLIED = "supplied"


class Confidence(IntEnum):
    """How sure a repair is; CERTAIN is measured to be right 99.95 times in a hundred or more."""

    DOUBTFUL = 0
    PROBABLE = 1
    CERTAIN = 2


CONFIDENCES = {
    Confidence.CERTAIN: N_("certain"),
    Confidence.PROBABLE: N_("probable"),
    Confidence.DOUBTFUL: N_("doubtful"),
}


@dataclass(frozen=True, slots=True)
class Reason:
    """A class of repairs, or a reason to set aside; ``message`` says it in a few words."""

    code: str
    message: str


@dataclass(frozen=True, slots=True)
class Cause:
    """One decision: shared by every entry that it made.

    ``before`` and ``after`` are the whole word or phrase that was decided, where the entries only
    hold the characters that changed. ``evidence`` is a message filled with ``values``.
    """

    reason: Reason
    confidence: Confidence = Confidence.CERTAIN
    evidence: str = ""
    values: tuple[tuple[str, str], ...] = ()
    before: str = ""
    after: str = ""
    alternatives: tuple[str, ...] = ()

    def say(self, translate: Translate = str) -> str:
        """Return the evidence, translated and filled."""
        return translate(self.evidence).format(**dict(self.values)) if self.evidence else ""


class LedgerEntry(NamedTuple):
    """``source[start:end]`` became ``after``, at ``at`` in the text.

    KEPT entries hold no text: it stands in both. ``moved`` tells that the piece left its place.
    """

    kind: EntryKind
    start: int
    end: int
    at: int
    before: str = ""
    after: str = ""
    cause: Cause | None = None
    moved: bool = False

    @property
    def length(self) -> int:
        """How many characters of the text it accounts for."""
        return self.end - self.start if self.kind is EntryKind.KEPT else len(self.after)


class LedgerError(Exception):
    """The ledger does not account for the source or the text: a fault of the cleaner."""


def apply(source: str, ledger: Iterable[LedgerEntry]) -> str:
    """Return the text that source and ledger make."""
    return "".join(
        source[entry.start : entry.end] if entry.kind is EntryKind.KEPT else entry.after
        for entry in sorted(ledger, key=attrgetter("at"))
    )


def restore(text: str, ledger: Sequence[LedgerEntry]) -> str:
    """Return the source that text and ledger make; the ledger stands in the source's order."""
    return "".join(
        text[entry.at : entry.at + entry.end - entry.start]
        if entry.kind is EntryKind.KEPT
        else entry.before
        for entry in ledger
    )


def check(source: str, text: str, ledger: Sequence[LedgerEntry]) -> None:
    """Raise LedgerError unless the ledger leads from source to text and back."""
    if apply(source, ledger) != text:
        raise LedgerError("source and ledger do not give the text")
    if restore(text, ledger) != source:
        raise LedgerError("text and ledger do not give the source")
    place = 0
    for entry in ledger:
        if entry.start != place:
            raise LedgerError(f"the ledger leaves character {place} of the source without account")
        place = entry.end


class Change(NamedTuple):
    """``before[start:end]`` is to become ``after``, in a text that later changes build on."""

    start: int
    end: int
    after: str
    cause: Cause


class LedgerPiece(NamedTuple):
    """A stretch of the repaired text as it enters the final one; kept where ``after`` is None."""

    start: int
    end: int
    after: str | None
    cause: Cause | None = None
    moved: bool = False
