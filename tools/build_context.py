"""Learns publish/cleaning/context/french.zip: which of several words stands in a context.

    python tools/build_context.py NOVELS [--hold-out 9] [--write]

NOVELS is a folder of plain texts in French whose accents are whole, paragraphs parted by blank
lines. Every n-th of them is held out, and what the model makes of it is printed: how many of the
accented words it misses where all accents are lost, and how many words it harms, by how sure it
must be; the thresholds of letters/restoring.py are read from there. ``--write`` then learns from
all of them and writes the file.

Each word whose letters, accents apart, make more than one word of the lexicon is an example; the
weights that make its author's choice likelier are found by gradient descent (AdaGrad), three
times through. Needs numpy and a C compiler (``cc``), which the package does not: descent.c
computes what takes long.

The zip holds ``weights.bin``, one byte for each of 2^22 places, 128 for nothing, and
``LICENCES.txt``, where it comes from. No word of the novels can be read from it.
"""

from __future__ import annotations

import argparse
import ctypes
import subprocess
import sys
import tempfile
import unicodedata
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

sys.path.insert(0, str(Path(__file__).parent.parent))

from publish.cleaning.context.context_model import BITS, SCALE, SHIFT, ContextReading
from publish.cleaning.context.features import (
    Clause,
    Governors,
    features,
    is_verb,
    kind_id,
    kind_of,
    read_clause,
    verbs_number,
    word_id,
)
from publish.cleaning.context.rivals import rivals
from publish.cleaning.context.tokens import REACH, read_tokens
from publish.cleaning.letters.lexicon import french

TARGET = Path(__file__).parent.parent / "publish" / "cleaning" / "context" / "french.zip"
RATES = (0.15, 0.15, 0.05)
"""Steps of the descent, one for each time through."""
EASE = 1.0
"""Squared slope that every weight begins with: what is seen once moves little."""
PRUNED = 0.04
"""Weights nearer to nothing than this are left out."""
MOST = 4
"""Readings of one key that are told apart."""
SURE = (0.5, 0.7, 0.75, 0.8, 0.85, 0.9, 0.95, 0.98, 0.99, 0.995, 0.999, 0.9995)

_LICENCES = """\
weights.bin was learnt by tools/build_context.py from 74 French novels of 1840 to 1920 of the
European Literary Text Collection, ELTeC-fra (https://github.com/COST-ELTeC/ELTeC-fra). The texts
are in the public domain; the encoding of the collection is under the licence Creative Commons
Attribution 4.0, https://creativecommons.org/licenses/by/4.0/ . It holds weights only, no text.
"""

Weights = NDArray[np.float32]


@dataclass
class Examples:
    """Places with their features, the readings of each (numbers, own weight), the true one."""

    seen: NDArray[np.uint32]
    role: NDArray[np.uint8]
    words: NDArray[np.uint64]
    kinds: NDArray[np.uint64]
    own: Weights
    true: NDArray[np.int64]
    bare: NDArray[np.int64]
    """Which reading has no accent; -1 where none is without."""
    printed: int
    accented: int
    """How many words the texts have, and how many bear an accent."""


def read(files: Sequence[Path]) -> Examples:
    """Return the examples that texts give."""
    lexicon = french()
    keys: list[str] = []
    places: list[int] = []
    readings: list[tuple[ContextReading, ...]] = []
    true: list[int] = []
    words = accented = 0
    known: dict[str, tuple[ContextReading, ...]] = {}
    for path in files:
        text = unicodedata.normalize("NFC", path.read_text("utf-8"))
        tokens = read_tokens(text)
        known |= {k: rivals(k, lexicon.lookup)[:MOST] for k in set(tokens.keys) - known.keys()}
        for at, (key, start, end) in enumerate(zip(*tokens, strict=True)):
            if start == end:
                continue
            printed = text[start:end]
            words += 1
            accented += printed.lower() != key.rstrip("'")
            texts = [reading.text for reading in known[key]]
            if len(texts) > 1 and printed in texts:  # capitals may have lost their accent in print
                places.append(len(keys) + at)
                readings.append(known[key])
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
    seen, role = see(keys, np.array(places))
    return Examples(seen, role, *numbers, own, np.array(true), bare, words, accented)


