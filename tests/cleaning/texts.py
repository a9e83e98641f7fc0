"""French to damage in tests: the book's own texts, as plain paragraphs."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Final

MANUSCRIPT: Final = Path(__file__).parent.parent.parent / "manuscript"
SOURCES: Final = MANUSCRIPT / "sources"


def _paragraphs() -> list[str]:
    found: list[str] = []
    for name in ("introduction.md", "kroupskaia.md", "kamenev.md", "lenine.md"):
        for line in (MANUSCRIPT / name).read_text(encoding="utf-8").split("\n"):
            line = re.sub(r"^\[\^\d+\]: |^(?:> ?)?(?:\d+\. )?", "", line)
            line = re.sub(r"\[\^[^\]]+\]|\{[^}]*\}|[*\[\]]", "", line)
            if len(line) > 80 and not line.startswith(("#", ":", "|")):
                found.append(line.replace("’", "'"))
    return found


PARAGRAPHS: Final = _paragraphs()
"""The paragraphs and notes of the book, without markup."""
