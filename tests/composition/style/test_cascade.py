"""Style sheets that are cut short or too deep stop nothing."""

from __future__ import annotations

import pytest

from publish.composition.style.cascade import StyleSheet


@pytest.mark.parametrize(
    "sheet",
    ["@page", "@page;", "@font-face;", "@media print;", "@supports", "p{", f"{'p ' * 300}{{}}"],
)
def test_a_sheet_cut_short_is_read(sheet: str) -> None:
    assert StyleSheet(sheet).page
