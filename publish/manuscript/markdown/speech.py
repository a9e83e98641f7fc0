"""Lists whose items speak: ``- Vous partez ? dit-il.`` is how most authors type dialogue.

``- Tu viens ?⏎- Pas encore, répondit-il.`` → two paragraphs that open with a dash
"""

from __future__ import annotations

import re
from enum import Enum

from publish.manuscript.markdown.block import MarkdownBlock

_VERBS = (
    "dit|demanda|répondit|répliqua|fit|cria|s’écria|s'écria|murmura|reprit|ajouta|soupira|hurla"
    "|continua|poursuivit|expliqua|lança|déclara|souffla|chuchota|insista|protesta|interrogea"
    "|observa|objecta|rétorqua|gronda|balbutia|bredouilla|conclut|avoua|annonça|remarqua|coupa"
    "|dis|demandai|répondis|répliquai|fis|criai|murmurai|repris|ajoutai|dirent|demandèrent"
    "|répondirent|crièrent|demande|répond|réplique|crie|murmure|reprend|ajoute|soupire"
)
_INCISE = re.compile(
    rf"(?<![\w’'])(?:{_VERBS})(?:-t)?-(?:il|elle|ils|elles|on|je|nous|vous)(?!\w)"
    rf"|(?<=[,?!…»] )(?:{_VERBS}) (?=(?-i:[A-ZÀ-Þ])|l[ae]s? |l[’']|mon |ma |son |sa |une? )",
    re.IGNORECASE,
)
_SPEAKS = re.compile(r"[«\"“]?\s*[A-ZÀ-ÞŒ…\d]|\.\.\.")
_ENDS = re.compile(r"[.?!…:»)*_][»)*_\]\s]*(?:\[\^[^\]\s]+\])?$")
_CALLS = re.compile(r"[?!](?:\s|[»*_)]|$)|(?:\.\.\.|…)\s*$")


class Speech(Enum):
    """How sure it is that a list is dialogue."""

    NONE = ""
    LIKELY = "likely"
    SURE = "sure"

    def __bool__(self) -> bool:
        return self is not Speech.NONE


def speaks(block: MarkdownBlock, among: bool = False) -> Speech:
    """Return whether the items of a list opened by hyphens are speeches.

    ``among``: other lists of the text are, for sure; one item alone is then no list.
    """
    said = _said(block)
    if not said:
        return Speech.NONE
    incises = sum(bool(_INCISE.search(text)) for text in said)
    called = sum(bool(_CALLS.search(text)) for text in said)
    if incises and (incises + called) * 2 >= len(said):
        return Speech.SURE
    if among and (len(said) == 1 or called):
        return Speech.SURE
    return Speech.LIKELY if incises or called * 2 >= len(said) else Speech.NONE


def _said(block: MarkdownBlock) -> list[str]:
    """Return what each item opens with, where all could be speeches."""
    items = [item.children for item in block.children] if block.label == "-" else []
    if not all(one and all(part.kind == "paragraph" for part in one) for one in items):
        return []
    said = [item[0].text.strip() for item in items]
    return said if all(_SPEAKS.match(text) and _ENDS.search(text) for text in said) else []


def any_sure(block: MarkdownBlock) -> bool:
    """Whether a list of a text speaks for sure."""
    if block.kind == "list" and speaks(block) is Speech.SURE:
        return True
    return any(map(any_sure, block.children))
