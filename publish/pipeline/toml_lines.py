"""Faults of a printing job, told with the line of book.toml that asks for what cannot be had."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import replace

from publish.diagnostics import BookError, Diagnostic
from publish.manuscript import line_of
from publish.printers.faults import KEYS

MANIFEST = "book.toml"


@contextmanager
def placing(toml: str) -> Iterator[None]:
    """Give the faults of a job that are raised within their line of ``toml``."""
    try:
        yield
    except BookError as error:
        raise BookError(*placed(error.diagnostics, toml)) from None


def placed(diagnostics: Iterable[Diagnostic], toml: str) -> list[Diagnostic]:
    """Return diagnostics, those of a job with their line of ``toml``; others as they are."""
    return [_placed(one, toml) if one.code in KEYS and not one.file else one for one in diagnostics]


def _placed(one: Diagnostic, toml: str) -> Diagnostic:
    key = dict(one.values).get("margin", KEYS[one.code])
    return replace(one, file=MANIFEST, line=line_of(toml, ("print", key)))
