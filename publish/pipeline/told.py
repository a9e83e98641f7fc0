"""What a build told, kept beside what it made, so that it can be said again.

``{"pages": 10}`` and its diagnostics → plain values of the state, and back.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import asdict
from typing import Any

from publish.diagnostics import Diagnostic, Rule, Severity


def kept(diagnostics: Iterable[Diagnostic], figures: Mapping[str, int]) -> dict[str, Any]:
    """Return diagnostics and figures as values that JSON holds."""
    return {"diagnostics": [asdict(one) for one in diagnostics], "figures": dict(figures)}


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


def _diagnostic(kept: Mapping[str, Any]) -> Diagnostic:
    rule = Rule(**{**kept["rule"], "severity": Severity(kept["rule"]["severity"])})
    values = tuple((name, value) for name, value in kept["values"])
    return Diagnostic(rule, kept["file"], kept["line"], kept["column"], values)
