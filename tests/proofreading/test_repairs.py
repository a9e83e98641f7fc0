"""``--fix`` mends what is sure, in the Markdown itself, and nothing else."""

from __future__ import annotations

from pathlib import Path

import pytest

from publish.diagnostics import BookError
from publish.pipeline import check
from publish.proofreading import proofread, repaired
from publish.proofreading.visible import legend, proof_page, segments
from tests.books import write_book
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


def test_check_gives_diagnostics_repairs_and_proofs_on_demand(tmp_path: Path) -> None:
    root = write_book(tmp_path, "# T\n\nMr X : « oui »")
    found = check(root, fix=True, visible=True, proof=True)
    assert found.mended == ("a.md",)
    assert (root / "manuscript/a.md").read_text("utf-8") == "# T\n\nM. X : « oui »"
    assert found.diagnostics == ()
    assert found.lines == ("== a.md", "T", "M.⍽X⍽: «⍽oui⍽»")
    assert found.proof is not None
    assert found.proof.read_text("utf-8").count('class="unseen u00a0"') == 5


def test_a_check_changes_nothing_by_itself(tmp_path: Path) -> None:
    root = write_book(tmp_path, "# T\n\nMr X")
    found = check(root)
    assert [d.code for d in found.diagnostics] == ["T012"]
    assert (root / "manuscript/a.md").read_text("utf-8") == "# T\n\nMr X"
    assert not (root / "dist").exists()


def test_the_proof_escapes_what_it_shows() -> None:
    assert "a &lt;b&gt; <code>&lt;i&gt;</code>" in proof_page(book("a &lt;b&gt; `<i>`"), str)


def test_what_typography_mends_by_itself_is_not_told() -> None:
    assert [d.code for d in proofread(book("Un mot.[^1]\n\n[^1]: Note."))] == ["T010"]
    moving = "[typography]\nmove-calls = true\n"
    assert proofread(book("Un mot.[^1]\n\n[^1]: Note.", moving)) == ()


@pytest.mark.parametrize("name", ["misters", "T012"])
def test_a_check_that_book_toml_leaves_out_is_not_made_but_told(name: str) -> None:
    without = book("Mr X et la 2ème", f'[proofreading]\nwithout = ["{name}"]\n')
    told = [f"{d.place} {d.code}" for d in proofread(without)]
    assert told == ["a.md:3:12 T025", "book.toml T092"]
    assert repaired(without) == {"a.md": "# T\n\nMr X et la 2e"}


def test_a_check_that_does_not_exist_cannot_be_left_out() -> None:
    with pytest.raises(BookError, match="T093: proofreading has no check “mister”"):
        proofread(book("Mr X", '[proofreading]\nwithout = ["mister"]\n'))


def test_a_line_of_the_view_is_cut_where_its_signs_are() -> None:
    assert list(segments("M.⍽X·!")) == [
        ("M.", False),
        ("⍽", True),
        ("X", False),
        ("·", True),
        ("!", False),
    ]
    assert ("⍽", "U+00A0", "insécable") in legend()
