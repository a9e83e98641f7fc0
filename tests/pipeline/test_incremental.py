"""Builds that redo little: the result is that of a clean build, whatever happened in between."""

from __future__ import annotations

import multiprocessing
import os
import random
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from multiprocessing.context import ForkProcess
from pathlib import Path
from types import SimpleNamespace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from publish.pipeline import build
from publish.pipeline.products import BookProducts
from publish.pipeline.section_maker import SectionMaker
from publish.pipeline.store import Blob, Store
from tests.books import write_book

SENTENCE = "Les barques restaient amarrées et le marchand comptait ses pièces. "
NAMES = ("un", "deux", "trois")
TOML = """\
title = "Essai"
slug = "essai"
texts = ["un.md", "deux.md", "trois.md"]
date = 2026-01-01
"""
INDEX = '[[entry]]\nheading = "barques"\nforms = ["barques"]\n'
KILLS = int(os.environ.get("KILLS", "12"))


def text(name: str) -> str:
    return (
        f"# Texte {name}\n\n{SENTENCE * 10}Un [autre](#deux) texte[^1].\n\n"
        f"{SENTENCE * 15}\n\n[^1]: Une note. {SENTENCE}\n"
    )


@pytest.fixture(scope="module")
def first(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A book built once, that is only copied."""
    root = book(tmp_path_factory.mktemp("first") / "book")
    build(root)
    return root


@pytest.fixture
def root(first: Path, tmp_path: Path) -> Path:
    """A book of which all is built."""
    return copied(first, tmp_path)


def copied(first: Path, folder: Path) -> Path:
    return Path(shutil.copytree(first, folder / "book"))


def book(root: Path) -> Path:
    files = {f"{name}_md": text(name) for name in NAMES}
    return write_book(root, "# Rien\n", TOML, index_toml=INDEX, **files)


def outputs(root: Path) -> dict[str, bytes]:
    files = (path for path in (root / "dist").rglob("*") if path.is_file())
    found = {path.relative_to(root / "dist").as_posix(): path.read_bytes() for path in files}
    return {name: content for name, content in found.items() if name.startswith("essai")}


def clean(root: Path, elsewhere: Path, targets: list[str] | None = None) -> dict[str, bytes]:
    """Return what a first build of the same book gives."""
    elsewhere.mkdir()
    for folder in ("manuscript", "styles"):
        if (root / folder).exists():
            (elsewhere / folder).symlink_to(root / folder)
    build(elsewhere, targets, processes=1)
    return outputs(elsewhere)


def replace(path: Path, old: str, new: str) -> None:
    content = path.read_text("utf-8")
    assert old in content
    path.write_text(content.replace(old, new, 1), "utf-8")


def put(path: Path, content: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)


def counted(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Record which jobs are done from now on."""
    found: list[str] = []
    for name in ("compose", "paint", "join"):
        job = getattr(SectionMaker, name)

        def recorded(
            maker: SectionMaker, task: object, job: object = job, name: str = name
        ) -> object:
            found.append(name)
            return job(maker, task)  # type: ignore[operator]

        monkeypatch.setattr(SectionMaker, name, recorded)
    return found


def test_one_changed_word_redoes_one_chapter(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    replace(root / "manuscript/deux.md", "comptait", "contait")
    done = counted(monkeypatch)
    build(root)
    assert done == ["compose", "join"]  # its running heads and folios are as they were


def test_a_changed_title_redoes_its_chapter_and_the_contents(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    replace(root / "manuscript/deux.md", "Texte deux", "Texte second")
    done = counted(monkeypatch)
    build(root)
    assert done.count("paint") == 1  # running heads: the contents have none
    assert done.count("join") == 2


STYLES = Path(__file__).parents[2] / "styles"
EDITS: dict[str, Callable[[Path], object]] = {
    "a word": lambda m: replace(m / "un.md", "barques restaient", "barques demeuraient"),
    "a paragraph": lambda m: replace(m / "un.md", "\n\nLes", f"\n\n{SENTENCE * 60}\n\nLes"),
    "a note": lambda m: replace(m / "trois.md", "Une note.", "Une seule note."),
    "another note": lambda m: replace(
        m / "deux.md", "texte[^1].", "texte[^2][^1].\n\n[^2]: Une autre."
    ),
    "the index": lambda m: (m / "index.toml").write_text(
        INDEX + '[[entry]]\nheading = "pièces"\nforms = ["pièces"]\n', "utf-8"
    ),
    "the order": lambda m: replace(m / "book.toml", '"un.md", "deux.md"', '"deux.md", "un.md"'),
    "the title": lambda m: replace(m / "book.toml", 'title = "Essai"', 'title = "Essais"'),
    "the trim": lambda m: replace(m / "book.toml", "date =", 'print.trim = "120x190"\ndate ='),
    "the numbering": lambda m: replace(m / "book.toml", "date", 'notes.numbering = "page"\ndate'),
    "a style": lambda m: put(
        m.parent / "styles/print.css",
        (STYLES / "print.css").read_bytes() + b"p { text-indent: 2em }",
    ),
    "a font": lambda m: put(
        m.parent / "styles/fonts/LibertinusSerif-Regular.otf",
        (STYLES / "fonts/LibertinusSerif-Semibold.otf").read_bytes(),
    ),
}


@settings(max_examples=2, deadline=None)
@given(st.lists(st.sampled_from(sorted(EDITS)), unique=True, min_size=3, max_size=4))
def test_after_any_edits_a_build_is_a_clean_build(
    first: Path, tmp_path_factory: pytest.TempPathFactory, edits: list[str]
) -> None:
    root = copied(first, tmp_path_factory.mktemp("edited"))
    for edit in edits:
        EDITS[edit](root / "manuscript")
        build(root)
    assert outputs(root) == clean(root, tmp_path_factory.mktemp("twin") / "clean")


def test_every_edit_alone(root: Path, tmp_path: Path) -> None:
    for number, edit in enumerate(EDITS.values()):
        edit(root / "manuscript")
        build(root, ["lecture"])
        found = outputs(root)["essai-lecture.pdf"]
        twin = tmp_path / str(number)
        assert found == clean(root, twin, ["lecture"])["essai-lecture.pdf"]


def test_a_damaged_or_foreign_cache_is_not_trusted(root: Path) -> None:
    before = outputs(root)
    entries = sorted((root / "dist/.cache").iterdir())
    contents = [entry.read_bytes() for entry in entries]
    for entry, content in zip(entries, contents[1:] + contents[:1], strict=True):
        entry.write_bytes(content)  # whole, but another's
    entries[0].write_bytes(contents[0][:-1])
    entries[1].write_bytes(b"")
    entries[2].write_bytes(b"\x80\x04cposix\nsystem\n")
    (root / "dist/.state.json").write_text('{"epub:essai.epub": 3', "utf-8")
    assert all(target.built for target in build(root).targets)
    assert outputs(root) == before


def test_the_cache_keeps_within_its_room(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    store = Store(tmp_path)
    for number in range(6):
        store.keep(str(number), [number] * 1000)
        os.utime(tmp_path / str(number), (number, number))
    (tmp_path / "left.part").write_bytes(b"x")
    size = (tmp_path / "5").stat().st_size
    monkeypatch.setattr("publish.pipeline.store._LIMIT", 2 * size + 20)
    store.prune()
    assert sorted(path.name for path in tmp_path.iterdir()) == ["4", "5"]
    assert store.find("5", list) == [5] * 1000
    assert store.find("5", str) is None


def test_the_last_room_of_a_disk_is_left_to_the_books(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    full = SimpleNamespace(free=1_000_000)
    monkeypatch.setattr(shutil, "disk_usage", lambda _: full)
    Store(tmp_path).keep("a", Blob(b"x"))
    assert list(tmp_path.iterdir()) == []
    monkeypatch.undo()
    Store(tmp_path).keep("a", Blob(b"x"))
    assert [path.name for path in tmp_path.iterdir()] == ["a"]


def test_the_number_of_processes_changes_no_byte(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("publish.pipeline.workers._ENOUGH", 1)
    made = [BookProducts(root, processes=number) for number in (1, 3)]
    assert len({shop.lecture() for shop in made}) == 1
    assert len({shop.impression() for shop in made}) == 1


def test_an_edit_of_the_tool_makes_all_anew(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys.modules["publish.pipeline.build"], "tools", lambda: "edited")
    assert all(target.built for target in build(root).targets)


def start(root: Path) -> ForkProcess:
    """Build in a process that need not load all that is loaded here."""
    one = multiprocessing.get_context("fork").Process(target=build, args=(root,))
    one.start()
    return one


def ended(one: ForkProcess) -> int | None:
    one.join(120)
    return one.exitcode


def test_two_builds_at_once_do_each_other_no_harm(tmp_path: Path) -> None:
    root = book(tmp_path / "book")
    assert [ended(one) for one in [start(root), start(root)]] == [0, 0]
    assert outputs(root) == clean(root, tmp_path / "clean")


def test_killed_at_any_moment_old_files_are_whole_and_the_next_build_is_right(
    root: Path, tmp_path: Path
) -> None:
    known = {name: {content} for name, content in outputs(root).items()}
    replace(root / "manuscript/un.md", "comptait", "contait")
    new = clean(root, tmp_path / "clean")
    for name, content in new.items():
        known[name].add(content)
    begun = time.monotonic()
    assert ended(start(root)) == 0
    length = time.monotonic() - begun
    chance = random.Random(1917)
    for number in range(KILLS):
        words = ("contait", "comptait") if number % 2 == 0 else ("comptait", "contait")
        replace(root / "manuscript/un.md", *words)
        for entry in (root / "dist/.cache").iterdir():
            entry.unlink()
        one = start(root)
        time.sleep(chance.uniform(0, length))
        one.kill()
        assert ended(one) in (0, -signal.SIGKILL)
        assert all(content in known[name] for name, content in outputs(root).items())
    if KILLS % 2:
        replace(root / "manuscript/un.md", "comptait", "contait")
    build(root)
    assert outputs(root) == new


@pytest.mark.parametrize(
    ("command", "heavy"),
    [
        (["--help"], ("weasyprint", "lxml", "pydantic", "doit", "fontTools", "jinja2")),
        (["build"], ("weasyprint", "lxml", "pydantic", "fontTools", "jinja2", "pikepdf", "PIL")),
    ],
)
def test_what_is_not_needed_is_not_loaded(root: Path, command: list[str], heavy: list[str]) -> None:
    script = (
        "import sys\nfrom publish.cli import main\n"
        f"sys.argv = ['publish', '-C', {str(root)!r}, *{command!r}]\n"
        "try:\n    main()\nexcept SystemExit:\n    pass\n"
        "print('LOADED', *sorted(sys.modules), file=sys.stderr)"
    )
    told = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=True
    ).stderr
    loaded = told.split("LOADED")[1].split()
    assert [name for name in heavy if name in loaded] == []
