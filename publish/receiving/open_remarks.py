"""What correctors leave to the editor, kept in manuscript/remarks.toml until it is answered.

::

    [[remark]]
    text = "kamenev.md"
    kind = "comment"
    by = "Jeanne Martin"
    date = "2026-11-27"
    said = "à vérifier"
    found = "en novembre"
"""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Iterable
from dataclasses import asdict, dataclass, fields
from typing import Final

from publish.diagnostics import BookError
from publish.importing.transforms.placed_remarks import PlacedRemark
from publish.receiving import faults

COMMENT, MEETING, CHANGE = "comment", "meeting", "change"
"""A remark; a correction that meets a change of the editor's; a change that was not settled."""
_HEADER: Final = """\
# What correctors ask, and corrections that meet changes of yours. “publish review” goes through
# them; a table that is taken out by hand is answered too.
"""


@dataclass(frozen=True, slots=True)
class OpenRemark:
    """``found``: the words it is about, as the text has them; ``read``: those it proposes, none
    if empty; ``before``, ``after``: what stands around."""

    text: str
    kind: str
    by: str = ""
    date: str = ""
    said: str = ""
    found: str = ""
    read: str = ""
    before: str = ""
    after: str = ""


def asked(one: PlacedRemark, text: str) -> OpenRemark:
    """Return a remark as it is kept, of a text."""
    kind = COMMENT if one.text else CHANGE
    read = one.other if one.other != one.found else ""
    place = {"found": one.found, "read": read, "before": one.before, "after": one.after}
    return OpenRemark(text, kind, one.author, one.date, one.text, **place)


def read_remarks(toml: str, file: str = "remarks.toml") -> tuple[OpenRemark, ...]:
    """Return the remarks of a file; BookError where it is no such list."""
    known = {field.name for field in fields(OpenRemark)}
    try:
        tables = tomllib.loads(toml).get("remark", [])
        for table in tables:
            if not set(table) <= known or not all(isinstance(v, str) for v in table.values()):
                raise ValueError(", ".join(sorted(set(table) - known)) or "?")
        return tuple(OpenRemark(**table) for table in tables)
    except (ValueError, TypeError, AttributeError, RecursionError) as error:
        raise BookError(faults.BAD_REMARKS.at(file, reason=str(error))) from None


def with_remarks(toml: str, more: Iterable[OpenRemark]) -> str:
    """Return a file with remarks added, those that it holds once; all else in it stays."""
    blocks = [block for one in more if (block := _block(one)) not in toml]
    blocks = list(dict.fromkeys(blocks))
    if not blocks:
        return toml
    return "".join([toml or _HEADER, "" if not toml or toml.endswith("\n") else "\n", *blocks])


def without_remark(toml: str, gone: OpenRemark) -> str:
    """Return a file without a remark."""
    if (block := _block(gone)) in toml:
        return toml.replace(block, "", 1)
    kept = [one for one in read_remarks(toml) if one != gone]
    return "".join([_HEADER, *map(_block, kept)])


def _block(one: OpenRemark) -> str:
    lines = ["", "[[remark]]"]
    lines += [f"{k} = {json.dumps(v, ensure_ascii=False)}" for k, v in asdict(one).items() if v]
    return "\n".join(lines) + "\n"


def place_of(remark: OpenRemark, text: str) -> tuple[int, int] | None:
    """Return where a remark stands in a text now; None where its words are gone.

    The words before it decide where they stand several times.
    """
    if not remark.found:
        before = _pattern(remark.before)
        found = list(before.finditer(text)) if remark.before else []
        return (found[0].end(), found[0].end()) if found else None
    places = list(_pattern(remark.found).finditer(text))
    if not places:
        return None
    best = max(places, key=lambda found: _fits(remark, text, found.start(), found.end()))
    return best.span()


def _pattern(words: str) -> re.Pattern[str]:
    return re.compile(r"\s+".join(map(re.escape, words.split())) or r"(?!)")


def _fits(remark: OpenRemark, text: str, start: int, end: int) -> int:
    before, after = text[:start].split()[-6:], text[end : end + 400].split()[:6]
    one = sum(
        a == b for a, b in zip(reversed(before), reversed(remark.before.split()), strict=False)
    )
    two = sum(a == b for a, b in zip(after, remark.after.split(), strict=False))
    return one + two
