from publish.book import Book


def typeset(book: Book) -> Book:
    return book
