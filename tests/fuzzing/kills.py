"""``make kills``: kill commands at random moments, and look whether anything is broken or lost.

    python -m tests.fuzzing.kills [RUNS [SEED]] [COMMAND…]

Each run edits the book, starts a command, kills it without warning, and reads every finished file;
then the command is run to its end, and what it made is compared with what a clean folder gives.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
import tomllib
import zipfile
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from random import Random

import pikepdf

from tests.books import TOML, write_book
from tests.catalogue.shelves import CATALOGUE, write_shelf
from tests.pipeline.test_order import BACK, BOD

_TEXT = "# Un titre\n\n" + "Un texte assez long pour quelques lignes[^1] de la page. " * 60
_PAGES = "Un texte assez long pour quelques lignes de la page. " * 1400
_NOTE = "\n\n[^1]: Une note.\n"
_RAW = "Il e\ufffdtait une fois dans un pays tre\ufffds loin une arme\ufffde de soldats.\n\n" * 300
_QUESTIONS = (
    "Glo\ufffdbov vint apre\ufffds Kare\ufffd line. On pria Kare\ufffd line de parler.\n"
    "Il laissa un petit mot a Margarita, et un autre a Fofanova.\n"
)
_TIMED = ("dist/reports/", "dist/report/")
_SOURCES = '[[sources]]\nfile = "sources/raw.txt"\ntext = "raw.md"\n'


@dataclass(frozen=True)
class Trial:
    """A command to kill: what makes its folder, what edits it, what it is called with and told."""

    folder: Callable[[Path], object]
    edit: Callable[[Path, int], object]
    command: tuple[str, ...]
    said: str = ""


def _book(root: Path) -> None:
    write_book(root, _text(0), TOML)


def _ordered_book(root: Path) -> None:
    write_book(root, _text(0), TOML + BOD, dos_md=BACK)
    (root / "manuscript/b.md").write_text("# Suite\n\n" + _PAGES, "utf-8")
    toml = root / "manuscript/book.toml"
    toml.write_text(toml.read_text("utf-8").replace('["a.md"]', '["a.md", "b.md"]'), "utf-8")


def _text(number: int) -> str:
    return _TEXT.replace("[^1]", "") + f"Ajout {number}[^1]." + _NOTE


def _edit(root: Path, number: int) -> None:
    (root / "manuscript/a.md").write_text(_text(number), "utf-8")


def _raw(root: Path, raw: str = _RAW) -> None:
    write_book(root, "# Un titre\n", TOML.replace('["a.md"]', '["a.md", "raw.md"]') + _SOURCES)
    (root / "manuscript/sources").mkdir(exist_ok=True)
    (root / "manuscript/sources/raw.txt").write_text(raw, "utf-8")


def _edit_raw(root: Path, number: int) -> None:
    (root / "manuscript/sources/raw.txt").write_text(f"{_RAW}Ajout {number}.\n", "utf-8")


def _shelf(root: Path) -> None:
    write_shelf(root, "abc", CATALOGUE, _text(0))


def _edit_shelf(root: Path, number: int) -> None:
    for name in "abc":
        (root / f"livres/{name}/manuscript/a.md").write_text(_text(number), "utf-8")


TRIALS: Mapping[str, Trial] = {
    "build": Trial(_book, _edit, ("build",)),
    "order": Trial(_ordered_book, _edit, ("order",)),
    "clean": Trial(_raw, _edit_raw, ("clean",)),
    "review": Trial(
        lambda root: _raw(root, _QUESTIONS), lambda *_: None, ("review",), "n\nn\n1\nn\n"
    ),
    "catalogue": Trial(_shelf, _edit_shelf, ("catalogue", "build", "catalogue.toml")),
}


def start(root: Path, trial: Trial) -> subprocess.Popen[str]:
    """Start a command in its folder; what it is told comes a line at a time."""
    where = [] if trial.command[0] == "catalogue" else ["-C", str(root)]
    return subprocess.Popen(
        [sys.executable, "-m", "publish", *where, *trial.command],
        cwd=root,
        stdin=subprocess.PIPE if trial.said else subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        text=True,
        env={**os.environ, "SOURCE_DATE_EPOCH": "1767225600"},
    )


def told(process: subprocess.Popen[str], trial: Trial, until: float) -> None:
    """Say to a command what it is to be told, until a moment."""
    for line in trial.said.splitlines(keepends=True):
        if time.monotonic() > until or process.stdin is None:
            return
        time.sleep(0.05)
        try:
            process.stdin.write(line)
            process.stdin.flush()
        except BrokenPipeError:
            return


def broken(root: Path) -> Iterator[str]:
    """Yield the finished files that are not whole."""
    for path in sorted(root.rglob("*")):
        name = path.relative_to(root).as_posix()
        if not path.is_file() or "/." in f"/{name}":
            continue
        try:
            _read_whole(path)
        except Exception as error:
            yield f"{name}: {error}"


def _read_whole(path: Path) -> None:
    if path.suffix == ".epub":
        with zipfile.ZipFile(path) as archive:
            assert archive.testzip() is None
    elif path.suffix == ".pdf":
        with pikepdf.open(path) as pdf:
            assert len(pdf.pages) > 0
    elif path.suffix == ".json":
        json.loads(path.read_text("utf-8"))
    elif path.suffix == ".toml":
        tomllib.loads(path.read_text("utf-8"))
    else:
        assert path.suffix == ".css" or path.stat().st_size > 0


def kept(root: Path) -> int:
    """Return how many of the editor's answers a book holds."""
    file = root / "manuscript/corrections.toml"
    return file.read_text("utf-8").count("[[correction]]") if file.exists() else 0


