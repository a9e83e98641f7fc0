"""What can be wrong with a corrected file: R."""

from publish.diagnostics import Rule, Severity
from publish.messages import N_

STRANGE_FILE = Rule(
    "R001",
    Severity.ERROR,
    N_("this file is of no text of this book: {share} in a hundred of its lines stand in it"),
    N_("go to the book that it was sent by, or bring it in as a text of its own: publish import"),
)
UNKNOWN_SENDING = Rule(
    "R002",
    Severity.WARNING,
    N_("the file says that it is of sending {sending}, which this book does not know"),
    N_("it is compared with the texts as they are now: what the editor changed since it was sent "
       "may come back; put manuscript/.sent into version control"),
)  # fmt: skip
NO_NAMES = Rule(
    "R003",
    Severity.WARNING,
    N_("the paragraphs of this file have lost the names they were sent with; they are found by "
       "what they say"),
    N_("look at the changes with care: publish receive --dry-run shows them"),
    N_(
        "Each paragraph is sent with a name that word processors keep out of sight. Copied "
        "into a new file, it has none, and is found by its words."
    ),
)  # fmt: skip
KNOWN_FILE = Rule(
    "R004",
    Severity.NOTE,
    N_("this very file was received before: nothing is changed"),
)
MEETING = Rule(
    "R005",
    Severity.WARNING,
    N_("a correction meets a change of yours: “{mine}”, “{theirs}”"),
    N_("yours stands; publish review asks which it is to be"),
    N_(
        "Both changed the same words since the file was sent; whoever answers for the text decides."
    ),
)
UNSURE_BLOCK = Rule(
    "R006",
    Severity.WARNING,
    N_("this block cannot be written as it came back: {passage}"),
    N_("look at it beside the file"),
)
MISSING_TEXT = Rule(
    "R007",
    Severity.ERROR,
    N_("{path} was sent and is no longer there: what came back of it has no place"),
    N_("put it back, or rename the text that took its place"),
)
NEW_PICTURE = Rule(
    "R008",
    Severity.WARNING,
    N_("a picture was put in: it is written as {path}"),
    N_("look whether you may print it, and at its resolution"),
)
BAD_REMARKS = Rule(
    "R009",
    Severity.ERROR,
    N_("the list of questions cannot be read: {reason}"),
    N_("mend it, or move it away: manuscript/remarks.toml"),
)
LOST_IN_RETURN = Rule(
    "R010",
    Severity.ERROR,
    N_("{count} words of the file are not in the texts: {words}"),
    N_("nothing was written; please report it with the file if you may"),
)
LEFT_TITLE_PAGE = Rule(
    "R011",
    Severity.WARNING,
    N_("the title page was changed: {text}"),
    N_("it is made of book.toml: change it there"),
)
NO_TEXT_TO_SEND = Rule(
    "R012",
    Severity.ERROR,
    N_("there is no text “{name}” in this book"),
    N_("the texts are: {known}"),
)
UNKNOWN_FORM = Rule(
    "R013",
    Severity.ERROR,
    N_("nothing can be sent as {form}"),
    N_("known are: docx, odt, tei, icml, markdown; name one with --format"),
)
LEFT_PICTURE = Rule(
    "R014",
    Severity.NOTE,
    N_("{path} stands as its description: word processors do not show such pictures"),
)
STANDS = Rule(
    "R015",
    Severity.ERROR,
    N_("{path} exists: it may hold corrections that nobody has received yet"),
    N_("name another file with -o, or move it away"),
)
GONE_WORDS = Rule(
    "R016",
    Severity.WARNING,
    N_("the words that are asked about are no longer in the text: “{words}”"),
    N_("change it by hand, then take the question out of manuscript/remarks.toml"),
)
