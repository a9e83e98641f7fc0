"""Measure what the cleaner makes of OCR: words mended and harmed, misreadings found and asked.

    python benchmarks/misreadings.py FOLDER...

A folder holds pairs: ``NAME.txt``, what an engine read, and ``NAME.md``, what is printed. The
words of both are aligned; a *fault* is a stretch of words that differ. It is found where a question
touches it, or where its words are right in the result. A question is justified where one of its
places touches a fault, and its first reading right where it makes the printed words of that fault;
some propose none, because nothing tells which word is printed.
"""

from __future__ import annotations

import argparse
import re
import time
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

from publish.cleaning import Cleaned, clean_text
from publish.cleaning.dialogue.questions import Question
from tests.cleaning.score import align

_MOST = 250_000
"""Pairs of words up to which a stretch that differs is matched."""
_WORD = re.compile(r"[^\W_]+(?:[-\u2010\u2011][^\W_]+)*")
_MARKUP = re.compile(r"\\(?=\W)|(?<!\\)\*|^#+ \[.*\]$|\[\^[^\]]*\]:?", re.M)


class Fault(NamedTuple):
    """Words read wrong: where they stand in the source, what is printed, what is read."""

    start: int
    end: int
    at: int
    """How many printed words stand before."""
    printed: tuple[str, ...]
    read: tuple[str, ...]


@dataclass
class Tally:
    """Counts of some texts; add them with +=."""

    words: int = 0
    wrong: int = 0
    fixed: int = 0
    harmed: int = 0
    rejoined: int = 0
    faults: int = 0
    found: int = 0
    questions: int = 0
    justified: int = 0
    proposing: int = 0
    """Justified questions that propose a reading."""
    first_right: int = 0
    places: int = 0
    places_justified: int = 0
    seconds: float = 0.0
    characters: int = 0
    idle: list[str] = field(default_factory=list)
    missed: list[str] = field(default_factory=list)
    harm: list[str] = field(default_factory=list)
    misled: list[str] = field(default_factory=list)

    def __iadd__(self, other: Tally) -> Tally:
        for name, value in vars(other).items():
            setattr(self, name, getattr(self, name) + value)
        return self

    def row(self, name: str) -> str:
        """Return the row of a table."""
        parts = (
            f"{self.words:,}",
            f"{share(self.wrong, self.words):.2f} %",
            f"{share(self.fixed, self.wrong):.1f} %",
            f"{self.harmed} ({share(self.harmed, self.words):.3f} %), {self.rejoined} rejoined",
            f"{share(self.found, self.faults):.1f} % of {self.faults}",
            f"{self.questions}",
            f"{share(self.justified, self.questions):.1f} %",
            f"{share(self.places_justified, self.places):.1f} %",
            f"{share(self.first_right, self.proposing):.1f} % of {self.proposing}",
            f"{self.characters / max(self.seconds, 1e-9) / 1e6:.2f}",
        )
        return f"| {name} | " + " | ".join(parts) + " |"


HEAD = (
    "| text | words | wrong | mended | harmed | found | questions | justified | places justified "
    "| first right | MB/s |\n|---|---|---|---|---|---|---|---|---|---|---|"
)


def share(part: int, whole: int) -> float:
    return 100 * part / max(whole, 1)


def words(text: str) -> list[re.Match[str]]:
    """Return the words of a text, with their places."""
    return list(_WORD.finditer(text))


def _plain(text: str) -> str:
    return re.sub(r"(?<=\w)(?:- +| +-)(?=\w)", "-", _MARKUP.sub("", text))


def pairs(printed: str, read: str) -> Iterator[Fault]:
    """Yield the words of two texts side by side: one of each, or one and none."""
    got = words(read)
    ours: list[str] = []
    theirs: list[re.Match[str]] = []
    number = 0
    for one, two, at in align([match[0] for match in words(printed)], [m[0] for m in got]):
        if one == two and one is not None and at is not None:
            yield from _matched(ours, theirs, number, got[at].start())
            number += len(ours)
            ours, theirs = [], []
            yield Fault(got[at].start(), got[at].end(), number, (one,), (one,))
            number += 1
            continue
        ours += [one] if one is not None else []
        theirs += [got[at]] if at is not None else []
    yield from _matched(ours, theirs, number, len(read))


def _matched(
    ours: Sequence[str], theirs: Sequence[re.Match[str]], number: int, end: int
) -> Iterator[Fault]:
    """Match the words of a stretch that differs: the fewest letters that differ."""
    if len(ours) * len(theirs) > _MOST:
        ours, theirs = ours[:0], theirs[:0]
    rows = [[(0.0, 0, 0)] * (len(theirs) + 1) for _ in range(len(ours) + 1)]
    for i in range(len(ours) + 1):
        for j in range(len(theirs) + 1):
            ways = []
            if i and j:
                ways.append((rows[i - 1][j - 1][0] + _apart(ours[i - 1], theirs[j - 1][0]), 1, 1))
            if i:
                ways.append((rows[i - 1][j][0] + 0.6, 1, 0))
            if j:
                ways.append((rows[i][j - 1][0] + 0.6, 0, 1))
            rows[i][j] = min(ways, default=(0.0, 0, 0))
    i, j = len(ours), len(theirs)
    found: list[Fault] = []
    while i or j:
        _, down, across = rows[i][j]
        i, j = i - down, j - across
        place = theirs[j].span() if across else (end, end)
        end = place[0]
        one = (ours[i],) if down else ()
        two = (theirs[j][0],) if across else ()
        found.append(Fault(*place, number + i, one, two))
    yield from reversed(found)


def _apart(one: str, two: str) -> float:
    if one == two:
        return 0.0
    common = sum((Counter(one) & Counter(two)).values())
    return 0.1 + 1.0 - 2 * common / (len(one) + len(two))


