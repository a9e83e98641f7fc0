"""Documents → an EPUB; ebooklib is imported here alone."""
