"""Emphasis: runs of ``*``, ``_`` and ``~~`` paired as the CommonMark specification says (6.2).

``*a **b** c*`` → em("a ", strong("b"), " c")
"""

from __future__ import annotations

import unicodedata
import xml.etree.ElementTree as ElementTree
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

_STOPS = frozenset(".,;:!?)»…")

Inline = str | ElementTree.Element
"""A piece of a line: text, or an element."""


@dataclass(slots=True)
class DelimiterRun:
    """A run of one sign; ``length``: how many were written, ``count``: how many are left."""

    sign: str
    length: int
    count: int
    opens: bool
    closes: bool


def run_at(text: str, at: int) -> DelimiterRun:
    """Return the run of signs that begins at a place of a text."""
    sign = text[at]
    end = at
    while end < len(text) and text[end] == sign:
        end += 1
    before, after = text[at - 1 : at] or "\n", text[end : end + 1] or "\n"
    left = not after.isspace() and (not _stop(after) or before.isspace() or _stop(before))
    right = not before.isspace() and (not _stop(before) or after.isspace() or _stop(after))
    opens, closes = left, right
    if sign == "_":
        opens = left and (not right or _stop(before))
        closes = right and (not left or _stop(after))
    if sign != "~" and before.isspace() and _ends_loosely(sign, end - at, after):
        closes = True  # or opens, where nothing is open: ``*… et puis*``, ``**.odt**``
    return DelimiterRun(sign, end - at, end - at, opens, closes)


def _ends_loosely(sign: str, length: int, after: str) -> bool:
    """Whether a run behind a space ends emphasis: ``*mot *,`` is a slip that pandoc reads too;
    ``3 * 4`` is none."""
    return after in _STOPS or (after.isspace() and (sign == "_" or length > 1))


def _stop(sign: str) -> bool:
    return unicodedata.category(sign)[0] in "PS"


def paired(nodes: Iterable[Inline | DelimiterRun]) -> list[Inline]:
    """Return the pieces with their runs made into elements, or into the text they are."""
    out: list[Inline | DelimiterRun] = []
    hopeless: dict[tuple[str, bool, int], int] = {}
    for node in nodes:
        if not isinstance(node, DelimiterRun) or not node.closes:
            out.append(node)
            continue
        while node.count:
            key = (node.sign, node.opens, node.length % 3)
            at = _opener(out, node, min(hopeless.get(key, 0), len(out)))
            if at is None:
                hopeless[key] = len(out)
                break
            _wrap(out, at, node)
        if node.count:
            out.append(node if node.opens else node.sign * node.count)
    return _settled(out)


def _opener(out: Sequence[Inline | DelimiterRun], closer: DelimiterRun, bottom: int) -> int | None:
    for at in range(len(out) - 1, bottom - 1, -1):
        run = out[at]
        if (
            not isinstance(run, DelimiterRun)
            or run.sign != closer.sign
            or not run.opens
            or not run.count
        ):
            continue
        if closer.sign == "~":
            if run.count == closer.count == 2:
                return at
            continue
        both = run.closes or closer.opens
        if (
            not both
            or (run.length + closer.length) % 3
            or not (run.length % 3 or closer.length % 3)
        ):
            return at
    return None


def _wrap(out: list[Inline | DelimiterRun], at: int, closer: DelimiterRun) -> None:
    """Put what stands behind an opener into an element."""
    opener = out[at]
    assert isinstance(opener, DelimiterRun)
    used = 2 if opener.count > 1 and closer.count > 1 else 1
    name = "del" if closer.sign == "~" else "strong" if used == 2 else "em"
    element = ElementTree.Element(name)
    fill(element, _settled(out[at + 1 :]))
    opener.count -= used
    closer.count -= used
    out[at + 1 :] = [element]
    if not opener.count:
        del out[at]


def _settled(nodes: Iterable[Inline | DelimiterRun]) -> list[Inline]:
    return [node.sign * node.count if isinstance(node, DelimiterRun) else node for node in nodes]


def fill(element: ElementTree.Element, nodes: Iterable[Inline]) -> None:
    """Put pieces at the end of an element."""
    for node in nodes:
        if isinstance(node, str):
            append_text(element, node)
        else:
            element.append(node)


def pieces(element: ElementTree.Element) -> list[Inline]:
    """Return what an element holds, as :func:`fill` takes it."""
    found: list[Inline] = [element.text or ""]
    for child in list(element):
        found += [child, child.tail or ""]
        child.tail = None
    return [piece for piece in found if not isinstance(piece, str) or piece]


def append_text(element: ElementTree.Element, text: str) -> None:
    """Put text at the end of an element."""
    if len(element):
        element[-1].tail = (element[-1].tail or "") + text
    else:
        element.text = (element.text or "") + text


def plain_text(nodes: Iterable[Inline]) -> str:
    """Return the words of pieces without their markup; a picture is what describes it."""
    return "".join(node if isinstance(node, str) else _said(node) for node in nodes)


def _said(element: ElementTree.Element) -> str:
    if element.tag == "img":
        return element.get("alt", "")
    inner = (element.text or "") + "".join(_said(child) + (child.tail or "") for child in element)
    return " " if element.tag == "br" else inner
