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
from publish.typography.engine import gathering
from publish.typography.engine import protect as protection
from publish.typography.engine.flat_text import FlatText
from publish.typography.french.abbreviations import abbreviations, number_signs
from publish.typography.french.apostrophes import apostrophes
from publish.typography.french.bound_references import references
from publish.typography.french.calls import move_calls
from publish.typography.french.dashes import dashes
from publish.typography.french.ellipsis import ellipses
from publish.typography.french.fidelity import unfaithful, unstable
from publish.typography.french.initials import initials
from publish.typography.french.numbers import numbers
from publish.typography.french.ordinals import ordinals_in_figures, roman_numerals
from publish.typography.french.profile import Profile
from publish.typography.french.quotation import quotation_marks, typed_guillemets
from publish.typography.french.spacing import spaces
from publish.typography.french.spelling import capitals, ligatures
from publish.typography.french.telephones import telephones
from publish.typography.french.titles import titles

Pass = Callable[[FlatText, Profile], None]


def protect(run: FlatText, profile: Profile) -> None:
    """Hide what is not prose, and what the book keeps."""
    protection.protect(run, profile.words.keep)


def gather(run: FlatText, _: Profile) -> None:
    """Leave one space of several."""
    gathering.gather(run)


def reveal(run: FlatText, _: Profile) -> None:
    """Show again what was hidden."""
    protection.reveal(run)


PASSES: tuple[Pass, ...] = (
    protect,
    gather,
    ligatures,
    capitals,
    ordinals_in_figures,
    roman_numerals,
    number_signs,
    abbreviations,
    references,
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
"""Every pass, in its order. Its name in book.toml is its function's: ``roman-numerals``."""

_ALWAYS = frozenset({protect, gather, reveal})
"""Passes that set nothing: the others rest on them."""


def name_of(each: Pass) -> str:
    """Return what a pass is called in book.toml."""
    return each.__name__.replace("_", "-")


OPTIONAL = tuple(name_of(each) for each in PASSES if each not in _ALWAYS)
"""Names of the passes that a book may leave out."""


def passes(profile: Profile) -> tuple[Pass, ...]:
    """Return the passes that a book asks for; BookError where it leaves out what is none."""
    if strange := [name for name in profile.without if name not in OPTIONAL]:
        known = ", ".join(OPTIONAL)
        raise BookError(
            *(faults.UNKNOWN_PASS.at("book.toml", name=name, known=known) for name in strange)
        )
    return tuple(each for each in PASSES if name_of(each) not in profile.without)


_ROUNDS = 5
_SHOWN = 3  # blocks that are told of one fault: the first ones are enough to find it
_WIDTH = 300  # characters of a block that are told


def set_trees(
    trees: Sequence[Element], profile: Profile, *, language: str = "fr", file: str = ""
) -> None:
    """Set trees in place, as one text: a quotation may begin in one block and end in another.

    The passes run until they change nothing, which all but nonsense reaches at once. Raises
    BookError with the blocks concerned if letters or figures were changed, or if there is no rest.
    """
    if not profile.touch:
        return
    if profile.move_calls:
        for tree in trees:
            move_calls(tree)
    chosen = passes(profile)
    run = FlatText(trees, language)
    before = run.text
    for _ in range(_ROUNDS):
        for set_ in chosen:
            set_(run, profile)
        if not run.changed:
            break
        run.write()
        run = FlatText(trees, language)
    found = _told(faults.LETTERS_CHANGED, unfaithful(before, run.original), run, file)
    found += _told(faults.UNSTABLE, unstable(run.original, run.text), run, file)
    if found:
        raise BookError(*found)


def _told(
    rule: Rule, changes: Iterable[tuple[int, str, str]], run: FlatText, file: str
) -> list[Diagnostic]:
    """Return one diagnostic for each of the first blocks that changed."""
    found = []
    for number, before, after in islice(changes, _SHOWN):
        at = len(BLOCK_MARK.join(run.text.split(BLOCK_MARK)[:number]))
        line = run.line_at(at + 1)
        before, after = shown(before[:_WIDTH]), shown(after[:_WIDTH])
        found.append(rule.at(file, line, before=before, after=after))
    return found
