"""A table whose head says nothing has none: ``| | |`` above its rows is how Markdown has it."""

from __future__ import annotations

from publish.book import Element, text_of


def drop_empty_heads(tree: Element) -> None:
    """Take heads without text or picture out of tables, in place."""
    for head in list(tree.iter("thead")):
        table = head.getparent()
        if table is not None and not text_of(head).strip() and head.find(".//img") is None:
            table.remove(head)
