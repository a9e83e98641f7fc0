"""Measure the harm and the good that the cleaner does: clean texts, and known damage by class.

Part of ``make bench-cleaning``. CORPUS is a folder of plain French texts (../shared/corpus), or is
named by argument. An undamaged text must change by no word; of each class of damage the table
says how many words were right before and are after, and how many right ones were harmed.
"""

from __future__ import annotations

import argparse
import os
import re
import time
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from pathlib import Path

from publish.cleaning import clean_text
from publish.cleaning.ledger.ledger import restore
from tests.cleaning.misreading import CLASSES, legacy

CORPUS = Path(os.environ.get("CORPUS", "../shared/corpus"))
LENGTH = 30_000
"""Characters damaged of each text, from its middle."""
_WORD = re.compile(r"[^\W_]+")


@dataclass
class Tally:
    """What was measured of one class on all texts."""

    words: int = 0
    before: int = 0
    after: int = 0
    harmed: int = 0
    questions: int = 0
    seconds: float = 0.0
    characters: int = 0


def words(text: str) -> list[str]:
    return _WORD.findall(text.removeprefix("# [Sans titre]"))


def right(gold: list[str], found: list[str]) -> set[int]:
    """Return which words of the gold stand in another text."""
    blocks = SequenceMatcher(None, gold, found, autojunk=False).get_matching_blocks()
    return {at for block in blocks for at in range(block.a, block.a + block.size)}


def unchanged(paths: list[Path]) -> Iterator[str]:
    """Yield the bar: clean in, clean out."""
    total = changed = 0
    seconds = size = 0.0
    for path in paths:
        text = path.read_text("utf-8")
        begun = time.process_time()
        cleaned = clean_text(text)
        seconds += time.process_time() - begun
        size += len(text.encode())
        gold, found = words(text), words(cleaned.markdown)
        wrong = 0 if gold == found else len(gold) - len(right(gold, found))
        total, changed = total + len(gold), changed + wrong
        if wrong:
            yield f"- {path.stem}: {wrong} words"
    yield (
        f"\n{len(paths)} undamaged texts, {total:,} words: {changed} changed; "
        f"{size / seconds / 1e6:.2f} MB/s of processor time.\n"
    )


def by_class(paths: list[Path]) -> Iterator[str]:
    """Yield the table by class of damage."""
    yield "| damage | words right before | after | harmed | questions in 10,000 words | MB/s |"
    yield "|---|---|---|---|---|---|"
    for name in CLASSES:
        tally = Tally()
        for path in paths:
            whole = path.read_text("utf-8").replace("'", "’")
            measure(tally, name, whole[len(whole) // 2 :][:LENGTH])
        share = 100 / tally.words
        asked = 10_000 * tally.questions / tally.words
        speed = tally.characters / tally.seconds / 1e6
        yield (
            f"| {name} | {tally.before * share:.2f} % | {tally.after * share:.2f} % | "
            f"{tally.harmed} | {asked:.1f} | {speed:.2f} |"
        )


def measure(tally: Tally, name: str, text: str) -> None:
    """Damage and clean one text."""
    damaged = CLASSES[name](text)
    begun = time.process_time()
    cleaned = clean_text(damaged)
    tally.seconds += time.process_time() - begun
    if restore(cleaned.markdown, cleaned.ledger) != damaged:
        raise SystemExit(f"{name}: the ledger does not lead back")
    gold = words(legacy(text).replace("æ", "ae"))
    raw, got = (words(legacy(t).replace("æ", "ae")) for t in (damaged, cleaned.markdown))
    before, after = right(gold, raw), right(gold, got)
    tally.words += len(gold)
    tally.before += len(before)
    tally.after += len(after)
    tally.harmed += len(before - after)
    tally.questions += len(cleaned.questions)
    tally.characters += len(damaged)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("corpus", type=Path, nargs="?", default=CORPUS)
    parser.add_argument("--append", type=Path, help="also write the report at the end of a file")
    options = parser.parse_args()
    paths = sorted(options.corpus.glob("*.txt"))
    if not paths:
        raise SystemExit(f"{options.corpus}: no texts")
    lines = ["\n## Harm and good, by class of damage\n", *unchanged(paths), *by_class(paths)]
    report = "\n".join(lines)
    print(report)
    if options.append:
        with options.append.open("a", encoding="utf-8") as file:
            file.write(report + "\n")


if __name__ == "__main__":
    main()
