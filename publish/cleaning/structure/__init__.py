"""Lines → pages, notes and their calls, paragraphs, headings, verse, italics."""
