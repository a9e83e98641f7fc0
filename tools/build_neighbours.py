"""Counts which words stand side by side: publish/cleaning/misreadings/neighbours.zip.

    python tools/build_neighbours.py FOLDER

FOLDER holds plain texts of the public domain (``*.txt``). The zip holds ``counts.bin``: one byte
for each place of a table, addressed twice by checksums of two words (:func:`addresses` of
publish/cleaning/misreadings/word_neighbours.py); a byte is STEP times the binary logarithm of how
often words of that address followed one another, 0 where that was once or never: of the two places
of a pair the lower one is right, unless chance brought others to both. ``total.txt`` tells how many
words were read.
"""

from __future__ import annotations

import sys
import zipfile
from collections import Counter
from itertools import pairwise
from math import log2
from pathlib import Path

from publish.cleaning.misreadings.word_neighbours import PLACES, STEP, addresses, read_words

TARGET = Path(__file__).parent.parent / "publish" / "cleaning" / "misreadings" / "neighbours.zip"


def main() -> None:
    """The command line."""
    counts: Counter[tuple[str, str]] = Counter()
    total = 0
    for path in sorted(Path(sys.argv[1]).glob("*.txt")):
        words = [word for word, _, _ in read_words(path.read_text("utf-8"))]
        counts.update(pairwise(words))
        total += len(words)
    table = bytearray(PLACES)
    for (one, two), count in counts.items():
        if count > 1:
            for at in addresses(one, two):
                table[at] = max(table[at], min(255, round(STEP * log2(count))))
    with zipfile.ZipFile(TARGET, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        for name, content in (("counts.bin", bytes(table)), ("total.txt", str(total).encode())):
            archive.writestr(zipfile.ZipInfo(name), content, zipfile.ZIP_DEFLATED)


if __name__ == "__main__":
    main()
