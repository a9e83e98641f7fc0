"""What stands above the text: title, subtitle, author, source; and the headings within it.

``Les journées d’Octobre`` / ``Souvenirs sur Lénine`` / blank / ``N. Kroupskaïa`` → title,
subtitle, author
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Final

from publish.cleaning.alphabet import LOWER, UPPER
from publish.cleaning.structure.raw_blocks import BlockRole, RawBlock
from publish.cleaning.structure.raw_lines import PageHabits, RawLine

_WORD: Final = rf"[{UPPER}][{LOWER}’'-]*(?:-[{UPPER}][{LOWER}]+)*"
_INITIALS: Final = rf"(?:[{UPPER}]\.[ -]?){{1,3}}"
_NAME: Final = re.compile(
    rf"(?:[Pp]ar\s+)?(?:{_INITIALS}\s*{_WORD}(?:\s+{_WORD})?|{_WORD}(?:\s+(?:{_WORD}|{_INITIALS}|d[eu]s?|la|le|von|van|d[’']{_WORD})){{1,3}})$"
)
_SOURCE: Final = re.compile(r"\W*sources?\s*:", re.I)
_ROMAN: Final = r"(?=[IVXLC])(?:X[CL]|L?X{0,3})(?:I[XV]|V?I{0,3})"
_ORDINAL: Final = (
    "premi[eè]re?|deuxi[eè]me|seconde?|troisi[eè]me|quatri[eè]me|cinqui[eè]me|sixi[eè]me|"
    "septi[eè]me|huiti[eè]me|neuvi[eè]me|dixi[eè]me|derni[eè]re?"
)
_HEADING: Final = re.compile(
    rf"(?:(?:chapitre|livre|partie|acte|sc[eè]ne|tome|section|volume)\b.{{0,80}}"
    rf"|(?:{_ORDINAL})\s+(?:partie|livre|chapitre|volume)\b.{{0,60}}"
    rf"|{_ROMAN}(?:\s*(?:[.)]|[—–-]{{1,2}})(?:\s+\S.{{0,80}})?)?"
    r"|\d{1,2}(?:\s*(?:[.)]|[—–-]{1,2})\s+\S.{0,80})?"
    r"|(?:introduction|conclusion|[ée]pilogue|prologue|pr[ée]face|postface|avant-propos|appendice|annexe|avertissement|d[ée]dicace|note|notes|bibliographie|post-scriptum)\b.{0,40})$",
    re.I,
)
_CAPITALS: Final = re.compile(rf"[{UPPER}\W\d]*[{UPPER}]{{3}}[{UPPER}\W\d]*$")
_LONGEST: Final = 90
_LONGEST_STOPPED: Final = 30
"""Length of a heading that ends with a full stop."""
_LONGEST_TITLE: Final = 200
"""Characters of a heading, at most."""
_STOPS: Final = (".", ",", ";", ":")


def is_heading(text: str) -> bool:
    """Whether a short block by itself has the form of a heading."""
    if len(text) > _LONGEST or text.endswith((",", ";", ":")):
        return False
    if text.endswith(".") and len(text) > _LONGEST_STOPPED and not _CAPITALS.match(text):
        return False
    if _CAPITALS.match(text):
        return True
    return bool(_HEADING.match(text.rstrip(".")))


def front_matter(
    lines: Sequence[RawLine], blocks: Sequence[RawBlock], page: PageHabits
) -> list[RawBlock]:
    """Return the blocks with title, subtitle, author and source named, where they stand."""
    found = list(blocks)
    if not found or not _may_be_title(lines, found, page):
        return found
    found[:1] = _title(lines, found[0], page)
    at = 1
    seen: set[BlockRole] = set()
    while at < min(len(found), 6):
        role = _front_role(lines, found, at, seen)
        if role is None:
            break
        seen.add(role)
        found[at] = replace(found[at], role=role)
        at += 1
    return found


def _text(lines: Sequence[RawLine], block: RawBlock) -> str:
    return " ".join(lines[at].text for at in block.lines)


def _may_be_title(lines: Sequence[RawLine], blocks: Sequence[RawBlock], page: PageHabits) -> bool:
    first = blocks[0]
    text = _text(lines, first)
    if first.role is not BlockRole.PARAGRAPH or len(text) > _LONGEST_TITLE or len(blocks) < 2:
        return False
    if (
        text.endswith(_STOPS)
        or not lines[first.lines[0]].opens_high
        or text.startswith(("—", "–", "«"))
    ):
        return False
    if lines[blocks[1].lines[0]].blanks == 0:
        short = lines[first.lines[0]].length < page.measure * 0.7
        return len(first.lines) == 1 and (short or not page.measure) and _alone(lines, blocks)
    return len(first.lines) <= 4


def _alone(lines: Sequence[RawLine], blocks: Sequence[RawBlock]) -> bool:
    """Whether what follows the first block directly is a line by itself, as a subtitle is."""
    return len(blocks) > 2 and lines[blocks[2].lines[0]].blanks > 0 and len(blocks[1].lines) == 1


def _title(lines: Sequence[RawLine], block: RawBlock, page: PageHabits) -> list[RawBlock]:
    """Divide the first block: what opens with a capital after a short line is a subtitle."""
    parts: list[list[int]] = [[block.lines[0]]]
    for at in block.lines[1:]:
        short = lines[parts[-1][-1]].length < max(page.measure * 0.8, 1)
        if lines[at].opens_high and (short or not page.measure):
            parts.append([at])
        else:
            parts[-1].append(at)
    roles = [BlockRole.TITLE] + [BlockRole.SUBTITLE] * (len(parts) - 1)
    return [
        RawBlock(role, tuple(part), (" ",) * (len(part) - 1))
        for role, part in zip(roles, parts, strict=True)
    ]


def _front_role(
    lines: Sequence[RawLine], blocks: Sequence[RawBlock], at: int, seen: set[BlockRole]
) -> BlockRole | None:
    block = blocks[at]
    if block.role is BlockRole.SUBTITLE:
        return BlockRole.SUBTITLE
    text = _text(lines, block)
    if block.role is not BlockRole.PARAGRAPH or len(text) > _LONGEST_TITLE:
        return None
    if _SOURCE.match(text):
        return BlockRole.SOURCE
    if _NAME.match(text) and BlockRole.AUTHOR not in seen and not is_heading(text):
        return BlockRole.AUTHOR
    return None


def headings(
    lines: Sequence[RawLine], blocks: Sequence[RawBlock], styles: Mapping[int, str]
) -> list[RawBlock]:
    """Return the blocks with headings named: by the file, or by their form, alone in their place.

    ``styles`` tells of each line, as far as the file does, whether it is a heading.
    """
    found = list(blocks)
    for at, block in enumerate(found):
        style = styles.get(block.lines[0], "")
        if block.role is BlockRole.PARAGRAPH and style.startswith("heading"):
            if len(_text(lines, block)) < _LONGEST_TITLE:
                level = int(style.removeprefix("heading") or "2")
                found[at] = replace(block, role=BlockRole.HEADING, level=max(level, 2))
            continue
        if block.role is not BlockRole.PARAGRAPH or len(block.lines) > 2 or at + 1 >= len(found):
            continue
        if block.item:
            continue
        if lines[block.lines[0]].blanks == 0 and at > 0:
            continue
        if is_heading(_text(lines, block)) and found[at + 1].role is not BlockRole.NOTE:
            found[at] = replace(block, role=BlockRole.HEADING)
    return found
