"""Files of every kind → one document."""
