"""Learns publish/cleaning/context/french.zip: which of several words stands in a context.

    python tools/build_context.py NOVELS [--hold-out 9] [--write]

NOVELS is a folder of plain texts in French whose accents are whole, paragraphs parted by blank
lines. Every n-th of them is held out, and what the model makes of it is printed: how many of the
accented words it gives back where all accents are lost, and how many words it harms, by how sure
it must be. ``--write`` then learns from all of them and writes the file.

Each word whose letters, accents apart, make more than one word of the lexicon is an example; the
weights that make its author's choice likelier are found by gradient descent (AdaGrad), twice
through. Needs numpy, which the package does not.

The zip holds ``weights.bin``, one byte for each of 2^24 places, 128 for none, and
``LICENCES.txt``, where it comes from. No word of the novels can be read from it.
"""

from __future__ import annotations

import argparse
import sys
import unicodedata
import zipfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

sys.path.insert(0, str(Path(__file__).parent.parent))

from publish.cleaning.context.features import (
    features,
    kind_id,
    kind_of,
    read_clause,
    word_id,
)
from publish.cleaning.context.model import BITS, SCALE, SHIFT, Reading
from publish.cleaning.context.rivals import rivals
from publish.cleaning.context.tokens import REACH, read_tokens
from publish.cleaning.letters.lexicon import french

TARGET = Path(__file__).parent.parent / "publish" / "cleaning" / "context" / "french.zip"
RATE = 0.1
"""Step of the descent; a third of it the last time through."""
EASE = 1.0
"""Squared gradient that every weight begins with: what is seen once moves little."""
BATCH = 2048
SEEN = 2
"""How often a feature and a reading must have met."""
PRUNED = 0.05
"""Weights nearer to nothing than this are left out."""
MOST = 4
"""Readings of one key that are told apart."""
TURNS = 2
SURE = (0.5, 0.8, 0.9, 0.95, 0.98, 0.99, 0.995, 0.999, 0.9995)

_LICENCES = """\
weights.bin was learnt by tools/build_context.py from 74 French novels of 1840 to 1920 of the
European Literary Text Collection, ELTeC-fra (https://github.com/COST-ELTeC/ELTeC-fra). The texts
are in the public domain; the encoding of the collection is under the licence Creative Commons
Attribution 4.0, https://creativecommons.org/licenses/by/4.0/ . It holds weights only, no text.
"""

Numbers = NDArray[np.uint64]
Weights = NDArray[np.float32]


@dataclass
class Examples:
    """Places with their features, the readings of each (numbers, own weight), the true one."""

    seen: Numbers
    words: Numbers
    kinds: Numbers
    own: Weights
    true: NDArray[np.int64]
    bare: NDArray[np.int64]
    """Which reading has no accent; -1 where none is without."""
    printed: int = 0
    """How many words the texts have."""
    accented: int = 0


def read(files: Sequence[Path]) -> Examples:
    """Return the examples that texts give."""
    lexicon = french()
    keys: list[str] = []
    places: list[int] = []
    readings: list[tuple[Reading, ...]] = []
    true: list[int] = []
    words = accented = 0
    for path in files:
        text = unicodedata.normalize("NFC", path.read_text("utf-8"))
        tokens = read_tokens(text)
        for at, (key, start, end) in enumerate(zip(*tokens, strict=True)):
            if start == end:
                continue
            printed = text[start:end]
            words += 1
            accented += printed.lower() != key.rstrip("'")
            found = rivals(key, lexicon.lookup)[:MOST]
            texts = [reading.text for reading in found]
            if len(found) > 1 and printed in texts:  # capitals may have lost their accent in print
                places.append(len(keys) + at)
                readings.append(found)
                true.append(texts.index(printed))
        keys += tokens.keys
    own = np.full((len(places), MOST), -1e3, np.float32)
    numbers = np.zeros((2, len(places), MOST), np.uint64)
    bare = np.full(len(places), -1)
    for row, (found, place) in enumerate(zip(readings, places, strict=True)):
        for column, reading in enumerate(found):
            own[row, column] = reading.weight
            numbers[:, row, column] = reading.word, reading.kind
            if reading.text == keys[place]:
                bare[row] = column
    seen = see(keys, np.array(places))
    return Examples(seen, numbers[0], numbers[1], own, np.array(true), bare, words, accented)


def see(keys: Sequence[str], places: NDArray[np.int64]) -> Numbers:
    """Return the features of places, all at once."""
    lookup = french().lookup
    types = {key: number for number, key in enumerate(dict.fromkeys(keys))}
    order = np.array([types[key] for key in keys])
    words = np.array([word_id(key) for key in types], np.uint64)[order]
    kinds = np.array([kind_id(kind_of(key, lookup)) for key in types], np.uint64)[order]
    around = range(-REACH, REACH + 1)
    clauses = np.array([read_clause(keys, at) for at in places.tolist()]).T
    found = features(
        [words[places + step] for step in around],
        [kinds[places + step] for step in around],
        [np.where(at > 0, words[at], np.uint64(0)) for at in clauses],
    )
    whole = [np.full(len(places), n, np.uint64) if isinstance(n, int) else n for n in found]
    return np.stack(whole, 1).astype(np.uint32)


