"""How deep brackets stand within one another in a style sheet: its readers call themselves."""

import re

_DEEPEST = 60
_BRACKETS = re.compile(r"/\*.*?(?:\*/|\Z)|\"[^\"\n]*\"|'[^'\n]*'|\\.|[](){}[]", re.DOTALL)


def too_deep(sheet: str) -> int:
    """Return the line where brackets stand deeper than any reader follows, 0 where none do."""
    depth = 0
    for found in _BRACKETS.finditer(sheet):
        if found[0] in "([{":
            depth += 1
        elif found[0] in ")]}":
            depth = max(0, depth - 1)
        if depth > _DEEPEST:
            return sheet.count("\n", 0, found.start()) + 1
    return 0
