"""Rules: each has a code of its own, is found where it stands, and is explained in the docs."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import publish
from publish.apparatus import furnish
from publish.diagnostics import BookError, Rule, Severity
from publish.manuscript import read
from publish.pipeline.rules import all_rules, by_code, checks_of_the_lint, tabled_rules
from publish.proofreading import proofread
from tests.books import Folder
from tests.proofreading.books import TOML
from tools.codes import PAGES, page

PACKAGE = Path(publish.__file__).parent
ROOT = PACKAGE.parent


@pytest.mark.parametrize("locale", PAGES)
def test_the_list_of_codes_is_up_to_date(locale: str) -> None:
    assert (ROOT / PAGES[locale]).read_text("utf-8") == page(locale), "run “make codes”"


def test_every_rule_that_is_written_is_known_by_its_code() -> None:
    written = [
        code
        for path in PACKAGE.rglob("*.py")
        for code in re.findall(r'Rule\(\s*"([A-Z]\d{3})",\s*Severity', path.read_text("utf-8"))
        if path.name != "diagnostics.py"
    ]
    assert sorted(written) == sorted(all_rules())
    assert {"C005", "K001", "T012", "Y005"} <= set(written)


def test_no_two_rules_have_one_code() -> None:
    one, other = (Rule("T001", Severity.NOTE, message) for message in ("one", "other"))
    assert by_code([one, one]) == {"T001": one}
    with pytest.raises(ValueError, match="two rules have the code T001: “one”, “other”"):
        by_code([one, other])


def test_tables_of_faults_rest_on_nothing_that_takes_long_to_load() -> None:
    for path in PACKAGE.rglob("faults.py"):
        imported = set(re.findall(r"^(?:from|import) (\S+)", path.read_text("utf-8"), re.M))
        assert imported <= {"publish.diagnostics", "publish.messages", "typing"}, path
    assert "T032" in tabled_rules()
    assert "T012" not in tabled_rules(), "it stands with its check"


@pytest.mark.parametrize("code", checks_of_the_lint())
def test_the_example_of_a_check_is_told(code: str) -> None:
    example = all_rules()[code].example
    found = proofread(read(Folder({"book.toml": TOML, "a.md": f"# T\n\n{example}\n"})))
    assert code in {one.code for one in found}


def of_the_manuscript() -> list[str]:
    """Return the codes of notes and Markdown whose rule shows a manuscript that has the fault."""
    return [code for code, rule in tabled_rules().items() if code[0] in "MN" and rule.example]


@pytest.mark.parametrize("code", of_the_manuscript())
def test_the_example_of_a_fault_of_the_manuscript_is_told(code: str) -> None:
    assert code in told(tabled_rules()[code].example)


def told(example: str) -> set[str]:
    """Return the codes that a text brings, whether or not it stops a build."""
    try:
        read_book = read(Folder({"book.toml": TOML, "a.md": f"# T\n\n{example}\n"}))
        return {one.code for one in furnish(read_book).diagnostics}
    except BookError as error:
        return {one.code for one in error.diagnostics}
