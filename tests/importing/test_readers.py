"""What becomes of files of each kind: fixtures of a source and the texts that are made of it.

A case is ``§ name``, the source, a line ``→``, then each text under ``=== name``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from publish.importing.bringing_in import Brought, bring_in

FIXTURES = Path(__file__).parent.parent / "fixtures" / "importing"
_TEI = (
    '<TEI xmlns="http://www.tei-c.org/ns/1.0"><teiHeader><fileDesc><titleStmt/></fileDesc>'
    '</teiHeader><text xml:lang="fr">{}</text></TEI>'
)


def cases() -> Iterator[tuple[str, str, str, str]]:
    """Yield kind, name, source and expected texts of each case."""
    for path in sorted(FIXTURES.glob("*.cases")):
        for case in re.split(r"\n\n(?=§ [^\n]*\n)", "\n\n" + path.read_text("utf-8"))[1:]:
            source, expected = case.split("\n→\n")
            name, _, text = source.partition("\n")
            yield path.stem, name[2:], text, expected.strip("\n")


def shown(brought: Brought) -> str:
    return "\n".join(f"=== {name}\n{text}" for name, text in brought.texts.items()).strip("\n")


@pytest.mark.parametrize(
    ("kind", "source", "expected"),
    [pytest.param(kind, *case, id=f"{kind}: {name}") for kind, name, *case in cases()],
)
def test_a_file_becomes_texts_as_its_case_says(kind: str, source: str, expected: str) -> None:
    source = _TEI.format(source) if kind == "tei" else source
    brought = bring_in(source.encode(), f"x.{kind}")
    assert shown(brought) == expected
    assert brought.proof.holds
    assert brought.proof.added == ()
