"""Raw text → Cleaned: French wrecked by PDF extraction becomes Markdown, with an exact account.

``a■  Petrograd, Le■nine e■ tait…1`` → ``à Petrograd, Lénine était…[^1]``
"""

from publish.cleaning.cleaner import Cleaned, clean, clean_text
from publish.cleaning.dialogue.corrections import Correction
from publish.cleaning.readers.sniff import read_source

__all__ = ["Cleaned", "Correction", "clean", "clean_text", "read_source"]
