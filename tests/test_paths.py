"""Every file that a text or a comment names is there."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
FOLDERS = ("publish", "tests", "benchmarks", "tools", "docs", "styles")
READ = (".py", ".md", ".css", ".tsv", ".j2", ".toml")
FILES = {
    path.relative_to(ROOT).as_posix(): path
    for folder in FOLDERS
    for path in sorted((ROOT / folder).rglob("*"))
    if path.is_file() and "__pycache__" not in path.parts
} | {path.name: path for path in sorted(ROOT.glob("*.*")) if path.is_file()}

NAMED = re.compile(
    r"(?<![\w./*{-])(?:[\w-]+/)*\w[\w-]*\.py\b"  # modules
    r"|(?<![\w/-])docs/[\w./-]*\w"
    r"|(?<![\w./-])[A-Z][A-Z-]{2,}\.md\b"
)
LINK = re.compile(r"\]\((?!\w+:|#)([^)#\s]+)(?:#[^)]*)?\)")
DIFF = re.compile(r"```diff.*?```", re.DOTALL)
NOT_OURS = frozenset({"a.py", "x.py", "docs.rs", "SUMMARY.md"})


def texts() -> list[str]:
    """Return the files that are read for what they name; what is past may name what was."""
    skipped = ("CHANGELOG.md", "tests/", "benchmarks/", "docs/performance")
    return [n for n, path in FILES.items() if path.suffix in READ and not n.startswith(skipped)]


def named(name: str) -> Iterator[str]:
    text = DIFF.sub("", FILES[name].read_text("utf-8"))  # it names what a reader would make
    yield from (match[0] for match in NAMED.finditer(text))


def is_there(name: str) -> bool:
    """Whether a name is that of a file or folder, or the end of its path."""
    if any(f"/{path}".endswith(f"/{name}") for path in FILES):
        return True
    numbered = re.fullmatch(r"docs/decisions/\d{4}", name)
    beginning = f"{name}-" if numbered else f"{name.rstrip('/')}/"
    return any(path.startswith(beginning) for path in FILES)


@pytest.mark.parametrize("name", texts())
def test_what_a_text_names_is_there(name: str) -> None:
    assert [one for one in named(name) if one not in NOT_OURS and not is_there(one)] == []


@pytest.mark.parametrize(
    "name", [name for name in texts() if name.endswith(".md") and not name.endswith("codes.md")]
)
def test_a_link_leads_somewhere(name: str) -> None:
    """But for the pages of codes: they quote links that lead nowhere."""
    path = FILES[name]
    text = re.sub(r"```.*?```|`[^`\n]*`", "", path.read_text("utf-8"), flags=re.DOTALL)
    missing = [one for one in LINK.findall(text) if not (path.parent / one).exists()]
    assert missing == []
