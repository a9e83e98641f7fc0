"""``make fuzz``: send broken inputs through every door for so many seconds, and count.

    python -m tests.fuzzing [SECONDS [SEED]]

What breaks something is written to tests/fuzzing/found/, one file for each place it broke.
"""

from __future__ import annotations

import sys
import time
from collections import Counter
from pathlib import Path
from random import Random

from tests.fuzzing.doors import DOORS
from tests.fuzzing.fuzzing import Broken, HangError, fuzz

FOUND = Path(__file__).with_name("found")
_TURN, _DEAR_TURN = 40, 4
"""Inputs of one door before the next has its turn."""


def main(seconds: float, seed: int) -> int:
    random, ends = Random(seed), time.monotonic() + seconds
    sent: Counter[str] = Counter()
    broken: dict[str, Broken] = {}
    while time.monotonic() < ends:
        for name, door in DOORS.items():
            turn = _DEAR_TURN if door.dear else _TURN
            for one in fuzz(name, random, turn):
                if one.place not in broken:
                    broken[one.place] = one
                    keep(one, len(broken))
                sent[f"broken {name}"] += 1
            sent[name] += turn
    hangs = sum(HangError.__name__ in place for place in broken)
    for name in DOORS:
        print(f"{name:16} {sent[name]:8} inputs, {sent[f'broken {name}']} broke something")
    total = sum(sent[name] for name in DOORS)
    print(f"{total} inputs, {len(broken) - hangs} tracebacks, {hangs} hangs (seed {seed})")
    return bool(broken)


def keep(one: Broken, number: int) -> None:
    """Write an input and its account, to become a case."""
    FOUND.mkdir(exist_ok=True)
    (FOUND / f"{number:03}-{one.door}-{one.seed}.bin").write_bytes(one.data)
    (FOUND / f"{number:03}-{one.door}-{one.seed}.txt").write_text(one.account, "utf-8")
    print(one.place, flush=True)


if __name__ == "__main__":
    given = [*sys.argv[1:], "60", str(int(time.time()))]
    sys.exit(main(float(given[0]), int(given[1] if len(sys.argv) > 2 else given[-1])))
