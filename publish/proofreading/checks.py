"""The rules of the lint in order, each beside the function that finds its faults."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from publish.diagnostics import Rule
from publish.proofreading import faults, names, numerals, paragraphs
from publish.proofreading import misspellings as words
from publish.proofreading import note_calls as notes
from publish.proofreading import punctuation as stops
from publish.proofreading import quotations as quotes
from publish.proofreading import stray_letters as letters
from publish.proofreading.lint_text import Finding, LintText

Find = Callable[[LintText], Iterator[Finding]]
FindInBook = Callable[[Sequence[LintText]], Iterator[tuple[LintText, Finding]]]


@dataclass(frozen=True, slots=True)
class Check:
    """A rule, and what finds where one text breaks it."""

    rule: Rule
    find: Find


@dataclass(frozen=True, slots=True)
class BookCheck:
    """A rule, and what finds where the texts of a book disagree."""

    rule: Rule
    find: FindInBook


CHECKS: tuple[Check, ...] = (
    Check(faults.A_OR_A_GRAVE, words.a_for_a_grave),
    Check(faults.UNCLOSED, quotes.unclosed),
    Check(faults.UNOPENED, quotes.unopened),
    Check(faults.STRAIGHT_QUOTE, quotes.straight_quotes),
    Check(faults.SINGLE_QUOTES, quotes.quotes_of_one_stroke),
    Check(faults.MIXED_WIDTHS, stops.mixed_widths),
    Check(faults.SPACED_HYPHEN, stops.spaced_hyphens),
    Check(faults.MISSING_GROUPS, numerals.missing_groups),
    Check(faults.WRONG_POINTS, stops.wrong_points),
    Check(faults.CALL_AFTER_PUNCTUATION, notes.calls_after_punctuation),
    Check(faults.PAGES_DOUBLED, words.doubled_pages),
    Check(faults.MISTER, words.misters),
    Check(faults.DOUBLED_WORD, words.doubled_words),
    Check(faults.DOUBLED_SPACE, stops.doubled_spaces),
    Check(faults.UNFINISHED_PARAGRAPH, paragraphs.unfinished_paragraphs),
    Check(faults.BARE_CAPITAL, words.capitals_without_accent),
    Check(faults.MISSING_LIGATURE, words.missing_ligatures_of_words),
    Check(faults.CENTURY_WITHOUT_ORDINAL, numerals.centuries_without_ordinal),
    Check(faults.STRAY_CHARACTER, letters.stray_characters),
    Check(faults.LOST_CHARACTER, letters.lost_characters),
    Check(faults.MIXED_SCRIPTS, letters.mixed_scripts),
    Check(faults.IBID_IN_NOTE, notes.ibid_in_notes),
    Check(faults.STRAIGHT_PRIME, quotes.straight_primes),
    Check(faults.SPACE_AFTER_SIGN, stops.missing_spaces),
    Check(faults.WRONG_ORDINAL, numerals.wrong_ordinals),
    Check(faults.ETC_WITH_POINTS, stops.etc_with_points),
    Check(faults.APOSTROPHE_WITH_SPACE, stops.apostrophes_with_space),
    Check(faults.DECOMPOSED, letters.decomposed),
    Check(faults.QUOTED_TWICE, quotes.quoted_block_quotes),
    Check(faults.ROW_OF_SIGNS, stops.rows_of_signs),
)

BOOK_CHECKS: tuple[BookCheck, ...] = (BookCheck(faults.VARIANT_NAME, names.variant_names),)

RULES: dict[str, Rule] = {
    rule.code: rule
    for rule in (
        *(check.rule for check in CHECKS),
        *(check.rule for check in BOOK_CHECKS),
        faults.UNKNOWN_CLASS,
        faults.UNUSED_IGNORE,
        faults.UNKNOWN_IGNORE,
    )
}
"""Every rule of the lint by its code."""
