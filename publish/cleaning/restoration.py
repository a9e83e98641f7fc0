"""The letters of a text, from what the file holds to words that can be read: one stage a line.

1. ``known/manuscripts.py``: is it Markdown? Then its signs mean what they say.
2. ``known/undoing.py``: known damage, by table, layer upon layer → the *settled* text.
3. ``letters/condition.py``: are its letters damaged at all? Only then is anything learnt.
4. ``letters/replaced.py``: codes in place of letters, with ``gaps.py`` and ``lone_gaps.py``.
5. ``letters/codes.py``: codes after letters; ``candidates.py`` and ``chains.py`` give the words
   that letters and codes may be, ``channel.py`` how likely each code is for each letter.
6. ``letters/neighbours.py``: what stands beside decides between them.
7. ``letters/repair.py``: the decision, its confidence, its evidence → the *repaired* text.
"""

from __future__ import annotations

from dataclasses import dataclass

from publish.cleaning.known.manuscripts import is_markdown
from publish.cleaning.known.undoing import undo_known
from publish.cleaning.ledger.offset_map import OffsetMap
from publish.cleaning.letters.lexicon import Lexicon
from publish.cleaning.letters.repair import Spelled, repair_accents


@dataclass(frozen=True, slots=True)
class RestoredLetters:
    """What became of the letters of a text."""

    manuscript: bool
    """Whether the text is Markdown already."""
    settled: OffsetMap
    """The text without known damage, and the way back to the source."""
    spelled: Spelled
    """What its codes became, as offsets of the settled text."""


def restore_letters(
    text: str, lexicon: Lexicon, *, markdown: bool | None = None
) -> RestoredLetters:
    """Run the stages; ``markdown`` is what the file tells, None where it does not."""
    manuscript = is_markdown(text) if markdown is None else markdown
    settled, specimen = undo_known(text, lexicon, markdown=manuscript)
    spelled = repair_accents(settled.text, specimen.condition, lexicon)
    return RestoredLetters(manuscript, settled, spelled)
