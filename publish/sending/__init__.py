"""A book's texts → a file that others correct or carry on: .docx, .odt, TEI, ICML, Markdown.

Texts become the blocks and inlines that importing reads files into; each form is a writer of these.
"""
