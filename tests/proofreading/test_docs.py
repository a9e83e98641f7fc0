"""The lists of rules in the documentation are those of the code."""

from __future__ import annotations

from pathlib import Path

import pytest

from tools.lint_table import PAGES, page


@pytest.mark.parametrize("locale", PAGES)
def test_the_list_of_rules_is_up_to_date(locale: str) -> None:
    path = Path(__file__).parent.parent.parent / PAGES[locale]
    assert path.read_text("utf-8") == page(locale), "run “make lint-table”"
