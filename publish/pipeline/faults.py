"""What can go wrong with files and commands: F; what an order lacks: O."""

from publish.diagnostics import Rule, Severity
from publish.messages import N_

UNWRITABLE = Rule(
    "F001",
    Severity.ERROR,
    N_("{path} cannot be written: {reason}"),
    N_("free the place, or change its permissions; what stood there before is untouched"),
    N_(
        "Files are written whole beside the old ones and then put in their place: where that "
        "fails, the old ones are as they were."
    ),
)
UNREADABLE = Rule(
    "F002",
    Severity.ERROR,
    N_("{path} cannot be read: {reason}"),
    N_("give yourself the right to read it (chmod u+r {path}), or look at its name"),
)
NO_BOOK = Rule(
    "F003",
    Severity.ERROR,
    N_("there is no book in {path}"),
    N_("go to a folder that holds manuscript/book.toml, name it with -C, or make one: publish new"),
)
NO_STATE = Rule(
    "F014",
    Severity.ERROR,
    N_("“{state}” is no state of a book: no folder with texts, no file, no revision of git"),
    N_("name a folder, an EPUB or another file, or a revision: publish diff HEAD~1"),
)
UNKNOWN_TARGET = Rule(
    "F004",
    Severity.ERROR,
    N_("there is no target “{target}”"),
    N_("the targets are: {known}"),
)
STALE = Rule(
    "F006",
    Severity.NOTE,
    N_("{path} is not up to date: what is checked is not what the book would give now"),
    N_("type publish build, then publish preflight again; publish explain {target} says why"),
    N_(
        "What is looked at is the file on the disk. If the manuscript has changed since, what "
        "is found may be mended already, and what is new is not seen."
    ),
)
OUR_FAULT = Rule(
    "F020",
    Severity.ERROR,
    N_("publish has met what it does not foresee: {what}"),
    N_(
        "nothing that was built before is lost; please report this with what stands in {report}, "
        "and the file that brought it about if you may"
    ),
)
"""The last net: an exception that no other rule tells."""
NOT_EMPTY = Rule(
    "F005",
    Severity.ERROR,
    N_("{path} exists and is not empty"),
    N_("name a new folder: nothing is ever overwritten"),
    N_("A new book is only made where there is nothing that it could overwrite."),
)
NO_AUTHOR = Rule(
    "O014",
    Severity.ERROR,
    N_("the author still has the name that “publish new” wrote"),
    N_("write the author's name under [[contributors]]"),
)
NO_PRINTER = Rule(
    "O001",
    Severity.ERROR,
    N_("no printer is named"),
    N_("set “printer” and “paper” under [print]; publish printers lists them"),
    N_(
        "Paper, margins, spine and what is refused are the printer's: without one, none of "
        "them can be known."
    ),
    '[print]\nprinter = "bod"\npaper = "creme-90"',
)
NO_ISBN = Rule(
    "O002",
    Severity.ERROR,
    N_("the printed book has no ISBN"),
    N_("set “print” under [isbn]; in France, AFNIL gives them out"),
    N_(
        "Shops and libraries know a book by its ISBN; each form of it (bound, paperback, "
        "EPUB) has its own."
    ),
    '[isbn]\nprint = "9782070360024"',
)
NO_PUBLISHER = Rule(
    "O003",
    Severity.ERROR,
    N_("no publisher is named"),
    N_("set “name” under [publisher]"),
)
NO_ADDRESS = Rule(
    "O004",
    Severity.WARNING,
    N_("the publisher has no address"),
    N_("set “address” under [publisher]: French law wants it in the book"),
    N_(
        "The law of 29 July 1881 and that of legal deposit ask for the publisher's name and "
        "address in the book."
    ),
    '[publisher]\nname = "Maison"\naddress = "1, rue du Livre, Paris"',
)
NO_PRICE = Rule(
    "O005",
    Severity.WARNING,
    N_("the printed book has no price"),
    N_("set “price” under [trade]: French law wants it on the cover"),
    N_("The law of 10 August 1981 makes the publisher fix one price, which stands on the book."),
    '[trade]\nprice = "18.50"',
)
NO_DEPOSIT = Rule(
    "O006",
    Severity.WARNING,
    N_("the month of the legal deposit is not given"),
    N_("set “deposit” under [legal] to a date of that month"),
)
NO_PRINTING = Rule(
    "O007",
    Severity.WARNING,
    N_("month and printer of this printing are not given"),
    N_("set “printed” and “printed-by” (name and place) under [legal]"),
)
NO_RIGHTS = Rule(
    "O008",
    Severity.WARNING,
    N_("nothing says what rights hold on the texts"),
    N_("set “rights”, or [[legal.rights]] for each text"),
)
NO_BACK = Rule(
    "O009",
    Severity.WARNING,
    N_("the back of the cover has no text"),
    N_("write it in a Markdown file, and name that under [cover]: back = “quatrieme.md”"),
)
NO_THEMA = Rule(
    "O010",
    Severity.WARNING,
    N_("no Thema code says what the book is about"),
    N_("set “thema” under [trade], as in [“NHD”]"),
    N_("Shops sort books by subject; Thema is the code of the international trade."),
    '[trade]\nthema = ["NHD"]',
)
NO_CLIL = Rule(
    "O011",
    Severity.WARNING,
    N_("no CLIL code says where bookshops shelve the book"),
    N_("set “clil” under [trade], as in [“3378”]"),
    N_(
        "French booksellers shelve books by the CLIL's table, which is finer than Thema for "
        "French literature."
    ),
    '[trade]\nclil = ["3378"]',
)
NO_EPUB_ISBN = Rule(
    "O012",
    Severity.NOTE,
    N_("the EPUB has no ISBN: it gets no ONIX record"),
    N_("set “epub” under [isbn], if it is sold by shops"),
)
NO_IDENTIFIER = Rule(
    "O013",
    Severity.NOTE,
    N_("{name} has no identifier"),
    N_("set “isni” or “bnf” of this contributor: libraries tell namesakes apart by it"),
)
PORT_TAKEN = Rule(
    "F010",
    Severity.ERROR,
    N_("port {port} of this machine is taken"),
    N_("name another with --port, or none: a free one is found"),
)
PORT_REFUSED = Rule(
    "F011",
    Severity.ERROR,
    N_("port {port} of this machine cannot be had: {reason}"),
    N_("name one from 1024 up, or none: a free one is found"),
)
BUILD_DIED = Rule(
    "F012",
    Severity.ERROR,
    N_("the build ended before its time"),
    N_("the terminal says more, if anything was said; the next change starts it anew"),
)
NO_PREVIEW = Rule(
    "F013",
    Severity.ERROR,
    N_("publish watch needs the library {library}"),
    N_("install the extra “watch” where publish came from: pip install '.[watch]' in its folder"),
)