def see(
    keys: Sequence[str], places: NDArray[np.int64]
) -> tuple[NDArray[np.uint32], NDArray[np.uint8]]:
    """Return the features of places, all at once, and what each counts for."""
    lookup = french().lookup
    types = {key: number for number, key in enumerate(dict.fromkeys(keys))}
    order = np.array([types[key] for key in keys])
    words = np.array([word_id(key) for key in types], np.uint64)[order]
    kinds = np.array([kind_id(kind_of(key, lookup)) for key in types], np.uint64)[order]
    verbs = np.array([is_verb(key, lookup) for key in types])[order].tolist()
    clause = Clause(*np.array([read_clause(keys, verbs, at) for at in places.tolist()]).T)

    def numbers(of: NDArray[np.uint64], at: Any) -> NDArray[np.uint64]:
        return np.where(at > 0, of[at], np.uint64(0))

    apart = np.where(clause.verb > 0, np.minimum(places - clause.verb, 4), 0)
    governed = Governors(
        *(numbers(words, at) for at in clause[:6]),
        numbers(kinds, clause.verb),
        numbers(kinds, clause.later),
        apart.astype(np.uint64),
        verbs_number((clause.verb > 0).astype(np.uint64), (clause.later > 0).astype(np.uint64)),
    )
    around = range(-REACH, REACH + 1)
    groups = features(
        [words[places + n] for n in around], [kinds[places + n] for n in around], governed
    )
    columns = [np.broadcast_to(np.uint64(n), len(places)) for group in groups for n in group]
    roles = [role for role, group in zip((3, 1, 2), groups, strict=True) for _ in group]
    return np.stack(columns, 1).astype(np.uint32), np.array(roles, np.uint8)


def compiled() -> ctypes.CDLL:
    """Return descent.c, compiled."""
    library = Path(tempfile.mkdtemp()) / "descent.so"
    source = Path(__file__).parent / "descent.c"
    command = ["cc", "-O3", "-shared", "-fPIC", "-o", str(library), str(source), "-lm"]
    subprocess.run(command, check=True)  # noqa: S603
    return ctypes.CDLL(str(library))


def descend(
    library: ctypes.CDLL,
    some: Examples,
    weights: Weights,
    squares: Weights | None = None,
    order: NDArray[np.int64] | None = None,
    rate: float = 0.0,
    chances: Weights | None = None,
) -> None:
    """Go once through examples: mend the weights, or with ``chances`` only tell them."""

    def address(array: NDArray[Any] | None) -> ctypes.c_void_p | None:
        return None if array is None else array.ctypes.data_as(ctypes.c_void_p)

    library.descend(
        ctypes.c_long(len(some.true)),
        ctypes.c_long(some.seen.shape[1]),
        *map(address, (some.seen, some.role, some.words, some.kinds, some.own, some.true)),
        *map(address, (order, weights, squares)),
        BITS,
        SHIFT,
        ctypes.c_float(rate),
        address(chances),
    )


def learn(library: ctypes.CDLL, some: Examples) -> Weights:
    """Return the weights that examples teach, as they will be stored."""
    random = np.random.default_rng(1)
    weights = np.zeros(1 << BITS, np.float32)
    squares = np.full(1 << BITS, EASE, np.float32)
    for rate in RATES:
        descend(library, some, weights, squares, random.permutation(len(some.true)), rate)
    weights[np.abs(weights) < PRUNED] = 0
    return (np.round(weights * SCALE).clip(-128, 127) / SCALE).astype(np.float32)


def judge(library: ctypes.CDLL, weights: Weights, some: Examples) -> None:
    """Print what the weights make of examples, by how sure they must be to set an accent."""
    chances = np.zeros((len(some.true), MOST), np.float32)
    descend(library, some, weights, chances=chances)
    best = chances.argmax(1)
    sure = chances[np.arange(len(best)), best]
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
    library = compiled()
    files = sorted(options.novels.glob("*.txt"))
    held = files[:: options.hold_out]
    weights = learn(library, read([f for f in files if f not in held]))
    print(
        f"learnt from {len(files) - len(held)} novels, {(weights != 0).sum():,} weights; tried on"
    )
    print(*(f.stem for f in held))
    judge(library, weights, read(held))
    if options.write:
        write(learn(library, read(files)), TARGET)
        print(f"{TARGET.name}: {TARGET.stat().st_size:,} bytes, learnt from {len(files)} novels")


if __name__ == "__main__":
    main()
