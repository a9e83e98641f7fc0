"""Finished pages → pictures that are looked at as a typographer does."""
