"""What a catalogue costs: books a minute by one process and by several, then nothing changed.

    python benchmarks/catalogue.py [--books 200] [--write docs/performance-catalogue.md]

Books are drawn from a fixed seed, of 8 to 60 pages, with notes and an index; each is made as EPUB
and PDF for the screen. CPU seconds are those of all processes together: where they grow with the
number of processes, these hinder each other; where only the clock is slow, the machine is busy.
Memory is shared out between processes (PSS), sampled each second.
"""

from __future__ import annotations

import argparse
import os
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path
from random import Random

from benchmarks.novel import write_novel
from benchmarks.processes import shared, tree
from benchmarks.rebuilds import drawn

COMMAND = [sys.executable, "-m", "publish", "catalogue", "build"]


@dataclass(frozen=True)
class Run:
    """Seconds by the clock, CPU seconds, megabytes at most, load of the machine when it began."""

    seconds: float
    cpu: float
    memory: float
    load: float


def write_catalogue(folder: Path, books: int) -> Path:
    """Write a catalogue whose books have 1,000 to 15,000 words."""
    random = Random(1917)
    for number in range(books):
        words = random.choice((1_000, 2_000, 3_000, 4_000, 6_000, 8_000, 15_000))
        root = folder / f"books/{number:03}"
        write_novel(drawn(folder, words), root, notes=words // 300, marks=words // 60)
        toml = root / "manuscript/book.toml"
        text = toml.read_text("utf-8").replace('"Roman"', f'"Roman {number}"')
        toml.write_text(text.replace('"roman"', f'"roman-{number}"'), "utf-8")
        first = root / "manuscript/chapitre-1.md"  # no two books share a section
        first.write_text(first.read_text("utf-8") + f"\n\nFin du livre {number}.\n", "utf-8")
    file = folder / "catalogue.toml"
    file.write_text(
        'title = "Catalogue"\nbooks = ["books/*"]\ntargets = ["epub", "lecture"]\n', "utf-8"
    )
    return file


def run(file: Path, processes: int) -> Run:
    load, before = os.getloadavg()[0], resource.getrusage(resource.RUSAGE_CHILDREN)
    begun, most = time.perf_counter(), 0.0
    command = [*COMMAND, str(file), "-j", str(processes)]
    with subprocess.Popen(command, stdout=subprocess.DEVNULL) as process:
        while True:
            try:
                process.wait(1)
                break
            except subprocess.TimeoutExpired:
                most = max(most, sum(map(shared, tree(process.pid))))
    seconds = time.perf_counter() - begun
    if process.returncode:
        raise SystemExit(f"{' '.join(command)} failed")
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return Run(seconds, cpu, most, load)


def emptied(file: Path) -> Path:
    for dist in (file.parent / "dist", *file.parent.glob("books/*/dist")):
        shutil.rmtree(dist, ignore_errors=True)
    return file


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--books", type=int, default=200)
    parser.add_argument("--processes", type=int, nargs="*", default=[1, 2])
    parser.add_argument("--rounds", type=int, default=1, help="the quickest of each is told")
    parser.add_argument("--write", type=Path)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        file = write_catalogue(Path(name), options.books)
        rounds = [
            {count: run(emptied(file), count) for count in options.processes}
            for _ in range(options.rounds)
        ]
        runs = {
            count: min((each[count] for each in rounds), key=lambda one: one.seconds)
            for count in options.processes
        }
        again = run(file, options.processes[-1])
    first = next(iter(runs.values()))
    lines = [
        f"{options.books} books, EPUB and PDF for the screen.\n",
        "| processes | seconds | books a minute | speed-up | CPU seconds | MB | load before |",
        "|---|---|---|---|---|---|---|",
    ]
    for count, one in runs.items():
        rate, gain = 60 * options.books / one.seconds, first.seconds / one.seconds
        lines.append(
            f"| {count} | {one.seconds:.1f} | {rate:.0f} | {gain:.2f} | {one.cpu:.1f} "
            f"| {one.memory:.0f} | {one.load:.1f} |"
        )
    lines.append(f"| nothing changed | {again.seconds:.1f} | | | {again.cpu:.1f} | | |")
    report = "\n".join(lines)
    print(report)
    if options.write:
        head, mark, _ = options.write.read_text("utf-8").partition("<!-- measured -->\n")
        options.write.write_text(f"{head}{mark}{report}\n", "utf-8")


if __name__ == "__main__":
    main()
