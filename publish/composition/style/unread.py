"""What a style sheet asks of lines in vain: composition breaks and sets them by its own rules.

``p { text-align-last: center }`` → line 1, ``text-align-last``
"""

from __future__ import annotations

import re
from collections.abc import Iterator

import tinycss2
from tinycss2.ast import AtRule, Declaration, QualifiedRule

from publish.composition.style.declarations import UNREAD

_USUAL = frozenset({"auto", "inherit", "initial", "none", "normal", "unset"})
"""Words that ask for nothing; a list's marks alone are not taken away by one of them."""
_OF_TABLES = re.compile(r"\b(?:table|caption|thead|tbody|tr|td|th)\b")
"""Tables are set by the painter, which does read such properties."""


def unread(css: str) -> Iterator[tuple[int, str]]:
    """Yield line and name of each property that changes nothing in print, once each."""
    found: dict[str, int] = {}
    for line, name in _asked(tinycss2.parse_stylesheet(css, skip_comments=True)):
        found.setdefault(name, line)
    yield from sorted((line, name) for name, line in found.items())


def _asked(rules: list[tinycss2.ast.Node]) -> Iterator[tuple[int, str]]:
    for rule in rules:
        if isinstance(rule, AtRule) and rule.lower_at_keyword in ("media", "supports"):
            yield from _asked(tinycss2.parse_rule_list(rule.content or ()))
        elif isinstance(rule, QualifiedRule):
            if _OF_TABLES.search(tinycss2.serialize(rule.prelude)):
                continue
            for one in tinycss2.parse_blocks_contents(rule.content):
                if isinstance(one, Declaration) and one.lower_name in UNREAD and _asks(one):
                    yield one.source_line, one.lower_name


def _asks(declaration: Declaration) -> bool:
    said = tinycss2.serialize(declaration.value).strip().lower()
    return said not in _USUAL or declaration.lower_name.startswith("list-style")
