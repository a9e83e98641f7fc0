"""The web edition's own checks: links that lead nowhere, files that are fetched."""

from __future__ import annotations

from pathlib import Path

import pytest

from publish.preflight.check_web import check_web


@pytest.mark.parametrize(
    ("address", "codes"),
    [
        ("b.html#été", []),
        ("b.html#%C3%A9t%C3%A9", []),
        ("b.html#hiver", ["P016"]),
        ("c.html", ["P016"]),
        ("https://example.org/", []),
    ],
)
def test_a_link_leads_somewhere(tmp_path: Path, address: str, codes: list[str]) -> None:
    (tmp_path / "a.html").write_text(f'<p><a href="{address}">Suite</a></p>', "utf-8")
    (tmp_path / "b.html").write_text('<h2 id="été">Été</h2>', "utf-8")
    assert [one.code for one in check_web(tmp_path)] == codes


def test_nothing_is_fetched(tmp_path: Path) -> None:
    (tmp_path / "a.html").write_text('<img src="https://example.org/a.png">', "utf-8")
    assert [one.code for one in check_web(tmp_path)] == ["P017"]
