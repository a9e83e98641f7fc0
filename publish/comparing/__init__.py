"""Two states of a book → what changed between them, word by word: an errata list."""
