"""A document → the Markdown of a manuscript."""
