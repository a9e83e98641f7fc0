"""Measure typography: cases passed beside other libraries, prose, speed, linearity.

Run by ``make bench-typography``. Novels are read from CORPUS (plain texts, paragraphs parted by
blank lines; by default ../shared/corpus); without it, the excerpt of the tests is measured alone.
With ``--write FILE`` the report is also written as Markdown.
"""

from __future__ import annotations

import html
import json
import os
import re
import subprocess
import sys
import time
from collections.abc import Callable, Iterable, Iterator
from copy import deepcopy
from pathlib import Path
from statistics import median

from lxml import etree

from publish.api import typeset_fragment
from publish.book import Element
from publish.typography import profile_of, set_trees
from tests.typography.cases import FIXTURES, cases

PEERS = Path("build/typographers")
PACKAGES = (
    "typographeur==0.5.0",
    "french-typo==1.6.1",
    "smartypants==2.0.2",
    "polytypo==1.16.0",
)
CORPUS = Path(os.environ.get("CORPUS", "../shared/corpus"))
TYPEWRITER = str.maketrans({"\u00a0": " ", "\u202f": " ", "’": "'", "“": '"', "”": '"', "…": "..."})
NONSENSE = {"spaces": " ", "straight quotes": '"', "dashes": "—", "points": ".", "colons": ":"}


def main() -> None:
    report = "\n".join(
        (
            "# Typography, measured\n",
            *passed_cases(),
            *round_trips(),
            *speed(),
            *linearity(),
        )
    )
    print(report)
    if sys.argv[1:2] == ["--write"]:
        Path(sys.argv[2]).write_text(report + "\n", "utf-8")


def passed_cases() -> Iterator[str]:
    """Yield the table of cases passed by each library, on the same inputs in the same run."""
    chosen = [case for case in cases() if case.profile == "imprimerie-nationale"]
    rendered = [typeset_fragment(case.typed, profile="sans") for case in chosen]
    expected = [typeset_fragment(case.set, profile="sans") for case in chosen]
    done = others([(case.typed, xhtml) for case, xhtml in zip(chosen, rendered, strict=True)])
    done["publish"] = [typeset_fragment(case.typed) for case in chosen]
    traps = {n for n, (a, b) in enumerate(zip(rendered, expected, strict=True)) if a == b}
    yield "## Cases\n"
    yield f"{len(chosen)} cases, of which {len(traps)} are to be left alone (“traps”). Only the"
    yield "text is compared, so that libraries without superior letters do not lose by them.\n"
    yield "| | passed | share | of the traps |\n|---|---|---|---|"
    for name, results in done.items():
        good = {n for n, found in enumerate(results) if text(found) == text(expected[n])}
        share = f"{len(good) / len(chosen):.1%}"
        yield f"| {name} | {len(good)} | {share} | {len(good & traps)} of {len(traps)} |"
    yield ""


def others(pairs: list[tuple[str, str]]) -> dict[str, list[str]]:
    """Return what the other libraries make of the same texts."""
    python = PEERS / "bin" / "python"
    if not python.exists():
        subprocess.run([sys.executable, "-m", "venv", str(PEERS)], check=True)
    subprocess.run([str(python), "-m", "pip", "install", "-q", *PACKAGES], check=True)
    done = subprocess.run(
        [str(python), "benchmarks/typographers.py"],
        input=json.dumps(pairs),
        capture_output=True,
        text=True,
        check=True,
    )
    results: dict[str, list[str]] = json.loads(done.stdout)
    return results


def text(xhtml: str) -> str:
    """Return what is read: no tags, entities decoded, line ends as spaces."""
    return html.unescape(re.sub(r"<[^>]*>", "", xhtml)).replace("\n", " ").strip()


def novels() -> dict[str, str]:
    found = {path.stem: path.read_text("utf-8") for path in sorted(CORPUS.glob("FRA*.txt"))}
    return found or {"excerpt": (FIXTURES / "prose" / "nouvelle.md").read_text("utf-8")}


def tree_of(paragraphs: Iterable[str]) -> Element:
    tree = etree.Element("section")
    for paragraph in paragraphs:
        block = etree.SubElement(tree, "p")
        block.text = paragraph
        block.tail = "\n"
    return tree


def paragraphs(novel: str) -> list[str]:
    return [paragraph.strip() for paragraph in novel.split("\n\n") if paragraph.strip()]


def set_blocks(texts: list[str]) -> list[str]:
    tree = tree_of(texts)
    set_trees([tree], profile_of())
    return [etree.tostring(block, encoding="unicode", with_tail=False) for block in tree]


def round_trips() -> Iterator[str]:
    """Yield how many blocks come back the same from the typewriter."""
    yield "## Prose\n"
    yield "Each text is set, taken back to the typewriter (no special space, no curly quote, no …,"
    yield "no superior) and set again.\n"
    yield "| text | blocks | the same |\n|---|---|---|"
    total = same = 0
    for name, novel in novels().items():
        once = set_blocks(paragraphs(novel))
        again = set_blocks([text(block).translate(TYPEWRITER) for block in once])
        equal = sum(a == b for a, b in zip(once, again, strict=True))
        total, same = total + len(once), same + equal
        yield f"| {name} | {len(once)} | {equal} |"
    yield f"| **all** | {total} | {same} ({same / total:.2%}) |\n"


def best(action: Callable[[], object], rounds: int = 5) -> float:
    """Return the shortest processor time of an action, in seconds: others may share the machine."""
    times = []
    for _ in range(rounds):
        start = time.process_time()
        action()
        times.append(time.process_time() - start)
    return min(times)


def speed() -> Iterator[str]:
    """Yield megabytes of text set in a second, the proof of fidelity included."""
    yield "## Speed\n"
    yield "One process, one core; megabytes of text a second of processor time, with the second"
    yield "pass and the proof of fidelity. “From Markdown” parses and serialises too.\n"
    yield "| text | kB | MB/s | from Markdown |\n|---|---|---|---|"
    rates = []
    for name, novel in novels().items():
        size = len(novel.encode())
        tree = tree_of(paragraphs(novel))
        copies = [deepcopy(tree) for _ in range(5)]
        seconds = best(lambda copies=copies: set_trees([copies.pop()], profile_of()))  # type: ignore[misc]
        whole = best(lambda novel=novel: typeset_fragment(novel), 1)  # type: ignore[misc]
        rates.append(size / seconds / 1e6)
        yield f"| {name} | {size // 1000} | {rates[-1]:.1f} | {size / whole / 1e6:.1f} |"
    yield f"| **median** | | {median(rates):.1f} | |\n"


def linearity() -> Iterator[str]:
    """Yield the time of nonsense, which must grow with its length and not with its square."""
    yield "## Nonsense\n"
    yield "Milliseconds for one paragraph of so many signs.\n"
    lengths = (25_000, 50_000, 100_000, 200_000)
    yield "| sign | " + " | ".join(f"{length:,}" for length in lengths) + " |"
    yield "|---" * (len(lengths) + 1) + "|"
    for name, sign in NONSENSE.items():
        times = [
            best(lambda n=n, sign=sign: set_blocks([f"mot {sign * n} fin"]), 3)  # type: ignore[misc]
            for n in lengths
        ]
        yield f"| {name} | " + " | ".join(f"{1000 * seconds:.0f}" for seconds in times) + " |"


if __name__ == "__main__":
    main()
