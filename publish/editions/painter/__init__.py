"""XHTML → painted pages, by WeasyPrint, which is imported here alone."""
