"""Blocks and inline changes → the pieces of the Markdown text."""
