"""The checks of the lint, each in one place: code, message, hint, why, example, repair, and what
finds it.

A function under :func:`publish.proofreading.lint.check` in a module of this package is a check of
the lint: nothing else lists it.
"""

from __future__ import annotations

from importlib import import_module
from pkgutil import iter_modules

from publish.diagnostics import Rule
from publish.proofreading import faults
from publish.proofreading.lint import Check


def _found() -> list[Check]:
    modules = (import_module(f"{__name__}.{one.name}") for one in iter_modules(__path__))
    return [each for module in modules for each in vars(module).values() if isinstance(each, Check)]


CHECKS: tuple[Check, ...] = tuple(sorted(_found(), key=lambda check: check.rule.code))

RULES: dict[str, Rule] = {
    rule.code: rule
    for rule in (
        *(check.rule for check in CHECKS),
        *(one for one in vars(faults).values() if isinstance(one, Rule) and one.code[0] == "T"),
    )
}
"""Every rule of the lint by its code."""