def faults(printed: str, read: str) -> list[Fault]:
    """Return the words that differ; words torn or glued are one fault with what they touch."""
    found: list[Fault] = []
    last: Fault | None = None
    for pair in pairs(printed, read):
        if pair.printed == pair.read:
            last = None
            continue
        if last and (not pair.printed or not pair.read or not last.printed or not last.read):
            joined = (*last.printed, *pair.printed), (*last.read, *pair.read)
            if same_letters(*joined) or not (joined[0] and joined[1]):
                last = Fault(last.start, max(last.end, pair.end), last.at, *joined)
                found[-1] = last
                continue
        found.append(pair)
        last = pair
    return found


def same_letters(one: Sequence[str], two: Sequence[str]) -> bool:
    return re.sub("[- ]", "", "".join(one)) == re.sub("[- ]", "", "".join(two))


def measure(printed: str, read: str, cleaned: Cleaned) -> Tally:
    """Compare a cleaned text with what was printed and what was read."""
    before = faults(printed, read)
    tally = Tally(words=len(words(printed)), characters=len(read))
    result = _plain(cleaned.markdown)
    right_before, right_after = _right(printed, read), _right(printed, result)
    tally.wrong = tally.words - sum(right_before)
    tally.fixed = sum(b > a for a, b in zip(right_before, right_after, strict=True))
    harmed = {n for n, (b, a) in enumerate(zip(right_before, right_after, strict=True)) if b > a}
    for fault in faults(printed, result):
        hit = len(harmed.intersection(range(fault.at, fault.at + len(fault.printed))))
        if hit and same_letters(fault.printed, fault.read):
            tally.rejoined += hit
        elif hit:
            tally.harmed += hit
            tally.harm.append(f"{' '.join(fault.printed)} > {' '.join(fault.read)}")
    mended = {
        n
        for n, fault in enumerate(before)
        if fault.printed and all(right_after[fault.at : fault.at + len(fault.printed)])
    }
    _ask(tally, read, before, mended, cleaned.questions)
    return tally


def _right(printed: str, text: str) -> list[bool]:
    return [pair.printed == pair.read for pair in pairs(printed, text) if pair.printed]


def _ask(
    tally: Tally,
    read: str,
    before: Sequence[Fault],
    mended: set[int],
    questions: Sequence[Question],
) -> None:
    starts = [fault.start for fault in before]
    found: set[int] = set()
    for question in questions:
        if question.kind in ("title", "note-call", "loose-call"):
            continue
        hits = [
            hit
            for place in question.places
            for hit in [_hits(before, starts, place.offset, place.offset + len(question.found))]
        ]
        tally.questions += 1
        tally.places += len(hits)
        tally.places_justified += sum(map(bool, hits))
        found |= {at for hit in hits for at in hit}
        first = next((hit for hit in hits if hit), None)
        if first is None:
            tally.idle.append(f"{question.found}>{question.reading}")
            continue
        tally.justified += 1
        tally.proposing += question.reading != question.found
        place = question.places[next(n for n, hit in enumerate(hits) if hit)]
        if _makes(read, place.offset, question, [before[at] for at in first]):
            tally.first_right += 1
        else:
            want = " ".join(w for at in first for w in before[at].printed)
            options = "/".join((question.reading, *question.alternatives))
            tally.misled.append(f"{question.found}>{options}({want})")
    printed = [at for at, fault in enumerate(before) if fault.printed]
    tally.faults = len(printed)
    tally.found = len((found | mended).intersection(printed))
    for at in printed:
        fault = before[at]
        if at not in found | mended:
            tally.missed.append(f"{' '.join(fault.printed)}<{' '.join(fault.read)}")


def _hits(before: Sequence[Fault], starts: list[int], start: int, end: int) -> list[int]:
    """Return the faults that a place touches."""
    at = bisect_left(starts, end + 1)
    found = []
    while at > 0 and at > bisect_left(starts, end + 1) - 8:
        at -= 1
        if before[at].end >= start and before[at].start <= end:
            found.append(at)
    return found[::-1]


def _makes(read: str, offset: int, question: Question, hit: Sequence[Fault]) -> bool:
    """Whether the first reading of a question makes the words of the faults at its place."""
    start = min(offset, hit[0].start)
    end = max(offset + len(question.found), hit[-1].end)
    made = read[start:offset] + question.reading + read[offset + len(question.found) : end]
    want = " ".join(word for fault in hit for word in fault.printed)
    return re.sub("[- ]", "", want) == "".join(re.findall(r"[^\W_]+", made))


def texts(folder: Path) -> Iterator[tuple[str, str, str]]:
    """Yield each pair of a folder: its name, what is printed, what was read."""
    for path in sorted(folder.glob("*.md")):
        source = path.with_suffix(".txt")
        if source.exists():
            yield path.stem, path.read_text("utf-8"), source.read_text("utf-8")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folders", type=Path, nargs="+")
    parser.add_argument("--show", type=int, default=0, help="examples of each kind")
    parser.add_argument("--each", action="store_true", help="a row for each text")
    options = parser.parse_args()
    print(HEAD)
    for folder in options.folders:
        whole = Tally()
        for name, printed, read in texts(folder):
            begun = time.perf_counter()
            cleaned = clean_text(read)
            tally = measure(printed, read, cleaned)
            tally.seconds = time.perf_counter() - begun
            if options.each:
                print(tally.row(name))
            whole += tally
        print(whole.row(f"**{folder.name}**"))
        for kind in ("idle", "missed", "harm", "misled") if options.show else ():
            print(f"\n{kind}:", *getattr(whole, kind)[: options.show], sep="  ")


if __name__ == "__main__":
    main()
