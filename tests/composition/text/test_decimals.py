"""Numbers of a column, set by their decimals."""

from __future__ import annotations

import pytest
from lxml import etree

from publish.composition.text.decimals import align_decimals


@pytest.mark.parametrize(
    ("cells", "expected"),
    [
        (("7", "12,5", "0,75"), ["7\u2008\u2007\u2007", "12,5\u2007", "0,75"]),
        (("7", "12"), ["7", "12"]),
        (("7", "", "0,5"), ["7\u2008\u2007", "", "0,5"]),
        (("7", "douze"), ["7", "douze"]),
        (("1914", "1 250,5"), ["1914\u2008\u2007", "1 250,5"]),
    ],
)
def test_numbers_stand_by_their_decimals(cells: tuple[str, ...], expected: list[str]) -> None:
    rows = "".join(f"<tr><td>{cell}</td></tr>" for cell in cells)
    table = etree.fromstring(f"<table><tbody>{rows}</tbody></table>")
    align_decimals(table)
    assert [cell.text or "" for cell in table.iter("td")] == expected


def test_a_column_with_a_side_of_its_own_is_left_alone() -> None:
    row = '<tr><td class="left">7</td></tr><tr><td class="left">0,5</td></tr>'
    table = etree.fromstring(f"<table><tbody>{row}</tbody></table>")
    align_decimals(table)
    assert [cell.text for cell in table.iter("td")] == ["7", "0,5"]
