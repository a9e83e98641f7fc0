"""What can be wrong with a raw text or with the answers given for it: C, the cleaner's codes."""

from publish.diagnostics import Rule, Severity
from publish.messages import N_

BROKEN_BYTE = Rule(
    "C001",
    Severity.WARNING,
    N_("byte {offset} is not valid {encoding}"),
    N_("the byte is kept in the ledger and shown as U+FFFD; name another encoding if many are"),
    N_(
        "Nothing of a source is thrown away: a byte that stands for no letter keeps its "
        "place, so that the source can be made again from the cleaned text."
    ),
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
    N_(
        "A correction is a judgement on one passage as it stood. Where the passage is "
        "another, it must be judged again."
    ),
)
UNCALLED_NOTE = Rule(
    "C005",
    Severity.WARNING,
    N_("note {number} is called nowhere"),
    N_("answer the question in “publish review”, or put its call into the text"),
    N_(
        "Cleaning loses no note: one whose call was not found is kept, and told, rather than "
        "hung on the wrong word."
    ),
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
    N_("a scan holds only pictures: recognise its pages (OCR): publish clean --ocr"),
    N_("A scan is a picture of a page: it has no letters until they are recognised."),
)
"""The fault of pictures without a text layer."""
CONFLICT = Rule(
    "C010",
    Severity.ERROR,
    N_("the editor and the cleaner both changed “{passage}”"),
    N_("choose between the two versions, and delete the lines <<<<<<<, ======= and >>>>>>>"),
    N_(
        "What an editor wrote is never overwritten: where the cleaner would now write "
        "something else in the same passage, both versions are kept."
    ),
)
NO_BASE = Rule(
    "C011",
    Severity.NOTE,
    N_("{path} stood before it was first cleaned: it is kept as the editor's"),
    N_("what is made of its source now is kept beside it, and later changes will be merged in"),
)
PENDING_CONFLICT = Rule(
    "C012",
    Severity.ERROR,
    N_("{path} still holds an unsolved conflict"),
    N_("choose between the two versions before cleaning again"),
    N_(
        "Between the signs of a conflict stand two versions of one passage; cleaned again, "
        "they would be taken for text."
    ),
)
MISSING_SOURCE = Rule(
    "C013",
    Severity.ERROR,
    N_("the source {path} does not exist"),
    N_("put it there, or take its table out of [[sources]] in book.toml"),
)
NO_SOURCES = Rule(
    "C014",
    Severity.ERROR,
    N_("book.toml names no sources to clean"),
    N_("add [[sources]] with file = “sources/raw.txt” and text = “text.md”"),
)
STRANGE_TEXT = Rule(
    "C015",
    Severity.ERROR,
    N_("no source is cleaned into {path}"),
    N_("known here: {known}"),
)
LEFT_MARKS = Rule(
    "C016",
    Severity.WARNING,
    N_("characters left that cannot be read: {count}, the first in line {first}"),
    N_("what stood there cannot be told: answer the questions in “publish review”"),
    N_(
        "A sign of replacement stands for a letter that was lost before the text came here. "
        "It is guessed at only where the dictionary leaves no doubt."
    ),
)
EMPTY = Rule(
    "C017",
    Severity.ERROR,
    N_("there is no text in this file"),
    N_("the file is empty, or holds blank space only"),
)
BINARY = Rule(
    "C018",
    Severity.ERROR,
    N_("this is no text: {share} per cent of its first characters are control characters"),
    N_("save it as plain text, PDF, HTML or EPUB; if it is text, name its encoding"),
)
PROTECTED = Rule(
    "C040",
    Severity.ERROR,
    N_("this EPUB is protected: its texts are encrypted"),
    N_("ask its publisher for a copy without protection"),
)
LOCKED = Rule(
    "C044",
    Severity.ERROR,
    N_("this PDF is locked: it opens with a password only"),
    N_("open it with its password, and save it without one"),
)
OTHER_ENCODING = Rule(
    "C041",
    Severity.ERROR,
    N_("the file is not in {encoding}"),
    N_("leave the encoding out, so that it is found, or name another"),
    N_(
        "An encoding says which letter each byte is. In this one, some bytes of the file are "
        "no letter at all."
    ),
)
TOO_LARGE = Rule(
    "C042",
    Severity.ERROR,
    N_("its texts unfold to more than {megabytes} MB: that is no book"),
    N_("divide it, if it is one"),
)
TOO_DEEP = Rule(
    "C043",
    Severity.ERROR,
    N_("its elements lie thousands deep in one another: what is within cannot be read"),
    N_("open it in a browser, save it anew, or clean its plain text"),
)
UNREAD_TEXT = Rule(
    "C019",
    Severity.NOTE,
    N_("{path} is not in the list “texts” of book.toml: it will be in no edition"),
    N_("add it to “texts” where it should be read"),
)
FOREIGN = Rule(
    "C020",
    Severity.ERROR,
    N_("this is a file of {format}, which is not cleaned as a raw text"),
    N_("bring it in with “publish import”; a .doc is first saved as .docx"),
)
UNREAD_LETTERS = Rule(
    "C030",
    Severity.ERROR,
    N_("this PDF does not say which letters it prints: its text cannot be read"),
    N_("recognise its pages instead (OCR): publish clean --ocr"),
    N_(
        "Such a file draws shapes and does not say which letters they are: what a program "
        "copies out of it is noise."
    ),
)
"""The fault of fonts without a table of letters."""
NO_TESSERACT = Rule(
    "C031",
    Severity.ERROR,
    N_("pages can only be recognised with tesseract, which is not installed"),
    N_("install it with its French: apt install tesseract-ocr-fra, or brew install tesseract-lang"),
)
NO_TESSERACT_FRENCH = Rule(
    "C032",
    Severity.ERROR,
    N_("tesseract is installed without its data for French"),
    N_("install them: apt install tesseract-ocr-fra, or brew install tesseract-lang"),
)
UNRECOGNISED = Rule(
    "C033",
    Severity.ERROR,
    N_("page {page} could not be recognised: {reason}"),
    N_("look at that page; save it again as PDF, PNG, JPEG or TIFF"),
)
MAIL_LEFT_OUT = Rule(
    "C034",
    Severity.NOTE,
    N_("this is a mail: only its text is taken; left out: {what}"),
    N_("save attachments from the mail program and name each as a source of its own"),
)
"""The fault of a mail's header and attachments."""
