"""What an order needs: mentions that no book goes without, and one folder to send.

``dist/commande-bod/``: interior, cover, ONIX record, and a list of what was checked and what was
not.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from publish import preflight
from publish.book import Book
from publish.book.metadata import Metadata
from publish.diagnostics import BookError, Diagnostic, Rule, errors, in_order
from publish.editions import Manufacture, onix, picture_of
from publish.manuscript import line_of, placeholders
from publish.messages import N_, Translate, figure
from publish.pipeline import faults
from publish.pipeline.build import build, metadata_of, target_files
from publish.pipeline.folder import Folder
from publish.pipeline.products import BookProducts
from publish.pipeline.toml_lines import MANIFEST, placed, placing
from publish.pipeline.tools import epoch
from publish.preflight.faults import NO_EPUBCHECK
from publish.printers import CoverSheet, Job, cover_sheet
from publish.typography import typeset

_DOTS_PER_INCH = 300

_WANTED: tuple[tuple[str, Callable[[Metadata], object], Rule], ...] = (
    ("print", lambda m: m.print.printer, faults.NO_PRINTER),
    ("isbn", lambda m: m.isbn.print, faults.NO_ISBN),
    ("publisher", lambda m: m.publisher.name, faults.NO_PUBLISHER),
    ("publisher", lambda m: m.publisher.address, faults.NO_ADDRESS),
    ("trade", lambda m: m.trade.price, faults.NO_PRICE),
    ("legal", lambda m: m.legal.deposit, faults.NO_DEPOSIT),
    ("legal", lambda m: m.legal.printed and m.legal.printed_by, faults.NO_PRINTING),
    ("legal", lambda m: m.rights or m.legal.rights, faults.NO_RIGHTS),
    ("cover", lambda m: m.cover.back, faults.NO_BACK),
    ("trade", lambda m: m.trade.thema, faults.NO_THEMA),
    ("trade", lambda m: m.trade.clil, faults.NO_CLIL),
    ("isbn", lambda m: m.isbn.epub, faults.NO_EPUB_ISBN),
)
"""Table of book.toml, what it should hold, and what is said when it does not."""


@dataclass(frozen=True, slots=True)
class Order:
    """The folder that was written, its files, and what was found that does not stop an order."""

    folder: Path
    files: tuple[str, ...]
    diagnostics: tuple[Diagnostic, ...]


def missing(root: Path) -> tuple[Diagnostic, ...]:
    """Return what book.toml lacks for an order; errors are what no order goes without."""
    toml, metadata = _toml(root), metadata_of(root)
    found = [
        rule.at(MANIFEST, line_of(toml, (table,)))
        for table, wanted, rule in _WANTED
        if not wanted(metadata)
    ]
    found += [faults.NO_AUTHOR.at(MANIFEST, one.line) for one in placeholders(metadata, toml)]
    for number, one in enumerate(metadata.contributors):
        if not (one.isni or one.bnf):
            line = line_of(toml, ("contributors", number))
            found.append(faults.NO_IDENTIFIER.at(MANIFEST, line, name=one.name))
    return tuple(found)


def order(root: Path, translate: Translate = str) -> Order:
    """Build the book, check it against its printer, and write the folder to send.

    Raises BookError, and writes nothing, for whatever the printer would refuse.
    """
    lacking = missing(root)
    if stopping := errors(lacking):
        raise BookError(*stopping)
    report = build(root, ["epub", "impression", "couverture"])
    workshop = BookProducts(root, epoch())
    toml, metadata, paths = _toml(root), metadata_of(root), target_files(root)
    interior, cover = paths["impression"].read_bytes(), paths["couverture"].read_bytes()
    with placing(toml):
        job = Job.of(metadata.print)
        pages = preflight.pages_of(interior)
        sheet = cover_sheet(job, pages)
    found = (
        *preflight.check_interior(interior, paths["impression"].name, job),
        *preflight.check_cover(cover, paths["couverture"].name, job, sheet),
        *preflight.check_epub(paths["epub"]),
    )
    if stopping := errors(found):
        raise BookError(*placed(stopping, toml))
    told = tuple(in_order((*lacking, *report.diagnostics, *placed(found, toml))))
    width, height = job.options.size
    made = Manufacture(pages, height, width, sheet.spine)
    files = {
        f"{metadata.slug}-interieur.pdf": interior,
        **_cover_file(metadata.slug, cover, job),
        f"{metadata.slug}-onix.xml": onix(
            _as_printed(metadata), made, workshop.accessibility, day_of(workshop.epoch)
        ),
        "a-verifier.md": _checklist(metadata, job, sheet, pages, told, translate).encode(),
    }
    folder = Folder(root / "dist" / f"commande-{job.printer.id}")
    folder.prepare()
    for name, content in files.items():
        folder.write(name, content)
    folder.own(files)
    return Order(folder.root, tuple(files), told)


def _as_printed(metadata: Metadata) -> Metadata:
    return typeset(Book(metadata, ())).metadata


def day_of(epoch: int | None) -> datetime.datetime:
    """Return the day the records are sent: SOURCE_DATE_EPOCH's, else the clock's."""
    now = datetime.datetime.now(datetime.UTC)
    sent = now if epoch is None else datetime.datetime.fromtimestamp(epoch, datetime.UTC)
    return sent.replace(hour=0, minute=0, second=0, microsecond=0)


def _cover_file(slug: str, cover: bytes, job: Job) -> dict[str, bytes]:
    if job.printer.file.cover == "jpeg":
        return {f"{slug}-couverture.jpg": picture_of(cover, _DOTS_PER_INCH)}
    return {f"{slug}-couverture.pdf": cover}


def _toml(root: Path) -> str:
    return (Folder(root / "manuscript").read(MANIFEST) or b"").decode()


_EPUBCHECK = N_("EPUB: EPUBCheck")
_CHECKED = (
    N_("Interior: size of every page, even number of pages, boxes, PDF/X, inks, fonts, pictures"),
    N_("Interior: number of pages the paper takes, inner and outer margins, bleed, last page"),
    N_("Cover: width from the number of pages, height, bleed, PDF/X, inks, fonts, pictures"),
    N_("Cover: text kept clear of the barcode, spine bare where the printer wants it so"),
    N_("ISBN: thirteen digits, the last of which agrees; each edition its own"),
    _EPUBCHECK,
)
_BY_EYE = (
    N_("The cover, printed at full size and folded round a book of this thickness"),
    N_("The barcode, read with a telephone from that print"),
    N_("Colours: a screen does not show them as ink does"),
    N_("Heads and folios: far enough from the upper and lower edge"),
    N_("Thin lines: none under a quarter of a point"),
    N_("Names, titles, price and legal mentions, read aloud by someone else"),
    N_("Rights: that every text may be sold where it will be sold"),
    N_("The printer's own proof, on paper, before the first copies are ordered"),
)


def _checklist(
    metadata: Metadata,
    job: Job,
    sheet: CoverSheet,
    pages: int,
    told: tuple[Diagnostic, ...],
    translate: Translate,
) -> str:
    """Return what was checked, what was found, and what a person has to look at, in Markdown."""
    paper = job.paper.name
    left_out = [_EPUBCHECK] if any(d.code == NO_EPUBCHECK.code for d in told) else []
    parts = [
        f"# {metadata.title}",
        translate(
            N_(
                "{printer}, {paper}: {pages} pages of {trim} mm, spine {spine} mm, "
                "cover sheet {width} × {height} mm, PDF/{standard}."
            )
        ).format(
            printer=job.printer.name, paper=paper, pages=pages, trim=job.options.trim,
            spine=figure(sheet.spine, 2, translate), width=figure(sheet.width, 2, translate),
            height=figure(sheet.height, 2, translate),
            standard=job.standard.upper(),
        ),
        "## " + translate(N_("Checked")),
        _items([translate(text) for text in _CHECKED if text not in left_out], "x"),
        "## " + translate(N_("Found, and not stopping the order")),
        _items([f"{d.place} {d.code}: {d.say(d.rule.message, translate)}" for d in told], " "),
        "## " + translate(N_("Not checked: to be looked at by eye")),
        _items([*_unsure(job, translate), *map(translate, (*left_out, *_BY_EYE))], " "),
    ]  # fmt: skip
    return "\n\n".join(filter(None, parts)) + "\n"


def _items(texts: Sequence[str], mark: str) -> str:
    return "\n".join(f"- [{mark}] {text}" for text in texts)


def _unsure(job: Job, translate: Translate) -> Iterator[str]:
    """Yield what the printer's data do not say for certain."""
    if job.printer.trims is None:
        template = translate(N_("That {printer} cuts to {trim} mm: its trims are not in the data"))
        yield template.format(printer=job.printer.name, trim=job.options.trim)
    file, barcode = job.printer.file, job.printer.barcode
    if file.thinnest_line:
        template = translate(N_("No line is thinner than {width} mm: {source}"))
        width = figure(file.thinnest_line, 2, translate)
        yield template.format(width=width, source=job.printer.source(file.source))
    if barcode and barcode.black_only:
        template = translate(N_("The barcode is printed in black alone: {source}"))
        yield template.format(source=job.printer.source(barcode.source))
    for source in job.printer.sources.values():
        template = translate(
            N_("Limits and formulas against the printer's page of the day: {source}")
        )
        yield template.format(source=source)
