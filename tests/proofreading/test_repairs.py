"""``--fix`` mends what is sure, in the Markdown itself, and nothing else."""

from __future__ import annotations

import pytest

from publish.cli.check import check, explain
from publish.proofreading import repaired
from publish.proofreading.proof import legend, segments
from tests.proofreading.books import book


@pytest.mark.parametrize(
    ("typed", "mended"),
    [
        ("Mr X et Mr. Y", "M. X et M. Y"),
        ("un  mot", "un mot"),
        ("pp. 12", "p. 12"),
        ("une *soeur*  aimée", "une *sœur* aimée"),
        ("L'Etat", "L'État"),
        ("la 2ème", "la 2e"),
        ("etc...", "etc."),
        ("l' homme", "l'homme"),
        ("e\u0301te\u0301", "été"),
        ("au\u00adtre", "autre"),
        ("`Mr`  Mr X", "`Mr` M. X"),
        ("Mr[^1]\n\n[^1]: la 1ère  fois", "Mr[^1]\n\n[^1]: la 1re fois"),
        ("| Mr X | 2ème |\n|---|---|\n| a | b |", "| M. X | 2e |\n|---|---|\n| a | b |"),
    ],
)
def test_the_source_is_mended(typed: str, mended: str) -> None:
    assert repaired(book(typed)) == {"a.md": f"# T\n\n{mended}"}
    assert repaired(book(mended)) == {}


@pytest.mark.parametrize("text", ["A Paris", "mot - mot", "mot....", "12500 hommes", "de de", "«"])
def test_what_is_not_sure_is_left(text: str) -> None:
    assert repaired(book(text)) == {}


def test_check_gives_diagnostics_repairs_and_proofs_on_demand() -> None:
    found = check(book("Mr X : « oui »"), fix=True, show=True, proof=True)
    assert [d.code for d in found.diagnostics] == ["T012"]
    assert found.repairs == (("a.md", "# T\n\nM. X : « oui »"),)
    assert found.lines == ("== a.md", "T", "M.⍽X⍽: «⍽oui⍽»")
    assert found.proof.count('class="unseen u00a0"') == 5
    assert check(book("Mot.")).lines == ()


def test_the_proof_escapes_what_it_shows() -> None:
    page = check(book("a &lt;b&gt; `<i>`"), proof=True).proof
    assert "a &lt;b&gt; <code>&lt;i&gt;</code>" in page


def test_a_rule_explains_itself() -> None:
    told = explain("t012")
    assert told is not None
    assert told.startswith("T012 (note)")
    assert "Monsieur" in told
    assert explain("T999") is None


def test_a_line_of_the_view_is_cut_where_its_signs_are() -> None:
    assert list(segments("M.⍽X·!")) == [
        ("M.", False),
        ("⍽", True),
        ("X", False),
        ("·", True),
        ("!", False),
    ]
    assert ("⍽", "U+00A0", "insécable") in legend()
