"""What can stop the setting of a book: Y for typography."""

from publish.diagnostics import Rule, Severity
from publish.messages import N_

UNKNOWN_PROFILE = Rule(
    "Y001",
    Severity.ERROR,
    N_("there is no typographic profile “{profile}”"),
    N_("known: {known}"),
)
UNKNOWN_PASS = Rule(
    "Y004",
    Severity.ERROR,
    N_("typography has no pass “{name}” that can be left out"),
    N_("those named under [typography] are: {known}"),
)
LEFT_OUT = Rule(
    "Y005",
    Severity.NOTE,
    N_("typography goes without the passes that book.toml leaves out: {names}"),
    N_("what they would set stays as typed; take them out of “without” to have it set"),
    N_(
        "A text may need to stay as its author typed it in one respect. The others are still set,"
        " and the report says each time what is not, lest it be forgotten."
    ),
)
LETTERS_CHANGED = Rule(
    "Y002",
    Severity.ERROR,
    N_("typography would change letters or figures: “{before}” became “{after}”"),
    N_(
        "this is a fault of publish: report it with the block; meanwhile, keep the words out of"
        " its reach with “keep” under [typography] in book.toml"
    ),
    N_(
        "After setting, the letters and figures of each block are compared with those of the "
        "manuscript: typography changes signs and spaces alone."
    ),
)
UNSTABLE = Rule(
    "Y003",
    Severity.ERROR,
    N_("typography does not come to rest: “{before}” became “{after}” when set again"),
    N_(
        "this is a fault of publish: report it with the block; meanwhile, keep the words out of"
        " its reach with “keep” under [typography] in book.toml"
    ),
    N_(
        "A text that is set stays what it is when it is set again; where it does not, one of "
        "two rules is at odds with the other."
    ),
)
