"""An exception that nobody foresaw → a coded fault, and a report to send to the makers."""

from __future__ import annotations

import platform
import sys
import tempfile
import traceback
from importlib.metadata import version

from publish import __version__
from publish.diagnostics import Diagnostic
from publish.pipeline import faults

_LIBRARIES = ("ebooklib", "lxml", "markdown", "pikepdf", "weasyprint")


def our_fault(error: BaseException) -> Diagnostic:
    """Return what is said of an unforeseen exception; its account is written to a file."""
    what = "".join(traceback.format_exception_only(error)).strip().splitlines()[-1][:200]
    return faults.OUR_FAULT.at(what=what, report=_report(error) or "stderr")


def _report(error: BaseException) -> str:
    """Write the account of an exception; return where, "" where nothing can be written."""
    lines = [
        f"publish {__version__}, Python {platform.python_version()}, {platform.platform()}",
        ", ".join(f"{name} {version(name)}" for name in _LIBRARIES),
        "",
        *traceback.format_exception(error, limit=40),
    ]
    account = "\n".join(lines)
    try:
        with tempfile.NamedTemporaryFile(
            "w", encoding="utf-8", errors="replace", prefix="publish-fault-", suffix=".txt",
            delete=False,
        ) as file:  # fmt: skip
            file.write(account)
    except OSError:
        sys.stderr.write(account)
        return ""
    return file.name
