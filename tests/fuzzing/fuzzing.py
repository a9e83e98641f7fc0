"""Broken inputs sent through the doors, and what came of it."""

from __future__ import annotations

import signal
import traceback
from collections.abc import Iterator
from dataclasses import dataclass
from random import Random
from types import FrameType

from publish.diagnostics import BookError
from tests.fuzzing.doors import DOORS, Door
from tests.fuzzing.mutation import mutated

PATIENCE = 20
"""Seconds of processor after which an input counts as a hang."""


class HangError(Exception):
    """An input took too long."""


@dataclass(frozen=True)
class Broken:
    """An input that brought more than a coded fault."""

    door: str
    seed: str
    data: bytes
    account: str

    @property
    def place(self) -> str:
        """The last line of ours in its account: what tells one fault from another."""
        lines = [line.strip() for line in self.account.splitlines()]
        ours = [line for line in lines if "publish/" in line and line.startswith("File")]
        return f"{ours[-1] if ours else '?'} {lines[-1][:80]}"


def _ring(_number: int, _frame: FrameType | None) -> None:
    raise HangError(f"more than {PATIENCE} s of processor")


def entered(door: Door, data: bytes) -> str:
    """Send an input through a door; return the account of what it should not have brought."""
    signal.signal(signal.SIGVTALRM, _ring)
    signal.setitimer(signal.ITIMER_VIRTUAL, PATIENCE)
    try:
        door.enter(data)
    except BookError:
        pass
    except Exception:
        return traceback.format_exc()
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
    return ""


def fuzz(name: str, random: Random, inputs: int) -> Iterator[Broken]:
    """Send so many inputs through a door; yield those that broke something."""
    door = DOORS[name]
    kinds = sorted(door.seeds)
    for number in range(inputs):
        seed = kinds[number % len(kinds)]
        data = mutated(door.seeds[seed], random)
        if account := entered(door, data):
            yield Broken(name, seed, data, account)
