"""A block → its lines: atoms, divisions, the best way to break a paragraph."""
