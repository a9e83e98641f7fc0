"""Looking at a book without building it: lint, preflight of what was built, index suggestions."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

from publish import apparatus, manuscript, preflight
from publish.diagnostics import Diagnostic, in_order
from publish.messages import N_
from publish.pipeline.build import metadata_of, target_files
from publish.pipeline.folder import Folder
from publish.preflight.faults import NOT_BUILT
from publish.proofreading import proofread


@dataclass(frozen=True, slots=True)
class PreflightReport:
    """What was looked at (file and check), and what was found."""

    checked: tuple[tuple[str, str], ...]
    diagnostics: tuple[Diagnostic, ...]


def check(root: Path) -> list[Diagnostic]:
    """Return what the lint says of a book; BookError where it cannot be read."""
    metadata_of(root)
    book = manuscript.read(Folder(root / "manuscript"))
    return in_order((*book.diagnostics, *proofread(book)))


def check_built(root: Path) -> PreflightReport:
    """Check each finished file of a book; one that is missing is a fault."""
    trim = metadata_of(root).print.size
    checks: dict[str, tuple[str, Callable[[Path], Iterable[Diagnostic]]]] = {
        "epub": (N_("EPUBCheck"), preflight.check_epub),
        "lecture": (
            N_("fonts, outline, tags, language, title"),
            lambda path: preflight.check_lecture(path.read_bytes(), path.name),
        ),
        "impression": (
            N_("trim, even pages, fonts, no links, no outline"),
            lambda path: preflight.check_impression(path.read_bytes(), path.name, trim),
        ),
    }
    checked: list[tuple[str, str]] = []
    found: list[Diagnostic] = []
    for name, path in target_files(root).items():
        what, look = checks[name]
        if path.is_file():
            checked.append((path.name, what))
            found += look(path)
        else:
            found.append(NOT_BUILT.at(path=path.name))
    return PreflightReport(tuple(checked), tuple(in_order(found)))


def suggest_entries(root: Path, least: int = 2) -> str:
    """Return index.toml entries for names that no entry takes, most frequent first."""
    metadata_of(root)
    return apparatus.suggest(manuscript.read(Folder(root / "manuscript")), least)
