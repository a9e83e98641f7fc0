"""Letters and marks → words: code table, spaces, lexicon, neighbours, divided words."""
