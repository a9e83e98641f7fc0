"""Recipes are true: what their diffs add or leave stands in the files they name."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
RECIPES = sorted((ROOT / "docs" / "recipes").glob("*.md"))
DIFF = re.compile(r"^```diff\n(.*?)^```", re.M | re.S)
REMARK = re.compile(r"\s{2,}#.*$")


def quoted(recipe: Path) -> Iterator[tuple[str, str]]:
    """Yield each file and line that a recipe says stand there; … is for what it leaves out."""
    for block in DIFF.findall(recipe.read_text("utf-8")):
        file = ""
        for line in block.splitlines():
            if line.startswith(("--- ", "+++ ")):
                file = line[6:] if line[4:] != "/dev/null" else file
            elif line[:1] in "+ " and "…" not in line:
                yield file, REMARK.sub("", line[1:]).strip()


@pytest.mark.parametrize("recipe", RECIPES, ids=lambda path: path.stem)
def test_what_a_recipe_quotes_is_what_stands_there(recipe: Path) -> None:
    for file, line in quoted(recipe):
        lines = {
            REMARK.sub("", one).strip() for one in (ROOT / file).read_text("utf-8").splitlines()
        }
        assert line in lines, f"{file}: {line}"


def test_there_is_a_recipe_for_each_of_the_changes_a_newcomer_makes() -> None:
    asked = "typography-rule lint-rule printer output-format source-format series-of-notes language"
    assert set(asked.split()) <= {recipe.stem for recipe in RECIPES}
    for recipe in RECIPES:
        assert recipe.stem == "README" or list(quoted(recipe))


def test_every_file_that_a_recipe_names_is_there() -> None:
    for recipe in RECIPES:
        text = DIFF.sub("", recipe.read_text("utf-8"))
        for name in re.findall(r"`((?:publish|tests|docs|styles)/[\w./-]+)`", text):
            assert (ROOT / name).exists(), f"{recipe.name}: {name}"
