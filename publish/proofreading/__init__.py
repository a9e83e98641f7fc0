from publish.book import Book
from publish.diagnostics import Diagnostic


def proofread(book: Book) -> tuple[Diagnostic, ...]:
    return ()
