"""What can be wrong with styles: S."""

from publish.diagnostics import Rule, Severity
from publish.messages import N_

MISSING_STYLE = Rule(
    "S001",
    Severity.ERROR,
    N_("styles/{path} does not exist"),
    N_("copy the default one back: “publish new” writes a whole styles folder"),
)
NOT_MEASURED = Rule(
    "L007",
    Severity.WARNING,
    N_("a paragraph is set by the layout engine alone: composition cannot measure “{what}”"),
    N_("put pictures into paragraphs of their own, and name a font that has every sign"),
    N_(
        "Composition breaks a paragraph whole, with the widths of its signs. A sign that no "
        "font has, or a picture in a line, cannot be measured: the layout engine then breaks "
        "line by line."
    ),
)
OVERFULL = Rule(
    "L008",
    Severity.ERROR,
    N_("a line is longer than its measure: “{text}”"),
    N_("reword, divide the word by hand, or let it be smaller in styles/print.css"),
    N_(
        "No word space can be squeezed enough, and nothing in the line may be divided: the "
        "line runs into the margin."
    ),
)
TOO_WIDE = Rule(
    "L015",
    Severity.ERROR,
    N_("a block ({what}) is {over} mm wider than its page allows, set as small as may be"),
    N_("part the table, or give it fewer columns; what is smaller than 6.5 pt is not read"),
)
TOO_HIGH = Rule(
    "L016",
    Severity.ERROR,
    N_("a block ({what}) is {over} mm higher than its page, and nothing can part it"),
    N_("part it in the manuscript, or let it be smaller in styles/print.css"),
)
LOOSE_LINE = Rule(
    "L017",
    Severity.WARNING,
    N_("a line could only be set loose, its word spaces {gap} em wide: “{text}”"),
    N_("reword the paragraph by a word or two, or say where a word of it may be divided"),
)
TIGHT_LINE = Rule(
    "L018",
    Severity.WARNING,
    N_("a line could only be set tight, its word spaces {gap} em wide: “{text}”"),
    N_("reword the paragraph by a word or two, or say where a word of it may be divided"),
)
BROKEN_STYLE = Rule(
    "S002",
    Severity.ERROR,
    N_("this style file cannot be used: {reason}"),
    N_("correct it, or delete it from the book to fall back on the default one"),
)
UNREAD_PROPERTY = Rule(
    "S006",
    Severity.WARNING,
    N_("“{name}” changes nothing in print"),
    N_("delete it; docs/guide.md says what a style sheet for print decides"),
    N_(
        "Lines are broken, divided and justified for a whole paragraph at once, by the rules of"
        " French composition, and their words placed one by one: what CSS says of the last line,"
        " of the division of words or of the marks of a list is not asked. Tables alone are set by"
        " the layout engine, which does read such properties."
    ),
    "p { text-align-last: center }",
)
NO_GLYPH = Rule(
    "L011",
    Severity.ERROR,
    N_("no font has {signs}{more}; asked: {tried}"),
    N_(
        'under [print] of book.toml, name a font that has it: fallback = ["…"];'
        " “fc-list :charset={charset} family” lists those of this system"
    ),
)
LONG_HEAD = Rule(
    "L020",
    Severity.WARNING,
    N_("this running head does not stand on one line: “{head}”"),
    N_('shorten it: {{running="…"}} behind the title'),
)
NO_BLEED = Rule(
    "L021",
    Severity.WARNING,
    N_("a picture runs over the edge of its page, and the book has no bleed"),
    N_("write bleed = true under [print]: a printer cuts a little beside the line"),
)
