#!/usr/bin/env python3
"""Print the numbers that the cleaner decides by: where, name, value, what is told of it.

    python tools/weights.py            all of them, as a Markdown table
    python tools/weights.py --untold   those of which nothing is told

A number is told of by the docstring below it, or by a comment on its line.
"""

from __future__ import annotations

import ast
import itertools
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

PACKAGE = Path(__file__).parent.parent / "publish" / "cleaning"


class Weight(NamedTuple):
    """A number of a module."""

    place: str
    name: str
    value: str
    told: str


def weights(module: Path) -> Iterator[Weight]:
    """Yield the numbers that stand at the head of a module."""
    source = module.read_text(encoding="utf-8")
    lines = source.splitlines()
    statements = [*ast.parse(source).body, ast.Pass()]
    for one, below in itertools.pairwise(statements):
        if isinstance(one, ast.Assign | ast.AnnAssign) and _is_number(one.value):
            comment = lines[(one.end_lineno or 1) - 1].partition("  # ")[2]
            yield _weight(module, one, comment or _docstring(below))


def _is_number(value: ast.expr | None) -> bool:
    match value:
        case ast.Constant(value=bool()):
            return False
        case ast.Constant(value=int() | float()):
            return True
        case ast.UnaryOp(operand=operand):
            return _is_number(operand)
        case ast.BinOp(left=left, right=right):
            return _is_number(left) and _is_number(right)
        case ast.Tuple(elts=parts):
            return bool(parts) and all(_is_number(part) for part in parts)
    return False


def _docstring(statement: ast.stmt) -> str:
    match statement:
        case ast.Expr(value=ast.Constant(value=str(text))):
            return " ".join(text.split())
    return ""


def _weight(module: Path, one: ast.Assign | ast.AnnAssign, told: str) -> Weight:
    target = one.target if isinstance(one, ast.AnnAssign) else one.targets[0]
    place = f"{module.relative_to(PACKAGE).as_posix()}:{one.lineno}"
    value = ast.unparse(one.value) if one.value else ""
    return Weight(place, ast.unparse(target).strip("()"), value, told)


def main() -> None:
    """Print the table, then how many there are and of how many something is told."""
    found = [weight for path in sorted(PACKAGE.rglob("*.py")) for weight in weights(path)]
    shown = [w for w in found if not w.told] if "--untold" in sys.argv[1:] else found
    print("| where | name | value | what is told of it |\n| --- | --- | --- | --- |")
    for weight in shown:
        print("|", " | ".join(part.replace("|", "\\|") for part in weight), "|")
    told = sum(bool(weight.told) for weight in found)
    print(f"\n{len(found)} numbers, {told} told", file=sys.stderr)


if __name__ == "__main__":
    main()
