"""Lines → pages: galleys, verse, notes at the foot, where each page ends."""
