"""What a printer cannot print: I. Each names the limit and where it is said."""

from publish.diagnostics import Rule, Severity
from publish.messages import N_

UNKNOWN_PRINTER = Rule(
    "I001",
    Severity.ERROR,
    N_("the printer “{printer}” is not known"),
    N_("known printers: {known}"),
)
UNKNOWN_PAPER = Rule(
    "I002",
    Severity.ERROR,
    N_("{printer} has no paper “{paper}”"),
    N_("its papers: {known}"),
)
PAGES_OUT_OF_RANGE = Rule(
    "I003",
    Severity.ERROR,
    N_("{pages} pages: {printer} binds {least} to {most} on {paper} (source: {source})"),
    N_("choose another paper or printer, another trim, or change the size of the type"),
    N_(
        "Each binding has its limits: too few pages do not hold the glue, too many break the "
        "spine. The number is that of the finished book, blank pages included."
    ),
)
MARGIN_TOO_SMALL = Rule(
    "I004",
    Severity.ERROR,
    N_("{margin} = {found} mm: {printer} asks for at least {least} mm (source: {source})"),
    N_("raise it, or delete it to let the printer's own margin apply"),
    N_(
        "Paper is cut and bound with some play: text nearer to the edge may be cut, nearer to "
        "the spine it cannot be read."
    ),
    "[print]\ninside = 12",
)
TRIM_OUT_OF_RANGE = Rule(
    "I005",
    Severity.ERROR,
    N_("{trim} mm: {printer} trims from {least} to {most} mm (source: {source})"),
    N_("choose a trim within these, or another printer"),
)
SPINE_NOT_KNOWN = Rule(
    "I006",
    Severity.ERROR,
    N_("{printer} gives the width of the spine on {paper} only in its own template"),
    N_("read it there for {pages} pages, and write it in millimetres: “spine = …” under [print]"),
    N_(
        "Some printers tell the thickness of their paper to nobody: the spine is then read "
        "from the template they make for a number of pages."
    ),
    "[print]\nspine = 14.2",
)
NO_ROOM_FOR_TEXT = Rule(
    "I007",
    Severity.ERROR,
    N_("the margins that {printer} asks for leave a text area of {width} x {height} mm"),
    N_("choose a larger trim, or another printer"),
)

KEYS = {
    UNKNOWN_PRINTER.code: "printer",
    UNKNOWN_PAPER.code: "paper",
    PAGES_OUT_OF_RANGE.code: "paper",
    MARGIN_TOO_SMALL.code: "inside",
    TRIM_OUT_OF_RANGE.code: "trim",
    SPINE_NOT_KNOWN.code: "paper",
    NO_ROOM_FOR_TEXT.code: "trim",
}
"""The key of ``[print]`` that each fault is about."""
