"""The cover: its sheet, its bars, its title."""