def made(root: Path) -> dict[str, bytes]:
    """Return the files of a folder that its owner sees, by their paths."""
    files = (path for path in sorted(root.rglob("*")) if path.is_file())
    named = ((path.relative_to(root).as_posix(), path) for path in files)
    return {n: path.read_bytes() for n, path in named if "/." not in f"/{n}"}


def tried(name: str, runs: int, random: Random) -> Iterator[str]:
    """Kill a command so many times, in one folder; yield what is not as it should be."""
    trial = TRIALS[name]
    with tempfile.TemporaryDirectory() as one, tempfile.TemporaryDirectory() as other:
        root, clean = Path(one) / "livre", Path(other) / "livre"
        trial.folder(root)
        begun = time.monotonic()
        whole = start(root, trial)
        told(whole, trial, begun + 600)
        whole.communicate()
        (root / "manuscript/corrections.toml").unlink(missing_ok=True)
        if whole.returncode:
            yield f"{name}: exit {whole.returncode} before any kill"
        takes = time.monotonic() - begun
        for number in range(1, runs + 1):
            trial.edit(root, number)
            answers = kept(root)
            until = time.monotonic() + random.uniform(0.1, max(takes, 0.5))
            process = start(root, trial)
            told(process, trial, until)
            time.sleep(max(0.0, until - time.monotonic()))
            process.kill()
            process.wait()
            if kept(root) < answers:
                yield f"{name} {number}: answers are lost"
            yield from (f"{name} {number}: {one}" for one in broken(root))
        whole = start(root, trial)
        told(whole, trial, time.monotonic() + 600)
        whole.communicate()
        if whole.returncode:
            yield f"{name}: exit {whole.returncode} after the kills"
        yield from (f"{name}: {path} is left" for path in root.rglob("*.part"))
        if name != "review":
            trial.folder(clean)
            trial.edit(clean, runs)
            start(clean, trial).communicate()
            shutil.rmtree(clean / "manuscript/.base", ignore_errors=True)
            yield from (f"{name}: {one} differs" for one in unlike(made(root), made(clean)))


def unlike(one: Mapping[str, bytes], other: Mapping[str, bytes]) -> list[str]:
    """Return the paths of files that two folders do not have alike; reports tell the time."""
    names = {name for name in one.keys() | other.keys() if not name.startswith(_TIMED)}
    return sorted(name for name in names if one.get(name) != other.get(name))


def main(runs: int, seed: int, names: Sequence[str]) -> int:
    """Kill each command so many times, and tell."""
    found: Counter[str] = Counter()
    for name in names:
        for fault in tried(name, runs, Random(seed)):
            found[name] += 1
            print(fault, flush=True)
        print(f"{name:10} {runs} kills, {found[name]} faults", flush=True)
    print(f"{runs * len(names)} kills, {found.total()} faults (seed {seed})")
    return bool(found)


if __name__ == "__main__":
    numbers = [int(one) for one in sys.argv[1:] if one.isdigit()]
    named = [one for one in sys.argv[1:] if one in TRIALS]
    runs, seed = numbers + [12, 2026][len(numbers) :]
    sys.exit(main(runs, seed, named or list(TRIALS)))
