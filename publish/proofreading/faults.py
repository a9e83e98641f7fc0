"""What the lint may say: T001 …, each with a hint and, for ``publish check --explain``, the why.

A NOTE is set right by typography or by ``publish check --fix``; a WARNING wants a person.
"""

from publish.diagnostics import Rule, Severity
from publish.messages import N_

UNKNOWN_CLASS = Rule(
    "T032",
    Severity.WARNING,
    N_("nothing knows the class “{name}”: it changes nothing"),
    N_("write one of these: {known}; or style it in styles/print.css and styles/epub.css"),
    N_(
        "A class gives a text its kind or a line its form. One that is mistyped, or that no style"
        " sheet has, is passed over in silence by every program that reads the book."
    ),
)
BAD_CSS = Rule(
    "S003",
    Severity.WARNING,
    N_("this is not CSS, and is left out: {text}"),
    N_("a declaration is written “name: value;”, a rule “selector {{ … }}”"),
    N_(
        "What browsers and WeasyPrint do not understand, they pass over in silence, with all "
        "of its line."
    ),
    "p { color red }",
)
UNCLOSED_CSS = Rule(
    "S004",
    Severity.WARNING,
    N_("what is opened here is never closed, and takes all that follows: {text}"),
    N_("write “}}” where the rule ends, “*/” where the comment does"),
)
UNUSED_IGNORE = Rule(
    "T090",
    Severity.ERROR,
    N_("the ignore of {code} ({reason}) matches nothing any more"),
    N_("delete it from book.toml"),
    N_(
        "An ignore is a judgement on one place. When the place has changed, the judgement must go,"
        " or it may hide the next fault."
    ),
)
LEFT_OUT = Rule(
    "T092",
    Severity.NOTE,
    N_("proofreading goes without the checks that book.toml leaves out: {names}"),
    N_("take them out of “without” under [proofreading] to have them back"),
    N_(
        "A check that is wrong for a whole book is better left out than ignored in a hundred"
        " places. The report says each time what was not looked for, lest it be forgotten."
    ),
)
UNKNOWN_CHECK = Rule(
    "T093",
    Severity.ERROR,
    N_("proofreading has no check “{name}” that can be left out"),
    N_("docs/codes.md lists their names and codes"),
    N_("Under [proofreading], “without” takes names and codes of checks that read the prose."),
)
UNKNOWN_IGNORE = Rule(
    "T091",
    Severity.ERROR,
    N_("there is no rule {code} to ignore"),
    N_("see docs/codes.md for the codes"),
    N_("Only rules of the lint, whose codes begin with T, can be ignored in book.toml."),
)
