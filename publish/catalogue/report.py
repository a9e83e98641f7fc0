"""The report of a run, for whoever keeps the catalogue: a page, and the same for programs."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from publish.catalogue.covers_page import environment, size_of, spoken
from publish.catalogue.status import BookReport, CatalogueReport, Status
from publish.diagnostics import Diagnostic, Severity, in_order
from publish.messages import NN_, Count, Translate, figure

_COUNTS = {
    Status.BUILT: NN_("{n} book built", "{n} books built"),
    Status.UP_TO_DATE: NN_("{n} book up to date", "{n} books up to date"),
    Status.FAILED: NN_("{n} book failed", "{n} books failed"),
}


def report_files(report: CatalogueReport, language: str) -> dict[str, bytes]:
    """Return the files of the report's folder, in a language."""
    translate, count = spoken(language)
    data = json.dumps(as_data(report, translate), ensure_ascii=False, indent=1) + "\n"
    return {
        "index.html": _page(report, language, translate, count).encode(),
        "report.json": data.encode(),
    }


def as_data(report: CatalogueReport, translate: Translate) -> dict[str, Any]:
    """Return a report as a program reads it."""
    return {
        "title": report.title,
        "counts": {status.value: count for status, count in report.counts.items()},
        "books": [_book_data(book, translate) for book in report.books],
    }


def _book_data(book: BookReport, translate: Translate) -> dict[str, Any]:
    return {
        "path": book.path,
        "title": book.title,
        "status": book.status.value,
        "shown": book.shown,
        "figures": dict(book.figures),
        "seconds": round(book.seconds, 3),
        "memory": book.memory,
        "files": [
            {"target": f.target, "name": f.name, "bytes": f.size, "digest": f.digest}
            for f in book.files
        ],
        "diagnostics": [
            {
                "code": one.code,
                "severity": one.severity.name.lower(),
                "place": one.place,
                "message": one.say(one.rule.message, translate),
                "hint": one.say(one.rule.hint, translate),
            }
            for one in in_order(book.diagnostics)
        ],
    }


def _page(report: CatalogueReport, language: str, translate: Translate, count: Count) -> str:
    counts = [
        {"status": status.value, "text": count(_COUNTS[status], books)}
        for status, books in report.counts.items()
        if books
    ]
    rows = [_row(n, book, translate) for n, book in enumerate(report.books, 1)]
    return (
        environment()
        .get_template("report.html.j2")
        .render(
            _=translate,
            language=language,
            report=report,
            site=report.site.name,
            counts=counts,
            rows=rows,
        )
    )


def _row(number: int, book: BookReport, translate: Translate) -> dict[str, Any]:
    size = sum(made.size for made in book.files)
    return {
        "id": f"b{number}",
        "book": book,
        "status": translate(book.status.label),
        "rank": list(Status).index(book.status),
        "seconds": figure(book.seconds, 1, translate),
        "size": size_of(size, translate) if size else "",
        "bytes": size,
        "diagnostics": _said(book.diagnostics, translate),
    }


def _said(diagnostics: Sequence[Diagnostic], translate: Translate) -> list[dict[str, Any]]:
    return [
        {
            "severity": Severity(one.severity).name.lower(),
            "label": translate(one.severity.label),
            "code": one.code,
            "place": one.place,
            "message": one.say(one.rule.message, translate),
            "hint": one.say(one.rule.hint, translate),
        }
        for one in in_order(diagnostics)
    ]