def slots(seen: Numbers, numbers: Numbers) -> NDArray[np.int64]:
    """Return where the weights lie: places by readings by features."""
    at = seen.astype(np.uint64)[:, None, :] * numbers[:, :, None]
    return ((at >> np.uint64(SHIFT)) & np.uint64((1 << BITS) - 1)).astype(np.int64)


def chances(weights: Weights, some: Examples, rows: NDArray[np.int64] | slice):  # type: ignore[no-untyped-def]
    """Return how likely each reading is, and the slots that say so."""
    word = slots(some.seen[rows], some.words[rows])
    kind = slots(some.seen[rows], some.kinds[rows])
    score = some.own[rows] + weights[word].sum(2) + weights[kind].sum(2)
    odds = np.exp(score - score.max(1, keepdims=True))
    return odds / odds.sum(1, keepdims=True), word, kind


def batches(size: int) -> Iterator[slice]:
    return (slice(at, at + BATCH) for at in range(0, size, BATCH))


def learn(some: Examples, random: np.random.Generator) -> Weights:
    """Return the weights that examples teach."""
    met = np.zeros(1 << BITS, np.uint16)
    for rows in batches(len(some.true)):
        true = np.arange(len(some.true[rows])), some.true[rows]
        for numbers in (some.words, some.kinds):
            at, times = np.unique(
                slots(some.seen[rows], numbers[rows][true][:, None]), return_counts=True
            )
            met[at] = np.minimum(met[at] + times, 60000)
    weights = np.zeros(1 << BITS, np.float32)
    squares = np.full(1 << BITS, EASE, np.float32)
    for turn in range(TURNS):
        rate = RATE if turn < TURNS - 1 else RATE / 3
        order = random.permutation(len(some.true))
        for rows in batches(len(order)):
            descend(weights, squares, met >= SEEN, some, order[rows], rate)
    weights[np.abs(weights) < PRUNED] = 0
    return np.round(weights * SCALE).clip(-128, 127) / np.float32(SCALE)


def descend(
    weights: Weights,
    squares: Weights,
    kept: NDArray[np.bool_],
    some: Examples,
    rows: NDArray[np.int64],
    rate: float,
) -> None:
    """Take one step of AdaGrad on a batch."""
    error, word, kind = chances(weights, some, rows)
    error[np.arange(len(rows)), some.true[rows]] -= 1
    error[some.own[rows] < -900] = 0
    error[np.abs(error) < 1e-4] = 0
    slope = np.broadcast_to(error[:, :, None], word.shape).ravel()
    at = np.concatenate([word.ravel(), kind.ravel()])
    slope = np.concatenate([slope, slope])
    at, slope = at[slope != 0], slope[slope != 0]
    places, back = np.unique(at, return_inverse=True)
    step = np.bincount(back, weights=slope).astype(np.float32) * kept[places]
    squares[places] += step * step
    weights[places] -= rate * step / np.sqrt(squares[places])


def judge(weights: Weights, some: Examples) -> None:
    """Print what the weights make of examples, by how sure they must be to set an accent."""
    found = [chances(weights, some, rows)[0] for rows in batches(len(some.true))]
    chance = np.concatenate(found)
    best = chance.argmax(1)
    sure = chance[np.arange(len(best)), best]
    stands, changed, right = some.bare >= 0, best != some.bare, best == some.true
    wanted = some.true != some.bare
    print(f"{len(best):,} ambiguous of {some.printed:,} words, {right.mean():.3%} right")
    print("sure   right when sure   accented words missed   words harmed")
    for least in SURE:
        sets = changed & ((sure >= least) | ~stands)
        harmed = (sets & ~wanted).sum() / some.printed
        missed = (wanted.sum() - (sets & right).sum()) / some.accented
        right_when_sure = right[changed & (sure >= least)].mean()
        print(f"{least:6} {right_when_sure:9.4%} {missed:19.3%} {harmed:14.4%}")


def write(weights: Weights, target: Path) -> None:
    """Write the zip, byte for byte the same for the same weights."""
    steps = (np.round(weights * SCALE) + 128).astype(np.uint8).tobytes()
    with zipfile.ZipFile(target, "w") as archive:
        for name, content in (("weights.bin", steps), ("LICENCES.txt", _LICENCES.encode())):
            archive.writestr(zipfile.ZipInfo(name), content, zipfile.ZIP_DEFLATED, 9)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("novels", type=Path)
    parser.add_argument("--hold-out", type=int, default=9, metavar="N")
    parser.add_argument("--write", action="store_true")
    options = parser.parse_args()
    files = sorted(options.novels.glob("*.txt"))
    held = files[:: options.hold_out]
    weights = learn(read([f for f in files if f not in held]), np.random.default_rng(1))
    print(
        f"learnt from {len(files) - len(held)} novels, {(weights != 0).sum():,} weights; tried on"
    )
    print(*(f.stem for f in held))
    judge(weights, read(held))
    if options.write:
        write(learn(read(files), np.random.default_rng(1)), TARGET)
        print(f"{TARGET}: {TARGET.stat().st_size:,} bytes, learnt from {len(files)} novels")


if __name__ == "__main__":
    main()
