"""A folder on disk: nothing outside it is read or written, and what is not ours stays."""

from __future__ import annotations

import os
import time
from pathlib import Path

import pytest

from publish.diagnostics import BookError
from publish.pipeline.folder import Folder
from publish.pipeline.lock import LOCK, alone


def code(error: pytest.ExceptionInfo[BookError]) -> str:
    return error.value.diagnostics[0].code


def test_a_lock_empties_no_file_that_a_link_leads_to(tmp_path: Path) -> None:
    precious = tmp_path / "precious.txt"
    precious.write_text("mine")
    dist = tmp_path / "dist"
    dist.mkdir()
    (dist / LOCK).symlink_to(precious)
    with pytest.raises(BookError) as error, alone(dist):
        pass
    assert code(error) == "F001"
    assert precious.read_text() == "mine"


def test_a_lock_that_is_a_folder_is_told(tmp_path: Path) -> None:
    (tmp_path / LOCK).mkdir()
    with pytest.raises(BookError) as error, alone(tmp_path):
        pass
    assert code(error) == "F001"


def test_nothing_is_written_where_a_link_leads_out(tmp_path: Path) -> None:
    outside, inside = tmp_path / "out", tmp_path / "in"
    outside.mkdir()
    inside.mkdir()
    (inside / ".cache").symlink_to(outside)
    for write in (Folder(inside).write, Folder(inside).put):
        with pytest.raises(BookError) as error:
            write(".cache/a", b"x")
        assert code(error) == "F001"
    assert list(outside.iterdir()) == []


def test_what_is_no_file_is_told_and_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "a.md")
    (tmp_path / "b.md").symlink_to("b.md")
    for name in ("a.md", "b.md", "x" * 300):
        with pytest.raises(BookError) as error:
            Folder(tmp_path).read(name)
        assert code(error) == "F002"


def test_a_name_that_is_no_text_is_passed_over(tmp_path: Path) -> None:
    with open(os.fsencode(tmp_path) + b"/caf\xe9.txt", "wb"):  # noqa: PTH123  # bytes
        pass
    (tmp_path / "a.md").write_text("")
    assert Folder(tmp_path).files() == ["a.md"]


def test_a_folder_that_is_replaced_keeps_what_others_put_there(tmp_path: Path) -> None:
    folder = Folder(tmp_path)
    folder.write_folder("web", {"index.html": b"1", "css/a.css": b"1"})
    web = tmp_path / "web"
    (web / ".git").mkdir()
    (web / ".git" / "HEAD").write_text("ref")
    for name in ("CNAME", "robots.txt", ".nojekyll", "css/mine.css"):
        (web / name).write_text(name)
    folder.write_folder("web", {"index.html": b"2"})
    left = {path.relative_to(web).as_posix() for path in web.rglob("*") if path.is_file()}
    mine = {".git/HEAD", "CNAME", "robots.txt", ".nojekyll", "css/mine.css"}
    assert left == {*mine, "index.html", ".written.json"}
    assert (web / "index.html").read_bytes() == b"2"
    assert Folder(web).own_files() == ["index.html"]


def test_killed_between_two_steps_nothing_of_others_is_lost(tmp_path: Path) -> None:
    folder = Folder(tmp_path)
    folder.write_folder("web", {"index.html": b"1"})
    (tmp_path / "web" / "CNAME").write_text("e.org")
    (tmp_path / "web").rename(tmp_path / ".web.old")  # as far as a killed run may come
    folder.write_folder("web", {"index.html": b"2"})
    assert (tmp_path / "web" / "CNAME").read_text() == "e.org"
    assert not (tmp_path / ".web.old").exists()


def test_a_command_removes_only_what_it_wrote(tmp_path: Path) -> None:
    folder = Folder(tmp_path / "commande")
    for name in ("old-couverture.pdf", "a.pdf"):
        folder.write(name, b"x")
    folder.own(["old-couverture.pdf", "a.pdf"])
    (folder.root / "retouche-couverture.psd").write_text("mine")
    folder.own(["a.pdf"])
    names = sorted(path.name for path in folder.root.iterdir())
    assert names == ["a.pdf", "retouche-couverture.psd"]


def test_a_link_in_the_place_of_a_folder_is_told_and_what_it_leads_to_stays(tmp_path: Path) -> None:
    outside, dist = tmp_path / "out", tmp_path / "dist"
    outside.mkdir()
    dist.mkdir()
    (outside / ".git").write_text("mine")
    (dist / "web").symlink_to(outside)
    with pytest.raises(BookError) as error:
        Folder(dist).write_folder("web", {"index.html": b"x"})
    assert code(error) == "F001"
    assert (outside / ".git").read_text() == "mine"


def test_what_killed_writes_left_is_removed_when_nobody_writes_it(tmp_path: Path) -> None:
    for name, age in ((".old.part", 60), (".new.part", 0), ("mine.part", 60)):
        (tmp_path / name).write_bytes(b"x")
        os.utime(tmp_path / name, (time.time() - age,) * 2)
    Folder(tmp_path).tidy("")
    assert sorted(path.name for path in tmp_path.iterdir()) == [".new.part", "mine.part"]
