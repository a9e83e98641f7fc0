"""Every rule the press knows, by its code: found where it stands, listed nowhere else.

A rule stands in a ``faults.py``, beside the code that finds it, or, if it is of the lint, with its
check (``proofreading/checks``).
"""

from __future__ import annotations

import sys
from collections.abc import Iterable
from functools import cache
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from types import ModuleType

from publish.diagnostics import Rule

_PACKAGE = Path(__file__).parents[1]


@cache
def all_rules() -> dict[str, Rule]:
    """Return the rules of every package, by their codes; ValueError where two have the same."""
    from publish.proofreading import RULES  # slow to load

    return by_code((*RULES.values(), *tabled_rules().values()))


@cache
def tabled_rules() -> dict[str, Rule]:
    """Return the rules that stand in a ``faults.py``, without loading what finds them."""
    tables = (_table(path) for path in sorted(_PACKAGE.rglob("faults.py")))
    return by_code(one for table in tables for one in vars(table).values() if isinstance(one, Rule))


def by_code(rules: Iterable[Rule]) -> dict[str, Rule]:
    """Return rules by their codes, in the order of these; ValueError where two have the same.

    >>> from publish.diagnostics import Severity
    >>> by_code([Rule("A1", Severity.NOTE, "one"), Rule("A1", Severity.NOTE, "two")])
    Traceback (most recent call last):
    ValueError: two rules have the code A1: “one”, “two”
    """
    found: dict[str, Rule] = {}
    for rule in rules:
        if (known := found.setdefault(rule.code, rule)) != rule:
            reason = f"two rules have the code {rule.code}: “{known.message}”, “{rule.message}”"
            raise ValueError(reason)
    return dict(sorted(found.items()))


def checks_of_the_lint() -> dict[str, str]:
    """Return the name in book.toml of each rule that has a check, by its code."""
    from publish.proofreading import CHECKS

    return {check.rule.code: check.name for check in CHECKS}


def _table(path: Path) -> ModuleType:
    """Return a module of rules; one that nothing loaded yet is read without its package."""
    name = ".".join(("publish", *path.relative_to(_PACKAGE).with_suffix("").parts))
    if name in sys.modules:
        return sys.modules[name]
    spec = spec_from_file_location(name, path)
    assert spec, "a Python file can be loaded"
    assert spec.loader
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    return module
