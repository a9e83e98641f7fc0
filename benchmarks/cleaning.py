"""Measure the cleaner on damage that it has never seen: words, notes, paragraphs, questions, speed.

Run by ``make bench-cleaning``. Novels are read from CORPUS (plain texts, paragraphs parted by
blank lines; by default ../shared/corpus); without it the book's own texts are damaged. Every run
draws fresh styles unless ``--seed`` names one; ``--write FILE`` also writes the report as Markdown.
"""

from __future__ import annotations

import argparse
import os
import re
import resource
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from random import Random

from publish.cleaning import clean_text
from publish.cleaning.ledger.ledger import restore
from tests.cleaning.damage import POOLS, random_accents
from tests.cleaning.press import Case, damaged, random_page
from tests.cleaning.score import Score, measure, measure_text
from tests.cleaning.texts import PARAGRAPHS

CORPUS = Path(os.environ.get("CORPUS", "../shared/corpus"))
LENGTH = 120_000
"""Characters taken of each novel, from a place drawn at random."""
POOLS_OF = {
    "any code": tuple(POOLS),
    "U+FFFD and unmapped": ("lost", "private"),
    "figures": ("digits",),
    "capitals": ("capitals",),
    "signs": ("signs",),
}


@dataclass
class Row:
    """One kind of damage: what was measured on all texts together."""

    name: str
    score: Score = field(default_factory=Score)
    nothing: Score = field(default_factory=Score)
    naive: Score = field(default_factory=Score)
    characters: int = 0
    seconds: float = 0.0
    worst: list[str] = field(default_factory=list)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seed", default=str(time.time_ns()))
    parser.add_argument("--rounds", type=int, default=1)
    parser.add_argument("--errors", action="store_true", help="show what was wrong")
    parser.add_argument("--write", type=Path)
    options = parser.parse_args()
    rows = [
        row_of(name, pools, options.seed, options.rounds, errors=options.errors)
        for name, pools in POOLS_OF.items()
    ]
    report = "\n".join((*tables(rows, options.seed), *growth(options.seed), *start_up()))
    print(report)
    if options.write:
        options.write.write_text(report + "\n", "utf-8")


