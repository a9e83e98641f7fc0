"""The vocabulary of the tree: complete, and asked for in one way."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from lxml import etree

import publish
from publish.book import vocabulary
from publish.book.vocabulary import ATTRIBUTES, GIVEN, PRINTED, READ, WRITTEN
from tests.books import book

PACKAGE = Path(publish.__file__).parent
OF_THE_TREE = ("apparatus", "book", "composition", "documents", "editions", "typography")
NOT_OF_THE_TREE = ("proofs", "onix.py")  # pages of our own, and no XHTML


def constants(node: ast.AST) -> Iterator[str]:
    """Yield the texts of an expression, f-strings and names of the vocabulary included."""
    for one in ast.walk(node):
        if isinstance(one, ast.Constant) and isinstance(one.value, str):
            yield one.value
        if isinstance(one, ast.Name) and isinstance(getattr(vocabulary, one.id, None), str):
            yield getattr(vocabulary, one.id)


def modules() -> Iterator[ast.AST]:
    for package in OF_THE_TREE:
        for path in sorted((PACKAGE / package).rglob("*.py")):
            if not set(NOT_OF_THE_TREE) & set(path.parts):
                yield ast.parse(path.read_text("utf-8"))


def written_classes() -> Iterator[str]:
    """Yield each class that the package's code gives an element."""
    for node in (node for tree in modules() for node in ast.walk(tree)):
        values: list[ast.AST] = []
        if isinstance(node, ast.Dict):
            pairs = zip(node.keys, node.values, strict=True)
            values = [v for k, v in pairs if isinstance(k, ast.Constant) and k.value == "class"]
        elif isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
            first = node.args[0] if node.args else None
            if node.func.attr == "set" and isinstance(first, ast.Constant):
                values = [node.args[1]] if first.value == "class" else []
        for value in values:
            for text in constants(value):
                yield from (name for name in text.split() if name not in ("class", ""))


def test_every_class_that_is_given_has_a_meaning() -> None:
    known = {*WRITTEN, *GIVEN, *PRINTED, *READ, "-word", "-"}
    assert set(written_classes()) - known == set()


def test_every_private_attribute_has_a_meaning() -> None:
    texts = (text for tree in modules() for text in constants(tree))
    found = {text for text in texts if re.fullmatch(r"data-[a-z-]+", text)}
    assert found == set(ATTRIBUTES)


@pytest.mark.parametrize("attribute", ["class='call' href='#x'", "href='#x'"])
def test_a_link_is_no_call_whatever_class_it_bears(attribute: str) -> None:
    assert not vocabulary.is_call(etree.fromstring(f"<a {attribute}>x</a>"))


def test_a_call_and_a_line_are_found_in_a_book() -> None:
    (section,) = book("# T\n\nUn[^1] mot.\n\n[^1]: Note.\n").sections
    (call,) = filter(vocabulary.is_call, section.body.iter("a"))
    assert vocabulary.line_of(call) == 3
