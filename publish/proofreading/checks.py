"""The rules of the lint in order, each beside the function that finds its faults."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from publish.diagnostics import Rule
from publish.proofreading import letters, names, notes, numerals, paragraphs, rules
from publish.proofreading import punctuation as stops
from publish.proofreading import quotations as quotes
from publish.proofreading import spelling as words
from publish.proofreading.reading import Finding, Reading

Find = Callable[[Reading], Iterator[Finding]]
FindInBook = Callable[[Sequence[Reading]], Iterator[tuple[Reading, Finding]]]


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
    Check(rules.A_OR_A_GRAVE, words.a_for_a_grave),
    Check(rules.UNCLOSED, quotes.unclosed),
    Check(rules.UNOPENED, quotes.unopened),
    Check(rules.STRAIGHT_QUOTE, quotes.straight_quotes),
    Check(rules.SINGLE_QUOTES, quotes.quotes_of_one_stroke),
    Check(rules.MIXED_WIDTHS, stops.mixed_widths),
    Check(rules.SPACED_HYPHEN, stops.spaced_hyphens),
    Check(rules.MISSING_GROUPS, numerals.missing_groups),
    Check(rules.WRONG_POINTS, stops.wrong_points),
    Check(rules.CALL_AFTER_PUNCTUATION, notes.calls_after_punctuation),
    Check(rules.PAGES_DOUBLED, words.doubled_pages),
    Check(rules.MISTER, words.misters),
    Check(rules.DOUBLED_WORD, words.doubled_words),
    Check(rules.DOUBLED_SPACE, stops.doubled_spaces),
    Check(rules.UNFINISHED_PARAGRAPH, paragraphs.unfinished_paragraphs),
    Check(rules.BARE_CAPITAL, words.capitals_without_accent),
    Check(rules.MISSING_LIGATURE, words.missing_ligatures_of_words),
    Check(rules.CENTURY_WITHOUT_ORDINAL, numerals.centuries_without_ordinal),
    Check(rules.STRAY_CHARACTER, letters.stray_characters),
    Check(rules.MIXED_SCRIPTS, letters.mixed_scripts),
    Check(rules.IBID_IN_NOTE, notes.ibid_in_notes),
    Check(rules.STRAIGHT_PRIME, quotes.straight_primes),
    Check(rules.SPACE_AFTER_SIGN, stops.missing_spaces),
    Check(rules.WRONG_ORDINAL, numerals.wrong_ordinals),
    Check(rules.ETC_WITH_POINTS, stops.etc_with_points),
    Check(rules.APOSTROPHE_WITH_SPACE, stops.apostrophes_with_space),
    Check(rules.DECOMPOSED, letters.decomposed),
    Check(rules.QUOTED_TWICE, quotes.quoted_block_quotes),
    Check(rules.ROW_OF_SIGNS, stops.rows_of_signs),
)

BOOK_CHECKS: tuple[BookCheck, ...] = (BookCheck(rules.VARIANT_NAME, names.variant_names),)

RULES: dict[str, Rule] = {
    rule.code: rule
    for rule in (
        *(check.rule for check in CHECKS),
        *(check.rule for check in BOOK_CHECKS),
        rules.UNUSED_IGNORE,
        rules.UNKNOWN_IGNORE,
    )
}
"""Every rule of the lint by its code."""
