"""A file that came back and what was sent → each text as the corrector has it, proven.

Nothing here touches the disk: the texts as they were sent and as they are now come in, the texts
as they are to be go out.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from hashlib import sha256

from publish.diagnostics import Diagnostic
from publish.importing.walking import plain
from publish.importing.word_proof import Count, prove
from publish.receiving import faults
from publish.receiving.aligning import aligned, share_known
from publish.receiving.leaf_runs import runs
from publish.receiving.merging import MergedText, merged_text
from publish.receiving.open_remarks import COMMENT, MEETING, OpenRemark, asked
from publish.receiving.rebuilding import Rebuilt, rebuilt
from publish.receiving.received_file import ReceivedFile, ReceivedGroup
from publish.sending.sent_book import TITLE_PAGE
from publish.sending.sent_units import SentText, SentUnit

LEAST_KNOWN = 0.2
"""The share of a file's lines that stand in the texts, below which it is of another book."""


@dataclass(frozen=True, slots=True)
class ReturnedText:
    """One text: as it was sent, as it came back, and what becomes of it with the editor's changes;
    ``now``: as it is before."""

    file: str
    sent: str
    back: Rebuilt
    now: str
    merged: MergedText

    @property
    def changed(self) -> bool:
        return self.merged.text != self.now


@dataclass(frozen=True, slots=True)
class Returned:
    """All that a file changes: texts, remarks, pictures by their names in the manuscript."""

    texts: tuple[ReturnedText, ...]
    remarks: tuple[OpenRemark, ...]
    pictures: Mapping[str, bytes] = field(default_factory=dict)
    diagnostics: tuple[Diagnostic, ...] = ()


def returned(
    received: ReceivedFile,
    sent: Sequence[SentText],
    now: Mapping[str, str],
    pictures: Mapping[str, bytes],
    file: str,
) -> Returned:
    """Return what a file changes; ``now``: the texts of the manuscript, ``pictures``: its own."""
    units = {unit.number: unit for text in sent for unit in text.units}
    body = [unit for text in sent for unit in text.body]
    named = sum(group.unit >= 0 for group in received.groups)
    groups = aligned(received.groups, body)
    found: list[Diagnostic] = []
    if not named and received.groups:
        found.append(faults.NO_NAMES.at(file))
    names = _Pictures(received.pictures, pictures)
    by_file, strays = _by_file(groups, units, sent)
    texts = []
    for text in sent:
        back = rebuilt(text, by_file[text.file], received.sending, units, names.name)
        mine = now.get(text.file, text.source)
        merged = merged_text(text.source, mine, back.source)
        texts.append(ReturnedText(text.file, text.source, back, mine, merged))
        found += _told(text.file, back, merged)
    found += [faults.NEW_PICTURE.at(file, path=name) for name in names.new]
    found += _lost(received, texts, strays, file)
    remarks = (*_remarks(received, units, sent), *_strays(received, strays, sent))
    meetings = tuple(one for text in texts for one in _meetings(received, text))
    return Returned(tuple(texts), (*remarks, *meetings), names.new, tuple(found))


class _Pictures:
    """The names of the pictures that came back: by what they hold, new ones by their own."""

    def __init__(self, came: Mapping[str, bytes], own: Mapping[str, bytes]) -> None:
        self._came = came
        self._own = {sha256(content).digest(): name for name, content in own.items()}
        self._taken = set(own)
        self._names: dict[str, str] = {}
        self.new: dict[str, bytes] = {}

    def name(self, address: str) -> str:
        content = self._came.get(address)
        if content is None:
            return address
        known = self._own.get(sha256(content).digest()) or self._names.get(address)
        if known:
            return known
        stem, _, ending = address.rpartition("/")[2].rpartition(".")
        tried = (f"{stem or 'image'}{'' if n < 2 else f'-{n}'}.{ending}" for n in range(1, 10_000))
        name = next(one for one in tried if one not in self._taken)
        self._taken.add(name)
        self._names[address] = name
        self.new[name] = content
        return name


def _by_file(
    groups: Sequence[ReceivedGroup], units: Mapping[int, SentUnit], sent: Sequence[SentText]
) -> tuple[dict[str, list[ReceivedGroup]], list[ReceivedGroup]]:
    """Return the groups of each text, and what stands before all texts: on the title page."""
    found: dict[str, list[ReceivedGroup]] = {text.file: [] for text in sent}
    strays: list[ReceivedGroup] = []
    at = ""
    for group in groups:
        if group.unit in units:
            at = units[group.unit].file
        if group.unit == TITLE_PAGE:
            continue
        if at:
            found[at].append(group)
        else:
            strays.append(group)
    return found, strays


def _told(file: str, back: Rebuilt, merged: MergedText) -> Iterator[Diagnostic]:
    for passage in back.unsure:
        yield faults.UNSURE_BLOCK.at(file, passage=" ".join(passage.split())[:80])
    for one in merged.meetings:
        line = _line(merged.text, one.before, one.mine)
        yield faults.MEETING.at(file, line, mine=_short(one.mine), theirs=_short(one.theirs))


def _line(text: str, before: str, mine: str) -> int | None:
    at = text.find(mine) if mine else text.find(before)
    return text.count("\n", 0, at) + 1 if at >= 0 else None


def _short(text: str) -> str:
    words = " ".join(text.split())
    return words if len(words) < 90 else f"{words[:88]}…"


def _lost(
    received: ReceivedFile,
    texts: Sequence[ReturnedText],
    strays: Sequence[ReceivedGroup],
    file: str,
) -> Iterator[Diagnostic]:
    """Tell the words of a file that are in none of the texts as they came back."""
    asides = [*received.asides]
    away = [*strays, *(one for one in received.groups if one.unit == TITLE_PAGE)]
    asides += [plain(run) for group in away for run in runs(group.blocks)]
    here: list[str] = []
    for text in texts:
        here += text.back.paragraphs
        here.append(text.back.source)  # descriptions of pictures, code
    from publish.importing.incoming import Aside

    made = tuple(Aside("", words) for words in asides)
    proof = prove(received.count, Count(tuple(here)), made)
    if proof.lost:
        words = ", ".join(one.word for one in proof.lost[:12])
        count = sum(one.times for one in proof.lost)
        yield faults.LOST_IN_RETURN.at(file, count=count, words=words)


def _remarks(
    received: ReceivedFile, units: Mapping[int, SentUnit], sent: Sequence[SentText]
) -> Iterator[OpenRemark]:
    for one, unit in received.remarks:
        yield asked(one, units[unit].file if unit in units else sent[0].file)


def _strays(
    received: ReceivedFile, strays: Sequence[ReceivedGroup], sent: Sequence[SentText]
) -> Iterator[OpenRemark]:
    for group in strays:
        words = " ".join(plain(run).strip() for run in runs(group.blocks)).strip()
        if words:
            yield OpenRemark(sent[0].file, COMMENT, received.author, received.date, words)


def _meetings(received: ReceivedFile, text: ReturnedText) -> Iterator[OpenRemark]:
    for one in text.merged.meetings:
        made = OpenRemark(text.file, MEETING, received.author, received.date)
        yield replace(made, found=one.mine, read=one.theirs, before=one.before, after=one.after)


def knows(received: ReceivedFile, sent: Sequence[SentText]) -> float:
    """Return which share of a file is of some texts: all where its paragraphs say so."""
    if any(group.unit > 0 for group in received.groups):
        return 1.0
    return share_known(received.groups, [unit for text in sent for unit in text.body])
