"""What can be wrong with a raw text or with the answers given for it: C, the cleaner's codes."""

from publish.diagnostics import Rule, Severity
from publish.messages import N_

BROKEN_BYTE = Rule(
    "C001",
    Severity.WARNING,
    N_("byte {offset} is not valid {encoding}"),
    N_("the byte is kept in the ledger and shown as U+FFFD; name another encoding if many are"),
)
GUESSED_ENCODING = Rule(
    "C002",
    Severity.NOTE,
    N_("the file is not UTF-8; it was read as {encoding}"),
    N_("name the encoding in [[sources]] of book.toml if words look wrong"),
)
UNKNOWN_ENCODING = Rule(
    "C003",
    Severity.ERROR,
    N_("there is no encoding named “{encoding}”"),
    N_("write utf-8, windows-1252, iso-8859-15, macroman, utf-16…"),
)
STALE_CORRECTION = Rule(
    "C004",
    Severity.ERROR,
    N_("the correction of “{found}” no longer applies"),
    N_("the source, or what the cleaner makes of it, has changed: delete it, or correct “found”"),
)
UNCALLED_NOTE = Rule(
    "C005",
    Severity.WARNING,
    N_("note {number} is called nowhere"),
    N_("answer the question in “publish review”, or put its call into the text"),
)
UNKNOWN_MARK = Rule(
    "C006",
    Severity.WARNING,
    N_("{count} characters stand for accents that could not be told, first “{word}”"),
    N_("answer the question in “publish review”"),
)
BAD_CORRECTIONS = Rule(
    "C007",
    Severity.ERROR,
    N_("this is not a list of corrections: {reason}"),
    N_("each [[correction]] has “kind”, “found” and “read”, all between double quotes"),
)
UNREADABLE = Rule(
    "C008",
    Severity.ERROR,
    N_("this file cannot be read as {format}: {reason}"),
    N_("save it again from the program that made it, or clean its plain text instead"),
)
NO_TEXT = Rule(
    "C009",
    Severity.ERROR,
    N_("there is no text in this file"),
    N_("a scanned PDF holds only pictures: recognise its characters first, then clean that"),
)
"""The fault of pictures without a text layer."""
CONFLICT = Rule(
    "C010",
    Severity.ERROR,
    N_("the editor and the cleaner both changed “{passage}”"),
    N_("choose between the two versions, and delete the lines <<<<<<<, ======= and >>>>>>>"),
)
NO_BASE = Rule(
    "C011",
    Severity.WARNING,
    N_("{path} was not made by the cleaner: it is left as it is"),
    N_("delete it to have it made from the source, or take its table out of [[sources]]"),
)
PENDING_CONFLICT = Rule(
    "C012",
    Severity.ERROR,
    N_("{path} still holds an unsolved conflict"),
    N_("choose between the two versions on line {line} before cleaning again"),
)
