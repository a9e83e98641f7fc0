"""What can be wrong with the apparatus: X for the index."""

from publish.diagnostics import Rule, Severity
from publish.messages import N_

NO_OCCURRENCE = Rule(
    "X001",
    Severity.ERROR,
    N_("index entry “{heading}” matches nothing in the book"),
    N_("correct its forms, restrict “without” less, or give it a “see”"),
    N_("An entry without a folio sends its reader nowhere."),
    '[[entry]]\nheading = "Lénine"\nforms = ["Lenine"]',
)
UNKNOWN_TARGET = Rule(
    "X002",
    Severity.ERROR,
    N_("index entry “{heading}” refers to “{target}”, which is no entry"),
    N_("write the other entry's heading exactly as it stands in index.toml"),
    N_("A reference is followed letter by letter: a heading spelled otherwise is another heading."),
    '[[entry]]\nheading = "Oulianov"\nsee = "Lenine"',
)
SAME_HEADING = Rule(
    "X003",
    Severity.ERROR,
    N_("index entry “{heading}” stands twice"),
    N_("put all its forms into one entry"),
    N_("The folios of one thing would stand in two places, and a reader find half of them."),
)
UNKNOWN_TEXT = Rule(
    "X004",
    Severity.ERROR,
    N_("index entry “{heading}” names “{text}”, which is no text of the book"),
    N_("write the path as it stands in “texts” of book.toml"),
)
EMPTY_TARGET = Rule(
    "X005",
    Severity.WARNING,
    N_("index entry “{heading}” sends to “{target}”, which only sends on"),
    N_("send the reader to the entry that has the folios"),
    N_("Sent on twice, a reader turns pages for nothing."),
    '[[entry]]\nheading = "Oulianov"\nsee = "Vladimir Ilitch"',
)
