"""Every rule the press knows, by its code."""

from __future__ import annotations

from types import ModuleType

from publish.apparatus import faults as apparatus
from publish.composition import faults as composition
from publish.diagnostics import Rule
from publish.editions import faults as editions
from publish.manuscript import faults as manuscript
from publish.pipeline import faults as pipeline
from publish.preflight import faults as preflight
from publish.printers import faults as printers
from publish.proofreading import faults as proofreading
from publish.typography import faults as typography

_TABLES: tuple[ModuleType, ...] = (
    manuscript,
    typography,
    apparatus,
    composition,
    editions,
    preflight,
    printers,
    proofreading,
    pipeline,
)


def all_rules() -> dict[str, Rule]:
    """Return the rules of every package; a code belongs to one rule."""
    tables = (rule for table in _TABLES for rule in vars(table).values() if isinstance(rule, Rule))
    return {rule.code: rule for rule in tables}
