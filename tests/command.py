"""The command line, run in a fork of this process, which has all loaded that a command needs."""

from __future__ import annotations

import multiprocessing
import os
import sys
import tempfile
import warnings
from collections.abc import Mapping
from pathlib import Path
from subprocess import CompletedProcess

import publish.pipeline.products  # noqa: F401 - loaded once, for all that is forked

_OWN = ("publish.cli.", "typer.", "click.", "rich.")
"""Modules that a command loads for itself: they take language and terminal from where they are."""


def command(
    *arguments: str, cwd: Path, language: str = "C", **variables: str
) -> CompletedProcess[str]:
    """Run ``publish`` with arguments in a folder; ``variables`` go to its environment."""
    plain = {"LC_ALL": language, "LANGUAGE": "", "COLUMNS": "200"}
    environment = {**os.environ, **plain, **variables}
    with tempfile.TemporaryDirectory() as folder:
        told = tuple(Path(folder, name) for name in ("out", "err"))
        fork = multiprocessing.get_context("fork")
        process = fork.Process(target=_run, args=(arguments, cwd, environment, told))
        process.start()
        process.join()
        out, err = (path.read_text("utf-8") for path in told)
    assert process.exitcode is not None
    return CompletedProcess(arguments, process.exitcode, out, err)


def _run(
    arguments: tuple[str, ...], cwd: Path, environment: Mapping[str, str], told: tuple[Path, ...]
) -> None:
    for number, path in enumerate(told, 1):
        os.dup2(os.open(path, os.O_WRONLY | os.O_CREAT), number)
    sys.stdout, sys.stderr = (os.fdopen(n, "w", encoding="utf-8") for n in (1, 2))
    os.environ.clear()
    os.environ.update(environment)
    os.chdir(cwd)
    warnings.resetwarnings()
    warnings.simplefilter("ignore", DeprecationWarning)
    for name in [name for name in sys.modules if f"{name}.".startswith(_OWN)]:
        del sys.modules[name]
    sys.argv = ["publish", *arguments]
    from publish.cli import main

    main()
