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


@pytest.mark.parametrize(
    ("file", "source", "text", "told"),
    [
        ("x.md", "# Un\n\nMot [@a, p. 4; voir @b].\n", r"Mot \[\@a, p. 4; voir \@b].",
         "[@a, p. 4; voir @b]"),
        ("x.md", "# Un\n\n@c [p. 4] dit, dans *L’Île* [*Autre*, @d, *Titre*].\n",
         r"\@c [p. 4] dit, dans *L’Île* \[*Autre*, \@d, *Titre*].",
         "@c [p. 4] · [Autre, @d, Titre]"),
        ("x.tex", r"\documentclass{book}\begin{document}\chapter{Un}Mot \cite[12]{a,b}."
         r"\end{document}", r"Mot \[\@a; \@b, 12].", "[@a; @b, 12]"),
    ],
)  # fmt: skip
def test_citations_by_key_are_kept_and_told(file: str, source: str, text: str, told: str) -> None:
    brought = bring_in(source.encode(), file)
    assert text in next(iter(brought.texts.values()))
    assert [dict(d.values)["text"] for d in brought.diagnostics if d.code == "D035"] == [told]


@pytest.mark.parametrize(
    ("file", "source"),
    [
        ("x.md", "# Un\n\n![Une barque](b.png)\n\nMot ![Une voile](v.png) mot.\n"),
        ("x.html", "<h1>Un</h1><p><img src=b.png alt='Une barque'></p>"
         "<p>Mot <img src=v.png alt='Une voile'> mot.</p>"),
    ],
)  # fmt: skip
def test_a_description_that_does_not_come_over_is_told(file: str, source: str) -> None:
    beside = {"b.png": b"\x89PNG\r\n\x1a\n"}.get
    told = bring_in(source.encode(), file, beside=beside).diagnostics
    assert [dict(d.values) for d in told if d.code == "D036"] == [
        {"count": "1", "text": "Une voile"}
    ]
