"""Files and encodings → the text as it came, with its pages, lines and runs."""
