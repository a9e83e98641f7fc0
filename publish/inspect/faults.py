"""What cannot be looked at: W."""

from publish.diagnostics import Rule, Severity
from publish.messages import N_

NO_SUCH_TEXT = Rule(
    "W001",
    Severity.ERROR,
    N_("the book has no text “{name}”"),
    N_("its texts are: {known}"),
)
NO_SUCH_PAGE = Rule(
    "W002",
    Severity.ERROR,
    N_("the book has no page {page}"),
    N_("its pages are numbered from 1 to {last}, blank ones included"),
)
NO_SUCH_STAGE = Rule(
    "W003",
    Severity.ERROR,
    N_("there is no stage “{stage}”"),
    N_("the stages are: {known}"),
)
NOT_AT_STAGE = Rule(
    "W004",
    Severity.ERROR,
    N_("“{name}” does not go through the stage “{stage}”"),
    N_("pages that the press makes itself are not read; what a template draws has no lines"),
)
