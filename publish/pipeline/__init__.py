"""The only place that reads and writes a book's files: recipes, what is stale, atomic writes."""

from publish.pipeline.build import BuildReport, TargetReport, build
from publish.pipeline.folder import Folder

__all__ = ["BuildReport", "Folder", "TargetReport", "build"]
