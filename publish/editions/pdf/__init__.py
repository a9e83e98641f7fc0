"""Lettering and painted pages → PDFs for the screen and the printer, put together by pikepdf."""
