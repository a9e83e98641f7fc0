"""The account of every character, and the way back to the source."""
