"""What OCR misread: found by lexicon, shape and context; asked, and mended only where certain."""
