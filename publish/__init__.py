"""A publishing press for French texts: raw text → Markdown manuscript → EPUB 3 and print PDF."""

__version__ = "0.1.0"
