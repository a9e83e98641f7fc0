"""What can stop the setting of a book: Y for typography."""

from publish.diagnostics import Rule, Severity
from publish.messages import N_

UNKNOWN_PROFILE = Rule(
    "Y001",
    Severity.ERROR,
    N_("there is no typographic profile “{profile}”"),
    N_("known: {known}"),
)
LETTERS_CHANGED = Rule(
    "Y002",
    Severity.ERROR,
    N_("typography would change letters or figures: “{before}” became “{after}”"),
    N_(
        "this is a fault of publish: report it with the block; meanwhile, keep the words out of"
        " its reach with “keep” under [typography] in book.toml"
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
)
