"""What makes a book stale: what shapes it, and nothing else of the package."""

from __future__ import annotations

import ast
from pathlib import Path

import publish
from publish.pipeline.tools import ELSEWHERE

ROOT = Path(publish.__file__).parents[1]
MAKES = ("publish.pipeline.products", "publish.pipeline.build")


ASKED = {
    "publish.pipeline.targets": "publish.preflight",
    "publish.pipeline.rules": "publish.proofreading",
}
"""What is named and shapes nothing: the checks of a target, asked of what was made; the rules of
the lint, looked up by their code."""


def path_of(module: str) -> Path | None:
    path = ROOT / module.replace(".", "/")
    found = (path.with_suffix(".py"), path / "__init__.py")
    return next((one for one in found if one.is_file()), None)


class _Imports(ast.NodeVisitor):
    """Finds what a module imports, but for types alone."""

    def __init__(self) -> None:
        self.found: set[str] = set()

    def visit_If(self, node: ast.If) -> None:
        if not (isinstance(node.test, ast.Name) and node.test.id == "TYPE_CHECKING"):
            self.generic_visit(node)

    def visit_ImportFrom(self, node: ast.ImportFrom) -> None:
        names = (f"{node.module}.{alias.name}" for alias in node.names)
        self.found |= {name for name in (str(node.module), *names) if path_of(name)}


def imported(module: str) -> set[str]:
    """Return the modules of the package that one imports."""
    imports, path = _Imports(), path_of(module)
    if path:
        imports.visit(ast.parse(path.read_text("utf-8")))
    found = {name for name in imports.found if name.startswith("publish.")}
    return {name for name in found if module not in ASKED or not name.startswith(ASKED[module])}


def test_what_makes_a_book_counts() -> None:
    seen: set[str] = set()
    waiting = set(MAKES)
    while waiting:
        module = waiting.pop()
        seen.add(module)
        waiting |= imported(module) - seen
    assert len(seen) > 100
    paths = (path.relative_to(ROOT) for module in seen if (path := path_of(module)))
    assert {part for path in paths for part in path.parts[:-1]} & ELSEWHERE == set()
