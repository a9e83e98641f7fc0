"""The command line: the only place that prints or exits, one module a command."""

from publish.cli.main import main

__all__ = ["main"]
