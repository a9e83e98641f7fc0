"""One word means one thing: no public class and no module has the name of another.

``GLOSSARY.md`` says what each word means, and where it lives.
"""

from __future__ import annotations

import ast
from collections import defaultdict
from collections.abc import Iterator, Mapping
from pathlib import Path

import publish

PACKAGE = Path(publish.__file__).parent

MODULES: Mapping[str, str] = {
    "faults": "the rules of a package, always beside the code that finds their faults",
    "ledger": "the ledger's own value, in the folder of all that has to do with it",
    "markdown": "what is read by manuscript is written by cleaning",
}
"""Names that several modules or folders bear, and why they may."""

CLASSES: Mapping[str, str] = {}
"""Names that several classes bear, and why they may."""


def modules() -> Iterator[Path]:
    """Yield every module; a command's bears the name of what it does, by right."""
    for path in sorted(PACKAGE.rglob("*.py")):
        if path.parent.name != "cli":
            yield path.relative_to(PACKAGE)


def doubles(places: Mapping[str, list[str]]) -> dict[str, list[str]]:
    return {name: found for name, found in places.items() if len(found) > 1}


def assert_only(found: Mapping[str, list[str]], allowed: Mapping[str, str]) -> None:
    """No double but those that are allowed, and no allowance that nothing needs any more."""
    assert {name: paths for name, paths in found.items() if name not in allowed} == {}
    assert found.keys() == allowed.keys()


def test_a_module_bears_a_name_of_its_own() -> None:
    places: dict[str, list[str]] = defaultdict(list)
    for path in modules():
        folder = path.name == "__init__.py"
        places[path.parent.name if folder else path.stem].append(str(path))
    assert_only(doubles(places), MODULES)


def test_a_class_bears_a_name_of_its_own() -> None:
    places: dict[str, list[str]] = defaultdict(list)
    for path in modules():
        tree = ast.parse((PACKAGE / path).read_text("utf-8"))
        for node in ast.walk(tree):
            if isinstance(node, ast.ClassDef) and not node.name.startswith("_"):
                places[node.name].append(str(path))
    assert_only(doubles(places), CLASSES)
