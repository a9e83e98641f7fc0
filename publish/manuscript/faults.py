"""What can be wrong with a book's files: B for the book as a whole, M for markup, N for notes."""

from publish.diagnostics import Rule, Severity
from publish.messages import N_

MISSING_FILE = Rule(
    "B001",
    Severity.ERROR,
    N_("{path} does not exist"),
    N_("write the file, or take its name out of book.toml"),
)
BROKEN_UTF8 = Rule(
    "B002",
    Severity.ERROR,
    N_("byte {offset} is not valid UTF-8"),
    N_("save the file as UTF-8; raw texts in other encodings go through “publish clean”"),
)
BAD_TOML = Rule(
    "B003",
    Severity.ERROR,
    N_("this is not valid TOML: {reason}"),
    N_("strings stand between double quotes; lists between square brackets"),
)
BAD_KEY = Rule(
    "B004",
    Severity.ERROR,
    N_("unknown key “{key}”"),
    N_("known here: {known}"),
)
BAD_VALUE = Rule(
    "B005",
    Severity.ERROR,
    N_("“{key}”: {reason}"),
    N_("see the table of keys in docs/guide.md"),
)
MISSING_KEY = Rule(
    "B006",
    Severity.ERROR,
    N_("the key “{key}” is missing"),
    N_("add it: docs/guide.md shows the smallest book.toml"),
)
OUTSIDE_BOOK = Rule(
    "B007",
    Severity.ERROR,
    N_("{path} lies outside the book's folder"),
    N_("copy the file into the book and name it by a relative path: nothing else is read"),
)
NETWORK = Rule(
    "B008",
    Severity.ERROR,
    N_("{path} would be fetched from the network"),
    N_("copy the file into the book: a build never uses the network"),
)
NO_DATE = Rule(
    "B009",
    Severity.WARNING,
    N_("book.toml gives no date; 2000-01-01 is written into the files"),
    N_("add “date = 2026-11-21”, the day of this edition, or set SOURCE_DATE_EPOCH"),
)
SAME_TEXT_TWICE = Rule(
    "B010",
    Severity.ERROR,
    N_("{path} stands twice in “texts”"),
    N_("name each text once, in reading order"),
)

NO_TITLE = Rule(
    "M001",
    Severity.ERROR,
    N_("the text does not open with a title"),
    N_("begin the file with one line “# Title”"),
)
SECOND_TITLE = Rule(
    "M002",
    Severity.ERROR,
    N_("a second first-level title: {title}"),
    N_("use “##” within a text, or put the second text into a file of its own"),
)
FORBIDDEN_ELEMENT = Rule(
    "M003",
    Severity.ERROR,
    N_("the HTML element <{name}> is not allowed in a manuscript"),
    N_("write it in Markdown, or with one of the elements listed in docs/guide.md"),
)
FORBIDDEN_ATTRIBUTE = Rule(
    "M004",
    Severity.ERROR,
    N_("the attribute {name}=“{value}” is not allowed on <{element}>"),
    N_("use a class and style it in styles/print.css and styles/epub.css"),
)
NO_ALTERNATIVE = Rule(
    "M005",
    Severity.ERROR,
    N_("the image {path} has no alternative text"),
    N_("write ![what the picture shows]({path}); for an ornament, ![](…){{.ornament}}"),
)
SAME_ID_TWICE = Rule(
    "M006",
    Severity.ERROR,
    N_("the identifier “{id}” stands twice in the book"),
    N_("give each element an identifier of its own"),
)
DEAD_LINK = Rule(
    "M007",
    Severity.ERROR,
    N_("the link to “{target}” leads nowhere"),
    N_("link to “#identifier” of an element, or to another text of the book: (other.md)"),
)
CONTROL_CHARACTER = Rule(
    "M008",
    Severity.ERROR,
    N_("control character {name}"),
    N_("delete it: it cannot be written into an EPUB"),
)
TOO_DEEP = Rule(
    "M009",
    Severity.ERROR,
    N_("quotations, lists or elements are nested too deeply to be read"),
    N_("a few levels are the most that a page can show"),
)
BAD_ID = Rule(
    "M010",
    Severity.ERROR,
    N_("the identifier “{id}” cannot be used"),
    N_("begin with a letter, use no space, and leave page-…, entry-…, note-… to the press"),
)
UNFIT_PICTURE = Rule(
    "M011",
    Severity.ERROR,
    N_("the picture {path} cannot be shown: {reason}"),
    N_("save it again as PNG, JPEG, GIF, WebP or plain SVG"),
)
UNCLOSED_BLOCK = Rule(
    "M012",
    Severity.ERROR,
    N_("the block “{slashes} html | {what}” is never closed: it takes all that follows"),
    N_("write {slashes} on a line of its own where it ends"),
)
UNCLOSED_ELEMENT = Rule(
    "M013",
    Severity.WARNING,
    N_("the HTML element <{name}> is never closed: what follows runs into it"),
    N_("write </{name}> where it ends"),
)
UNKNOWN_BLOCK = Rule(
    "M014",
    Severity.WARNING,
    N_("“/// {kind}” opens no block: it is printed as it stands"),
    N_("a block is written “/// html | div.verse”, or with another class than verse"),
)

UNDEFINED_NOTE = Rule(
    "N001",
    Severity.ERROR,
    N_("note [^{label}] is called but not defined"),
    N_("add a line “[^{label}]: text of the note”, or delete the call"),
)
DUPLICATE_NOTE = Rule(
    "N002",
    Severity.ERROR,
    N_("note [^{label}] is defined twice; first on line {first}"),
    N_("give one of the two another label, and its call with it"),
)
UNCALLED_NOTE = Rule(
    "N003",
    Severity.ERROR,
    N_("note [^{label}] is never called"),
    N_("put [^{label}] into the text where the note belongs, or delete the note"),
)
REPEATED_CALL = Rule(
    "N004",
    Severity.ERROR,
    N_("note [^{label}] is called a second time; first on line {first}"),
    N_("a note has one call: repeat the note, or refer to it in words (“see note 3”)"),
)
EMPTY_NOTE = Rule(
    "N005",
    Severity.ERROR,
    N_("note [^{label}] is empty"),
    N_("write its text after the colon"),
)
CALL_IN_NOTE = Rule(
    "N006",
    Severity.ERROR,
    N_("note [^{label}] is called within note [^{within}]"),
    N_("call it from the text: a note at the foot of a page cannot have notes"),
)
