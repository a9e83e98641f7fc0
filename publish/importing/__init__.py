"""Files that others made → texts of a book: Word, OpenDocument, RTF, HTML, EPUB, TEI, LaTeX…

``manuscrit.docx`` → ``01-le-chemin.md``, ``02-…``, pictures, index entries, what book.toml says of
it, and a proof that no word is lost.
"""
