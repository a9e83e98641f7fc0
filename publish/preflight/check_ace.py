"""An EPUB → what Ace by DAISY says of its accessibility, where Ace is installed.

Ace drives a browser: Puppeteer's own is never downloaded, the system's Chromium is used.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from publish.diagnostics import Diagnostic
from publish.preflight import faults

_PROGRAMS = ("ace-puppeteer", "ace")
_BROWSERS = ("chromium", "chromium-browser", "google-chrome")
_PATIENCE = 600  # seconds


def ace_installed() -> bool:
    """Whether Ace and a browser are there."""
    return _first(_PROGRAMS) is not None and _browser() is not None


def check_with_ace(path: Path) -> Iterator[Diagnostic]:
    """Yield each violation; a warning where Ace is there but does not run."""
    program, browser = _first(_PROGRAMS), _browser()
    if program is None or browser is None:
        return
    with tempfile.TemporaryDirectory() as folder:
        command = [program, "--force", "--silent", "--outdir", folder, str(path)]
        done = subprocess.run(  # noqa: S603 - our own arguments
            command,
            capture_output=True,
            text=True,
            timeout=_PATIENCE,
            check=False,
            env={**os.environ, "PUPPETEER_EXECUTABLE_PATH": browser},
        )
        report = Path(folder, "report.json")
        if not report.is_file():
            reason = (done.stderr or done.stdout).strip()[-200:]
            yield faults.NO_ACE.at(path.name, reason=reason)
            return
        yield from _told(json.loads(report.read_text("utf-8")), path.name)


def _told(report: dict[str, Any], file: str) -> Iterator[Diagnostic]:
    for document in report["assertions"]:
        where = f"{file}/{document['earl:testSubject']['url']}"
        for violation in document["assertions"]:
            test, text = violation["earl:test"], violation["earl:result"]["dct:description"]
            yield faults.ACE_VIOLATION.at(where, id=test["dct:title"], text=text.split("\n")[0])


def _first(names: tuple[str, ...]) -> str | None:
    return next(filter(None, map(shutil.which, names)), None)


def _browser() -> str | None:
    return os.environ.get("PUPPETEER_EXECUTABLE_PATH") or _first(_BROWSERS)
