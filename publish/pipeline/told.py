"""What a build told, kept beside what it made, so that it can be said again.

``{"pages": 10}`` and its diagnostics → plain values of a receipt, and back. A rule is kept by its
code alone: it is said as it is worded now.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

from publish.diagnostics import Diagnostic
from publish.pipeline.rules import tabled_rules


def kept(diagnostics: Iterable[Diagnostic], figures: Mapping[str, int]) -> dict[str, Any]:
    """Return diagnostics and figures as values that JSON holds."""
    return {"diagnostics": list(map(_values, diagnostics)), "figures": dict(figures)}


def recalled(
    values: Iterable[Mapping[str, Any]],
) -> tuple[tuple[Diagnostic, ...], Mapping[str, int]]:
    """Return what :func:`kept` kept, of several targets each thing once."""
    found: dict[Diagnostic, None] = {}
    figures: dict[str, int] = {}
    for one in values:
        found |= dict.fromkeys(map(_diagnostic, one.get("diagnostics", ())))
        figures |= one.get("figures", {})
    return tuple(found), figures


def worded_now(diagnostics: Iterable[Diagnostic]) -> tuple[Diagnostic, ...]:
    """Return diagnostics, some of which were kept, with their rules as they are worded now."""
    return tuple(replace(one, rule=tabled_rules().get(one.code, one.rule)) for one in diagnostics)


def _values(one: Diagnostic) -> dict[str, Any]:
    place = {"file": one.file, "line": one.line, "column": one.column}
    return {"code": one.code, "values": [list(pair) for pair in one.values], **place}


def _diagnostic(kept: Mapping[str, Any]) -> Diagnostic:
    values = tuple((name, value) for name, value in kept["values"])
    rule = tabled_rules()[kept["code"]]
    return Diagnostic(rule, kept["file"], kept["line"], kept["column"], values)
