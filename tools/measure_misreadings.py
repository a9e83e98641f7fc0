"""Measures what OCR prints for what was printed: publish/cleaning/misreadings/confusions.tsv.

    python tools/measure_misreadings.py FILE... > publish/cleaning/misreadings/confusions.tsv

Each FILE is one text of the ICDAR competitions on post-OCR correction: a line ``[OCR_aligned]``
and a line ``[ GS_aligned]``, sign under sign, ``@`` where one has nothing, ``#`` where the truth
is not known. A line of the table: what was printed, what was read, and how often, in a million
times that it was printed. ``FILE`` may be a folder, whose files are all taken.
"""

from __future__ import annotations

import re
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

LONGEST = 3
"""More letters misread together say nothing of their shapes."""
FEWEST = 3
"""Confusions met less often are chance."""
_DAMAGED = 0.34
"""Share of a word's signs beyond which it is no misreading but a blot."""


def words(text: str) -> Iterator[tuple[str, str]]:
    """Yield each stretch between spaces that both lines share, as (printed, read), padded."""
    lines = dict(re.findall(r"^\[\s*(OCR_aligned|GS_aligned)\] (.*)$", text, re.M))
    read, printed = lines.get("OCR_aligned", ""), lines.get("GS_aligned", "")
    start = 0
    length = min(len(read), len(printed))
    for at in range(length + 1):
        if at == length or read[at] == printed[at] == " ":
            if "#" not in printed[start:at]:
                yield printed[start:at], read[start:at]
            start = at + 1


def confusions(printed: str, read: str) -> Iterator[tuple[str, str]]:
    """Yield the differences of two padded words, those that touch as one."""
    start = 0
    for at in range(len(printed) + 1):
        if at == len(printed) or printed[at] == read[at]:
            if at > start:
                yield printed[start:at].replace("@", ""), read[start:at].replace("@", "")
            start = at + 1


def main() -> None:
    """The command line."""
    given = [Path(name) for name in sys.argv[1:]]
    files = [
        file for path in given for file in (sorted(path.iterdir()) if path.is_dir() else [path])
    ]
    met: Counter[str] = Counter()
    found: Counter[tuple[str, str]] = Counter()
    for file in files:
        for printed, read in words(file.read_text("utf-8", "replace")):
            word = printed.replace("@", "")
            for size in range(1, LONGEST + 1):
                met.update(word[at : at + size] for at in range(len(word) - size + 1))
            met[""] += len(word) + 1
            pairs = list(confusions(printed, read))
            if sum(max(map(len, pair)) for pair in pairs) <= max(1.0, len(word) * _DAMAGED):
                found.update(pair for pair in pairs if max(map(len, pair)) <= LONGEST)
    rows = [
        (one, other, round(1e6 * count / met[one]))
        for (one, other), count in found.items()
        if count >= FEWEST and met[one]
    ]
    for one, other, rate in sorted(rows, key=lambda row: (-row[2], row)):
        sys.stdout.write(f"{one}\t{other}\t{rate}\n")


if __name__ == "__main__":
    main()
