"""One novel by publish and by other typesetters, in one run on one machine.

    python benchmarks/peers.py [--write docs/performance-peers.md] [--rounds 3] [NOVEL.txt]

Run by ``make bench-peers``, which installs what is missing (tools/peer-packages.sh). All get the
text that publish has set, on the same page, in the same font, size and measure (benchmarks/peers/).
Of each way the fastest round is told. What is not there or fails is told, not guessed.
"""

from __future__ import annotations

import argparse
import os
import re
import shutil
import subprocess
import sys
import tempfile
import zipfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from benchmarks import scripts
from benchmarks.novel import write_novel
from benchmarks.processes import Cost, FailedError, cost
from benchmarks.rebuilds import CORPUS, drawn
from benchmarks.ways import CHROMIUM, FONTS, HERE, NODE, TYPST, WAYS, Way
from benchmarks.witness import Found, witness


def prepare(source: Path, folder: Path) -> scripts.Novel:
    """Write the novel as each way takes it, and a copy with one word changed."""
    write_novel(source, folder / "novel")
    novel = scripts.read(folder / "novel")
    markdown = scripts.markdown(novel)
    chapter = (folder / "novel" / "manuscript" / "chapitre-7.md").read_text("utf-8")
    files = {
        "changed-chapter.md": changed(chapter),
        "novel.md": markdown,
        "changed.md": changed(markdown),
        "novel.typ": scripts.typst(novel),
        "novel.html": scripts.html(novel, index=False),
        "indexed.html": scripts.html(novel, index=True),
        "soft.html": scripts.html(novel, index=False, soft=True),
        "soft-indexed.html": scripts.html(novel, index=True, soft=True),
    }
    for name, text in files.items():
        (folder / name).write_text(text, "utf-8")
    for path in HERE.glob("book.*"):
        shutil.copy(path, folder)
    (folder / "fonts").symlink_to(FONTS)
    return novel


