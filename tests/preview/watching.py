"""``publish watch`` as a process of its own, for tests."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

LONGEST = 60  # seconds that anything may take


@dataclass(frozen=True)
class Watch:
    """A watch that runs: its page's address, and what it prints."""

    process: subprocess.Popen[str]
    url: str

    def line(self, pattern: str) -> str:
        """Wait for a line that it prints."""
        assert self.process.stdout is not None
        for line in self.process.stdout:
            if re.search(pattern, line):
                return line
        raise AssertionError(f"it ended without “{pattern}”")

    def end(self) -> tuple[int, str]:
        """Press Ctrl-C; return the exit status and what is printed after it."""
        os.killpg(self.process.pid, signal.SIGINT)  # as a terminal does: to all its processes
        printed, _ = self.process.communicate(timeout=LONGEST)
        return self.process.returncode, printed

    def is_gone(self) -> bool:
        """Wait until no process of it is left."""
        until = time.monotonic() + LONGEST
        while time.monotonic() < until:
            try:
                os.killpg(self.process.pid, 0)
            except ProcessLookupError:
                return True
            time.sleep(0.02)
        return False


@contextmanager
def watching(root: Path, *arguments: str, language: str = "C") -> Iterator[Watch]:
    """Watch a book until the end of the block."""
    command = [sys.executable, "-m", "publish", "-C", str(root), "watch", "--port", "0"]
    environment = {**os.environ, "LC_ALL": language, "LANGUAGE": "", "PYTHONUNBUFFERED": "1"}
    process = subprocess.Popen(
        [*command, "--no-open", *arguments],
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        start_new_session=True,
    )
    with process:
        try:
            found = re.search(r"http://127\.0\.0\.1:\d+/", Watch(process, "").line("http:"))
            assert found is not None
            yield Watch(process, found[0])
        finally:
            if process.poll() is None:
                os.killpg(process.pid, signal.SIGKILL)
