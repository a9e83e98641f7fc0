"""Measure how well texts that lost their accents get them back: words right, harmed, asked.

    python -m benchmarks.lost_accents [FILES]

FILES are plain texts in French whose accents are whole, by default those of CORPUS
(../shared/corpus). All accents are taken away, then half of them, then a tenth; œ stays. The model
of context was learnt from other novels: see tools/build_context.py.
"""

from __future__ import annotations

import os
import re
import sys
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from random import Random

from publish.cleaning.alphabet import LETTER, plain
from publish.cleaning.letters.lexicon import french
from publish.cleaning.letters.lost import lost_accents

CORPUS = Path(os.environ.get("CORPUS", "../shared/corpus"))
SHARES = (1.0, 0.5, 0.1, 0.0)
LENGTH = 120_000
"""Characters taken of each text, from the second sixth on."""
_WORD = re.compile(f"[{LETTER}]+")


@dataclass
class Count:
    """Words of texts that lost a share of their accents."""

    words: int = 0
    accented: int = 0
    before: int = 0
    right: int = 0
    harmed: int = 0
    certain: int = 0
    certain_wrong: int = 0
    characters: int = 0
    seconds: float = 0.0
    asked: set[tuple[str, str]] = field(default_factory=set)

    def add(self, text: str, lost: str) -> None:
        """Restore a text and count its words."""
        begun = time.process_time()
        found = list(lost_accents(lost, french(), damaged=False))
        self.seconds += time.process_time() - begun
        self.characters += len(text)
        again = list(lost)
        for word in found:
            if word.applied:
                again[word.start : word.end] = word.after
            if word.cause.confidence.name == "CERTAIN":
                self.certain += 1
                self.certain_wrong += word.after != text[word.start : word.end]
            else:
                self.asked.add((word.cause.before, word.after))
        restored = "".join(again)
        for match in _WORD.finditer(text):
            true = match[0]
            was, now = (of[match.start() : match.end()] for of in (lost, restored))
            bears = true != plain(true)
            self.words += 1
            self.accented += bears
            self.before += bears and was == true
            self.right += bears and now == true
            self.harmed += was == true != now


def measure(files: Sequence[Path], share: float) -> Count:
    """Return what becomes of texts that lost a share of their accents."""
    count = Count()
    for path in files:
        random = Random(f"{path.name} {share}")
        whole = path.read_text("utf-8")
        text = whole[len(whole) // 6 :][:LENGTH]
        lost = (plain(c) if c not in "œŒ" and random.random() < share else c for c in text)
        count.add(text, "".join(lost))
    return count


def table(files: Sequence[Path]) -> Iterator[str]:
    """Yield the rows of a table, one for each share of accents lost."""
    yield "| accents lost | accented words right | words harmed | certain, right | asked | MB/s |"
    yield "|---" * 6 + "|"
    for share in SHARES:
        c = measure(files, share)
        before, right = 100 * c.before / c.accented, 100 * c.right / c.accented
        certain = 100 * (1 - c.certain_wrong / max(c.certain, 1))
        yield (
            f"| {share:.0%} | {before:.1f} → {right:.2f} % | {c.harmed} of {c.words:,} "
            f"({100 * c.harmed / c.words:.3f} %) | {certain:.2f} % | "
            f"{1e4 * len(c.asked) / c.words:.0f} in 10,000 words | "
            f"{c.characters / c.seconds / 1e6:.2f} |"
        )


if __name__ == "__main__":
    print(*table([Path(name) for name in sys.argv[1:]] or sorted(CORPUS.glob("*.txt"))), sep="\n")