def texts(random: Random) -> Iterator[tuple[str, list[str]]]:
    """Yield stretches of French as paragraphs, with the name of what they are of."""
    files = sorted(CORPUS.glob("*.txt"))
    if not files:
        yield "the book", list(PARAGRAPHS)
    for path in files:
        whole = re.split(r"\n\s*\n", path.read_text("utf-8"))
        found = [" ".join(p.split()) for p in whole if len(p) > 40]
        start = random.randrange(max(1, len(found) // 2))
        length, end = 0, start
        while end < len(found) and length < LENGTH:
            length += len(found[end])
            end += 1
        yield path.stem, found[start:end]


def row_of(name: str, pools: Sequence[str], seed: str, rounds: int, *, errors: bool) -> Row:
    """Damage and clean every text with styles drawn from some pools of codes."""
    row = Row(name)
    for turn in range(rounds):
        random = Random(f"{seed} {name} {turn}")
        for title, paragraphs in texts(random):
            accents = random_accents(random, tuple(pools))
            case = damaged(paragraphs, random, random_page(random), accents)
            begun = time.perf_counter()
            cleaned = clean_text(case.raw)
            row.seconds += time.perf_counter() - begun
            if restore(cleaned.markdown, cleaned.ledger) != case.raw:
                raise SystemExit(f"{title}: the ledger does not lead back")
            score = measure(cleaned, case.truth)
            row.score += score
            row.nothing += measure_text(case.raw, case.truth)
            row.naive += measure_text(acute_everywhere(case), case.truth)
            row.characters += len(case.raw)
            if errors:
                show(title, case, score)
    return row


def acute_everywhere(case: Case) -> str:
    """Return what a search-and-replace gives: every code an acute accent."""
    text = case.raw
    for mark in sorted(set(case.accents.marks.values())):
        text = re.sub(f"(?<=[eE]){re.escape(mark)} ?", "\u0301", text)
        text = re.sub(f"(?<=[aAuU]){re.escape(mark)} ?", "\u0300", text)
    import unicodedata

    return unicodedata.normalize("NFC", text)


def show(title: str, case: Case, score: Score) -> None:
    print(f"## {title}: {case.page}", case.accents, sep="\n")
    print(
        f"words {score.words_right:.2f} accented {score.accented_right:.2f} certain "
        f"{score.certain_right:.3f} notes {score.notes_right}/{score.notes}+{score.notes_extra} "
        f"paragraphs {score.paragraphs_right}/{score.paragraphs} asked {score.asked:.1f}"
    )
    print(score.errors.most_common(14), score.certain_errors.most_common(6), sep="\n")
    print(*score.bad_notes[:5], sep="\n")


COLUMNS: dict[str, Callable[[Row], str]] = {
    "words right": lambda r: f"{r.score.words_right:.2f} %",
    "accented words right": lambda r: f"{r.score.accented_right:.2f} %",
    "letters wrong": lambda r: f"{wrong_letters(r.score):.3f} %",
    "certain, right": lambda r: f"{r.score.certain_right:.3f} %",
    "notes right": lambda r: f"{r.score.notes_right} of {r.score.notes}",
    "calls that are none": lambda r: str(r.score.notes_extra),
    "paragraphs right": lambda r: f"{share(r.score.paragraphs_right, r.score.paragraphs):.2f} %",
    "questions in 10,000 words": lambda r: f"{r.score.asked:.1f}",
    "of names": lambda r: f"{10_000 * r.score.names_asked / r.score.words:.1f}",
    "wrong and not asked": lambda r: f"{10_000 * r.score.silent / r.score.words:.1f}",
    "MB/s": lambda r: f"{r.characters / r.seconds / 1e6:.2f}",
}


def wrong_letters(score: Score) -> float:
    return share(score.characters_wrong, score.characters)


def share(part: int, whole: int) -> float:
    return 100 * part / max(whole, 1)


def tables(rows: Sequence[Row], seed: str) -> Iterator[str]:
    yield "# The cleaner, measured\n"
    yield (
        f"Styles drawn with the seed {seed}: code tables, spacing habits, pages, notes. "
        f"{sum(r.score.words for r in rows):,} words.\n"
    )
    yield "| codes | " + " | ".join(COLUMNS) + " |"
    yield "|---" * (len(COLUMNS) + 1) + "|"
    for row in rows:
        yield f"| {row.name} | " + " | ".join(cell(row) for cell in COLUMNS.values()) + " |"
    yield "\n| accented words right | doing nothing | an acute for every code | publish |"
    yield "|---|---|---|---|"
    for row in rows:
        numbers = (row.nothing, row.naive, row.score)
        yield f"| {row.name} | " + " | ".join(f"{s.accented_right:.2f} %" for s in numbers) + " |"


def growth(seed: str) -> Iterator[str]:
    """Yield how long texts of growing length take: the time should grow with the length."""
    random = Random(seed)
    paragraphs = [p for _, found in texts(random) for p in found]
    yield "\n| characters | seconds | MB/s |"
    yield "|---|---|---|"
    for size in (250_000, 1_000_000, 4_000_000):
        copies = paragraphs * (size // sum(map(len, paragraphs)) + 1)
        some: list[str] = []
        while sum(map(len, some[-1:])) < size and copies and size > 0:
            some.append(copies.pop(0))
            size -= len(some[-1])
        case = damaged(some, Random(seed))
        begun = time.perf_counter()
        clean_text(case.raw)
        seconds = time.perf_counter() - begun
        yield f"| {len(case.raw):,} | {seconds:.1f} | {len(case.raw) / seconds / 1e6:.2f} |"
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    yield f"\nPeak memory {peak:.0f} MB."


def start_up() -> Iterator[str]:
    command = "from publish.cleaning import clean_text; clean_text('e\\ufffdte\\ufffd')"
    begun = time.perf_counter()
    subprocess.run([sys.executable, "-c", command], check=True)
    yield f"Start-up {time.perf_counter() - begun:.2f} s, interpreter included."


if __name__ == "__main__":
    main()
