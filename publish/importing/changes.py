"""What is done with the changes that a corrector has tracked."""

from enum import StrEnum


class Changes(StrEnum):
    """What is done with tracked changes."""

    ACCEPT = "accept"
    REJECT = "reject"
    ASK = "ask"
