"""What builds cost: nothing changed, one word changed, everything; growth with the pages.

    python benchmarks/rebuilds.py [--write docs/performance.md] [NOVEL.txt]

The novel is one of ../shared/corpus with 300 notes and 1,500 index marks, or a text drawn from a
fixed seed where there is none. All ways are measured in the same run.
"""

from __future__ import annotations

import argparse
import os
import shutil
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from random import Random

from benchmarks.novel import write_novel
from benchmarks.processes import Cost, cost, shared

CORPUS = Path(os.environ.get("CORPUS", "../shared/corpus"))
PUBLISH = [sys.executable, "-m", "publish"]
TARGETS = ("epub", "lecture", "impression")
WORDS = (
    "la barque du passeur restait amarrée sous les saules et personne ne songeait plus à "
    "traverser depuis que le vieux moulin ne tournait que pour Fadette Landry Sylvinet"
).split()


def build(root: Path, *options: str) -> Cost:
    return cost([*PUBLISH, "-C", str(root), "build", *TARGETS, *options])


def drawn(folder: Path, words: int) -> Path:
    """Write a text of paragraphs drawn at random, as a corpus has them."""
    random, texts = Random(1917), []
    while words > 0:
        sentences = []
        for _ in range(random.randint(3, 9)):
            size = random.randint(8, 24)
            words -= size
            sentences.append(" ".join(random.choices(WORDS, k=size)).capitalize() + ".")
        texts.append(" ".join(sentences))
    source = folder / "drawn.txt"
    source.write_text("\n\n".join(texts), "utf-8")
    return source


def edited(root: Path, number: int) -> None:
    """Change one word in the middle of a chapter."""
    path = root / "manuscript" / "chapitre-7.md"
    text = path.read_text("utf-8")
    at = text.index(" que ", len(text) // 2)
    path.write_text(f"{text[:at]} mot{'e' * number} {text[at + 5 :]}", "utf-8")


def novel_rows(source: Path, folder: Path) -> Iterator[str]:
    root = folder / "novel"
    write_novel(source, root)
    plain = cost([sys.executable, "benchmarks/cost.py", "--way", "plain", str(root)])
    first = build(root)
    alone = build(emptied(root), "-j", "1")
    again = min((build(root) for _ in range(5)), key=lambda one: one.seconds)
    words = []
    for number in range(3):
        edited(root, number)
        words.append(build(root))
    word = min(words, key=lambda one: one.seconds)
    in_watch = watched(root)
    lxml = min(cost([sys.executable, "-c", "import lxml.etree"]).seconds for _ in range(5))
    told = min(cost([*PUBLISH, "--help"]).seconds for _ in range(5))
    yield "| | seconds | MB | to plain WeasyPrint |\n|---|---|---|---|"
    rows = {
        "plain WeasyPrint, one tagged PDF": plain,
        f"everything, {os.cpu_count()} cores": first,
        "everything, one process": alone,
        "one word changed": word,
        "one word changed, in a watch": in_watch,
        "nothing changed": again,
    }
    for name, one in rows.items():
        ratio = one.seconds / plain.seconds
        yield f"| {name} | {one.seconds:.2f} | {one.memory:.0f} | {ratio:.2f} |"
    yield f"\n`import lxml.etree` {lxml:.2f} s, `publish --help` {told:.2f} s.\n"


def watched(root: Path) -> Cost:
    """Return the cost of one word in the process of a watch, which keeps what it has loaded."""
    from publish import pipeline

    memory, costs = pipeline.Memory(), []
    pipeline.build(root, TARGETS, memory=memory)
    for number in range(3, 8):
        edited(root, number)
        begun = time.perf_counter()
        pipeline.build(root, TARGETS, memory=memory)
        costs.append(Cost(time.perf_counter() - begun, shared(os.getpid())))
    return min(costs, key=lambda one: one.seconds)


def emptied(root: Path) -> Path:
    shutil.rmtree(root / "dist")
    return root


def growth_rows(folder: Path, sizes: Sequence[int]) -> Iterator[str]:
    yield "| pages, about | seconds | ms a page | MB |\n|---|---|---|---|"
    for pages in sizes:
        root = folder / str(pages)
        write_novel(drawn(folder, 330 * pages), root, notes=pages, marks=5 * pages)
        one = build(root)
        each = 1000 * one.seconds / pages
        yield f"| {pages} | {one.seconds:.1f} | {each:.0f} | {one.memory:.0f} |"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("source", type=Path, nargs="?")
    parser.add_argument("--write", type=Path)
    parser.add_argument("--sizes", type=int, nargs="*", default=[50, 250, 1000, 2500])
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        found = sorted(CORPUS.glob("FRA03702*.txt")) or sorted(CORPUS.glob("*.txt"))
        source = options.source or next(iter(found), None) or drawn(folder, 85_000)
        lines = [
            "EPUB, screen and printer's PDF of a novel with 300 notes and 1,500 index marks.\n"
        ]
        lines += novel_rows(source, folder)
        lines += growth_rows(folder, options.sizes)
    report = "\n".join(lines)
    print(report)
    if options.write:
        head, mark, _ = options.write.read_text("utf-8").partition("<!-- measured -->\n")
        options.write.write_text(f"{head}{mark}{report}\n", "utf-8")


if __name__ == "__main__":
    main()
