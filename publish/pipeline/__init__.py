"""The only place that reads and writes a book's files: recipes, what is stale, atomic writes.

What is not asked for is not loaded: to say that nothing changed takes no WeasyPrint.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

from publish.pipeline.build import (
    BuildReport,
    Explanation,
    TargetReport,
    build,
    explain,
    named_files,
    opened,
    survey,
    target_files,
    wanted,
    write_trace,
)
from publish.pipeline.folder import Folder
from publish.pipeline.store import Memory
from publish.pipeline.trace import SAID, BuildStep, Trace

if TYPE_CHECKING:
    from publish.pipeline.checking import (
        Checked,
        PreflightReport,
        check,
        check_built,
        refusals,
        style_faults,
        suggest_entries,
    )
    from publish.pipeline.deposit import deposit
    from publish.pipeline.new import new_book
    from publish.pipeline.order import Order, missing, order
    from publish.pipeline.output_places import OutputPlaces
    from publish.pipeline.proof import Proof, proof

__all__ = [
    "SAID",
    "BuildReport",
    "BuildStep",
    "Checked",
    "Explanation",
    "Folder",
    "Memory",
    "Order",
    "OutputPlaces",
    "PreflightReport",
    "Proof",
    "TargetReport",
    "Trace",
    "build",
    "check",
    "check_built",
    "deposit",
    "explain",
    "missing",
    "named_files",
    "new_book",
    "opened",
    "order",
    "proof",
    "refusals",
    "style_faults",
    "suggest_entries",
    "survey",
    "target_files",
    "wanted",
    "write_trace",
]

_HOMES = {
    "new": ("new_book",),
    "deposit": ("deposit",),
    "order": ("Order", "missing", "order"),
    "output_places": ("OutputPlaces",),
    "proof": ("Proof", "proof"),
    "checking": (
        "Checked",
        "PreflightReport",
        "check",
        "check_built",
        "refusals",
        "style_faults",
        "suggest_entries",
    ),
}


def __getattr__(name: str) -> Any:
    for home, names in _HOMES.items():
        if name in names:
            module = import_module(f"{__name__}.{home}")
            globals().update({each: getattr(module, each) for each in names})
            return globals()[name]
    raise AttributeError(name)
