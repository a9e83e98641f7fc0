"""Pages → what is kept and drawn of them: glyphs in their places, XHTML for the painter."""
