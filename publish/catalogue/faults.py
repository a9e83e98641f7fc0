"""What can be wrong with a catalogue of books: K."""

from publish.diagnostics import Rule, Severity
from publish.messages import N_

NO_CATALOGUE = Rule(
    "K001",
    Severity.ERROR,
    N_("{path} cannot be read: {reason}"),
    N_("name the file that lists the books: publish catalogue build catalogue.toml"),
)
OUTSIDE = Rule(
    "K002",
    Severity.ERROR,
    N_("“{path}” leads out of the catalogue's folder"),
    N_("name folders by relative paths, beside catalogue.toml or below"),
)
NO_BOOK = Rule(
    "K003",
    Severity.ERROR,
    N_("“{pattern}” leads to no book"),
    N_("a book is a folder that holds manuscript/book.toml; * stands for any name"),
)
SAME_SLUG = Rule(
    "K004",
    Severity.ERROR,
    N_("{one} and {other} have the same slug, “{slug}”"),
    N_("give one of them another slug in its book.toml: it names their files"),
)
NOT_LISTED = Rule(
    "K005",
    Severity.ERROR,
    N_("“{pattern}” is none of the catalogue's books"),
    N_("a collection takes books that “books” names"),
)
OUTPUT_TAKEN = Rule(
    "K006",
    Severity.ERROR,
    N_("“{output}” cannot be the output folder: {book} is a book there"),
    N_("set “output” to a folder that holds no book and lies in none"),
)
DIED = Rule(
    "K007",
    Severity.ERROR,
    N_("the process that made this book ended ({how}), twice"),
    N_("the report holds its last words; where memory is short, make fewer books at once (-j 1)"),
    N_(
        "Each book is made in a process of its own, so that what kills one leaves the others. "
        "Memory that ran out is the usual cause."
    ),
)
TIMED_OUT = Rule(
    "K008",
    Severity.ERROR,
    N_("not done after {seconds} seconds"),
    N_("what was there before is untouched; give it more time with --timeout"),
)
INTERNAL = Rule(
    "K009",
    Severity.ERROR,
    N_("this is a fault of publish: {what}"),
    N_("the catalogue's report holds the whole of it: please send it to us"),
)
NO_CLUSTER = Rule(
    "K010",
    Severity.ERROR,
    N_("Dask is not installed"),
    N_("install the extra “cluster” where publish came from: pip install '.[cluster]'"),
)
NO_SCHEDULER = Rule(
    "K011",
    Severity.ERROR,
    N_("no Dask scheduler answers at {address}"),
    N_("start one (dask scheduler), or leave --scheduler out to build on this machine"),
)
NO_WORKERS = Rule(
    "K012",
    Severity.ERROR,
    N_("the scheduler at {address} has no workers"),
    N_("start them: dask worker {address}"),
)
FOREIGN_WORKER = Rule(
    "K013",
    Severity.ERROR,
    N_("the worker {worker} would make other books: it has {theirs}, here is {ours}"),
    N_("install the same publish, libraries and Python on every machine"),
    N_(
        "Two machines with other versions would make books that differ, and nobody could say "
        "which is right."
    ),
)
LOST_SCHEDULER = Rule(
    "K014",
    Severity.ERROR,
    N_("the scheduler at {address} went away"),
    N_("what was done is kept: run the same command again"),
)
NO_PUBLISH = Rule(
    "K015",
    Severity.ERROR,
    N_("the scheduler at {address} or one of its workers cannot make books: {what}"),
    N_("install the same publish, libraries and Python on every machine"),
)
TOO_LARGE = Rule(
    "K017",
    Severity.ERROR,
    N_("the book asks for more than {memory} MB of memory"),
    N_("look for a huge picture, table or paragraph, or allow more: --memory"),
)
FOREIGN_FOLDER = Rule(
    "K016",
    Severity.ERROR,
    N_("{path} holds files that no catalogue made"),
    N_("move them, or name another folder: output = … in catalogue.toml"),
    N_("The output folder is replaced as a whole: what somebody put there by hand would be gone."),
)
LEADS_OUT = Rule(
    "K018",
    Severity.ERROR,
    N_("{path} is a link that leads out of the book's folder"),
    N_("put the files themselves there: a book of a catalogue has only its own folder"),
)
