"""A book, watched: rebuilt on save, its text and pages shown side by side in a browser.

Needs the libraries of the extra ``watch``. Nothing is imported here: the process that builds takes
:mod:`publish.preview.worker` alone, and no server with it.
"""
