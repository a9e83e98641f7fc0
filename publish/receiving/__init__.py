"""A corrected file → the texts it was made of, changed where it was changed and nowhere else.

What was sent is known, so a file that comes back says three things of each block: what it was, what
the corrector made of it, and what the editor has made of it meanwhile.
"""
