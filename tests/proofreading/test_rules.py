"""Each rule of the lint on its golden file: what it tells, and what it must not tell."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from publish.manuscript import read
from publish.proofreading import RULES, proofread
from tests.books import Folder
from tests.proofreading.books import TOML, said

GOLDEN = sorted((Path(__file__).parent.parent / "fixtures" / "proofreading").glob("T*.md"))


@pytest.mark.parametrize("path", GOLDEN, ids=lambda path: path.stem)
def test_a_rule_tells_what_its_golden_file_says(path: Path) -> None:
    found = proofread(read(Folder({"book.toml": TOML, "a.md": path.read_text("utf-8")})))
    expected = path.with_suffix(".txt").read_text("utf-8").splitlines()
    assert [str(diagnostic) for diagnostic in found] == expected
    assert path.stem in {diagnostic.code for diagnostic in found}


def test_every_rule_has_a_golden_file_a_hint_and_a_reason() -> None:
    of_places = {code for code in RULES if code < "T090"}
    assert of_places == {path.stem for path in GOLDEN}
    for rule in RULES.values():
        assert rule.hint, rule.code
        assert len(rule.explanation) > 40, rule.code


def test_hints_ask_for_no_value_that_messages_do_not_have() -> None:
    for path in GOLDEN:
        for diagnostic in proofread(
            read(Folder({"book.toml": TOML, "a.md": path.read_text("utf-8")}))
        ):
            assert not re.search(r"\{\w+\}", diagnostic.message + diagnostic.hint)


@pytest.mark.parametrize(
    "text",
    [
        "Un texte sans faute, « cité » comme il faut ; n’est-ce pas ?",
        "— Oui.\n\n— Non.\n\n« Et puis je partis.\n\n— Bien.",
        "« Un paragraphe.\n\n« Un autre. »",
        "« Il dit : « Oui. »",
        "`code  double` et https://exemple.fr/a,b;c",
        "En 1917, le 3 mars, à 12 h 30, au 75, rue X, 75005 Paris.",
        "M. Durand, Mme X, p. 12, etc. Puis J.-J. Rousseau.",
        "| a | b |\n|---|---|\n| un texte de table qui n'a pas de point et qui est long, oui | c |",
        '<span lang="en">the the "cat  A b</span>',
        "Il y a 10 000 hommes et 1 234 567,891 2 francs.",
        "Elle porte, il a porté ; le président préside, ils président.",
        "Des vers :\n\n/// html | div.verse\nUn long vers de douze pieds qui ne finit par rien, "
        "et qui continue\n///",
    ],
)
def test_good_prose_is_left_in_peace(text: str) -> None:
    assert said(text) == []


def test_a_book_in_another_language_is_not_read() -> None:
    assert said("A A b  c", 'language = "en"\n') == []


def test_names_are_compared_over_the_whole_book() -> None:
    toml = TOML.replace('["a.md"]', '["a.md", "b.md"]')
    files: dict[str, str | bytes] = {
        "book.toml": toml,
        "a.md": "# A\n\nIl vit Petrograd, puis Petrograd.",
        "b.md": "# B\n\nOn dit\nPétrograd.",
    }
    found = proofread(read(Folder(files)))
    assert [d.place for d in found] == ["b.md:4:1"]
    assert "Petrograd" in found[0].message
    assert "a.md:3" in found[0].message
