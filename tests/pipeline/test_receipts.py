"""Receipts: what was made, from what; how messages are worded makes nothing stale."""

from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path

import pytest

import publish
from publish.manuscript import faults
from publish.pipeline.receipts import Receipt, Receipts, digest_of, receipts, why_stale
from publish.pipeline.told import kept, recalled, worded_now
from publish.pipeline.tools import package_digest

PACKAGE = Path(publish.__file__).parent
FILES = (
    "typography/french/passes.py",
    "manuscript/faults.py",
    "cleaning/faults.py",
    "cli/build.py",
)


@pytest.fixture
def package(tmp_path: Path) -> Path:
    """Return a package that holds some of ours."""
    for name in FILES:
        (tmp_path / "package" / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(PACKAGE / name, tmp_path / "package" / name)
    return tmp_path / "package"


def edit(path: Path, old: str, new: str) -> None:
    content = path.read_text("utf-8")
    assert old in content
    path.write_text(content.replace(old, new, 1), "utf-8")


@pytest.mark.parametrize(
    ("file", "old", "new"),
    [
        ("manuscript/faults.py", '"{path} does not exist"', '"the file {path} is not there"'),
        (
            "manuscript/faults.py",
            '"{path} does not exist"',
            '"the file {path} "\n    "is not \\"there\\""',
        ),
        ("cleaning/faults.py", "Severity.WARNING", "Severity.ERROR"),
        ("cli/build.py", "epub", "e-pub"),
    ],
)
def test_what_shapes_nothing_that_is_made_does_not_count(
    package: Path, file: str, old: str, new: str
) -> None:
    before = package_digest(package)
    edit(package / file, old, new)
    assert package_digest(package) == before


@pytest.mark.parametrize(
    ("file", "old", "new"),
    [
        ("typography/french/passes.py", "_ROUNDS = 5", "_ROUNDS = 6"),
        ("manuscript/faults.py", "Severity.ERROR", "Severity.NOTE"),
        ("manuscript/faults.py", '"B001"', '"B099"'),
    ],
)
def test_what_shapes_what_is_made_counts(package: Path, file: str, old: str, new: str) -> None:
    before = package_digest(package)
    edit(package / file, old, new)
    assert package_digest(package) != before


def test_what_makes_a_book_rests_on_nothing_that_is_not_counted() -> None:
    uncounted = ("cleaning", "preflight", "proofreading", "inspect", "catalogue", "preview", "cli")
    asked_elsewhere = {
        "checking.py", "clean.py", "open_questions.py", "order.py", "rules.py", "targets.py",
    }  # fmt: skip
    counted = (
        path
        for folder in ("apparatus", "book", "composition", "documents", "editions", "manuscript",
                       "pipeline", "printers", "typography")
        for path in (PACKAGE / folder).rglob("*.py")
        if not (folder == "pipeline" and path.name in asked_elsewhere)
    )  # fmt: skip
    for path in counted:
        text = path.read_text("utf-8")
        assert not [one for one in uncounted if f"publish.{one}" in text], path


def test_why_something_is_stale_is_told_file_by_file(tmp_path: Path) -> None:
    made = tmp_path / "a.pdf"
    made.write_bytes(b"made")
    receipt = Receipt({"a.pdf": digest_of(made)}, "by", {"a": "1", "b": "2"})

    def reasons(by: str = "by", **rests_on: str) -> dict[str, tuple[str, ...]]:
        return dict(why_stale(receipt, tmp_path, by, rests_on))

    assert reasons(a="1", b="2") == {}
    assert reasons(a="1", b="3") == {"changed": ("b",)}
    assert reasons(a="1", c="3") == {"new": ("c",), "gone": ("b",)}
    assert list(reasons("another", a="1", b="2")) == [
        "publish, a library or SOURCE_DATE_EPOCH is another"
    ]
    made.write_bytes(b"by hand")
    assert reasons(a="1", b="2") == {"it was changed by hand": ("a.pdf",)}
    made.unlink()
    assert reasons(a="1", b="2") == {"it is not there": ("a.pdf",)}
    assert why_stale(None, tmp_path, "by", {}) == [("it was never built", ())]


def test_receipts_are_read_back_and_foreign_ones_forgotten(tmp_path: Path) -> None:
    receipt = Receipt({"a.pdf": "1"}, "by", {"a": "1"}, {"figures": {"pages": 3}})
    receipts(tmp_path).keep("lecture", receipt)
    assert receipts(tmp_path).find("lecture") == receipt
    for content in ("[]", "{", '{"a": {"made": 3, "by": ""}}', '{"a": {"task": []}}', '{"a": 1}'):
        (tmp_path / ".state.json").write_text(content, "utf-8")
        assert receipts(tmp_path) == Receipts(tmp_path, {})


def test_what_was_told_is_said_as_it_is_worded_now() -> None:
    found = faults.MISSING_FILE.at("book.toml", 3, path="a.md")
    (again,), figures = recalled([kept([found], {"pages": 2}), kept([found], {})])
    assert (again, figures) == (found, {"pages": 2})
    old = replace(found, rule=replace(found.rule, message="as it was worded"))
    assert worded_now([old]) == (found,)
