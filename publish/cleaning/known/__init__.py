"""Damage that a table or a known escape undoes exactly, before anything is learnt."""
