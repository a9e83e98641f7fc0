"""What can go wrong with files and commands: F."""

from publish.diagnostics import Rule, Severity
from publish.messages import N_

UNWRITABLE = Rule(
    "F001",
    Severity.ERROR,
    N_("{path} cannot be written: {reason}"),
    N_("free the place, or change its permissions; what stood there before is untouched"),
)
UNREADABLE = Rule(
    "F002",
    Severity.ERROR,
    N_("{path} cannot be read: {reason}"),
    N_("change its permissions"),
)
NO_BOOK = Rule(
    "F003",
    Severity.ERROR,
    N_("there is no book in {path}"),
    N_("go to a folder that holds manuscript/book.toml, name it with -C, or make one: publish new"),
)
UNKNOWN_TARGET = Rule(
    "F004",
    Severity.ERROR,
    N_("there is no target “{target}”"),
    N_("the targets are: {known}"),
)
NOT_EMPTY = Rule(
    "F005",
    Severity.ERROR,
    N_("{path} exists and is not empty"),
    N_("name a new folder: nothing is ever overwritten"),
)
