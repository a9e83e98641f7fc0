"""What comes of files that are brought in, beside what pandoc reads in them.

``python benchmarks/importing.py FILE…`` brings each file (or ``A.md,B.md``, one book) into a book
of its own and prints a row of a table: what the source holds by its own count, what pandoc reads
(where it knows the format), what the press reads in the texts, and what still stops a build.
"""

from __future__ import annotations

import sys
import tempfile
import time
from collections import Counter
from pathlib import Path
from typing import Any

from publish.diagnostics import BookError, Diagnostic, errors
from publish.importing.pandoc import read_with_pandoc
from publish.manuscript import read_text
from publish.pipeline import check
from publish.pipeline.import_files import import_files

_PANDOC = {".docx": "docx", ".odt": "odt", ".epub": "epub", ".html": "html", ".htm": "html",
           ".md": "markdown", ".qmd": "markdown", ".tex": "latex"}  # fmt: skip


def by_pandoc(file: Path) -> Counter[str]:
    """Count what pandoc reads in a file."""
    found: Counter[str] = Counter()
    form = _PANDOC.get(file.suffix)
    if form is None:
        return found
    try:
        document = read_with_pandoc(file.read_bytes(), form, form, file.name)
    except BookError:
        return found
    names = {"Note": "notes", "Emph": "italics", "Table": "tables", "Image": "pictures"}

    def walk(node: Any) -> None:
        if isinstance(node, list):
            for one in node:
                walk(one)
        elif isinstance(node, dict):
            kind = node.get("t", "")
            if kind in names:
                found[names[kind]] += 1
            if kind == "LineBlock":
                found["verses"] += sum(1 for line in node["c"] if line)
            for one in node.values():
                walk(one)

    walk(document["blocks"])
    return found


def by_press(manuscript: Path, texts: tuple[str, ...]) -> Counter[str]:
    """Count what the press reads in texts."""
    found: Counter[str] = Counter()
    for name in texts:
        sections, _ = read_text((manuscript / name).read_text("utf-8"), name)
        for section in sections:
            found["notes"] += len(section.notes)
            for tree in section.trees:
                found["italics"] += sum(1 for _ in tree.iter("em"))
                found["tables"] += sum(1 for _ in tree.iter("table"))
                found["pictures"] += sum(1 for _ in tree.iter("img"))
                for poem in tree.xpath(".//div[contains(@class, 'verse')]"):
                    found["verses"] += sum(1 for p in poem.iter("p")) + len(list(poem.iter("br")))
    return found


def _errors(book: Path) -> tuple[Diagnostic, ...]:
    try:
        return errors(check(book).diagnostics)
    except BookError as error:
        return errors(error.diagnostics)


def row(files: list[Path]) -> str:
    """Return the row of one book."""
    read: Counter[str] = Counter()
    for file in files:
        read += by_pandoc(file)
    with tempfile.TemporaryDirectory() as folder:
        book = Path(folder) / "livre"
        began = time.perf_counter()
        try:
            done = import_files(book, files)
        except BookError as error:
            codes = ", ".join(d.code for d in error.diagnostics)
            return f"| {files[0].name} | not read: {codes} |"
        seconds = time.perf_counter() - began
        texts = tuple(name for one in done for name in one.texts)
        made = by_press(book / "manuscript", texts)
        told = Counter(d.code for d in _errors(book))
        proofs = [one.brought.proof for one in done]
        lost = sum(miss.times for p in proofs for miss in p.lost)
        added = sum(miss.times for p in proofs for miss in p.added)
        words = f"{sum(p.words for p in proofs)} → {sum(p.kept for p in proofs)}"
        counts = [
            f"{read[name] if read else '–'} / {made[name]}"
            for name in ("notes", "italics", "verses", "tables", "pictures")
        ]
        faults = ", ".join(f"{code} ×{n}" for code, n in sorted(told.items())) or "0"
        cells = [files[0].name, len(texts), words, lost, added, *counts, faults, f"{seconds:.1f} s"]
        return f"| {' | '.join(map(str, cells))} |"


def main() -> None:
    head = ["file", "texts", "words", "lost", "added", "notes", "italics", "verses", "tables",
            "pictures", "errors of check", "time"]  # fmt: skip
    print(f"| {' | '.join(head)} |\n|{'---|' * len(head)}")
    for argument in sys.argv[1:]:
        print(row([Path(one) for one in argument.split(",")]), flush=True)


if __name__ == "__main__":
    main()
