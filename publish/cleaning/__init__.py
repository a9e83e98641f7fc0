"""Raw text → Cleaned: French wrecked by PDF extraction becomes Markdown, with an exact account.

``a■  Petrograd, Le■nine e■ tait…1`` → ``à Petrograd, Lénine était…[^1]``
"""

from publish.cleaning.cleaner import Cleaned, clean_text

__all__ = ["Cleaned", "clean_text"]
