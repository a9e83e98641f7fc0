"""catalogue.toml → every book made that has to be, the catalogue's pages and feed, a report."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from publish.catalogue import book_process
from publish.catalogue.making import BookOutcome, Work
from publish.catalogue.plan import BookPlace, Plan, read_plan
from publish.catalogue.records import FOLDER, BookRecord, Records, whole
from publish.catalogue.report import report_files
from publish.catalogue.shelf import ShelvedBook, in_order
from publish.catalogue.site import REPORT, SITE, refuse_others, settle, site_files
from publish.catalogue.source import key_of, weight
from publish.catalogue.status import BookReport, CatalogueReport, Status
from publish.pipeline import Folder
from publish.pipeline.lock import alone
from publish.pipeline.tools import epoch

Watch = Callable[[BookReport, int, int], None]
"""Told of each book: its report, how many are done, how many there are."""


@dataclass(frozen=True, slots=True)
class _Waiting:
    """A book to be made, the key of what it will be made from, and its last record."""

    place: BookPlace
    key: str
    last: BookRecord | None


def build(
    file: Path,
    *,
    processes: int | None = None,
    scheduler: str = "",
    timeout: float | None = None,
    memory: int = book_process.MEMORY,
    watch: Watch = lambda _report, _done, _total: None,
) -> CatalogueReport:
    """Bring the books of a catalogue.toml up to date, then its pages, feed and report.

    A book that fails is reported and stops no other; what was last made of it stays in the
    catalogue. ``processes``: books made at once, as many as there are cores when not said.
    ``scheduler``: address of a Dask scheduler whose workers make them instead. ``timeout``: seconds
    that a book may take; ``memory``: megabytes that its process may. Raises BookError where
    catalogue.toml is at fault, its output holds what no catalogue made, or no worker can be had;
    what was done by then is kept.
    """
    plan = read_plan(file)
    Folder(plan.output).prepare()
    refuse_others(plan.output)
    with alone(plan.output):
        records = Records(plan.output)
        reports: dict[str, BookReport] = {}
        waiting: list[_Waiting] = []

        def tell(place: BookPlace, report: BookReport) -> None:
            reports[place.path] = report
            watch(report, len(reports), len(plan.places))

        for place in plan.places:
            key, last = key_of(place.root, plan.catalogue.targets, epoch()), records.find(place)
            if last and last.receipt.by == key and whole(place, last):
                tell(place, _report(place, Status.UP_TO_DATE, last))
            else:
                waiting.append(_Waiting(place, key, last))
        waiting.sort(key=lambda one: -weight(one.place.root))  # the last to end is short
        for number, outcome in _made(plan, waiting, processes, scheduler, timeout, memory):
            one = waiting[number]
            tell(one.place, _settled(one, outcome, records))
        return _finished(plan, records, reports)


def _made(
    plan: Plan,
    waiting: Sequence[_Waiting],
    processes: int | None,
    scheduler: str,
    timeout: float | None,
    memory: int,
) -> Iterator[tuple[int, BookOutcome]]:
    """Yield what becomes of each book that waits, by its number, as they are done."""
    works = [Work(one.place.root, plan.catalogue.targets, epoch()) for one in waiting]
    if not works:
        return
    if scheduler:
        from publish.catalogue import cluster

        yield from cluster.each(works, scheduler, timeout)
    else:
        from publish.pipeline.workers import cores

        yield from book_process.each(works, processes or cores(), timeout, memory)


def _settled(one: _Waiting, outcome: BookOutcome, records: Records) -> BookReport:
    """Keep what was made of a book, and report it."""
    if outcome.edition is None:
        return _report(one.place, Status.FAILED, one.last, outcome)
    record = BookRecord.of(one.key, outcome, one.last)
    records.keep(one.place, record, outcome.pictures)
    status = Status.BUILT if outcome.built else Status.UP_TO_DATE
    return _report(one.place, status, record, outcome)


def _report(
    place: BookPlace, status: Status, record: BookRecord | None, outcome: BookOutcome | None = None
) -> BookReport:
    edition = record.edition if record else None
    told = outcome or record
    return BookReport(
        path=place.path,
        title=edition.title if edition else place.title or place.path,
        language=edition.language if edition else "",
        status=status,
        figures=record.figures if record else {},
        files=record.files if record else (),
        diagnostics=told.diagnostics if told else (),
        seconds=outcome.seconds if outcome and not record else record.seconds if record else 0.0,
        memory=outcome.memory if outcome else 0,
        fault=outcome.fault if outcome else "",
    )


def _finished(plan: Plan, records: Records, reports: dict[str, BookReport]) -> CatalogueReport:
    """Write the catalogue and the report of a run."""
    shown = in_order(plan, list(_shown(plan, records, reports)))
    settle(plan.output, SITE, site_files(plan, shown))
    _forget(plan, records)
    seen = {one.place.path for one in shown}
    report = CatalogueReport(
        plan.catalogue.title,
        tuple(replace(reports[p.path], shown=p.path in seen) for p in plan.places),
        plan.output / SITE,
        plan.output / REPORT / "index.html",
    )
    files = report_files(report, plan.catalogue.language)
    Folder(plan.output).write_folder(REPORT, files)
    return report


def _shown(plan: Plan, records: Records, reports: dict[str, BookReport]) -> Iterator[ShelvedBook]:
    """Yield the books that the catalogue has: what was last made whole, of each slug one."""
    slugs = {place.slug.casefold(): place.path for place in plan.places}
    for place in plan.places:
        record = records.find(place)
        if record is None:
            continue
        failed = reports[place.path].status is Status.FAILED
        others = slugs.get(record.edition.slug.casefold(), place.path) != place.path
        if not (failed and (others or not whole(place, record))):
            yield ShelvedBook(place, record, records.home(place))


def _forget(plan: Plan, records: Records) -> None:
    """Remove what was kept of books that the catalogue no longer has."""
    kept = {records.home(place) for place in plan.places}
    for home in (plan.output / FOLDER).glob("*"):
        if home not in kept:
            shutil.rmtree(home, ignore_errors=True)
