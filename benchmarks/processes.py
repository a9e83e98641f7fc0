"""What a command costs: seconds by the clock, memory of all its processes at most.

Memory is counted once where processes share it (PSS), sampled every 50 ms.
"""

from __future__ import annotations

import contextlib
import os
import signal
import subprocess
import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path


class FailedError(Exception):
    """A command that did not do its work; says why in one line."""


@dataclass(frozen=True)
class Cost:
    """Seconds by the clock, and megabytes at most."""

    seconds: float
    memory: float

    def __add__(self, other: Cost) -> Cost:
        """Return the cost of one command after the other."""
        return Cost(self.seconds + other.seconds, max(self.memory, other.memory))


def cost(
    command: Sequence[str],
    root: Path | None = None,
    env: Mapping[str, str] | None = None,
    limit: float = 1800,
) -> Cost:
    """Run a command; FailedError with the last line it printed, or when it takes too long."""
    begun, most = time.perf_counter(), 0.0
    with tempfile.TemporaryFile() as told:
        with subprocess.Popen(
            command, cwd=root, env={**os.environ, **(env or {})}, stdout=told, stderr=told
        ) as process:
            while process.poll() is None:
                most = max(most, sum(map(shared, tree(process.pid))))
                if time.perf_counter() - begun > limit:
                    end(process.pid)
                    raise FailedError(f"not done in {limit:.0f} s, {most:.0f} MB")
                time.sleep(0.05 if time.perf_counter() - begun > 1 else 0.005)
        seconds = time.perf_counter() - begun
        told.seek(0)
        lines = told.read().decode("utf-8", "replace").split("\n")
    if process.returncode:
        last = next((line.strip() for line in reversed(lines) if line.strip()), "")
        raise FailedError(f"{Path(command[0]).name} ended with {process.returncode}: {last[:200]}")
    return Cost(seconds, most)


def end(pid: int) -> None:
    """End a process and all that it started."""
    for one in reversed(list(tree(pid))):
        with contextlib.suppress(ProcessLookupError):
            os.kill(one, signal.SIGKILL)


def tree(pid: int) -> Iterator[int]:
    """Yield a process and all that it started, by whichever thread."""
    yield pid
    for children in Path(f"/proc/{pid}/task").glob("*/children"):
        with contextlib.suppress(OSError):
            for child in children.read_text().split():
                yield from tree(int(child))


def shared(pid: int) -> float:
    """Return a process's share of memory, in megabytes."""
    try:
        lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
    except OSError:
        return 0.0
    return sum(int(line.split()[1]) for line in lines if line.startswith("Pss:")) / 1024