def changed(text: str) -> str:
    """Return a text with one word changed in its middle."""
    at = text.index(" que ", len(text) // 2)
    return f"{text[:at]} mot {text[at + 5 :]}"


@dataclass(frozen=True)
class Result:
    """What a way cost in its fastest round and what its file holds, or why there is none."""

    cost: Cost | None = None
    found: Found | None = None
    notes: str = "–"
    reason: str = ""


def measured(
    material: Path, novel: scripts.Novel, folder: Path, count: int
) -> tuple[dict[str, Result], list[float]]:
    """Go each way in each round, and look at what the first made; tell the load before each."""
    results: dict[str, Result] = {}
    loads = []
    for number in range(count):
        loads.append(os.getloadavg()[0])
        place = folder
        for way in WAYS:
            if not way.kept:
                place = folder / f"{number} {way.name}"
                shutil.copytree(material, place, symlinks=True)
            one = results.get(way.name)
            if one and one.reason:
                continue
            try:
                total = gone(way, place)
                results[way.name] = faster(one, total) if one else seen(way, place, novel, total)
                print(f"{number + 1} {way.name}: {total.seconds:.2f} s", file=sys.stderr)
            except FailedError as reason:
                results[way.name] = Result(reason=str(reason))
    return results, loads


def gone(way: Way, place: Path) -> Cost:
    """Run the commands of a way; FailedError tells why they did not make its file."""
    if way.missing:
        raise FailedError(f"not installed: {', '.join(way.missing)}")
    total = Cost(0.0, 0.0)
    for command in way.commands:
        total += cost(command, place, way.env)
    if not (place / way.output).exists():
        raise FailedError(f"no {way.output}")
    return total


def faster(one: Result, total: Cost) -> Result:
    return replace(one, cost=min(one.cost or total, total, key=lambda each: each.seconds))


def seen(way: Way, place: Path, novel: scripts.Novel, total: Cost) -> Result:
    """Return what the file of a way holds: of a PDF everything, of an EPUB its notes."""
    path = place / way.output
    if way.kept:  # the novel is no longer the same
        return Result(total)
    if path.suffix == ".pdf":
        found = witness(path, novel)
        return Result(total, found, str(found.notes))
    with zipfile.ZipFile(path) as archive:
        pages = (archive.read(name) for name in archive.namelist() if name.endswith(".xhtml"))
        return Result(total, None, str(sum(page.count(b'epub:type="footnote"') for page in pages)))


def row(way: Way, result: Result, first: Cost) -> str:
    """Return a row of the table."""
    if result.cost is None:
        return f"| {way.name} |" + " – |" * 8 + f" {result.reason.replace('|', '/')} |"
    figures = [f"{result.cost.seconds:.2f}", f"{result.cost.memory:.0f}"]
    figures.append(f"{result.cost.seconds / first.seconds:.2f}")
    if found := result.found:
        tagged = "yes" if found.tagged else "no"
        figures += [str(found.pages), str(found.whole), result.notes, str(found.placed), tagged]
    else:
        figures += ["–", "–", result.notes, "–", "–"]
    return f"| {way.name} | {' | '.join(figures)} | {way.gives} |"


def versions() -> Iterator[str]:
    """Yield the name and version of each program that is there."""
    typst = "import importlib.metadata as m; print(m.version('typst'))"
    asked: dict[str, Sequence[str]] = {
        "WeasyPrint": (sys.executable, "-c", "import weasyprint; print(weasyprint.__version__)"),
        "Typst from PyPI": (str(TYPST), "-c", typst),
        "LuaHBTeX": ("lualatex", "--version"),
        "latexmk": ("latexmk", "-v"),
        "pandoc": ("pandoc", "--version"),
        "pagedjs-cli": (
            "node",
            "-p",
            f"require('{HERE}/node_modules/pagedjs-cli/package').version",
        ),
        "@vivliostyle/cli": (str(NODE / "vivliostyle"), "--version"),
        "Node.js": ("node", "--version"),
        "Chromium": (CHROMIUM, "--version"),
    }
    for name, command in asked.items():
        if shutil.which(command[0]):
            done = subprocess.run(command, capture_output=True, text=True, check=False)
            if number := re.search(r"\d+(\.\d+)+\w*", done.stdout):
                yield f"{name} {number[0]}"


def report(source: Path, folder: Path, count: int) -> Iterator[str]:
    material = folder / "material"
    material.mkdir()
    novel = prepare(source, material)
    results, loads = measured(material, novel, folder, count)
    first = results[WAYS[0].name]
    if first.cost is None:
        raise SystemExit(f"{WAYS[0].name}: {first.reason}")
    told = ", ".join(f"{load:.1f}" for load in loads)
    paragraphs = sum(len(chapter.paragraphs) for chapter in novel.chapters)
    yield (
        f"{len(novel.chapters)} chapters, {paragraphs} paragraphs, {len(novel.notes)} notes, "
        f"{len(novel.marks)} index marks in the text. {os.cpu_count()} cores; the "
        f"fastest of {count} rounds; load of the machine before each: {told}.\n"
    )
    yield "; ".join(versions()) + ".\n"
    yield (
        "| | seconds | MB | to publish | pages | whole paragraphs | notes | notes on the page of "
        "their call | tagged | what it gives and what not |"
    )
    yield "|---|---|---|---|---|---|---|---|---|---|"
    for way in WAYS:
        yield row(way, results[way.name], first.cost)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("source", type=Path, nargs="?")
    parser.add_argument("--write", type=Path)
    parser.add_argument("--rounds", type=int, default=3)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        found = sorted(CORPUS.glob("FRA03702*.txt")) or sorted(CORPUS.glob("*.txt"))
        source = options.source or next(iter(found), None) or drawn(folder, 85_000)
        table = "\n".join(report(source, folder, options.rounds))
    print(table)
    if options.write:
        head, mark, _ = options.write.read_text("utf-8").partition("<!-- measured -->\n")
        options.write.write_text(f"{head}{mark}{table}\n", "utf-8")


if __name__ == "__main__":
    main()
