"""Style sheets read for their faults: browsers, WeasyPrint and e-readers skip them in silence.

``p { color red }`` → ``styles/print.css:1: warning S003``
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

import tinycss2

from publish.book.faults import STYLES_TOO_DEEP
from publish.book.style_depth import too_deep
from publish.diagnostics import Diagnostic
from publish.proofreading import faults

_END = "\n#end{}"
_LISTS_OF_RULES = frozenset({"media", "supports", "layer", "container", "scope"})
_LONGEST = 60


def css_faults(sheet: str, file: str) -> Iterator[Diagnostic]:
    """Yield what in a style sheet is no CSS, and the last block if it is never closed."""
    if line := too_deep(sheet):
        yield STYLES_TOO_DEEP.at(file, line)
        return
    nodes = tinycss2.parse_stylesheet(sheet + _END)
    lines = sheet.split("\n")
    *before, last = (node for node in nodes if node.type != "whitespace")
    if _selector(last) != "#end":
        yield faults.UNCLOSED_CSS.at(file, last.source_line, text=_shown(lines, last.source_line))
        before.append(last)
    told = {node.source_line: node for node in _errors(before)}
    for line in sorted(told):
        if line <= len(lines):
            yield faults.BAD_CSS.at(file, line, text=_shown(lines, line))


def styled_classes(sheet: str) -> Iterator[str]:
    """Yield the classes that a style sheet names."""
    yield from _classes(tinycss2.parse_component_value_list(sheet))


def _selector(node: Any) -> str:
    return tinycss2.serialize(node.prelude).strip() if node.type == "qualified-rule" else ""


def _shown(lines: list[str], line: int) -> str:
    text = lines[min(line, len(lines)) - 1].strip()  # the end of the sheet is a line too
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST]}…"


def _errors(nodes: Iterable[Any]) -> Iterator[Any]:
    """Yield the errors of rules, declarations and values, however deep."""
    for node in nodes:
        if node.type == "error":
            yield node
        elif node.type == "declaration":
            yield from _errors(node.value)
            if not node.name.startswith("--") and any(_is(one, ":") for one in node.value):
                yield node  # the next declaration, which no semicolon parts from it
        elif node.type in ("qualified-rule", "at-rule"):
            yield from _errors(node.prelude)
            if node.content is not None:
                as_rules = getattr(node, "lower_at_keyword", "") in _LISTS_OF_RULES
                read = tinycss2.parse_rule_list if as_rules else tinycss2.parse_blocks_contents
                yield from _errors(read(node.content))
        else:
            yield from _errors(
                getattr(node, "arguments", None) or getattr(node, "content", None) or ()
            )


def _is(node: Any, sign: str) -> bool:
    return bool(node.type == "literal" and node.value == sign)


def _classes(nodes: Iterable[Any]) -> Iterator[str]:
    point = False
    for node in nodes:
        if point and node.type == "ident":
            yield node.value
        point = _is(node, ".")
        yield from _classes(
            getattr(node, "arguments", None) or getattr(node, "content", None) or ()
        )
