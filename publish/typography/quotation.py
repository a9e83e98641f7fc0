"""Quotation marks take their shape; the spaces within are set later (``spacing``).

``Il a dit "oui".`` → ``Il a dit «oui».``; « on each paragraph of a long quotation; one » for two
levels that end together (Brossard 761).
"""

from __future__ import annotations

from publish.characters import LEFT_GUILLEMET, RIGHT_GUILLEMET
from publish.typography.quotes import STRAIGHT, pair
from publish.typography.run import Edit, Run
from publish.typography.setting import Setting
from publish.typography.signs import spaced


def quotation_marks(run: Run, setting: Setting) -> None:
    """Give straight marks their shape, reopen long quotations, merge double closings."""
    text = run.text
    if STRAIGHT not in text and RIGHT_GUILLEMET not in text:
        return
    found = pair(text, list(run.blocks()), setting.quotes, run.tag_at)
    new = {at: (at + 1, shape) for at, shape in found.shapes.items()}
    if setting.reopen:
        new |= {at: (at + 1, LEFT_GUILLEMET + text[at]) for at in found.reopened}
    for at in found.doubled:
        new |= {at - 1: (at + 1, "")} if spaced(text, at - 1) else {at: (at + 1, "")}
    run.edit([Edit(at, end, shape) for at, (end, shape) in sorted(new.items())])
