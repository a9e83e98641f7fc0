"""Looking at a book without building it: lint, preflight of what was built, index suggestions."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from publish import apparatus, manuscript
from publish.book import Book
from publish.book.style_depth import too_deep
from publish.composition.faults import UNREAD_PROPERTY
from publish.composition.style.unread import unread
from publish.diagnostics import BookError, Diagnostic, in_order
from publish.editions import refuse_cover
from publish.messages import Translate
from publish.pipeline.build import explain, metadata_of, target_files
from publish.pipeline.faults import STALE
from publish.pipeline.folder import Folder
from publish.pipeline.style_folders import load_styles, style_sheets
from publish.pipeline.targets import TARGETS, BuiltFile
from publish.pipeline.toml_lines import MANIFEST, placed, placing
from publish.preflight.faults import NOT_BUILT
from publish.printers import Job
from publish.proofreading import css_faults, proofread, repaired, styled_classes
from publish.proofreading.visible import proof_page
from publish.proofreading.visible import visible as visible_lines
from publish.typography import typeset

PROOF = "reports/proof.html"
PRINT_SHEETS = ("print.css", "large-print/large-print.css")
"""The style sheets that composition reads."""


@dataclass(frozen=True, slots=True)
class PreflightReport:
    """What was looked at (file and check), and what was found."""

    checked: tuple[tuple[str, str], ...]
    diagnostics: tuple[Diagnostic, ...]


@dataclass(frozen=True, slots=True)
class Checked:
    """What the lint found and made.

    ``mended``: the files changed; ``lines``: the text with its unseen characters shown; ``proof``:
    the same as a web page.
    """

    diagnostics: tuple[Diagnostic, ...]
    mended: tuple[str, ...] = ()
    lines: tuple[str, ...] = ()
    proof: Path | None = None


def check(
    root: Path,
    *,
    fix: bool = False,
    visible: bool = False,
    proof: bool = False,
    translate: Translate = str,
) -> Checked:
    """Proofread a book; BookError where it cannot be read.

    ``fix`` mends the manuscript where that is safe, and checks what is left.
    """
    metadata_of(root)
    folder = Folder(root / "manuscript")
    book = manuscript.read(folder)
    mended = _mended(book) if fix else {}
    for path, content in sorted(mended.items()):
        folder.write(path, content.encode())
    book = manuscript.read(folder) if mended else book
    done = typeset(book) if visible or proof else book
    if proof:
        Folder(root / "dist").write(PROOF, proof_page(done, translate).encode())
    sheets = style_sheets(root)
    read = [text for text in sheets.values() if not too_deep(text)]
    styled = {name for text in read for name in styled_classes(text)}
    found = (
        *book.diagnostics,
        *proofread(book, styled),
        *style_faults(root),
        *refusals(root, book),
    )
    return Checked(
        tuple(in_order(found)),
        tuple(sorted(mended)),
        tuple(visible_lines(done)) if visible else (),
        root / "dist" / PROOF if proof else None,
    )


def _mended(book: Book) -> dict[str, str]:
    """Return the new source of each text in which something can be mended for sure."""
    sources = {section.file: section.source for section in book.sections}
    new = {**sources, **repaired(book)}
    new = {file: manuscript.mended(source, file) for file, source in new.items()}
    return {file: source for file, source in new.items() if source != sources[file]}


def refusals(root: Path, book: Book | None = None) -> list[Diagnostic]:
    """Return what a build would find in the index, for the printer and on the cover; BookError
    where the book cannot be read."""
    folder = Folder(root / "manuscript")
    book = book or manuscript.read(folder)
    done = apparatus.furnish(typeset(book))
    found = [one for one in done.diagnostics if one not in book.diagnostics]
    metadata = book.metadata
    toml = (folder.read(MANIFEST) or b"").decode()
    asked: tuple[Callable[[], object], ...] = (
        lambda: Job.of(metadata.print),
        lambda: manuscript.read_cover(folder, metadata),
        lambda: refuse_cover(load_styles(root), metadata.cover),
    )
    for ask in asked:
        try:
            with placing(toml):
                ask()
        except BookError as error:
            found += error.diagnostics
    return found


def style_faults(root: Path) -> list[Diagnostic]:
    """Return what is wrong in the book's style sheets as they are written."""
    found: list[Diagnostic] = []
    for path, text in style_sheets(root).items():
        found += css_faults(text, file := f"styles/{path}")
        if path in PRINT_SHEETS and not too_deep(text):
            found += [UNREAD_PROPERTY.at(file, line, name=name) for line, name in unread(text)]
    return found


def check_built(root: Path) -> PreflightReport:
    """Check each finished file of a book; one that is missing is a fault."""
    toml = (Folder(root / "manuscript").read(MANIFEST) or b"").decode()
    paths = target_files(root)
    with placing(toml):
        job = Job.of(metadata_of(root).print)
    checked: list[tuple[str, str]] = []
    found: list[Diagnostic] = []
    for name, target in TARGETS.items():
        if target.check is None:
            continue
        path = paths[name]
        if path.exists():
            checked.append((path.name, target.looked_at))
            if explain(root, name).stale:
                found.append(STALE.at(path=path.name, target=name))
            found += target.check(BuiltFile(path, job, paths))
        elif not target.on_demand:
            found.append(NOT_BUILT.at(path=path.name))
    return PreflightReport(tuple(checked), tuple(in_order(placed(found, toml))))


def suggest_entries(root: Path, least: int = 2) -> str:
    """Return index.toml entries for names that no entry takes, most frequent first."""
    metadata_of(root)
    return apparatus.suggest(manuscript.read(Folder(root / "manuscript")), least)
