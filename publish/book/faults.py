"""What a book's files can hold that nobody reads, whichever stage opens them first."""

from publish.diagnostics import Rule, Severity
from publish.messages import N_

STYLES_TOO_DEEP = Rule(
    "S005",
    Severity.ERROR,
    N_("rules or brackets stand too deep within one another"),
    N_("a selector needs five parts, not a hundred: write plainer rules"),
    N_(
        "Readers of style sheets follow what stands within brackets by calling themselves, and end"
        " where it is too deep. No style sheet written by hand comes near the limit, 60."
    ),
)
