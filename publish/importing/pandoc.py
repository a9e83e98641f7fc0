"""pandoc, run as a stranger would be: in a sandbox, with limits to its memory and time.

It comes with the wheel of pypandoc_binary, an extra of this package; a pandoc that is installed is
taken where that is missing.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from publish.diagnostics import BookError, Rule
from publish.importing import faults

_MEMORY = "-M1024M"
_SECONDS = 120
_OUT_OF_MEMORY = 251
"""What pandoc exits with where its memory does not suffice."""


def read_with_pandoc(
    content: bytes, form: str, name: str, file: str, options: Sequence[str] = ()
) -> Any:
    """Return pandoc's JSON of a file; BookError where it cannot be read.

    ``form``: pandoc's name of the format, with its extensions; ``name``: what people call it.
    """
    program = _program()
    if program is None:
        raise BookError(faults.NO_PANDOC.at(file, format=name))
    with tempfile.TemporaryDirectory(prefix="publish-") as folder:
        source = Path(folder) / "source"
        source.write_bytes(content)
        command = [program, "+RTS", _MEMORY, "-RTS", "--sandbox", "-f", form, "-t", "json"]
        try:
            done = subprocess.run(  # noqa: S603 - a fixed command
                [*command, *options, str(source)],
                capture_output=True,
                timeout=_SECONDS,
                cwd=folder,
                check=False,
            )
        except subprocess.TimeoutExpired:
            raise BookError(_too_long(form).at(file, format=name, limit=_SECONDS)) from None
    if done.returncode == _OUT_OF_MEMORY:
        raise BookError(_too_long(form).at(file, format=name, limit=_SECONDS))
    if done.returncode != 0:
        reason = " ".join(done.stderr.decode("utf-8", "replace").split())[:200]
        raise BookError(faults.UNREADABLE.at(file, format=name, reason=reason))
    return json.loads(done.stdout)


def _too_long(form: str) -> Rule:
    """Return what is told of a file that takes too long: of LaTeX it is the macros."""
    return faults.HEAVY_TEX if form.startswith("latex") else faults.TOO_LONG


def write_with_pandoc(document: bytes, form: str, files: Mapping[str, bytes], name: str) -> bytes:
    """Return what pandoc writes of its own JSON; ``files``: the pictures it may put in, by name.

    BookError where pandoc is missing or does not come to an end.
    """
    program = _program()
    if program is None:
        raise BookError(faults.NO_PANDOC_TO_WRITE.at(form=form))
    with tempfile.TemporaryDirectory(prefix="publish-") as folder:
        for path, content in files.items():
            place = (Path(folder) / path).resolve()
            if place.is_relative_to(Path(folder).resolve()):
                place.parent.mkdir(parents=True, exist_ok=True)
                place.write_bytes(content)
        made = Path(folder) / "made"
        command = [program, "+RTS", _MEMORY, "-RTS", "-f", "json", "-t", form, "--wrap=none"]
        try:
            done = subprocess.run(  # noqa: S603 - a fixed command
                [*command, "-o", str(made)],
                input=document,
                capture_output=True,
                timeout=_SECONDS,
                cwd=folder,
                env={**os.environ, "SOURCE_DATE_EPOCH": "315532800"},
                check=False,
            )
        except subprocess.TimeoutExpired:
            raise BookError(faults.TOO_LONG.at(name, format=form, limit=_SECONDS)) from None
        if done.returncode != 0 or not made.exists():
            reason = " ".join(done.stderr.decode("utf-8", "replace").split())[:200]
            raise BookError(faults.UNREADABLE.at(name, format=form, reason=reason))
        return made.read_bytes()


def _program() -> str | None:
    try:
        import pypandoc
    except ImportError:
        return shutil.which("pandoc")
    packed = Path(pypandoc.__file__).parent / "files"
    found = next((str(path) for path in packed.glob("pandoc*") if path.is_file()), None)
    return found or shutil.which("pandoc")
