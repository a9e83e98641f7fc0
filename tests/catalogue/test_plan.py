"""catalogue.toml: what it may say, and how its faults are told."""

from __future__ import annotations

from pathlib import Path

import pytest

from publish.catalogue.plan import read_plan
from publish.diagnostics import BookError
from tests.catalogue.shelves import write_member, write_shelf


def faults_of(file: Path) -> list[str]:
    with pytest.raises(BookError) as caught:
        read_plan(file)
    return [f"{one.place} {one.code} {one.message}" for one in caught.value.diagnostics]


def test_books_come_as_they_are_listed_each_once(tmp_path: Path) -> None:
    catalogue = 'title = "B"\nbooks = ["livres/c", "livres/*"]\n'
    plan = read_plan(write_shelf(tmp_path, "abc", catalogue))
    assert [place.path for place in plan.places] == ["livres/c", "livres/a", "livres/b"]
    assert [place.slug for place in plan.places] == ["c", "a", "b"]


def test_a_pattern_takes_only_folders_that_are_books(tmp_path: Path) -> None:
    file = write_shelf(tmp_path, "a")
    (tmp_path / "livres/notes.txt").write_text("à faire", "utf-8")
    (tmp_path / "livres/vide").mkdir()
    assert [place.path for place in read_plan(file).places] == ["livres/a"]


def test_a_collection_takes_books_by_pattern(tmp_path: Path) -> None:
    catalogue = (
        'title = "B"\nbooks = ["livres/*"]\n\n'
        '[[collections]]\ntitle = "Romans"\nbooks = ["livres/r*"]\n'
    )
    plan = read_plan(write_shelf(tmp_path, ("r1", "r2", "essai"), catalogue))
    assert plan.collections == (frozenset({"livres/r1", "livres/r2"}),)


@pytest.mark.parametrize(
    ("catalogue", "expected"),
    [
        (
            'title = "B"\nbooks = ["livres/*"]\ntargts = []\n',
            ["catalogue.toml:3 B004 unknown key “targts”"],
        ),
        ('books = ["livres/*"]\n', ["catalogue.toml:1 B006 the key “title” is missing"]),
        (
            'title = "B"\nbooks = [\n  "livres/*",\n  "romans/*",\n]\n',
            ["catalogue.toml:4 K003 “romans/*” leads to no book"],
        ),
        (
            'title = "B"\nbooks = ["livres/**a"]\n',
            ["catalogue.toml:2 K003 “livres/**a” leads to no book"],
        ),
        (
            'title = "B"\nbooks = ["../livres/*"]\n',
            ["catalogue.toml:2 K002 “../livres/*” leads out of the catalogue's folder"],
        ),
        (
            'title = "B"\nbooks = ["livres/*"]\noutput = "/tmp/dist"\n',
            ["catalogue.toml:3 K002 “/tmp/dist” leads out of the catalogue's folder"],
        ),
        (
            'title = "B"\nbooks = ["livres/*"]\noutput = "livres/a/dist"\n',
            [
                "catalogue.toml:3 K006 “livres/a/dist” cannot be the output folder: "
                "livres/a is a book there"
            ],
        ),
        (
            'title = "B"\nbooks = ["livres/*"]\n\n'
            '[[collections]]\ntitle = "R"\nbooks = ["livres/z"]\n',
            ["catalogue.toml:6 K005 “livres/z” is none of the catalogue's books"],
        ),
        (
            'title = "B"\nbooks = ["livres/*"]\ntargets = ["epub", "mobi"]\n',
            ["catalogue.toml:3 F004 there is no target “mobi”"],
        ),
    ],
)
def test_a_fault_is_told_with_its_line(tmp_path: Path, catalogue: str, expected: list[str]) -> None:
    assert faults_of(write_shelf(tmp_path, "a", catalogue)) == expected


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ('targets = ["lecture"]', 'targets hold at least "epub"'),
        ('order = "colour"', 'order is "listed", "title", "author" or "date"'),
        ('url = "livres.example"', "url begins with https:// and ends with /"),
        ('language = "français"', "language is a tag"),
    ],
)
def test_a_value_that_cannot_be_is_refused(tmp_path: Path, line: str, said: str) -> None:
    catalogue = f'title = "B"\nbooks = ["livres/*"]\n{line}\n'
    (told,) = faults_of(write_shelf(tmp_path, "a", catalogue))
    assert "B005" in told
    assert said in told


def test_two_books_with_one_slug_are_named(tmp_path: Path) -> None:
    file = write_shelf(tmp_path, "ab")
    toml = tmp_path / "livres/b/manuscript/book.toml"
    toml.write_text(toml.read_text("utf-8").replace('slug = "b"', 'slug = "A"'), "utf-8")
    assert faults_of(file) == [
        "catalogue.toml:2 K004 livres/a and livres/b have the same slug, “A”"
    ]


def test_a_link_to_a_book_elsewhere_is_refused(tmp_path: Path) -> None:
    home = tmp_path / "catalogue"
    file = write_shelf(home, "a")
    write_member(tmp_path, "b")
    (home / "livres/b").symlink_to(tmp_path / "livres/b")
    (told,) = faults_of(file)
    assert told == "catalogue.toml:2 K002 “livres/b” leads out of the catalogue's folder"


def test_a_file_that_is_not_there_is_told(tmp_path: Path) -> None:
    (told,) = faults_of(tmp_path / "catalogue.toml")
    assert "K001" in told
    assert "it does not exist" in told
