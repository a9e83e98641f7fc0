"""A section as it is printed, before its lines are broken."""
