"""What can go wrong while an edition is written: L for the layout, E for the EPUB."""

from publish.diagnostics import Rule, Severity
from publish.messages import N_

LOST_NOTE = Rule(
    "L001",
    Severity.ERROR,
    N_("note {note} was lost in the layout"),
    N_("this is a fault of the layout engine: shorten the note or move its call, and report it"),
    N_(
        "After layout, every note is looked for in the pages: one that is missing stops the "
        "build, however it was lost."
    ),
)
DISPLACED_NOTE = Rule(
    "L002",
    Severity.ERROR,
    N_("note {note} stands on page {page}, its call on page {call_page}"),
    N_("shorten the note or move its call by a few words"),
    N_("A note begins at the foot of the page of its call: who reads must not look for it."),
)
DISPLACED_ANCHOR = Rule(
    "L003",
    Severity.ERROR,
    N_("“{id}” was composed on page {folio} and painted on page {page}"),
    N_("a rule of styles/print.css makes a block higher than composition knows: see docs/guide.md"),
    N_(
        "Index, contents and references give the folios of composition. Where the painter "
        "puts a passage on another page, all of them would be wrong."
    ),
    ".letter { border: 1pt solid; float: left }",
)
LOST_TEXT = Rule(
    "L009",
    Severity.ERROR,
    N_("page {page}: {lost} letters that were composed are not painted"),
    N_(
        "a text of book.toml is too long for its page (rights, colophon), or a rule of"
        " styles/print.css makes a block higher than composition knows: see docs/guide.md"
    ),
    N_(
        "What composition placed is counted in the painted pages, letter by letter. What is "
        "not there has been cut off."
    ),
)
UNSTABLE_FOLIOS = Rule(
    "L004",
    Severity.ERROR,
    N_("the folios in index and contents do not settle"),
    N_("put the contents at the end of the book (contents = “end” under [print])"),
    N_(
        "A table of contents at the front takes pages, which move the folios it gives, which "
        "may change its length. Now and then no length is right."
    ),
)
LAYOUT_COMPLAINT = Rule(
    "L005",
    Severity.WARNING,
    N_("the layout engine says: {reason}"),
    N_("correct styles/print.css"),
)
LAYOUT_REFUSAL = Rule(
    "L006",
    Severity.ERROR,
    N_("the layout engine could not read {path}"),
    N_("only files of the book and its styles folder can be used, and never the network"),
)
EPUB_INCOMPLETE = Rule(
    "E001",
    Severity.ERROR,
    N_("the EPUB could not be written: {reason}"),
    N_("remove what is named from book.toml or the text"),
)
UNKNOWN_DESIGN = Rule(
    "E003",
    Severity.ERROR,
    N_("there is no cover design “{design}”"),
    N_("the designs are: {known}; styles/covers/NAME.css makes another"),
)
PAGES_DIFFER = Rule(
    "L010",
    Severity.ERROR,
    N_("“{title}” was composed on {composed} pages and is painted on {painted}"),
    N_(
        "its title, rights or colophon may be too long for the trim, the trim too small, or a rule"
        " of styles/print.css makes the painter turn the page"
    ),
)
UNKNOWN_FONT = Rule(
    "E004",
    Severity.ERROR,
    N_("the font “{font}” is not in styles/fonts"),
    N_("the families there are: {known}"),
)
NO_PICTURE = Rule(
    "E005",
    Severity.ERROR,
    N_("the design “image” needs a picture"),
    N_("name one of manuscript/: “image = …” under [cover]"),
)
BACK_TOO_LONG = Rule(
    "E006",
    Severity.ERROR,
    N_("the text on the back of the cover is {over} mm or more too long"),
    N_("shorten it, or set it smaller: .blurb in styles/covers/base.css"),
    N_(
        "The text on the back would run over the barcode, or off the paper. It is never set "
        "smaller than its style says."
    ),
)
FRONT_TOO_LONG = Rule(
    "E007",
    Severity.ERROR,
    N_("title and names are {over} mm or more too long for the front of the cover"),
    N_("shorten the subtitle, or set them smaller in the design's style sheet, in styles/covers"),
    N_("What does not fit would be cut off at the edge of the cover."),
)
BROKEN_FONT = Rule(
    "E008",
    Severity.ERROR,
    N_("the font {path} cannot be read: {reason}"),
    N_("replace it under styles/fonts by a whole OpenType font (OTF, TTF, WOFF2)"),
)
NO_SUCH_FAMILY = Rule(
    "L012",
    Severity.ERROR,
    N_("the font “{family}” is neither in styles/fonts nor on this system"),
    N_("put its files into styles/fonts, install it, or name another"),
)
NOT_EMBEDDABLE = Rule(
    "L013",
    Severity.ERROR,
    N_("the licence of the font “{family}” ({path}) does not let a PDF hold it"),
    N_("name another font: what is printed must be embedded (OpenType, OS/2, fsType)"),
)
NO_GLYPH_PAINTED = Rule(
    "L014",
    Severity.ERROR,
    N_("a running head, a leaf or the cover holds a sign that no font has: {sign}"),
    N_(
        "leave it out of the title, or name a font that has it where the style sheet names the font"
    ),
)
