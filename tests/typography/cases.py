"""Fixture files: one case a line, ``input<TAB>expected<TAB>rule and source``."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

FIXTURES = Path(__file__).parent.parent / "fixtures"

_ESCAPE = re.compile(r"\\(?:u([0-9a-f]{4})|(n)|(\\))")


@dataclass(frozen=True)
class Case:
    """Markdown as typed, Markdown as it should be set, and why."""

    file: str
    typed: str
    set: str
    rule: str

    @property
    def profile(self) -> str:
        """``profile-romand.tsv`` → ``romand``"""
        name = self.file.removesuffix(".tsv")
        return name.removeprefix("profile-") if "profile-" in name else "imprimerie-nationale"


def cases() -> list[Case]:
    """Return every case of tests/fixtures/typography."""
    return [
        case for path in sorted((FIXTURES / "typography").glob("*.tsv")) for case in _read(path)
    ]


def _read(path: Path) -> list[Case]:
    lines = [line.split("\t") for line in path.read_text("utf-8").splitlines()[1:]]
    return [Case(path.name, unescape(typed), unescape(good), rule) for typed, good, rule in lines]


def unescape(text: str) -> str:
    """``\\u00a0`` and ``\\n`` → the characters."""
    return _ESCAPE.sub(lambda m: chr(int(m[1], 16)) if m[1] else "\n" if m[2] else "\\", text)
