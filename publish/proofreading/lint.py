"""A rule of the lint and what finds where it is broken, as one value.

``@check(Rule("T012", …))`` above ``misters`` → ``Check(rule, find=misters, name="misters")``; what
it finds may carry a sure repair, which is the rule's fix.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from publish.book.metadata import TypographyOptions
from publish.diagnostics import Rule
from publish.proofreading.lint_text import Finding, LintText

Find = Callable[[LintText], Iterator[Finding]]
FindInBook = Callable[[Sequence[LintText]], Iterator[tuple[LintText, Finding]]]
SeenTo = Callable[[TypographyOptions], bool]


def _never(_: TypographyOptions) -> bool:
    """Whether typography mends what is found: it leaves it as typed."""
    return False


@dataclass(frozen=True, slots=True)
class Check:
    """A rule, its name in book.toml, and what finds where the texts of a book break it.

    ``seen_to``: whether typography mends by itself, with the options of a book, what is found.
    """

    rule: Rule
    name: str
    find: FindInBook
    seen_to: SeenTo = _never


def check(rule: Rule, *, seen_to: SeenTo = _never) -> Callable[[Find], Check]:
    """Make a check of a function that reads one text."""

    def made(find: Find) -> Check:
        def each(texts: Sequence[LintText]) -> Iterator[tuple[LintText, Finding]]:
            return ((text, finding) for text in texts for finding in find(text))

        return Check(rule, _name(find), each, seen_to)

    return made


def book_check(rule: Rule) -> Callable[[FindInBook], Check]:
    """Make a check of a function that compares the texts of a book."""
    return lambda find: Check(rule, _name(find), find)


def _name(find: Callable[..., object]) -> str:
    return find.__name__.replace("_", "-")
