"""The only place that reads and writes a book's files: recipes, what is stale, atomic writes."""

from publish.pipeline.build import (
    BuildReport,
    Explanation,
    TargetReport,
    build,
    explain,
    target_files,
)
from publish.pipeline.folder import Folder
from publish.pipeline.new import new_book
from publish.pipeline.order import Order, missing, order
from publish.pipeline.proof import Proof, proof
from publish.pipeline.review import Checked, PreflightReport, check, check_built, suggest_entries

__all__ = [
    "BuildReport",
    "Checked",
    "Explanation",
    "Folder",
    "Order",
    "PreflightReport",
    "Proof",
    "TargetReport",
    "build",
    "check",
    "check_built",
    "explain",
    "missing",
    "new_book",
    "order",
    "proof",
    "suggest_entries",
    "target_files",
]
