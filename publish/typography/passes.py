"""The passes in their order: protect → classify → pair quotes → glyphs → spaces.

``Il a dit : "Le XIXème siecle !"`` → ``Il a dit_: «_Le XIXe_siecle~!_»``
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from itertools import islice

from publish.book import Element
from publish.characters import BLOCK_MARK
from publish.characters import reveal as shown
from publish.diagnostics import BookError, Diagnostic, Rule
from publish.typography import faults
from publish.typography.abbreviations import abbreviations, number_signs
from publish.typography.apostrophes import apostrophes
from publish.typography.calls import move_calls
from publish.typography.dashes import dashes
from publish.typography.ellipsis import ellipses
from publish.typography.fidelity import unfaithful, unstable
from publish.typography.gathering import gather
from publish.typography.initials import initials
from publish.typography.numbers import numbers
from publish.typography.ordinals import ordinals_in_figures, roman_numerals
from publish.typography.protect import protect, reveal
from publish.typography.quotation import quotation_marks, typed_guillemets
from publish.typography.run import Run
from publish.typography.setting import Setting
from publish.typography.spacing import spaces
from publish.typography.spelling import capitals, ligatures
from publish.typography.telephones import telephones
from publish.typography.titles import titles

Pass = Callable[[Run, Setting], None]

PASSES: tuple[Pass, ...] = (
    protect,
    gather,
    ligatures,
    capitals,
    ordinals_in_figures,
    roman_numerals,
    number_signs,
    abbreviations,
    titles,
    initials,
    telephones,
    numbers,
    typed_guillemets,
    quotation_marks,
    apostrophes,
    ellipses,
    spaces,
    dashes,
    reveal,
)

_ROUNDS = 5
_SHOWN = 3  # blocks that are told of one fault: the first ones are enough to find it
_WIDTH = 300  # characters of a block that are told


def set_trees(
    trees: Sequence[Element], setting: Setting, *, language: str = "fr", file: str = ""
) -> None:
    """Set trees in place, as one text: a quotation may begin in one block and end in another.

    The passes run until they change nothing, which all but nonsense reaches at once. Raises
    BookError with the blocks concerned if letters or figures were changed, or if there is no rest.
    """
    if not setting.touch:
        return
    if setting.move_calls:
        for tree in trees:
            move_calls(tree)
    run = Run(trees, language)
    before = run.text
    for _ in range(_ROUNDS):
        for set_ in PASSES:
            set_(run, setting)
        if not run.changed:
            break
        run.write()
        run = Run(trees, language)
    found = _told(faults.LETTERS_CHANGED, unfaithful(before, run.original), run, file)
    found += _told(faults.UNSTABLE, unstable(run.original, run.text), run, file)
    if found:
        raise BookError(*found)


def _told(
    rule: Rule, changes: Iterable[tuple[int, str, str]], run: Run, file: str
) -> list[Diagnostic]:
    """Return one diagnostic for each of the first blocks that changed."""
    found = []
    for number, before, after in islice(changes, _SHOWN):
        at = len(BLOCK_MARK.join(run.text.split(BLOCK_MARK)[:number]))
        line = run.line_at(at + 1)
        before, after = shown(before[:_WIDTH]), shown(after[:_WIDTH])
        found.append(rule.at(file, line, before=before, after=after))
    return found
